"""What is sent smaller, and what is not for the sake of what else a page says."""

import pytest

from comptoir.surfaces.web.pages import asset, style
from tests.surfaces.web.conftest import House
from tests.surfaces.web.test_goods import inside


class TestCompressed:
    @pytest.mark.parametrize("path", ["/", style(), asset("keep.js"), "/stores"])
    async def test_is_what_may_be_kept(self, shelves: House, path: str) -> None:
        response = await (await inside(shelves)).visit(path, accept_encoding="gzip")
        assert response.status_code == 200
        assert response.headers["content-encoding"] == "gzip"
        assert "Accept-Encoding" in response.headers["vary"]

    @pytest.mark.parametrize("path", ["/cart", "/counter", "/checkout", "/sign-in"])
    async def test_is_no_page_that_nobody_keeps(self, shelves: House, path: str) -> None:
        response = await (await inside(shelves)).visit(path, accept_encoding="gzip")
        assert response.headers["cache-control"] == "no-store"
        assert "content-encoding" not in response.headers

    async def test_is_nothing_for_who_does_not_take_it(self, shelves: House) -> None:
        response = await (await shelves.visitor()).visit("/", accept_encoding="identity")
        assert "content-encoding" not in response.headers

    @pytest.mark.parametrize("path", ["/static/fonts/voice.woff2", "/cards/home.png"])
    async def test_is_nothing_that_is_small_already(self, shelves: House, path: str) -> None:
        response = await (await shelves.visitor()).visit(path, accept_encoding="gzip")
        assert "content-encoding" not in response.headers

"""What is sent smaller, and what is not for the sake of what else a page says."""

import re

import pytest

from comptoir.surfaces.web.pages import asset, style
from tests.stories.shelves import PLAIN
from tests.surfaces.web.conftest import House
from tests.surfaces.web.test_cart_page import add
from tests.surfaces.web.test_goods import inside


class TestCompressed:
    @pytest.mark.parametrize("path", ["/", style(), asset("keep.js"), "/stores"])
    async def test_is_what_may_be_kept(self, shelves: House, path: str) -> None:
        response = await (await inside(shelves)).visit(path, accept_encoding="gzip")
        assert response.status_code == 200
        assert response.headers["content-encoding"] == "gzip"
        assert "Accept-Encoding" in response.headers["vary"]

    @pytest.mark.parametrize("path", ["/cart", "/counter", "/checkout", "/sign-in"])
    async def test_is_a_page_that_nobody_keeps_with_noise_in_its_length(
        self, shelves: House, path: str
    ) -> None:
        visitor = await inside(shelves)
        await add(visitor, PLAIN.gtin)  # nobody comes to the till without
        pages = [await visitor.visit(path, accept_encoding="gzip") for _ in range(12)]
        for page in pages:
            assert page.headers["cache-control"] == "no-store"
            assert page.headers["content-encoding"] == "gzip"
        sent = [int(page.headers["content-length"]) for page in pages]
        assert max(sent) - min(sent) > 10

    async def test_has_no_token_in_it_that_another_answer_had(self, shelves: House) -> None:
        visitor = await inside(shelves)
        tokens: set[str] = set()
        for path in ("/", "/", "/cart", "/cart", "/counter", "/counter"):
            page = (await visitor.visit(path, accept_encoding="gzip")).text
            tokens |= set(re.findall(r'name="csrf" value="([^"]+)"', page))
        assert len(tokens) == 6
        for token in tokens:
            taken = await visitor.post("/say", {"csrf": token, "text": "aide", "turn": token[:9]})
            assert taken.status_code == 303

    async def test_is_nothing_for_who_does_not_take_it(self, shelves: House) -> None:
        response = await (await shelves.visitor()).visit("/", accept_encoding="identity")
        assert "content-encoding" not in response.headers

    @pytest.mark.parametrize("path", ["/static/fonts/voice.woff2", "/cards/home.png"])
    async def test_is_nothing_that_is_small_already(self, shelves: House, path: str) -> None:
        response = await (await shelves.visitor()).visit(path, accept_encoding="gzip")
        assert "content-encoding" not in response.headers

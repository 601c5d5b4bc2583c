"""Cards of shared links: what is on them, that others may keep them, that drawing is bounded."""

import asyncio
import io
import re

import pytest
from PIL import Image

from comptoir.surfaces.web import painting, social
from tests.stories.shelves import SPREAD, SPREADS
from tests.surfaces.web.conftest import House
from tests.surfaces.web.test_goods import inside

_META = re.compile(r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)">')


def told(page: str) -> dict[str, str]:
    """Read what a page tells those who share it."""
    return {name: content.replace("&amp;", "&") for name, content in _META.findall(page)}


class TestHead:
    @pytest.mark.parametrize(
        "path", ["/", "/stores", f"/aisles/{SPREADS.id}", f"/products/{SPREAD.gtin}"]
    )
    async def test_leads_to_a_picture_that_may_be_kept(self, shelves: House, path: str) -> None:
        someone = await inside(shelves)
        head = told((await someone.visit(path)).text)
        assert head["og:title"]
        assert head["og:description"]
        assert head["og:url"] == f"http://shop{path}"
        assert head["og:image:alt"]
        assert head["twitter:card"] == "summary_large_image"
        response = await someone.visit(head["og:image"].removeprefix("http://shop"))
        assert response.headers["content-type"] == "image/png"
        assert response.headers["cache-control"].endswith("immutable")
        assert response.headers["cross-origin-resource-policy"] == "cross-origin"
        assert Image.open(io.BytesIO(response.content)).size == (1200, 630)
        assert (head["og:image:width"], head["og:image:height"]) == ("1200", "630")

    async def test_names_no_price(self, shelves: House) -> None:
        page = (await (await inside(shelves)).visit(f"/products/{SPREAD.gtin}?lang=en")).text
        assert told(page)["og:image:alt"] == "Hazelnut spread · Grignelune"


class TestCard:
    async def test_is_kept_for_an_hour_under_an_address_that_names_another(
        self, shelves: House
    ) -> None:
        someone = await shelves.visitor()
        response = await someone.visit("/cards/home.png?lang=fr&v=0")
        assert response.headers["cache-control"] == "public, max-age=3600"
        again = await someone.visit("/cards/home.png", if_none_match=response.headers["etag"])
        assert (again.status_code, again.content) == (304, b"")

    @pytest.mark.parametrize("path", ["products/0", "products/%3Csvg%3E", "aisles/none", "x"])
    async def test_is_of_nothing_else(self, shelves: House, path: str) -> None:
        response = await (await shelves.visitor()).visit(f"/cards/{path}.png")
        assert response.status_code == 404

    async def test_asks_to_come_back_when_too_many_are_waiting(
        self, shelves: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(social, "MOST_WAITING", 0)
        response = await (await shelves.visitor()).visit("/cards/home.png")
        assert (response.status_code, response.headers["retry-after"]) == (503, "5")

    async def test_is_drawn_one_at_a_time(
        self, shelves: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        drawing, most = 0, 0

        def draw(*_: str) -> bytes:
            nonlocal drawing, most
            drawing += 1
            most = max(most, drawing)
            drawing -= 1
            return b""

        monkeypatch.setattr(painting, "card", draw)
        someone = await shelves.visitor()
        await asyncio.gather(*(someone.client.get("/cards/home.png") for _ in range(5)))
        assert most == 1


class TestPainting:
    def test_draws_texts_and_reads_none(self) -> None:
        plain = painting.card("milk", "Lait", "")
        marked = painting.card("milk", "</text><image href='file:///etc/passwd'/>", "")
        for each in (plain, marked):
            assert Image.open(io.BytesIO(each)).size == (1200, 630)
        assert plain != marked

    def test_draws_what_is_far_too_long(self) -> None:
        for title in ("fromage " * 500, "f" * 5_000, "中文" * 900, ""):
            drawn = painting.card("cheese", title, title)
            assert Image.open(io.BytesIO(drawn)).size == (1200, 630)

    def test_leaves_out_what_the_letters_lack(self) -> None:
        assert painting.card("milk", "Lait 中文", "") == painting.card("milk", "Lait", "")

    def test_fills_a_maskable_icon_to_the_edge(self) -> None:
        whole = Image.open(io.BytesIO(painting.icon(192, maskable=True))).convert("RGBA")
        round_ = Image.open(io.BytesIO(painting.icon(192, maskable=False))).convert("RGBA")
        assert whole.getpixel((0, 0)) == (255, 220, 98, 255)
        assert round_.getpixel((0, 0)) == (0, 0, 0, 0)

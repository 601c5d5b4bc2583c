"""The counter beside every page: on each of them, put away, silent, and remembered so."""

import re

import pytest

from tests.shop.shopping.test_identity import an_address
from tests.stories.shopping import MILK
from tests.surfaces.web.conftest import House, Visitor

_PRESSED = re.compile(r'id="aloud"[^>]* aria-pressed="(true|false)"')


class TestBeside:
    @pytest.mark.parametrize(
        "path", ["/", "/aisles", "/search?q=lait", "/stores", "/cart", "/checkout", "/sign-in"]
    )
    async def test_stands_on_every_page(self, visitor: Visitor, path: str) -> None:
        await visitor.say("aide")
        await visitor.take((MILK, 1))  # nobody comes to the till without
        page = (await visitor.visit(path)).text
        assert '<aside class="side" id="panel" popover' in page
        assert 'hx-sse:connect="/live?on=' in page
        assert page.count('class="turn"') == 1
        assert page.count('id="composer"') == 1

    async def test_stands_on_the_pages_of_the_account(self, house: House) -> None:
        visitor = await house.visitor()
        await visitor.sign_in(house.mail, an_address())
        for path in ("/account", "/account/orders", "/account/usual", "/account/data"):
            page = (await visitor.visit(path)).text
            assert 'id="panel"' in page
            assert 'class="cart-link"' in page
            assert "noindex" in page

    async def test_shows_the_newest_turns_and_leads_to_the_rest(self, visitor: Visitor) -> None:
        for count in range(14):
            await visitor.post("/say", {"text": "aide", "turn": str(count)})
        page = (await visitor.visit("/stores")).text
        assert page.count('class="turn"') == 12
        assert "Les échanges plus anciens" in page
        assert page.count("data-spoken") == 1


class TestRemember:
    async def test_keeps_the_counter_put_away(self, visitor: Visitor) -> None:
        await visitor.visit("/stores")
        assert "panel-away" not in visitor.page.split("<header")[0]
        response = await visitor.post("/panel", {"panel": "away", "back": "/stores"})
        assert response.status_code == 303
        assert response.headers["location"] == "/stores"
        assert "panel-away" in (await visitor.visit("/cart")).text.split("<header")[0]
        await visitor.post("/panel", {"panel": "here"})
        assert "panel-away" not in (await visitor.visit("/cart")).text.split("<header")[0]

    async def test_keeps_it_silent(self, visitor: Visitor, htmx: dict[str, str]) -> None:
        page = (await visitor.visit("/stores")).text
        assert _PRESSED.findall(page) == ["true"]
        response = await visitor.post("/panel", {"voice": "off"}, htmx)
        assert response.status_code == 204
        assert _PRESSED.findall((await visitor.visit("/stores")).text) == ["false"]

    async def test_leaves_the_visit_as_it_is(self, visitor: Visitor) -> None:
        conversation = await visitor.conversation()
        await visitor.post("/panel", {"panel": "away", "voice": "off"})
        assert await visitor.conversation() == conversation

    async def test_begins_no_visit_for_somebody_who_only_looks(self, house: House) -> None:
        someone = await house.visitor()
        await someone.visit("/stores")
        response = await someone.post("/panel", {"panel": "away"}, token=False)
        assert response.status_code == 303
        assert "hx-sse:connect" not in (await someone.visit("/stores")).text
        assert "panel-away" in someone.page

    async def test_outlives_signing_in(self, house: House) -> None:
        visitor = await house.visitor()
        await visitor.visit("/stores")
        await visitor.post("/panel", {"panel": "away"}, token=False)
        await visitor.sign_in(house.mail, an_address())
        assert "panel-away" in (await visitor.visit("/account")).text

    @pytest.mark.parametrize("liked", [{"panel": "x"}, {"voice": "<b>"}])
    async def test_remembers_nothing_else(self, visitor: Visitor, liked: dict[str, str]) -> None:
        before = (await visitor.session()).notes
        assert (await visitor.post("/panel", liked)).status_code == 422
        assert (await visitor.session()).notes == before

    async def test_refuses_another_site(self, visitor: Visitor) -> None:
        response = await visitor.post("/panel", {"panel": "away"}, {"sec-fetch-site": "cross-site"})
        assert response.status_code == 403

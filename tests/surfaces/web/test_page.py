"""Opening the page: a conversation, a language, a store, and headers that let nothing else in."""

import re

from comptoir.kernel.locale import Language
from comptoir.street.session import COOKIE, LIFE
from tests.stories.shopping import EGGS, LEMONADE, MILK, TOMATOES, WINE
from tests.surfaces.web.conftest import House, Visitor

_SCRIPT = re.compile(r"<script\b[^>]*>")


class TestShow:
    async def test_begins_a_conversation_and_finds_it_again(self, visitor: Visitor) -> None:
        first = await visitor.conversation()
        await visitor.visit()
        assert await visitor.conversation() == first

    async def test_gives_another_visitor_another_cart(self, house: House) -> None:
        one, other = await house.visitor(), await house.visitor()
        await one.enter()
        await other.enter()
        await one.take((MILK, 2))
        assert (await one.cart()).id != (await other.cart()).id
        assert "Lait" not in (await other.visit()).text.split('id="cart-panel"')[1]

    async def test_shows_lines_totals_and_vat_of_the_cart(self, visitor: Visitor) -> None:
        await visitor.take((MILK, 2), (TOMATOES, 500), (LEMONADE, 1))
        text = (await visitor.visit()).text
        for shown in (
            "Lait demi-écrémé 1 L",
            "1,09\u202f€ l’unité · 1,09\u202f€/l",
            "2,18\u202f€",
            "500\u202fg",
            "2,99\u202f€/kg",
            "1,50\u202f€",
            "+ 0,25\u202f€ de consigne",
            "5,78\u202f€",
            "5,5\u202f%",
            "4 articles",
        ):
            assert shown in text

    async def test_asks_for_the_age_that_a_line_needs(self, visitor: Visitor) -> None:
        await visitor.take((WINE, 1))
        assert "réservé aux 18 ans et plus" in (await visitor.visit()).text
        response = await visitor.post("/cart/age", {})
        assert response.status_code == 303
        assert (await visitor.cart()).age_required is None
        assert "réservé aux 18 ans et plus" not in (await visitor.visit()).text

    async def test_begins_anew_when_the_session_has_expired(
        self, house: House, visitor: Visitor
    ) -> None:
        before = await visitor.conversation()
        house.clock.advance(LIFE)
        await visitor.enter()
        assert await visitor.conversation() != before

    async def test_goes_on_with_a_visitor_who_comes_again_and_again(
        self, house: House, visitor: Visitor
    ) -> None:
        before = await visitor.conversation()
        for _ in range(3):
            house.clock.advance(LIFE * 2 / 3)
            await visitor.visit()
        assert await visitor.conversation() == before

    async def test_begins_anew_when_the_cookie_was_written_by_another(
        self, house: House, visitor: Visitor
    ) -> None:
        good = visitor.client.cookies[COOKIE]
        other = await house.visitor()
        for forged in (good[:-1] + "~", "a.b", ".", good.replace(".", ".A"), "x" * 9000):
            response = await other.visit(cookie=f"{COOKIE}={forged}")
            assert response.status_code == 200
            assert "set-cookie" in response.headers

    async def test_hides_the_cookie_from_scripts_and_other_sites(self, house: House) -> None:
        response = await (await house.visitor()).visit()
        cookie = response.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
        assert "Secure" not in cookie

    async def test_sends_the_cookie_by_tls_only_where_the_page_came_so(self, house: House) -> None:
        someone = await house.visitor()
        response = await someone.client.get("https://shop/counter")
        assert "Secure" in response.headers["set-cookie"]


class TestLanguage:
    async def test_is_french_unless_the_browser_says_otherwise(self, house: House) -> None:
        page = (await (await house.visitor()).visit()).text
        assert '<html lang="fr">' in page
        assert "Que vous faut-il\u202f?" in page

    async def test_follows_the_browser(self, house: House) -> None:
        page = (await (await house.visitor()).visit(accept_language="en-GB,en;q=0.9")).text
        assert '<html lang="en">' in page
        assert "What do you need?" in page

    async def test_is_kept_once_it_was_asked_for(self, visitor: Visitor) -> None:
        await visitor.visit("/?lang=en")
        assert '<html lang="en">' in (await visitor.visit("/", accept_language="fr")).text

    async def test_ignores_a_language_that_nobody_speaks_here(self, visitor: Visitor) -> None:
        assert '<html lang="fr">' in (await visitor.visit("/?lang=<b>")).text

    async def test_changes_without_losing_the_cart(self, visitor: Visitor) -> None:
        await visitor.take((EGGS, 1))
        page = (await visitor.visit("/counter?lang=en")).text
        assert "€2.15" in page
        assert "1 item" in page


class TestStores:
    async def test_have_a_conversation_each(self, house: House, visitor: Visitor) -> None:
        first = await visitor.conversation()
        await visitor.take((MILK, 1))
        page = (await visitor.visit()).text
        other = next(
            store
            for store in re.findall(r'<option value="([^"]+)"', page)
            if store != house.shop.store
        )
        assert (await visitor.post("/store", {"store": other})).status_code == 303
        assert f'value="{other}" selected' in (await visitor.visit()).text
        there = (await visitor.session()).notes[f"{Language.FRENCH.value}:{other}"]
        assert there != first
        await visitor.enter()
        assert await visitor.conversation() == first

    async def test_are_refused_when_there_are_none_of_that_name(self, visitor: Visitor) -> None:
        response = await visitor.post("/store", {"store": "'; drop table store; --"})
        assert response.status_code == 404
        assert "drop table" not in response.text
        assert f'value="{visitor.shop.store}" selected' in (await visitor.visit()).text


class TestHeaders:
    async def test_let_in_nothing_but_our_own(self, house: House) -> None:
        headers = (await (await house.visitor()).visit()).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cache-control"] == "no-store"

    async def test_name_a_nonce_that_only_our_scripts_carry(self, house: House) -> None:
        visitor = await house.visitor()
        nonces: set[str] = set()
        for _ in range(2):
            response = await visitor.visit()
            found = re.search(r"'nonce-([^']+)'", response.headers["content-security-policy"])
            assert found is not None
            nonces.add(found[1])
            scripts = _SCRIPT.findall(response.text)
            assert scripts
            assert all(f'nonce="{found[1]}"' in each and "src=" in each for each in scripts)
        assert len(nonces) == 2

    async def test_come_with_every_answer(self, house: House) -> None:
        visitor = await house.visitor()
        for path in (
            "/nowhere",
            "/orders/x",
            "/live",
            "/static/comptoir.js",
            "/style.css",
            "/static/no",
        ):
            assert "content-security-policy" in (await visitor.visit(path)).headers

    async def test_let_files_be_kept_under_an_address_that_names_their_content(
        self, house: House
    ) -> None:
        visitor = await house.visitor()
        page = (await visitor.visit()).text
        for name in (r"/style\.css", r"/static/comptoir\.js"):
            found = re.search(rf'"({name}\?v=[0-9a-f]{{12}})[#"]', page)
            assert found is not None, name
            assert "immutable" in (await visitor.visit(found[1])).headers["cache-control"]
            plain = (await visitor.visit(found[1].partition("?")[0])).headers
            assert "immutable" not in plain.get("cache-control", "")

    async def test_keep_robots_out_of_what_is_private(self, house: House) -> None:
        told = (await (await house.visitor()).visit("/robots.txt")).text
        for private in ("/cart", "/orders/", "/account", "/desk"):
            assert f"Disallow: {private}\n" in told
        assert "Disallow: /\n" not in told


class TestNothingThere:
    async def test_is_said_in_the_visitors_language(self, house: House) -> None:
        visitor = await house.visitor()
        french = await visitor.visit("/<script>alert(1)</script>")
        assert french.status_code == 404
        assert "Page introuvable" in french.text
        assert "<script>alert" not in french.text
        english = await visitor.visit("/nowhere", accept_language="en")
        assert "Page not found" in english.text

    async def test_is_said_of_a_method_too(self, house: House) -> None:
        response = await (await house.visitor()).client.delete("/say")
        assert response.status_code == 405
        assert "POST" in response.headers["allow"]

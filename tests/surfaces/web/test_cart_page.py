"""Putting goods into the cart from a page, and the cart's own page."""

import re
from datetime import timedelta

import pytest

from comptoir.goods.inventory import commands as inventory
from comptoir.goods.pricing import commands as pricing
from comptoir.kernel.caller import SYSTEM
from comptoir.shopping.carts.model import PRICE_KEPT_FOR, Substitution
from tests.stories.shelves import GALA, GONE, PLAIN, SPREAD
from tests.stories.shopping import MILK, WINE, a_discount_code
from tests.surfaces.web.conftest import House, Visitor
from tests.surfaces.web.test_goods import inside


async def add(visitor: Visitor, gtin: str, **fields: str) -> None:
    """Put a product in as a page of goods does."""
    whole = {"gtin": gtin, "do": "add", "on": "goods", "back": "/aisles", **fields}
    response = await visitor.post("/cart/lines", whole)
    assert response.status_code == 303


class TestAdd:
    async def test_puts_in_and_goes_back_to_the_page(self, shelves: House) -> None:
        visitor = await inside(shelves)
        fields = {"gtin": PLAIN.gtin, "do": "add", "on": "goods", "back": "/search?q=p"}
        response = await visitor.post("/cart/lines", {**fields, "amount": "2"})
        assert response.headers["location"] == f"/search?q=p#product-{PLAIN.gtin}"
        (line,) = (await visitor.cart()).lines
        assert (line.gtin, line.quantity.value) == (PLAIN.gtin, 2)

    async def test_weighs_half_a_kilo_where_nothing_is_said(self, shelves: House) -> None:
        visitor = await inside(shelves)
        await add(visitor, GALA.gtin)
        assert (await visitor.cart()).lines[0].quantity.value == 500

    async def test_tells_the_pages_script_what_changed(
        self, shelves: House, htmx: dict[str, str]
    ) -> None:
        visitor = await inside(shelves)
        fields = {"gtin": PLAIN.gtin, "do": "add", "on": "goods"}
        response = await visitor.post("/cart/lines", fields, htmx)
        assert "1 au panier" in response.text
        assert "Pâte à tartiner cacao" in response.text.split('hx-target="#told"')[1]
        assert "1,99" in response.text.split('hx-target="#cart-link"')[1]

    async def test_begins_a_visit_for_somebody_who_only_looked(self, shelves: House) -> None:
        someone = await shelves.visitor()
        fields = {"gtin": MILK.gtin, "do": "add", "on": "goods", "back": "/"}
        response = await someone.post("/store", {"store": shelves.shop.store}, token=False)
        assert response.status_code == 303
        page = (await someone.visit("/")).text
        assert "0,00" in page
        assert (await someone.post("/cart/lines", fields)).status_code == 303
        assert "1,09" in (await someone.visit("/cart")).text

    @pytest.mark.parametrize(
        "headers",
        [
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site"},
            {"origin": "https://evil.example"},
            {"origin": "null"},
        ],
    )
    async def test_begins_none_for_another_site(
        self, shelves: House, headers: dict[str, str]
    ) -> None:
        someone = await shelves.visitor()
        fields = {"gtin": MILK.gtin, "do": "add", "on": "goods"}
        response = await someone.post("/cart/lines", fields, headers, token=False)
        assert response.status_code == 403
        assert "set-cookie" not in response.headers

    async def test_takes_a_page_that_was_shown_to_nobody_in_particular(
        self, shelves: House
    ) -> None:
        visitor = await inside(shelves)
        fields = {"gtin": PLAIN.gtin, "do": "add", "on": "goods", "csrf": ""}
        ours = {"sec-fetch-site": "same-origin"}
        response = await visitor.post("/cart/lines", fields, ours, token=False)
        assert response.status_code == 303
        assert (await visitor.post("/cart/lines", fields, token=False)).status_code == 403

    async def test_says_how_many_are_left(self, shelves: House, htmx: dict[str, str]) -> None:
        visitor = await inside(shelves)
        fields = {"gtin": SPREAD.gtin, "do": "add", "on": "goods", "amount": "9"}
        response = await visitor.post("/cart/lines", fields, htmx)
        assert response.status_code == 409
        assert "Il ne reste que 4" in response.text
        plain = await visitor.post("/cart/lines", fields)
        assert plain.status_code == 409
        assert "Il ne reste que 4" in plain.text
        assert (await visitor.cart()).lines == ()

    @pytest.mark.parametrize("amount", ["-1", "0", "1e3", "٣", "9" * 8, "1.5", "100000"])
    async def test_refuses_what_is_no_amount(self, shelves: House, amount: str) -> None:
        visitor = await inside(shelves)
        fields = {"gtin": PLAIN.gtin, "do": "add", "on": "goods", "amount": amount}
        assert (await visitor.post("/cart/lines", fields)).status_code == 422

    async def test_refuses_what_is_sold_elsewhere(self, shelves: House) -> None:
        visitor = await inside(shelves)
        fields = {"gtin": "4006381333931", "do": "add", "on": "goods"}
        assert (await visitor.post("/cart/lines", fields)).status_code == 404


class TestCartPage:
    async def test_shows_lines_sums_savings_and_vat(self, shelves: House) -> None:
        visitor = await inside(shelves)
        await add(visitor, SPREAD.gtin, amount="2")
        await add(visitor, GALA.gtin, amount="500")
        response = await visitor.visit("/cart")
        for shown in ("6,84\u202f€", "1,20\u202f€", "8,04\u202f€", "0,74\u202f€ d’économie", "TVA"):
            assert shown in response.text, shown
        assert response.headers["cache-control"] == "no-store"

    async def test_changes_weights_by_whole_steps(self, shelves: House) -> None:
        visitor = await inside(shelves)
        await add(visitor, GALA.gtin, amount="250")
        for do, now in (("more", 300), ("less", 200), ("less", 100)):
            fields = {"gtin": GALA.gtin, "do": do, "on": "cart"}
            assert (await visitor.post("/cart/lines", fields)).headers["location"] == "/cart"
            assert (await visitor.cart()).lines[0].quantity.value == now
        await visitor.post("/cart/lines", {"gtin": GALA.gtin, "do": "less", "on": "cart"})
        assert (await visitor.cart()).lines == ()

    async def test_gives_the_pages_script_only_what_changed(
        self, shelves: House, htmx: dict[str, str]
    ) -> None:
        visitor = await inside(shelves)
        await add(visitor, PLAIN.gtin)
        fields = {"gtin": PLAIN.gtin, "do": "more", "on": "cart"}
        text = (await visitor.post("/cart/lines", fields, htmx)).text
        assert "<html" not in text
        assert 'hx-target="#basket"' in text
        assert "3,98" in text

    async def test_tells_what_changed_since(self, shelves: House) -> None:
        visitor = await inside(shelves)
        for gtin in (PLAIN.gtin, SPREAD.gtin, GALA.gtin):
            await add(visitor, gtin)
        shelves.clock.advance(PRICE_KEPT_FOR + timedelta(minutes=1))
        store = shelves.shop.store
        async with shelves.database.work(SYSTEM) as uow:
            await pricing.set_price(uow, store=store, gtin=PLAIN.gtin, price=249)
            await inventory.set_counts(uow, store=store, counts={SPREAD.gtin: 0})
            await pricing.delist(uow, store=store, gtin=GALA.gtin)
        page = (await visitor.visit("/cart")).text
        for told in ("passe de 1,99\u202f€ à 2,49", "Il n’y a plus de", "n’est plus vendu ici"):
            assert told in page, told

    async def test_shows_how_far_the_minimum_is(self, shelves: House) -> None:
        visitor = await inside(shelves)
        await add(visitor, PLAIN.gtin)
        assert "<progress" not in (await visitor.visit("/cart")).text

    async def test_asks_for_the_age_that_a_line_needs(self, shelves: House) -> None:
        visitor = await inside(shelves)
        await visitor.take((WINE, 1))
        assert "réservé aux 18 ans" in (await visitor.visit("/cart")).text
        response = await visitor.post("/cart/age", {"on": "cart"})
        assert response.headers["location"] == "/cart"
        assert "réservé aux 18 ans" not in (await visitor.visit("/cart")).text

    async def test_of_somebody_who_only_looked_is_empty(self, shelves: House) -> None:
        page = (await (await shelves.visitor()).visit("/cart")).text
        assert "Il est encore vide" in page


class TestWish:
    async def test_keeps_substitution_and_note(self, shelves: House) -> None:
        visitor = await inside(shelves)
        await add(visitor, PLAIN.gtin)
        page = (await visitor.visit(f"/cart/lines/{PLAIN.gtin}")).text
        assert "demandez-moi" in page
        fields = {"substitution": "ask", "note": "  pot  en verre "}
        response = await visitor.post(f"/cart/lines/{PLAIN.gtin}", fields)
        assert response.headers["location"] == f"/cart#line-{PLAIN.gtin}"
        (line,) = (await visitor.cart()).lines
        assert (line.substitution, line.note) == (Substitution.ASK, "pot en verre")
        page = (await visitor.visit("/cart")).text
        assert "S’il manque\u00a0: demandez-moi" in page
        assert "pot en verre" in page

    async def test_keeps_a_certain_product(self, shelves: House) -> None:
        visitor = await inside(shelves)
        await add(visitor, PLAIN.gtin)
        fields = {"substitution": f"this:{GALA.gtin}", "note": ""}
        await visitor.post(f"/cart/lines/{PLAIN.gtin}", fields)
        (line,) = (await visitor.cart()).lines
        assert (line.substitution, line.substitute) == (Substitution.THIS, GALA.gtin)
        page = (await visitor.visit(f"/cart/lines/{PLAIN.gtin}")).text
        assert "celui-ci\u00a0: Pommes Gala" in page
        await visitor.post(f"/cart/lines/{PLAIN.gtin}", {"substitution": "this", "note": "x"})
        assert (await visitor.cart()).lines[0].substitute == GALA.gtin

    async def test_survives_a_change_of_quantity(self, shelves: House) -> None:
        visitor = await inside(shelves)
        await add(visitor, PLAIN.gtin)
        path = f"/cart/lines/{PLAIN.gtin}"
        await visitor.post(path, {"substitution": f"this:{GALA.gtin}", "note": "mûres"})
        await visitor.post("/cart/lines", {"gtin": PLAIN.gtin, "do": "more", "on": "cart"})
        (line,) = (await visitor.cart()).lines
        assert (line.substitution, line.substitute, line.note) == (
            Substitution.THIS,
            GALA.gtin,
            "mûres",
        )

    async def test_shows_a_note_that_is_too_long_as_it_was_typed(self, shelves: House) -> None:
        visitor = await inside(shelves)
        await add(visitor, PLAIN.gtin)
        fields = {"substitution": "ask", "note": "x" * 201}
        response = await visitor.post(f"/cart/lines/{PLAIN.gtin}", fields)
        assert response.status_code == 422
        assert "x" * 201 in response.text
        assert re.search(r'aria-invalid="true" aria-describedby="wrong-note', response.text)
        assert (await visitor.cart()).lines[0].note == ""

    async def test_shows_a_hostile_note_as_text(self, shelves: House) -> None:
        visitor = await inside(shelves)
        await add(visitor, PLAIN.gtin)
        fields = {"substitution": "ask", "note": "<img src=x onerror=alert(1)>"}
        await visitor.post(f"/cart/lines/{PLAIN.gtin}", fields)
        for path in ("/cart", f"/cart/lines/{PLAIN.gtin}"):
            page = (await visitor.visit(path)).text
            assert "<img src=x" not in page
            assert "&lt;img src=x" in page

    @pytest.mark.parametrize("wish", ["", "x", "this:", "this:123", "this:' or 1=1"])
    async def test_refuses_what_cannot_be_wished(self, shelves: House, wish: str) -> None:
        visitor = await inside(shelves)
        await add(visitor, PLAIN.gtin)
        path = f"/cart/lines/{PLAIN.gtin}"
        response = await visitor.post(path, {"substitution": wish, "note": "gone"})
        assert response.status_code in {404, 422}
        assert (await visitor.cart()).lines[0].note == ""

    async def test_of_a_line_that_is_not_there_is_not_found(self, shelves: House) -> None:
        visitor = await inside(shelves)
        await add(visitor, PLAIN.gtin)
        assert (await visitor.visit(f"/cart/lines/{GONE.gtin}")).status_code == 404


class TestCode:
    async def test_is_taken_and_shown(self, shelves: House) -> None:
        visitor = await inside(shelves)
        await add(visitor, PLAIN.gtin, amount="10")
        async with shelves.database.work(SYSTEM) as uow:
            code = await a_discount_code(uow, store=shelves.shop.store)
        await visitor.visit("/cart")
        response = await visitor.post("/cart/code", {"code": code.lower()})
        assert response.headers["location"] == "/cart#code"
        assert "1,99\u202f€ d’économie" in (await visitor.visit("/cart")).text

    async def test_that_nobody_knows_is_shown_as_typed(self, shelves: House) -> None:
        visitor = await inside(shelves)
        await add(visitor, PLAIN.gtin)
        await visitor.visit("/cart")
        response = await visitor.post("/cart/code", {"code": '"><script>x'})
        assert response.status_code == 422
        assert "n’existe pas" in response.text
        assert 'value="&#34;&gt;&lt;script&gt;x"' in response.text

"""The till in one page: how, where, when, how to pay, and the button that orders."""

import re
from dataclasses import replace
from html import escape

import pytest
import pytest_asyncio

from comptoir.goods.pricing import commands as pricing
from comptoir.goods.pricing.model import DiscountCode
from comptoir.kernel.caller import SYSTEM
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.customers import queries as customers
from comptoir.shopping.orders import queries as orders
from comptoir.shopping.orders.model import State
from comptoir.shopping.slots.model import Mode
from tests.stories.shopping import MILK, TOMATOES, WINE, a_cart, a_placed_order, a_window
from tests.surfaces.web.conftest import House, Visitor

EMAIL = "camille@example.org"


@pytest_asyncio.fixture
async def filled(visitor: Visitor) -> Visitor:
    """Let a visitor with a cart that is worth ordering stand at the till."""
    await visitor.take((MILK, 20), (TOMATOES, 2000))
    await visitor.visit("/checkout")
    return visitor


async def choose(visitor: Visitor, mode: str) -> str:
    """Choose a mode and its first free window, and give the page."""
    await visitor.post("/checkout/mode", {"mode": mode})
    page = (await visitor.visit("/checkout")).text
    free = re.search(r'name="window" value="([^"]+)" aria-pressed="false">', page)
    assert free is not None
    await visitor.post("/checkout/slot", {"window": free[1]})
    return (await visitor.visit("/checkout")).text


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None
    return found[1]


def button(page: str) -> str:
    found = re.search(r'<button[^>]*id="order-button"[^>]*>[^<]*', page)
    assert found is not None
    return found[0]


def ticket(page: str, payment: str = "at_handover", email: str = EMAIL) -> dict[str, str]:
    """Give what the order form of a page sends."""
    numbers = {name: hidden(page, name) for name in ("cart", "expected", "version")}
    return {"payment": payment, "email": email, **numbers}


class TestShow:
    async def test_says_what_is_missing_and_where(self, filled: Visitor) -> None:
        for missing, anchor in (("la livraison ou le retrait", "#how"), ("un créneau", "#slots")):
            assert f'<a href="{anchor}">{missing}</a>' in filled.page
        assert "disabled" in button(filled.page)

    async def test_words_the_button_as_the_law_asks(self, filled: Visitor) -> None:
        page = await choose(filled, "pickup")
        assert button(page).endswith(">Commander avec obligation de paiement")
        assert "disabled" not in button(page)
        english = (await filled.visit("/checkout?lang=en")).text
        assert button(english).endswith(">Order with obligation to pay")

    async def test_sends_an_empty_cart_shopping(self, visitor: Visitor) -> None:
        response = await visitor.visit("/checkout")
        assert (response.status_code, response.headers["location"]) == (303, "/cart")

    async def test_begins_no_visit_for_who_merely_looks(self, house: House) -> None:
        robot = await house.visitor()
        response = await robot.visit("/checkout")
        assert (response.status_code, response.headers["location"]) == (303, "/cart")
        assert not robot.client.cookies

    async def test_is_described_and_asks_robots_for_nothing(self, filled: Visitor) -> None:
        page = filled.page.partition("</head>")[0]
        assert '<meta name="description" content="Commander chez ' in page
        assert "noindex" not in page

    async def test_asks_for_the_age_that_a_line_needs(self, filled: Visitor) -> None:
        await filled.take((WINE, 1))
        page = await choose(filled, "pickup")
        assert '<a href="#age">votre âge</a>' in page
        response = await filled.post("/cart/age", {"on": "till"})
        assert response.headers["location"] == "/checkout#age"
        assert "disabled" not in button((await filled.visit("/checkout")).text)


class TestChooseMode:
    async def test_shows_the_windows_of_that_mode(self, filled: Visitor) -> None:
        response = await filled.post("/checkout/mode", {"mode": "delivery"})
        assert (response.status_code, response.headers["location"]) == (303, "/checkout#how")
        assert (await filled.cart()).mode is Mode.DELIVERY
        page = (await filled.visit("/checkout")).text
        assert 'value="delivery" aria-pressed="true"' in page
        assert 'name="window"' in page

    @pytest.mark.parametrize("mode", ["", "drone", "<b>"])
    async def test_refuses_what_nobody_offers(self, filled: Visitor, mode: str) -> None:
        assert (await filled.post("/checkout/mode", {"mode": mode})).status_code == 422
        assert (await filled.cart()).mode is None


class TestChooseSlot:
    async def test_keeps_the_place(self, filled: Visitor) -> None:
        page = await choose(filled, "delivery")
        held = (await filled.cart()).slot
        assert held is not None
        assert f'value="{held.window.id}" aria-pressed="true"' in page

    async def test_tells_on_the_page_that_a_window_is_not_there(self, filled: Visitor) -> None:
        response = await filled.post("/checkout/slot", {"window": "<b>none"})
        assert response.status_code == 409
        assert 'class="notice"' in response.text
        assert "<b>none" not in response.text
        assert 'id="order-button"' in response.text


class TestTalking:
    async def test_points_at_the_windows_that_are_on_the_screen(
        self, house: House, filled: Visitor
    ) -> None:
        async with house.database.work(SYSTEM) as uow:
            for hour in (8, 10):
                store, mode = house.shop.store, Mode.DELIVERY
                await a_window(uow, store=store, mode=mode, hour=hour, days=2)
                await a_window(uow, store=store, mode=mode, hour=hour)
        await filled.post("/checkout/mode", {"mode": "delivery"})
        page = (await filled.visit("/checkout")).text
        day = page.partition('name="day" open>')[2].partition("</details>")[0]
        slots = re.findall(r'name="window" value="([^"]+)"', day)
        assert len(slots) == 3
        assert hidden(page, "windows").split() == slots
        fields = {name: hidden(page, name) for name in ("at", "kind", "shown", "since", "windows")}
        await filled.post("/say", {"text": "le deuxième créneau", "turn": "t", **fields})
        taken = (await filled.cart()).slot
        assert taken is not None
        assert taken.window.id == slots[1]

    async def test_takes_no_window_of_anybodys(self, filled: Visitor) -> None:
        fields = {"at": "/checkout", "kind": "till", "windows": "<b> nowhere ' or"}
        response = await filled.post("/say", {"text": "le premier", "turn": "t", **fields})
        assert response.status_code == 303
        assert (await filled.cart()).slot is None


class TestOrder:
    async def test_orders_and_leads_to_the_order(self, house: House, filled: Visitor) -> None:
        page = await choose(filled, "delivery")
        response = await filled.post("/checkout/order", ticket(page))
        assert response.status_code == 303
        where = response.headers["location"]
        async with house.database.read(SYSTEM) as on:
            order = await orders.order(on, order=where.removeprefix("/orders/"))
        assert order.state is State.PLACED
        assert order.totals.total == int(ticket(page)["expected"])
        assert order.customer.name == "Camille Morvan"
        assert (await filled.cart()).lines == ()

    async def test_sent_twice_orders_once(self, filled: Visitor) -> None:
        page = await choose(filled, "pickup")
        first = await filled.post("/checkout/order", ticket(page))
        again = await filled.post("/checkout/order", ticket(page))
        assert again.headers["location"] == first.headers["location"]

    async def test_orders_no_cart_of_others(self, house: House, filled: Visitor) -> None:
        page = await choose(filled, "pickup")
        other = await house.visitor()
        await other.enter()
        response = await other.post("/checkout/order", ticket(page))
        assert response.status_code == 409
        assert (await filled.cart()).state == "open"

    async def test_shows_no_order_of_others(self, house: House, filled: Visitor) -> None:
        page = await choose(filled, "pickup")
        await filled.post("/checkout/order", ticket(page))
        other = await house.visitor()
        await other.enter()
        response = await other.post("/checkout/order", ticket(page))
        assert response.status_code == 409
        assert "/orders/" not in response.text

    async def test_orders_nothing_that_changed_since_it_was_shown(self, filled: Visitor) -> None:
        page = await choose(filled, "pickup")
        await filled.take((MILK, 1))
        response = await filled.post("/checkout/order", ticket(page))
        assert response.status_code == 409
        assert 'class="notice"' in response.text
        assert (await filled.cart()).state == "open"

    @pytest.mark.parametrize("field", ["expected", "version"])
    @pytest.mark.parametrize("value", ["", "-1", "1e9", "9" * 20])
    async def test_refuses_figures_that_the_page_never_wrote(
        self, filled: Visitor, field: str, value: str
    ) -> None:
        page = await choose(filled, "pickup")
        response = await filled.post("/checkout/order", {**ticket(page), field: value})
        assert response.status_code == 422
        assert (await filled.cart()).state == "open"

    async def test_refuses_a_payment_that_nobody_takes(self, filled: Visitor) -> None:
        page = await choose(filled, "pickup")
        response = await filled.post("/checkout/order", ticket(page, "cowries"))
        assert response.status_code == 409
        assert (await filled.cart()).state == "open"

    async def test_needs_a_form_of_this_session(self, house: House, filled: Visitor) -> None:
        page = await choose(filled, "pickup")
        other = await house.visitor()
        await other.enter()
        forged = {**ticket(page), "csrf": other.token}
        response = await filled.client.post("/checkout/order", data=forged)
        assert response.status_code == 403
        assert (await filled.cart()).state == "open"


class TestEmail:
    """A guest says where the written confirmation goes (consumer code, L. 221-13)."""

    async def test_is_asked_of_a_guest_and_kept_with_the_order_alone(
        self, house: House, filled: Visitor
    ) -> None:
        page = await choose(filled, "pickup")
        assert 'id="till-email"' in page
        response = await filled.post("/checkout/order", ticket(page, email="Camille@Example.ORG "))
        async with house.database.read(SYSTEM) as on:
            order = await orders.order(
                on, order=response.headers["location"].removeprefix("/orders/")
            )
            assert order.household is not None
            household = await customers.household(on, household=order.household)
        assert order.customer.email == "Camille@example.org"
        assert all(person.email is None for person in household.people)

    @pytest.mark.parametrize("typed", ["", "camille", "a@b", "<b>@example.org"])
    async def test_that_is_none_orders_nothing_and_stays_as_typed(
        self, filled: Visitor, typed: str
    ) -> None:
        page = await choose(filled, "pickup")
        response = await filled.post("/checkout/order", ticket(page, email=typed))
        assert response.status_code == 422
        field = re.search(r'<input id="till-email"[^>]*>', response.text)
        assert field is not None
        assert f'value="{escape(typed)}"' in field[0]
        assert 'aria-describedby="wrong-till-email' in field[0]
        assert "autofocus" in field[0]
        assert (await filled.cart()).state == "open"

    async def test_stays_as_typed_when_the_order_is_refused(self, filled: Visitor) -> None:
        page = await choose(filled, "pickup")
        response = await filled.post("/checkout/order", ticket(page, "cowries"))
        assert f'value="{EMAIL}"' in response.text

    async def test_is_not_asked_of_who_has_signed_in(self, house: House, filled: Visitor) -> None:
        await filled.sign_in(house.mail, "lea@example.org")
        await filled.visit("/checkout")
        page = await choose(filled, "pickup")
        assert "till-email" not in page
        response = await filled.post("/checkout/order", ticket(page, email=""))
        assert response.status_code == 303


class TestAddress:
    async def test_comes_back_to_the_till(self, filled: Visitor) -> None:
        await filled.post("/checkout/mode", {"mode": "pickup"})
        fields = {"on": "till", "mode": "pickup", "recipient": "Anaïs", "phone": ""}
        response = await filled.post("/address", fields)
        assert response.headers["location"] == "/checkout#place"
        refused = await filled.post("/address", {**fields, "phone": "<b>"})
        assert refused.status_code == 422
        assert 'id="order-button"' in refused.text
        assert "&lt;b&gt;" in refused.text


class TestCode:
    async def a_code(self, house: House, **facts: int) -> None:
        code = replace(DiscountCode(code="MERCI", amount=500), **facts)
        async with house.database.work(SYSTEM) as uow:
            await pricing.create_discount_code(uow, store=house.shop.store, code=code)

    async def test_is_typed_at_the_till_and_stands_on_the_order(
        self, house: House, filled: Visitor
    ) -> None:
        await self.a_code(house)
        typed = await filled.post("/cart/code", {"code": "merci", "on": "till"})
        assert typed.headers["location"] == "/checkout#code"
        page = await choose(filled, "pickup")
        assert "Remise MERCI" in page
        response = await filled.post("/checkout/order", ticket(page))
        shown = await filled.visit(response.headers["location"])
        assert "Remise MERCI" in shown.text
        async with house.database.read(SYSTEM) as on:
            order = response.headers["location"].removeprefix("/orders/")
            assert (await orders.order(on, order=order)).totals.discount == 500

    async def test_that_nobody_knows_is_told_at_the_till(self, filled: Visitor) -> None:
        refused = await filled.post("/cart/code", {"code": "RIEN", "on": "till"})
        assert refused.status_code == 422
        assert "Le code RIEN n’existe pas" in refused.text
        assert 'id="order-button"' in refused.text

    async def test_that_was_used_up_meanwhile_orders_nothing_and_says_so(
        self, house: House, filled: Visitor
    ) -> None:
        await self.a_code(house, uses_most=1)
        await filled.post("/cart/code", {"code": "merci", "on": "till"})
        page = await choose(filled, "pickup")
        async with house.database.work(SYSTEM) as uow:
            cart = await a_cart(
                uow, store=house.shop.store, goods={MILK: 1}, window=house.shop.pickup
            )
            await carts.apply_discount(uow, cart=cart, code="MERCI")
            await a_placed_order(uow, cart=cart)
        response = await filled.post("/checkout/order", ticket(page))
        assert response.status_code == 409
        assert "a déjà servi autant de fois que prévu" in response.text
        assert (await filled.cart()).state == "open"

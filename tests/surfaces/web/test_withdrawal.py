"""Withdrawing on the page: where it is reached, its two steps, and who sees what."""

import re
from html import unescape

import pytest
import pytest_asyncio

from comptoir.kernel.caller import SYSTEM
from comptoir.shopping.identity.model import NUMBERS_BY_CALLER
from comptoir.shopping.orders import commands as orders
from comptoir.shopping.orders.model import Order
from comptoir.shopping.withdrawals import queries
from comptoir.shopping.withdrawals.model import State, Withdrawal
from tests.stories.shopping import EGGS, MILK, a_cart, a_placed_order
from tests.surfaces.web.conftest import House, Visitor

EMAIL = "camille@example.org"


@pytest_asyncio.fixture
async def order(house: House, visitor: Visitor) -> Order:
    """Let the visitor order milk and eggs at another door."""
    household = (await visitor.cart()).household
    async with house.database.work(SYSTEM) as uow:
        cart = await a_cart(
            uow,
            store=house.shop.store,
            goods={MILK: 2, EGGS: 1},
            window=house.shop.pickup,
            household=household,
        )
        return await a_placed_order(uow, cart=cart)


async def stated(house: House, order: Order) -> tuple[Withdrawal, ...]:
    async with house.database.read(SYSTEM) as on:
        return await queries.of_order(on, order=order.id)


def said(**typed: str) -> dict[str, str]:
    return {"line": MILK.gtin, "name": "Camille", "email": EMAIL, **typed}


def plain(page: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


class TestReached:
    async def test_from_the_foot_of_pages_the_order_and_the_terms(
        self, visitor: Visitor, order: Order
    ) -> None:
        here = (await visitor.visit("/")).text
        assert '<a href="/withdrawal">Renoncer au contrat ici</a>' in here
        page = (await visitor.visit(f"/orders/{order.id}")).text
        assert f'href="/orders/{order.id}/withdrawal"' in page
        assert "Renoncer au contrat ici" in (await visitor.visit("/terms")).text
        assert "Withdraw from the contract here" in (await visitor.visit("/terms?lang=en")).text

    async def test_not_from_an_order_that_is_cancelled(
        self, house: House, visitor: Visitor, order: Order
    ) -> None:
        async with house.database.work(SYSTEM) as uow:
            await orders.cancel(uow, order=order.id)
        page = (await visitor.visit(f"/orders/{order.id}")).text
        assert f"/orders/{order.id}/withdrawal" not in page
        told = plain((await visitor.visit(f"/orders/{order.id}/withdrawal")).text)
        assert "il n’y a pas de contrat auquel renoncer" in told


class TestTwoSteps:
    async def test_a_statement_then_its_confirmation(
        self, house: House, visitor: Visitor, order: Order
    ) -> None:
        where = f"/orders/{order.id}/withdrawal"
        page = (await visitor.visit(where)).text
        assert page.count('name="line"') == 2
        shown = await visitor.post(where, said())
        assert shown.status_code == 200
        assert "Confirmer la rétractation" in shown.text
        assert await stated(house, order) == ()
        visitor.page = shown.text
        done = await visitor.post(where, said(step="confirm"))
        assert done.headers["location"] == f"{where}#stated"
        (kept,) = await stated(house, order)
        assert (kept.name, kept.email, kept.state) == ("Camille", EMAIL, State.STATED)
        assert [line.gtin for line in kept.lines] == [MILK.gtin]
        told = plain((await visitor.visit(where)).text)
        assert "Déclaration reçue" in told
        assert "Lait demi-écrémé 1 L" in told
        whole = plain((await visitor.visit(f"/orders/{order.id}")).text)
        assert "Déclaration reçue" in whole.partition("Rétractation")[2]

    async def test_confirmed_twice_is_stated_once(
        self, house: House, visitor: Visitor, order: Order
    ) -> None:
        where = f"/orders/{order.id}/withdrawal"
        await visitor.visit(where)
        for _ in range(2):
            assert (await visitor.post(where, said(step="confirm"))).status_code == 303
        assert len(await stated(house, order)) == 1

    @pytest.mark.parametrize(
        ("typed", "field"),
        [({"name": " "}, "name"), ({"email": "<b>"}, "email"), ({"line": ""}, "line")],
    )
    async def test_what_is_missing_is_asked_and_the_rest_kept(
        self, house: House, visitor: Visitor, order: Order, typed: dict[str, str], field: str
    ) -> None:
        where = f"/orders/{order.id}/withdrawal"
        await visitor.visit(where)
        fields = said(step="confirm", **typed)
        if field == "line":
            del fields["line"]
        response = await visitor.post(where, fields)
        assert response.status_code == 422
        assert f'id="wrong-{"" if field == "line" else "withdrawal-"}{field}"' in response.text
        assert "<b>" not in response.text
        assert await stated(house, order) == ()

    async def test_needs_a_form_of_the_page(
        self, house: House, visitor: Visitor, order: Order
    ) -> None:
        where = f"/orders/{order.id}/withdrawal"
        other = await house.visitor()
        await other.visit(where)
        forged = {**said(step="confirm"), "csrf": "x"}
        assert (await other.client.post(where, data=forged)).status_code == 403
        assert await stated(house, order) == ()


class TestGuests:
    async def test_come_by_the_orders_own_address_and_see_no_name(
        self, house: House, visitor: Visitor, order: Order
    ) -> None:
        where = f"/orders/{order.id}/withdrawal"
        other = await house.visitor()
        page = (await other.visit(where)).text
        assert "Camille" not in page
        assert (await other.post(where, said(step="confirm"))).status_code == 303
        assert len(await stated(house, order)) == 1

    async def test_find_their_orders_at_the_foot_of_each_page(
        self, visitor: Visitor, order: Order
    ) -> None:
        page = (await visitor.visit("/withdrawal")).text
        assert f'href="/orders/{order.id}/withdrawal"' in page


class TestByNumber:
    async def test_takes_a_statement_and_shows_nothing_of_the_order(
        self, house: House, order: Order
    ) -> None:
        other = await house.visitor()
        page = (await other.visit("/withdrawal")).text
        assert order.id not in page
        fields = {"number": order.number.lower(), "name": "Camille", "email": EMAIL}
        shown = await other.post("/withdrawal", fields)
        assert shown.status_code == 200
        assert "Confirmer la rétractation" in shown.text
        done = await other.post("/withdrawal", {**fields, "step": "confirm"})
        for text in (shown.text, done.text):
            assert order.id not in text
            assert "Lait" not in text
        assert "est reçue" in done.text
        (kept,) = await stated(house, order)
        assert kept.by_number

    @pytest.mark.parametrize("number", ["", "AB", "ZZZZ-ZZZZ", "%%%%-%%%%", "<b>"])
    async def test_of_no_order_is_asked_again(self, house: House, number: str) -> None:
        other = await house.visitor()
        await other.visit("/withdrawal")
        fields = {"number": number, "name": "Camille", "email": EMAIL, "step": "confirm"}
        response = await other.post("/withdrawal", fields)
        assert response.status_code == 422
        assert 'id="wrong-withdrawal-number"' in response.text
        assert "<b>" not in response.text

    async def test_is_not_guessed_at_more_than_so_often(self, house: House, order: Order) -> None:
        other = await house.visitor()
        await other.visit("/withdrawal")
        fields = {"name": "Camille", "email": EMAIL, "step": "confirm"}
        for _ in range(NUMBERS_BY_CALLER.most):
            guessed = await other.post("/withdrawal", {**fields, "number": "ZZZZ-ZZZZ"})
            assert guessed.status_code == 422
        refused = await other.post("/withdrawal", {**fields, "number": order.number})
        assert refused.status_code == 429
        assert "réessayez dans 60 minutes" in refused.text
        assert 'value="Camille"' in refused.text
        assert await stated(house, order) == ()
        house.clock.advance(NUMBERS_BY_CALLER.within)
        taken = await other.post("/withdrawal", {**fields, "number": order.number})
        assert taken.status_code == 200
        assert len(await stated(house, order)) == 1

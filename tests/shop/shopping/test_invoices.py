"""Invoices: exact to the order's rows, numbered without a gap, cancelled and never changed."""

import asyncio
from contextlib import suppress
from dataclasses import replace

import pytest

from comptoir.db.unit_of_work import Database, UnitOfWork
from comptoir.goods.stores import commands as stores
from comptoir.goods.stores.model import Seller
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.refusals import Refusal
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.invoices import commands, queries, reactions, rules
from comptoir.shopping.invoices.model import Invoice, Kind
from comptoir.shopping.orders import commands as orders
from comptoir.shopping.orders.model import Order
from tests.stories.shopping import (
    Shop,
    a_discount_code,
    a_full_cart,
    a_household,
    a_placed_order,
    a_shop,
)

SELLER = Seller(
    legal_name="Épicerie Morvan SARL",
    legal_form="SARL au capital de 10 000 €",
    street="1 rue du Marché",
    postcode="35500",
    city="Vitré",
    registration="RCS Rennes 123 456 789",
    vat_number="FR12 123 456 789",
    email="bonjour@example.org",
)


async def a_selling_shop(uow: UnitOfWork) -> Shop:
    shop = await a_shop(uow)
    await stores.set_seller(uow, store=shop.store, seller=SELLER)
    return shop


async def an_order(uow: UnitOfWork, shop: Shop, *, code: str | None = None) -> Order:
    cart = await a_full_cart(uow, shop, household=await a_household(uow), delivered=True)
    if code is not None:
        await carts.apply_discount(uow, cart=cart, code=code)
    return await a_placed_order(uow, cart=cart)


def adds_up(invoice: Invoice) -> None:
    document = invoice.document
    sums = document.sums
    assert sums.goods == sum(line.total for line in document.lines)
    assert sums.discount == sum(line.discount for line in document.lines)
    assert sums.total == sums.goods + sums.deposits + sums.fee - sums.discount
    assert sum(share.gross for share in document.vat) == sums.total - sums.deposits
    assert all(share.gross == share.net + share.vat for share in document.vat)


class TestIssue:
    async def test_says_what_the_orders_rows_say(self, uow: UnitOfWork) -> None:
        shop = await a_selling_shop(uow)
        code = await a_discount_code(uow, store=shop.store)
        order = await an_order(uow, shop, code=code)
        invoice = await commands.issue(uow, order=order.id)
        adds_up(invoice)
        document = invoice.document
        assert document.sums.total == order.totals.total
        assert document.sums.discount > 0
        assert document.sums.deposits > 0
        assert [(line.total, line.vat_rate) for line in document.lines] == [
            (line.total, line.vat_rate) for line in order.lines
        ]
        assert document.vat == order.vat
        assert document.seller.name == "Épicerie Morvan SARL"
        assert document.seller.vat_number == "FR12 123 456 789"
        for fact in ("RCS Rennes 123 456 789", "1 rue du Marché", "35500 Vitré"):
            assert fact in document.seller.lines
        assert document.buyer.name == "Camille Morvan"
        assert document.buyer.lines == ("3 rue des Lilas", "35500 Vitré")

    async def test_is_done_once(self, uow: UnitOfWork) -> None:
        shop = await a_selling_shop(uow)
        order = await an_order(uow, shop)
        first = await commands.issue(uow, order=order.id)
        assert await commands.issue(uow, order=order.id) == first
        assert await queries.of_order(uow, order=order.id) == (first,)
        assert first.title == f"{shop.store.upper()}-000001"

    async def test_reads_back_what_was_written(self, uow: UnitOfWork) -> None:
        shop = await a_selling_shop(uow)
        invoice = await commands.issue(uow, order=(await an_order(uow, shop)).id)
        assert rules.read(rules.written(invoice.document)) == invoice.document
        kept = await queries.invoice(uow, order=invoice.order, number=invoice.number)
        assert kept == invoice

    async def test_waits_for_an_order_that_stands(self, uow: UnitOfWork) -> None:
        shop = await a_selling_shop(uow)
        order = await an_order(uow, shop)
        await orders.cancel(uow, order=order.id)
        with pytest.raises(Refusal) as refused:
            await commands.issue(uow, order=order.id)
        assert refused.value.code == "order_state"

    async def test_waits_for_a_seller(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        order = await an_order(uow, shop)
        with pytest.raises(Refusal) as refused:
            await commands.issue(uow, order=order.id)
        assert refused.value.code == "no_seller"


class TestNumbers:
    async def test_have_no_gap_whoever_fails_and_however_many_ask(self, database: Database) -> None:
        async with database.work(SYSTEM) as uow:
            shop = await a_selling_shop(uow)
            placed = [(await an_order(uow, shop)).id for _ in range(6)]

        async def ask(order: str, *, fails: bool) -> None:
            with suppress(ZeroDivisionError):
                async with database.work(SYSTEM) as uow:
                    await commands.issue(uow, order=order)
                    if fails:
                        raise ZeroDivisionError

        await asyncio.gather(
            *[ask(order, fails=place % 3 == 0) for place, order in enumerate(placed)],
            *[ask(placed[1], fails=False) for _ in range(3)],
        )
        for order in placed:
            await ask(order, fails=False)
        async with database.read(SYSTEM) as on:
            numbers = [
                each.number for order in placed for each in await queries.of_order(on, order=order)
            ]
        assert sorted(numbers) == [1, 2, 3, 4, 5, 6]

    async def test_count_in_each_store_by_itself(self, uow: UnitOfWork) -> None:
        for _ in range(2):
            shop = await a_selling_shop(uow)
            invoice = await commands.issue(uow, order=(await an_order(uow, shop)).id)
            assert invoice.number == 1


class TestCancel:
    async def test_gives_back_what_was_invoiced_and_lets_another_be_issued(
        self, uow: UnitOfWork
    ) -> None:
        shop = await a_selling_shop(uow)
        order = await an_order(uow, shop)
        first = await commands.issue(uow, order=order.id)
        await reactions.cancel(uow, {"order_id": order.id})
        await reactions.cancel(uow, {"order_id": order.id})
        again = await commands.issue(uow, order=order.id)
        known = await queries.of_order(uow, order=order.id)
        assert [(each.number, each.kind, each.cancels) for each in known] == [
            (1, Kind.INVOICE, None),
            (2, Kind.CREDIT, 1),
            (3, Kind.INVOICE, None),
        ]
        assert known[2] == again
        adds_up(known[1])
        assert known[1].document.sums.total == -first.document.sums.total
        assert sum(each.document.sums.total for each in known) == order.totals.total

    async def test_does_nothing_where_nothing_was_invoiced(self, uow: UnitOfWork) -> None:
        shop = await a_selling_shop(uow)
        order = await an_order(uow, shop)
        assert await commands.cancel(uow, order=order.id) is None
        assert await queries.of_order(uow, order=order.id) == ()


class TestSeller:
    @pytest.mark.parametrize(
        ("field", "text"), [("legal_name", " "), ("street", "x" * 200), ("email", "a\nb")]
    )
    async def test_is_refused_when_it_cannot_be(
        self, uow: UnitOfWork, field: str, text: str
    ) -> None:
        shop = await a_shop(uow)
        with pytest.raises(Refusal) as refused:
            await stores.set_seller(uow, store=shop.store, seller=replace(SELLER, **{field: text}))
        assert refused.value.facts["field"] == field

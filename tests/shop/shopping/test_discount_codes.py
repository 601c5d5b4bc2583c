"""Discount codes that are limited: how often they count, for whom, and what gives a use back."""

import asyncio
from dataclasses import replace

import pytest

from comptoir.db.unit_of_work import Database, UnitOfWork
from comptoir.goods.pricing import commands as pricing
from comptoir.goods.pricing import queries as codes
from comptoir.goods.pricing.model import DiscountCode
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.measure import pieces
from comptoir.kernel.refusals import Refusal
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.carts import queries
from comptoir.shopping.carts.model import Cart, NotNow
from comptoir.shopping.invoices import commands as invoices
from comptoir.shopping.orders import commands as orders
from comptoir.shopping.orders import queries as order_queries
from comptoir.shopping.orders.amendments import amend
from comptoir.shopping.orders.commands import Checkout
from comptoir.shopping.orders.model import BY_THE_STORE, CodeUsed, Order
from tests.shop.shopping.test_invoices import a_selling_shop
from tests.stories.shopping import (
    EGGS,
    MILK,
    WINE,
    Shop,
    a_cart,
    a_household,
    a_placed_order,
    a_shop,
)


async def a_code(uow: UnitOfWork, shop: Shop, **facts: int) -> str:
    """Make a code that takes a euro off, limited as told."""
    code = replace(DiscountCode(code="MERCI", amount=100), **facts)
    await pricing.create_discount_code(uow, store=shop.store, code=code)
    return code.code


async def with_code(
    uow: UnitOfWork, shop: Shop, *, household: str | None = None, said: str = "MERCI"
) -> str:
    """Fill a cart that can be ordered and put the code on it."""
    cart = await a_cart(
        uow, store=shop.store, goods={EGGS: 2}, household=household, window=shop.pickup
    )
    await carts.apply_discount(uow, cart=cart, code=said)
    return cart


async def stands(uow: UnitOfWork, cart: str) -> tuple[int, NotNow | None]:
    """Give what a cart's code takes off, or why nothing."""
    found: Cart = await queries.cart(uow, cart=cart)
    return found.totals.discount, found.discount_refused


class TestUses:
    async def test_are_bound_in_all(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        await a_code(uow, shop, uses_most=2)
        late = await with_code(uow, shop)
        for _ in range(2):
            order = await a_placed_order(uow, cart=await with_code(uow, shop))
            assert order.totals.discount == 100
        assert await stands(uow, late) == (0, NotNow.USED_UP)
        assert (await a_placed_order(uow, cart=late)).discount_code is None
        used = await order_queries.codes_used(uow, store=shop.store)
        assert used == {"MERCI": CodeUsed("MERCI", 2, 200)}

    async def test_are_bound_for_a_household(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        await a_code(uow, shop, household_most=1)
        mine, yours = await a_household(uow), await a_household(uow, name="Le Gall")
        await a_placed_order(uow, cart=await with_code(uow, shop, household=mine))
        again = await with_code(uow, shop, household=mine)
        assert await stands(uow, again) == (0, NotNow.HAD)
        other = await with_code(uow, shop, household=yours)
        assert await stands(uow, other) == (100, None)
        nobody = await with_code(uow, shop)
        assert await stands(uow, nobody) == (0, NotNow.NAMELESS)

    async def test_come_back_with_an_order_that_is_called_off(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        await a_code(uow, shop, uses_most=1)
        order = await a_placed_order(uow, cart=await with_code(uow, shop))
        late = await with_code(uow, shop)
        assert await stands(uow, late) == (0, NotNow.USED_UP)
        await orders.cancel(uow, order=order.id)
        assert await stands(uow, late) == (100, None)

    async def test_of_a_cart_that_was_ordered_are_its_own(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        await a_code(uow, shop, uses_most=1)
        cart = await with_code(uow, shop)
        order = await a_placed_order(uow, cart=cart)
        assert await stands(uow, cart) == (100, None)
        again = await orders.check_out(uow, cart=cart, checkout=Checkout("at_handover"))
        assert again.order.id == order.id
        assert (await order_queries.codes_used(uow, store=shop.store))["MERCI"].orders == 1

    async def test_are_fought_for_by_many_and_go_to_as_many_as_there_are(
        self, database: Database
    ) -> None:
        async with database.work(SYSTEM) as uow:
            shop = await a_shop(uow, capacity=20)
            await a_code(uow, shop, uses_most=3)
            buyers = [await with_code(uow, shop) for _ in range(12)]

        async def buy(cart: str) -> Order | Refusal:
            told = Checkout("at_handover", expected_total=330)
            try:
                async with database.work(SYSTEM) as uow:
                    return (await orders.check_out(uow, cart=cart, checkout=told)).order
            except Refusal as refusal:
                return refusal

        done = await asyncio.gather(*(buy(cart) for cart in buyers))
        served = [each for each in done if isinstance(each, Order)]
        assert [order.totals.total for order in served] == [330] * 3
        turned_away = [each for each in done if isinstance(each, Refusal)]
        assert {
            (no.code, no.facts["total"], no.facts["discount_refused"]) for no in turned_away
        } == {("total_changed", 430, "used_up")}


class TestSpelling:
    @pytest.mark.parametrize("said", ["merci", " Merci ", "MER-CI", "mer ci", "mérci"])
    async def test_does_not_matter(self, uow: UnitOfWork, said: str) -> None:
        shop = await a_shop(uow)
        await a_code(uow, shop)
        cart = await with_code(uow, shop, said=said)
        assert (await queries.cart(uow, cart=cart)).discount_code == "MERCI"

    async def test_makes_no_second_code(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        await a_code(uow, shop)
        with pytest.raises(Refusal) as refused:
            await pricing.create_discount_code(
                uow, store=shop.store, code=DiscountCode(code="MER-CI", percent=5)
            )
        assert refused.value.code == "discount_code_exists"


class TestEdit:
    async def test_ends_a_code_and_leaves_orders_as_they_are(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        await a_code(uow, shop)
        order = await a_placed_order(uow, cart=await with_code(uow, shop))
        cart = await with_code(uow, shop)
        ended = DiscountCode(code="MERCI", amount=100, counts=False)
        await pricing.edit_discount_code(uow, store=shop.store, code=ended)
        assert await codes.discount_code(uow, store=shop.store, code="MERCI") == ended
        assert await stands(uow, cart) == (0, NotNow.EXPIRED)
        changed = await amend(uow, order=order.id, quantities={EGGS.gtin: pieces(3)})
        assert changed.totals.discount == 100

    @pytest.mark.parametrize("facts", [{"amount": 200}, {"minimum": 1}])
    async def test_leaves_what_was_printed(self, uow: UnitOfWork, facts: dict[str, int]) -> None:
        shop = await a_shop(uow)
        await a_code(uow, shop)
        wanted = replace(DiscountCode(code="MERCI", amount=100), **facts)
        with pytest.raises(Refusal) as refused:
            await pricing.edit_discount_code(uow, store=shop.store, code=wanted)
        assert refused.value.code == "discount_code_fixed"

    async def test_knows_no_other_code(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        with pytest.raises(Refusal) as refused:
            await pricing.edit_discount_code(
                uow, store=shop.store, code=DiscountCode(code="RIEN", amount=1)
            )
        assert refused.value.code == "discount_code_not_found"


class TestAmend:
    async def test_by_the_store_costs_no_discount(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        await a_code(uow, shop, minimum=400)
        order = await a_placed_order(uow, cart=await with_code(uow, shop))
        less = {EGGS.gtin: pieces(1)}
        short = await amend(uow, order=order.id, quantities=less, reason=BY_THE_STORE)
        assert (short.totals.goods, short.totals.discount) == (215, 100)
        own = await amend(uow, order=order.id, quantities={MILK.gtin: pieces(1)})
        assert own.totals.discount == 0


class TestPapers:
    async def test_name_the_code_and_split_it_by_rate(self, uow: UnitOfWork) -> None:
        shop = await a_selling_shop(uow)
        await a_code(uow, shop)
        cart = await a_cart(uow, store=shop.store, goods={EGGS: 1, WINE: 1}, window=shop.pickup)
        await carts.confirm_age(uow, cart=cart)
        await carts.apply_discount(uow, cart=cart, code="MERCI")
        order = await a_placed_order(uow, cart=cart)
        invoice = await invoices.issue(uow, order=order.id)
        assert invoice.document.discount_code == "MERCI"
        gross = {share.rate: share.gross for share in invoice.document.vat}
        assert gross == {550: 215 - 25, 2000: 650 - 75}
        credit = await invoices.credit(uow, order=order.id, gtins=[WINE.gtin])
        assert credit.document.discount_code == "MERCI"
        assert (credit.document.sums.discount, credit.document.sums.total) == (-75, -575)

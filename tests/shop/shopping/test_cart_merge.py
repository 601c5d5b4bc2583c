"""A guest signs in: what was in the guest's cart goes on in the household's."""

from datetime import timedelta

import pytest

from comptoir.db.unit_of_work import Database, UnitOfWork
from comptoir.goods.pricing import commands as pricing
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.clock import FixedClock
from comptoir.kernel.measure import pieces
from comptoir.kernel.refusals import Refusal
from comptoir.shopping.carts import commands, queries
from comptoir.shopping.carts.model import Added, Cart, OnlySome, SoldOut, Substitution
from comptoir.shopping.slots import queries as slots
from comptoir.shopping.slots.model import Mode
from tests.stories.shopping import (
    BREAD,
    BUTTER,
    EGGS,
    MILK,
    WINE,
    a_cart,
    a_household,
    a_shop,
)


def _goods(cart: Cart) -> dict[str, int]:
    return {line.gtin: line.quantity.value for line in cart.lines}


class TestMerge:
    async def test_moves_the_guests_lines(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        household = await a_household(uow)
        into = await a_cart(uow, store=shop.store, goods={MILK: 1}, household=household)
        guest = await a_cart(uow, store=shop.store, goods={MILK: 2, EGGS: 1})
        outcomes = await commands.merge(uow, guest=guest, into=into)
        assert outcomes == (
            Added(MILK.gtin, pieces(2), pieces(3)),
            Added(EGGS.gtin, pieces(1), pieces(1)),
        )
        assert _goods(await queries.cart(uow, cart=into)) == {MILK.gtin: 3, EGGS.gtin: 1}
        assert (await queries.cart(uow, cart=guest)).state == "merged"

    async def test_says_what_could_not_come_along(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow, stock=3)
        into = await a_cart(uow, store=shop.store, goods={MILK: 2})
        guest = await a_cart(uow, store=shop.store, goods={MILK: 2, EGGS: 1})
        outcomes = await commands.merge(uow, guest=guest, into=into)
        assert outcomes[0] == OnlySome(MILK.gtin, pieces(2), pieces(1))
        assert _goods(await queries.cart(uow, cart=into)) == {MILK.gtin: 2, EGGS.gtin: 1}

    async def test_does_not_fail_for_a_product_that_was_delisted(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        into = await a_cart(uow, store=shop.store)
        guest = await a_cart(uow, store=shop.store, goods={BREAD: 1, EGGS: 1})
        await pricing.delist(uow, store=shop.store, gtin=BREAD.gtin)
        outcomes = await commands.merge(uow, guest=guest, into=into)
        assert outcomes == (SoldOut(BREAD.gtin, pieces(1)), Added(EGGS.gtin, pieces(1), pieces(1)))

    async def test_keeps_the_price_the_guest_was_told(
        self, database: Database, clock: FixedClock
    ) -> None:
        async with database.work(SYSTEM) as uow:
            shop = await a_shop(uow)
            into = await a_cart(uow, store=shop.store, goods={EGGS: 1})
            guest = await a_cart(uow, store=shop.store, goods={MILK: 2, EGGS: 1})
        clock.advance(timedelta(hours=1))
        async with database.work(SYSTEM) as uow:
            await pricing.set_price(uow, store=shop.store, gtin=MILK.gtin, price=139)
            await commands.merge(uow, guest=guest, into=into)
        async with database.read(SYSTEM) as on:
            line = (await queries.cart(on, cart=into)).line(MILK.gtin)
            assert line is not None
            assert line.price == 109

    async def test_keeps_notes_and_wishes(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        into = await a_cart(uow, store=shop.store)
        guest = await a_cart(uow, store=shop.store, goods={MILK: 1})
        await commands.set_note(uow, cart=guest, gtin=MILK.gtin, note="bien frais")
        await commands.set_substitution(
            uow,
            cart=guest,
            gtin=MILK.gtin,
            substitution=Substitution.THIS,
            substitute=BUTTER.gtin,
        )
        await commands.merge(uow, guest=guest, into=into)
        (line,) = (await queries.cart(uow, cart=into)).lines
        assert line.note == "bien frais"
        assert (line.substitution, line.substitute) == (Substitution.THIS, BUTTER.gtin)

    async def test_takes_the_guests_window_along(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow, capacity=1)
        into = await a_cart(uow, store=shop.store)
        guest = await a_cart(uow, store=shop.store, goods={MILK: 1}, window=shop.delivery)
        await commands.merge(uow, guest=guest, into=into)
        cart = await queries.cart(uow, cart=into)
        assert cart.slot is not None
        assert (cart.slot.window.id, cart.mode) == (shop.delivery, Mode.DELIVERY)
        assert await slots.held(uow, store=shop.store, cart=guest) is None

    async def test_leaves_the_households_own_window_and_gives_the_guests_back(
        self, uow: UnitOfWork
    ) -> None:
        shop = await a_shop(uow, capacity=1)
        into = await a_cart(uow, store=shop.store, window=shop.pickup)
        guest = await a_cart(uow, store=shop.store, goods={MILK: 1}, window=shop.delivery)
        await commands.merge(uow, guest=guest, into=into)
        cart = await queries.cart(uow, cart=into)
        assert cart.slot is not None
        assert cart.slot.window.id == shop.pickup
        delivery = await slots.window(uow, store=shop.store, window=shop.delivery)
        assert delivery.left == 1

    async def test_asks_the_household_for_its_age_itself(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        into = await a_cart(uow, store=shop.store)
        guest = await a_cart(uow, store=shop.store, goods={WINE: 1})
        await commands.confirm_age(uow, cart=guest)
        await commands.merge(uow, guest=guest, into=into)
        assert (await queries.cart(uow, cart=into)).age_required == 18

    async def test_closes_an_empty_cart_too(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        into = await a_cart(uow, store=shop.store, goods={MILK: 1})
        guest = await a_cart(uow, store=shop.store)
        assert await commands.merge(uow, guest=guest, into=into) == ()
        assert (await queries.cart(uow, cart=guest)).state == "merged"

    async def test_happens_once(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        into = await a_cart(uow, store=shop.store)
        guest = await a_cart(uow, store=shop.store, goods={MILK: 1})
        await commands.merge(uow, guest=guest, into=into)
        with pytest.raises(Refusal) as refused:
            await commands.merge(uow, guest=guest, into=into)
        assert refused.value.code == "cart_closed"
        assert _goods(await queries.cart(uow, cart=into)) == {MILK.gtin: 1}

    async def test_refuses_carts_of_two_stores(self, uow: UnitOfWork) -> None:
        shop, other = await a_shop(uow), await a_shop(uow)
        guest = await a_cart(uow, store=shop.store)
        into = await a_cart(uow, store=other.store)
        with pytest.raises(Refusal) as refused:
            await commands.merge(uow, guest=guest, into=into)
        assert refused.value.code == "other_store"

    async def test_leaves_a_cart_alone_that_is_merged_into_itself(self, database: Database) -> None:
        async with database.work(SYSTEM) as uow:
            shop = await a_shop(uow)
            cart = await a_cart(uow, store=shop.store, goods={MILK: 1})
        async with database.work(SYSTEM) as uow:
            assert await commands.merge(uow, guest=cart, into=cart) == ()
        async with database.read(SYSTEM) as on:
            whole = await queries.cart(on, cart=cart)
        assert (whole.state, _goods(whole)) == ("open", {MILK.gtin: 1})

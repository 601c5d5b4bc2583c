"""A cart goes to another store: what comes along, what is told, and that nothing is lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import pytest
import pytest_asyncio

from comptoir.db.unit_of_work import Database
from comptoir.goods.pricing import commands as pricing
from comptoir.goods.pricing.model import Offer
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.clock import FixedClock
from comptoir.kernel.measure import grams, pieces
from comptoir.kernel.refusals import Refusal
from comptoir.shopping.carts import commands, moves, process, queries
from comptoir.shopping.carts.model import Cart, Substitution
from comptoir.shopping.carts.moving import Fate, LineMove, Moved
from comptoir.shopping.slots.model import Mode
from tests.stories.goods import a_store
from tests.stories.promotions import percent_off
from tests.stories.shopping import (
    BREAD,
    BUTTER,
    EGGS,
    MILK,
    TOMATOES,
    WINE,
    Good,
    a_cart,
    a_discount_code,
    a_household,
    a_shop,
    some,
    want,
)


@dataclass(slots=True)
class Chain:
    """Two stores and a household: `here` has everything; `there` milk, bread and few tomatoes."""

    database: Database
    clock: FixedClock
    here: str
    there: str
    household: str
    pickup: str

    async def cart(self, goods: Mapping[Good, int]) -> str:
        async with self.database.work(SYSTEM) as uow:
            return await a_cart(uow, store=self.here, goods=goods, household=self.household)

    async def move(self, cart: str, store: str) -> Moved:
        self.clock.advance(timedelta(minutes=1))
        return await process.move(self.database, caller=SYSTEM, cart=cart, store=store)

    async def read(self, cart: str) -> Cart:
        async with self.database.read(SYSTEM) as on:
            return await queries.cart(on, cart=cart)

    async def has(self, cart: str) -> dict[str, int]:
        return {line.gtin: line.quantity.value for line in (await self.read(cart)).lines}


@pytest_asyncio.fixture
async def chain(database: Database, clock: FixedClock) -> Chain:
    async with database.work(SYSTEM) as uow:
        here = await a_shop(uow)
        household = await a_household(uow)
    async with database.work(SYSTEM) as uow:
        there = (await a_store(uow)).id
        await some(uow, MILK, store=there)
        await some(uow, BREAD, store=there, stock=0)
        await some(uow, TOMATOES, store=there, stock=1_005)
        await some(uow, WINE, store=there)
        await pricing.set_offers(uow, store=there, offers=[Offer(gtin=WINE.gtin, price=700)])
    return Chain(database, clock, here.store, there, household, here.pickup)


def fates(moved: Moved) -> dict[str, Fate]:
    return {line.gtin: line.fate for line in moved.lines}


class TestMove:
    async def test_copies_what_the_other_store_has_and_tells_the_rest(self, chain: Chain) -> None:
        cart = await chain.cart({MILK: 2, EGGS: 1, BREAD: 1, TOMATOES: 2_000, WINE: 1})
        moved = await chain.move(cart, chain.there)
        assert fates(moved) == {
            MILK.gtin: Fate.SAME,
            EGGS.gtin: Fate.MISSING,
            BREAD.gtin: Fate.SOLD_OUT,
            TOMATOES.gtin: Fate.FEWER,
            WINE.gtin: Fate.PRICE,
        }
        assert await chain.has(moved.cart) == {
            MILK.gtin: 2,
            TOMATOES.gtin: 1_000,
            WINE.gtin: 1,
        }
        wine = next(line for line in moved.lines if line.gtin == WINE.gtin)
        assert (wine.price_was, wine.price) == (650, 700)
        weighed = next(line for line in moved.lines if line.gtin == TOMATOES.gtin)
        assert (weighed.asked, weighed.now) == (grams(2_000), grams(1_000))

    async def test_puts_no_substitute_in(self, chain: Chain) -> None:
        cart = await chain.cart({BUTTER: 1})
        moved = await chain.move(cart, chain.there)
        assert await chain.has(moved.cart) == {}
        assert [line.gtin for line in moved.did_not_come] == [BUTTER.gtin]

    async def test_tells_a_promotion_of_one_store_alone(self, chain: Chain) -> None:
        async with chain.database.work(SYSTEM) as uow:
            offer = Offer(gtin=MILK.gtin, price=MILK.price, promotion=percent_off(20))
            await pricing.set_offers(uow, store=chain.here, offers=[offer])
        cart = await chain.cart({MILK: 1})
        (line,) = (await chain.move(cart, chain.there)).lines
        assert (line.fate, line.promo_was, line.promo) == (
            Fate.PRICE,
            percent_off(20),
            None,
        )

    async def test_leaves_the_cart_as_it_was_where_it_is(self, chain: Chain) -> None:
        cart = await chain.cart({MILK: 2, EGGS: 1})
        before = await chain.read(cart)
        moved = await chain.move(cart, chain.there)
        assert await chain.read(cart) == before
        async with chain.database.read(SYSTEM) as on:
            assert await moves.gone_to(on, cart=cart) == moved.cart
            assert await moves.last_move(on, cart=moved.cart) == moved

    async def test_made_twice_is_made_once(self, chain: Chain) -> None:
        cart = await chain.cart({MILK: 2, EGGS: 1})
        first = await chain.move(cart, chain.there)
        async with chain.database.work(SYSTEM) as uow:
            await commands.remove_lines(uow, cart=first.cart, gtins=[MILK.gtin])
        again = await chain.move(cart, chain.there)
        assert again.cart == first.cart
        assert await chain.has(first.cart) == {}  # what was taken out there stays out

    async def test_finds_the_cart_whole_on_the_way_back(self, chain: Chain) -> None:
        cart = await chain.cart({MILK: 2, EGGS: 1, TOMATOES: 2_000})
        before = await chain.has(cart)
        there = (await chain.move(cart, chain.there)).cart
        back = await chain.move(there, chain.here)
        assert back.cart == cart
        assert await chain.has(cart) == before
        async with chain.database.read(SYSTEM) as on:
            assert await moves.gone_to(on, cart=cart) is None

    async def test_brings_along_what_was_done_there(self, chain: Chain) -> None:
        cart = await chain.cart({MILK: 2, EGGS: 1, WINE: 1})
        there = (await chain.move(cart, chain.there)).cart
        async with chain.database.work(SYSTEM) as uow:
            await commands.set_lines(uow, cart=there, wants=[want(MILK, 5)])
            await commands.remove_lines(uow, cart=there, gtins=[WINE.gtin])
        await chain.move(there, chain.here)
        assert await chain.has(cart) == {MILK.gtin: 5, EGGS.gtin: 1}
        again = await chain.move(cart, chain.there)
        assert await chain.has(again.cart) == {MILK.gtin: 5}

    async def test_keeps_what_was_in_the_cart_there_and_tells_it(self, chain: Chain) -> None:
        async with chain.database.work(SYSTEM) as uow:
            await a_cart(uow, store=chain.there, goods={WINE: 2}, household=chain.household)
        moved = await chain.move(await chain.cart({MILK: 1}), chain.there)
        assert await chain.has(moved.cart) == {MILK.gtin: 1, WINE.gtin: 2}
        assert moved.there_already == (WINE.gtin,)
        assert not moved.is_the_same

    async def test_brings_notes_wishes_mode_code_and_age(self, chain: Chain) -> None:
        cart = await chain.cart({MILK: 1, EGGS: 1, TOMATOES: 500})
        async with chain.database.work(SYSTEM) as uow:
            await commands.set_note(uow, cart=cart, gtin=TOMATOES.gtin, note="bien mûres")
            this = Substitution.THIS
            for gtin, instead in ((MILK.gtin, WINE.gtin), (TOMATOES.gtin, EGGS.gtin)):
                await commands.set_substitution(
                    uow, cart=cart, gtin=gtin, substitution=this, substitute=instead
                )
            code = await a_discount_code(uow, store=chain.here)
            await commands.apply_discount(uow, cart=cart, code=code)
            await commands.choose_window(uow, cart=cart, window=chain.pickup)
            await commands.confirm_age(uow, cart=cart)
        moved = await chain.move(cart, chain.there)
        now = await chain.read(moved.cart)
        milk, tomatoes = now.line(MILK.gtin), now.line(TOMATOES.gtin)
        assert milk is not None
        assert tomatoes is not None
        assert (milk.substitution, milk.substitute) == (Substitution.THIS, WINE.gtin)
        assert (tomatoes.note, tomatoes.substitution) == ("bien mûres", Substitution.SIMILAR)
        assert (now.mode, now.age_confirmed, now.discount_code) == (Mode.PICKUP, True, None)
        assert moved.code_lost == code
        assert moved.slot_lost is not None
        assert moved.slot_lost.mode == "pickup"

    async def test_tells_that_nothing_changed(self, chain: Chain) -> None:
        moved = await chain.move(await chain.cart({MILK: 1}), chain.there)
        assert moved.is_the_same
        line = moved.lines[0]
        same = LineMove(MILK.gtin, MILK.name, Fate.SAME, pieces(1), pieces(1), 109, 109)
        assert line == same

    async def test_of_a_guest_finds_the_same_cart_again(self, chain: Chain) -> None:
        async with chain.database.work(SYSTEM) as uow:
            cart = await a_cart(uow, store=chain.here, goods={MILK: 1})
        first = await chain.move(cart, chain.there)
        assert (await chain.move(cart, chain.there)).cart == first.cart

    async def test_refuses_a_cart_that_is_ordered(self, chain: Chain) -> None:
        cart = await chain.cart({MILK: 1})
        async with chain.database.work(SYSTEM) as uow:
            await commands.mark_ordered(uow, cart=cart)
        with pytest.raises(Refusal) as refused:
            await chain.move(cart, chain.there)
        assert refused.value.code == "cart_closed"

    async def test_refuses_a_store_that_is_not_there(self, chain: Chain) -> None:
        cart = await chain.cart({MILK: 1})
        with pytest.raises(Refusal) as refused:
            await chain.move(cart, "nowhere")
        assert refused.value.code == "store_not_found"
        assert await chain.has(cart) == {MILK.gtin: 1}


class TestForget:
    async def test_leaves_nothing_of_where_a_household_went(self, chain: Chain) -> None:
        cart = await chain.cart({MILK: 1})
        moved = await chain.move(cart, chain.there)
        for store in (chain.here, chain.there):
            async with chain.database.work(SYSTEM) as uow:
                await moves.forget_household(uow, store=store, household=chain.household)
        async with chain.database.read(SYSTEM) as on:
            assert await moves.last_move(on, cart=moved.cart) is None
            assert await moves.gone_to(on, cart=cart) is None

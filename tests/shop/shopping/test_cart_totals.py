"""What a cart comes to: prices kept or changed, discounts, deposits, VAT, age and minimum."""

from datetime import timedelta

import pytest

from comptoir.db.unit_of_work import Database, UnitOfWork
from comptoir.goods.pricing import commands as pricing
from comptoir.goods.pricing.model import DiscountCode
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.clock import FixedClock
from comptoir.kernel.refusals import Refusal
from comptoir.shopping.carts import commands, queries
from comptoir.shopping.carts.model import PRICE_KEPT_FOR, Cart
from comptoir.shopping.slots.model import HOLD_FOR, Mode
from tests.stories.promotions import percent_off
from tests.stories.shopping import (
    EGGS,
    LEMONADE,
    MILK,
    SOAP,
    TOMATOES,
    WINE,
    a_cart,
    a_discount_code,
    a_full_cart,
    a_shop,
    want,
)


def add_up(cart: Cart) -> None:
    """Check that a cart's parts add up to its total, to the cent."""
    totals = cart.totals
    assert totals.goods == sum(line.total for line in cart.lines)
    assert totals.deposits == sum(line.deposit for line in cart.lines)
    assert totals.discount == sum(line.discount for line in cart.lines)
    assert totals.total == totals.goods + totals.deposits + totals.fee - totals.discount
    assert sum(share.gross for share in cart.vat) == totals.total - totals.deposits
    assert all(share.gross == share.net + share.vat for share in cart.vat)


class TestTotals:
    async def test_add_up_to_the_cent(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        cart = await queries.cart(uow, cart=await a_full_cart(uow, shop, delivered=True))
        # 2 × 1.09 + .36 × 2.99 + 6.50 + 6 × 1.85 + 4.17
        assert cart.totals.goods == 218 + 108 + 650 + 1110 + 417
        assert cart.totals.deposits == 6 * 25
        assert cart.totals.fee == 490
        assert [(share.rate, share.gross) for share in cart.vat] == [
            (550, 218 + 108 + 1110),
            (1000, 417),
            (2000, 650 + 490),
        ]
        add_up(cart)

    async def test_have_no_fee_once_the_place_has_lapsed(
        self, database: Database, clock: FixedClock
    ) -> None:
        async with database.work(SYSTEM) as uow:
            shop = await a_shop(uow)
            id_ = await a_full_cart(uow, shop, delivered=True)
        clock.advance(HOLD_FOR)
        async with database.read(SYSTEM) as on:
            cart = await queries.cart(on, cart=id_)
        assert cart.totals.fee == 0
        assert cart.slot is not None
        add_up(cart)

    async def test_count_a_deposit_for_each_bottle(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        id_ = await a_cart(uow, store=shop.store, goods={LEMONADE: 3})
        cart = await queries.cart(uow, cart=id_)
        assert (cart.totals.goods, cart.totals.deposits) == (555, 75)
        assert cart.vat[0].gross == 555, "a deposit is outside VAT"


class TestPriceKept:
    async def _price(self, database: Database, cart: str) -> tuple[int, int | None]:
        async with database.read(SYSTEM) as on:
            (line,) = (await queries.cart(on, cart=cart)).lines
            return line.price, line.price_was

    async def _cart(self, database: Database) -> tuple[str, str]:
        async with database.work(SYSTEM) as uow:
            shop = await a_shop(uow)
            return shop.store, await a_cart(uow, store=shop.store, goods={MILK: 1})

    async def _set_price(self, database: Database, store: str, price: int) -> None:
        async with database.work(SYSTEM) as uow:
            await pricing.set_price(uow, store=store, gtin=MILK.gtin, price=price)

    async def test_holds_when_the_store_asks_more(self, database: Database) -> None:
        store, cart = await self._cart(database)
        await self._set_price(database, store, 139)
        assert await self._price(database, cart) == (109, None)
        async with database.work(SYSTEM) as uow:
            await commands.add_lines(uow, cart=cart, wants=[want(MILK, 1)])
        assert await self._price(database, cart) == (109, None)

    async def test_follows_when_the_store_asks_less_and_says_so(self, database: Database) -> None:
        store, cart = await self._cart(database)
        await self._set_price(database, store, 99)
        assert await self._price(database, cart) == (99, 109)

    async def test_ends_after_a_day_with_the_change_stated(
        self, database: Database, clock: FixedClock
    ) -> None:
        store, cart = await self._cart(database)
        await self._set_price(database, store, 139)
        clock.advance(PRICE_KEPT_FOR)
        assert await self._price(database, cart) == (139, 109)

    async def test_holds_anew_from_the_next_time_it_is_told(
        self, database: Database, clock: FixedClock
    ) -> None:
        store, cart = await self._cart(database)
        await self._set_price(database, store, 139)
        clock.advance(PRICE_KEPT_FOR)
        async with database.work(SYSTEM) as uow:
            await commands.add_lines(uow, cart=cart, wants=[want(MILK, 1)])
        await self._set_price(database, store, 159)
        clock.advance(timedelta(hours=1))
        assert await self._price(database, cart) == (139, None)

    async def test_follows_a_promotion_while_it_runs(
        self, database: Database, clock: FixedClock
    ) -> None:
        store, cart = await self._cart(database)
        async with database.work(SYSTEM) as uow:
            await pricing.set_promotion(
                uow,
                store=store,
                gtin=MILK.gtin,
                promotion=percent_off(10, ends=uow.now + timedelta(hours=2)),
            )
        assert await self._price(database, cart) == (99, 109)  # 10.9 off, rounded down
        clock.advance(timedelta(hours=3))
        assert await self._price(database, cart) == (109, None)

    async def test_stays_for_a_product_that_was_delisted(self, database: Database) -> None:
        store, cart = await self._cart(database)
        async with database.work(SYSTEM) as uow:
            await pricing.delist(uow, store=store, gtin=MILK.gtin)
        async with database.read(SYSTEM) as on:
            (line,) = (await queries.cart(on, cart=cart)).lines
        assert (line.price, line.available, line.promisable) == (109, 0, False)


class TestApplyDiscount:
    async def test_takes_a_percentage_off_goods_alone(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        id_ = await a_full_cart(uow, shop, delivered=True)
        await a_discount_code(uow, store=shop.store, percent=7)
        await commands.apply_discount(uow, cart=id_, code=" bienvenue ")
        cart = await queries.cart(uow, cart=id_)
        assert cart.totals.discount == 2503 * 7 // 100
        assert (cart.discount_code, cart.discount_refused) == ("BIENVENUE", None)
        add_up(cart)

    async def test_takes_no_more_than_the_goods_cost(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        id_ = await a_cart(uow, store=shop.store, goods={LEMONADE: 1}, window=shop.delivery)
        await pricing.create_discount_code(
            uow, store=shop.store, code=DiscountCode(code="GROS", amount=5000)
        )
        await commands.apply_discount(uow, cart=id_, code="GROS")
        cart = await queries.cart(uow, cart=id_)
        assert cart.totals.discount == 185
        assert cart.totals.total == 25 + 490
        add_up(cart)

    async def test_spreads_over_lines_of_every_rate(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        id_ = await a_cart(uow, store=shop.store, goods={MILK: 1, TOMATOES: 1, SOAP: 1, WINE: 1})
        await pricing.create_discount_code(
            uow, store=shop.store, code=DiscountCode(code="UN", amount=101)
        )
        await commands.apply_discount(uow, cart=id_, code="UN")
        cart = await queries.cart(uow, cart=id_)
        assert cart.totals.discount == 101
        assert all(line.discount <= line.total for line in cart.lines)
        add_up(cart)

    async def test_goes_off_with_an_empty_code(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        id_ = await a_full_cart(uow, shop)
        await a_discount_code(uow, store=shop.store)
        for code in ("BIENVENUE", "  "):
            await commands.apply_discount(uow, cart=id_, code=code)
        cart = await queries.cart(uow, cart=id_)
        assert (cart.totals.discount, cart.discount_code) == (0, None)

    @pytest.mark.parametrize("code", ["NULLE", "'; drop table cart", "x" * 10_000])
    async def test_refuses_a_code_the_store_does_not_have(self, uow: UnitOfWork, code: str) -> None:
        shop = await a_shop(uow)
        id_ = await a_cart(uow, store=shop.store)
        with pytest.raises(Refusal) as refused:
            await commands.apply_discount(uow, cart=id_, code=code)
        assert refused.value.code == "discount_code_not_found"

    async def test_refuses_a_code_of_another_store(self, uow: UnitOfWork) -> None:
        shop, other = await a_shop(uow), await a_shop(uow)
        await a_discount_code(uow, store=other.store)
        id_ = await a_cart(uow, store=shop.store)
        with pytest.raises(Refusal):
            await commands.apply_discount(uow, cart=id_, code="BIENVENUE")

    async def test_waits_for_its_minimum(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        await a_discount_code(uow, store=shop.store, minimum=400)
        id_ = await a_cart(uow, store=shop.store, goods={EGGS: 1})
        await commands.apply_discount(uow, cart=id_, code="BIENVENUE")
        cart = await queries.cart(uow, cart=id_)
        assert (cart.totals.discount, cart.discount_refused) == (0, "minimum")
        await commands.add_lines(uow, cart=id_, wants=[want(EGGS, 1)])
        cart = await queries.cart(uow, cart=id_)
        assert (cart.totals.discount, cart.discount_refused) == (43, None)

    async def test_counts_only_in_its_time(self, database: Database, clock: FixedClock) -> None:
        async with database.work(SYSTEM) as uow:
            shop = await a_shop(uow)
            await pricing.create_discount_code(
                uow,
                store=shop.store,
                code=DiscountCode(
                    code="DEMAIN",
                    percent=10,
                    valid_from=uow.now + timedelta(hours=1),
                    valid_until=uow.now + timedelta(hours=2),
                ),
            )
            id_ = await a_cart(uow, store=shop.store, goods={EGGS: 1})
            await commands.apply_discount(uow, cart=id_, code="DEMAIN")
        found: list[tuple[int, str | None]] = []
        for _ in range(3):
            async with database.read(SYSTEM) as on:
                cart = await queries.cart(on, cart=id_)
                found.append((cart.totals.discount, cart.discount_refused))
            clock.advance(timedelta(hours=1))
        assert found == [(0, "not_yet"), (21, None), (0, "expired")]


class TestMinimum:
    async def test_tells_what_is_missing(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow, minimum_order=1000)
        id_ = await a_cart(uow, store=shop.store)
        assert (await queries.cart(uow, cart=id_)).minimum_missing == 1000
        await commands.add_lines(uow, cart=id_, wants=[want(EGGS, 4)])
        assert (await queries.cart(uow, cart=id_)).minimum_missing == 140
        await commands.add_lines(uow, cart=id_, wants=[want(EGGS, 1)])
        assert (await queries.cart(uow, cart=id_)).minimum_missing == 0


class TestConfirmAge:
    async def test_is_asked_for_what_is_not_for_children(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        id_ = await a_cart(uow, store=shop.store, goods={EGGS: 1})
        assert (await queries.cart(uow, cart=id_)).age_required is None
        await commands.add_lines(uow, cart=id_, wants=[want(WINE, 1)])
        assert (await queries.cart(uow, cart=id_)).age_required == 18
        await commands.confirm_age(uow, cart=id_)
        cart = await queries.cart(uow, cart=id_)
        assert (cart.age_required, cart.age_confirmed) == (None, True)


class TestSetMode:
    async def test_gives_a_window_of_the_other_mode_back(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow, capacity=1)
        id_ = await a_cart(uow, store=shop.store, window=shop.delivery)
        await commands.set_mode(uow, cart=id_, mode=Mode.PICKUP)
        cart = await queries.cart(uow, cart=id_)
        assert (cart.mode, cart.slot) == (Mode.PICKUP, None)
        await a_cart(uow, store=shop.store, window=shop.delivery)

    async def test_keeps_a_window_of_the_same_mode(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        id_ = await a_cart(uow, store=shop.store, window=shop.delivery)
        await commands.set_mode(uow, cart=id_, mode=Mode.DELIVERY)
        assert (await queries.cart(uow, cart=id_)).slot is not None


class TestChooseWindow:
    async def test_takes_the_windows_mode_and_fee(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        id_ = await a_cart(uow, store=shop.store, goods={EGGS: 1}, window=shop.pickup)
        await commands.choose_window(uow, cart=id_, window=shop.delivery)
        cart = await queries.cart(uow, cart=id_)
        assert cart.mode is Mode.DELIVERY
        assert cart.slot is not None
        assert (cart.slot.window.id, cart.totals.fee) == (shop.delivery, 490)

    async def test_leaves_the_cart_as_it_was_when_refused(self, database: Database) -> None:
        async with database.work(SYSTEM) as uow:
            shop = await a_shop(uow, capacity=1)
            await a_cart(uow, store=shop.store, window=shop.delivery)
            id_ = await a_cart(uow, store=shop.store, window=shop.pickup)
        async with database.work(SYSTEM) as uow:
            with pytest.raises(Refusal) as refused:
                await commands.choose_window(uow, cart=id_, window=shop.delivery)
        assert refused.value.code == "slot_full"
        async with database.read(SYSTEM) as on:
            cart = await queries.cart(on, cart=id_)
        assert cart.mode is Mode.PICKUP
        assert cart.slot is not None
        assert cart.slot.window.id == shop.pickup

"""Promotions from the cart to the order, its amendments and its invoice."""

from datetime import timedelta

import pytest

from comptoir.db.unit_of_work import Database, UnitOfWork
from comptoir.goods.pricing import commands as pricing
from comptoir.goods.pricing import queries as offers
from comptoir.goods.stores import commands as stores
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.clock import FixedClock
from comptoir.kernel.measure import pieces
from comptoir.kernel.refusals import Refusal
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.carts import queries
from comptoir.shopping.carts.model import CartLine
from comptoir.shopping.invoices import commands as invoices
from comptoir.shopping.orders import commands as orders
from comptoir.shopping.orders.amendments import amend
from comptoir.shopping.orders.model import Order
from comptoir.shopping.orders.queries import order as read_order
from tests.shop.shopping.test_check_out import add_up
from tests.shop.shopping.test_invoices import SELLER, adds_up
from tests.stories.promotions import a_promotion
from tests.stories.shopping import (
    BREAD,
    EGGS,
    LEMONADE,
    MILK,
    TOMATOES,
    Good,
    Shop,
    a_cart,
    a_discount_code,
    a_household,
    a_placed_order,
    a_shop,
    want,
)


async def promoted(uow: UnitOfWork, shop: Shop, good: Good, text: str, **limits: int) -> None:
    """Put a product on promotion from this moment on for a day."""
    promotion = a_promotion(
        text,
        starts=uow.now,
        ends=uow.now + timedelta(days=1),
        **limits,  # pyright: ignore[reportArgumentType]
    )
    await pricing.set_promotion(uow, store=shop.store, gtin=good.gtin, promotion=promotion)


async def the_line(uow: UnitOfWork, cart: str) -> CartLine:
    """Give the only line of a cart."""
    (line,) = (await queries.cart(uow, cart=cart)).lines
    return line


async def ordered(
    uow: UnitOfWork, shop: Shop, goods: dict[Good, int], household: str | None = None
) -> Order:
    """Place an order of these goods."""
    cart = await a_cart(
        uow, store=shop.store, goods=goods, window=shop.delivery, household=household
    )
    return await a_placed_order(uow, cart=cart)


class TestCart:
    async def test_counts_each_mechanic(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        await promoted(uow, shop, MILK, "3 pour 2")  # 1.09
        await promoted(uow, shop, EGGS, "2e à -50 %")  # 2.15
        await promoted(uow, shop, BREAD, "2 pour 4 €")  # 2.40
        await promoted(uow, shop, TOMATOES, "-10 %")  # 2.99 a kilo
        await promoted(uow, shop, LEMONADE, "1,50 €")  # 1.85, and 0.25 deposit
        goods = {MILK: 3, EGGS: 2, BREAD: 3, TOMATOES: 1000, LEMONADE: 2}
        cart = await queries.cart(uow, cart=await a_cart(uow, store=shop.store, goods=goods))
        assert [line.total for line in cart.lines] == [218, 323, 640, 270, 300]
        assert [line.saved for line in cart.lines] == [109, 107, 80, 29, 70]
        assert cart.totals.goods == 1751
        assert cart.saved == 395
        assert sum(share.gross for share in cart.vat) == 1751

    async def test_tells_what_one_more_would_bring(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow, stock=3)
        await promoted(uow, shop, MILK, "2e à -50 %")
        cart = await a_cart(uow, store=shop.store, goods={MILK: 1})
        step = (await the_line(uow, cart)).next_step
        assert step is not None
        assert (step.pieces, step.saves, step.adds) == (1, 54, 55)
        await carts.set_lines(uow, cart=cart, wants=[want(MILK, 3)])
        assert (await the_line(uow, cart)).next_step is None  # there is no fourth

    async def test_takes_a_code_off_what_the_promotion_leaves(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        await promoted(uow, shop, MILK, "3 pour 2")
        cart = await a_cart(uow, store=shop.store, goods={MILK: 3})
        await carts.apply_discount(
            uow, cart=cart, code=await a_discount_code(uow, store=shop.store, percent=10)
        )
        whole = await queries.cart(uow, cart=cart)
        assert (whole.totals.goods, whole.totals.discount, whole.saved) == (218, 21, 130)

    async def test_keeps_what_was_told_for_a_day(
        self, database: Database, clock: FixedClock
    ) -> None:
        async with database.work(SYSTEM) as uow:
            shop = await a_shop(uow)
            await promoted(uow, shop, MILK, "2e à -50 %")
        clock.advance(timedelta(hours=23))
        async with database.work(SYSTEM) as uow:
            cart = await a_cart(uow, store=shop.store, goods={MILK: 2})
        clock.advance(timedelta(hours=2))
        async with database.work(SYSTEM) as uow:
            assert (await the_line(uow, cart)).total == 164
        clock.advance(timedelta(hours=23))
        async with database.work(SYSTEM) as uow:
            line = await the_line(uow, cart)
        assert (line.total, line.saved) == (218, 0)
        assert line.promotion_was is not None

    async def test_takes_the_better_of_told_and_today_never_both(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        await promoted(uow, shop, MILK, "2e à -50 %")
        cart = await a_cart(uow, store=shop.store, goods={MILK: 2})
        await promoted(uow, shop, MILK, "-20 %")
        assert (await the_line(uow, cart)).total == 164
        await carts.set_lines(uow, cart=cart, wants=[want(MILK, 1)])
        assert (await the_line(uow, cart)).total == 88

    async def test_comes_along_when_a_guest_signs_in(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        await promoted(uow, shop, MILK, "3 pour 2")
        guest = await a_cart(uow, store=shop.store, goods={MILK: 3})
        await pricing.set_promotion(uow, store=shop.store, gtin=MILK.gtin, promotion=None)
        own = await a_cart(uow, store=shop.store, household=await a_household(uow))
        await carts.merge(uow, guest=guest, into=own)
        assert (await the_line(uow, own)).total == 218


class TestLimits:
    async def test_bind_an_order(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        await promoted(uow, shop, MILK, "-20 %", order_most=2)
        cart = await a_cart(uow, store=shop.store, goods={MILK: 5})
        assert (await the_line(uow, cart)).total == 2 * 88 + 3 * 109

    async def test_bind_a_household_over_its_orders(self, uow: UnitOfWork) -> None:
        shop, household = await a_shop(uow), await a_household(uow)
        await promoted(uow, shop, MILK, "-20 %", household_most=3)
        first = await ordered(uow, shop, {MILK: 2}, household)
        assert first.totals.goods == 2 * 88
        cart = await a_cart(uow, store=shop.store, goods={MILK: 2}, household=household)
        assert (await the_line(uow, cart)).total == 88 + 109
        await orders.cancel(uow, order=first.id)
        assert (await the_line(uow, cart)).total == 2 * 88

    async def test_do_not_count_what_was_bought_before_the_promotion(self, uow: UnitOfWork) -> None:
        shop, household = await a_shop(uow), await a_household(uow)
        await ordered(uow, shop, {MILK: 2}, household)
        uow.now += timedelta(minutes=5)
        await promoted(uow, shop, MILK, "-20 %", household_most=2)
        cart = await a_cart(uow, store=shop.store, goods={MILK: 2}, household=household)
        assert (await the_line(uow, cart)).total == 2 * 88


class TestOrder:
    async def test_freezes_what_was_promised(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        await promoted(uow, shop, MILK, "3 pour 2")
        placed = await ordered(uow, shop, {MILK: 3, EGGS: 1})
        await pricing.set_promotion(uow, store=shop.store, gtin=MILK.gtin, promotion=None)
        again = await read_order(uow, order=placed.id)
        add_up(again)
        line = again.lines[0]
        assert (line.list_price, line.price, line.total, line.saved) == (109, 109, 218, 109)
        assert line.promotion is not None
        assert again.saved == 109

    async def test_counts_the_promotion_anew_when_less_is_there(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        await promoted(uow, shop, MILK, "3 pour 2")
        placed = await ordered(uow, shop, {MILK: 3, EGGS: 1})
        short = await amend(uow, order=placed.id, quantities={MILK.gtin: pieces(2)})
        assert short.lines[0].total == 218  # the free one is missing: two cost no more than three
        shorter = await amend(uow, order=placed.id, quantities={MILK.gtin: pieces(1)})
        assert shorter.lines[0].total == 109
        add_up(shorter)

    async def test_counts_it_for_more_and_for_what_is_new(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        await promoted(uow, shop, MILK, "2e à -50 %")
        await promoted(uow, shop, EGGS, "2 pour 4 €")
        placed = await ordered(uow, shop, {MILK: 1})
        await pricing.set_promotion(uow, store=shop.store, gtin=MILK.gtin, promotion=None)
        more = {MILK.gtin: pieces(2), EGGS.gtin: pieces(2)}
        changed = await amend(uow, order=placed.id, quantities=more)
        assert [line.total for line in changed.lines] == [164, 400]
        add_up(changed)

    async def test_never_costs_more_for_less_whatever_was_ordered_since(
        self, uow: UnitOfWork
    ) -> None:
        shop, household = await a_shop(uow), await a_household(uow)
        await promoted(uow, shop, MILK, "-20 %", household_most=2)
        first = await ordered(uow, shop, {MILK: 2}, household)
        uow.now += timedelta(minutes=5)
        await ordered(uow, shop, {MILK: 2}, household)
        fewer = await amend(uow, order=first.id, quantities={MILK.gtin: pieces(1)})
        assert fewer.totals.goods == 88

    async def test_counts_what_a_household_had_for_what_is_new(self, uow: UnitOfWork) -> None:
        shop, household = await a_shop(uow), await a_household(uow)
        await promoted(uow, shop, MILK, "-20 %", household_most=2)
        await ordered(uow, shop, {MILK: 2}, household)
        uow.now += timedelta(minutes=5)
        second = await ordered(uow, shop, {EGGS: 1}, household)
        changed = await amend(uow, order=second.id, quantities={MILK.gtin: pieces(1)})
        assert changed.totals.goods == 215 + 109


class TestInvoice:
    async def test_and_its_credit_note_tell_the_promotion(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        await stores.set_seller(uow, store=shop.store, seller=SELLER)
        await promoted(uow, shop, MILK, "3 pour 2")
        placed = await ordered(uow, shop, {MILK: 3})
        invoice = await invoices.issue(uow, order=placed.id)
        adds_up(invoice)
        (line,) = invoice.document.lines
        assert (line.price, line.total, line.saved) == (109, 218, 109)
        assert line.promotion == placed.lines[0].promotion
        credit = await invoices.cancel(uow, order=placed.id)
        assert credit is not None
        assert (credit.document.lines[0].total, credit.document.lines[0].saved) == (-218, -109)


class TestWhatCannotBe:
    @pytest.mark.parametrize(
        ("good", "text", "limits", "field", "remedy"),
        [
            (MILK, "-35 %", {}, "promotion", "legal_cap"),
            (MILK, "0,50 €", {}, "promotion", "legal_cap"),
            (MILK, "2 pour 1", {}, "promotion", "legal_cap"),
            (MILK, "2e à -69 %", {}, "promotion", "legal_cap"),
            (MILK, "2 pour 1,40 €", {}, "promotion", "legal_cap"),
            (MILK, "1,09 €", {}, "promotion", "takes_nothing_off"),
            (MILK, "2 pour 2,20 €", {}, "promotion", "takes_nothing_off"),
            (MILK, "2 pour 3", {}, "promotion", "fewer_paid"),
            (MILK, "1 pour 1 €", {}, "promotion", "lot_size"),
            (MILK, "13 pour 12", {}, "promotion", "lot_size"),
            (MILK, "-101 %", {}, "promotion", "between"),
            (MILK, "3 pour 2", {"order_most": 2}, "promo_order_most", "between"),
            (MILK, "-20 %", {"household_most": 0}, "promo_household_most", "between"),
            (TOMATOES, "3 pour 2", {}, "promotion", "not_by_weight"),
            (TOMATOES, "2 pour 5 €", {}, "promotion", "not_by_weight"),
            (TOMATOES, "-20 %", {"order_most": 2}, "promotion", "not_by_weight"),
        ],
    )
    async def test_is_refused_with_its_field(
        self,
        uow: UnitOfWork,
        good: Good,
        text: str,
        limits: dict[str, int],
        field: str,
        remedy: str,
    ) -> None:
        shop = await a_shop(uow)
        with pytest.raises(Refusal) as refused:
            await promoted(uow, shop, good, text, **limits)
        assert (refused.value.facts["field"], refused.value.facts["remedy"]) == (field, remedy)

    async def test_is_a_limit_of_households_without_a_first_day(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        limited = a_promotion("-20 %", household_most=2)
        with pytest.raises(Refusal) as refused:
            await pricing.set_promotion(uow, store=shop.store, gtin=MILK.gtin, promotion=limited)
        assert refused.value.facts["field"] == "promo_from"

    async def test_may_be_as_much_as_the_law_allows(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        for text in ("-34 %", "3 pour 2", "2e à -68 %", "0,72 €", "2 pour 1,44 €"):
            await promoted(uow, shop, MILK, text)
            kept = await offers.offer(uow, store=shop.store, gtin=MILK.gtin)
            assert kept.promotion is not None

"""Putting goods into a cart, taking them out, and saying more about them."""

import asyncio
from dataclasses import replace

import pytest

from comptoir.db.unit_of_work import Database, UnitOfWork
from comptoir.goods.inventory import commands as inventory
from comptoir.goods.pricing import commands as pricing
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.ids import store_keyed
from comptoir.kernel.locale import Language
from comptoir.kernel.measure import grams, pieces
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.shopping.carts import commands, queries
from comptoir.shopping.carts.model import (
    MOST_LINES,
    Added,
    OnlySome,
    SoldOut,
    Substitution,
    Want,
)
from tests.stories.goods import a_store
from tests.stories.shopping import (
    BREAD,
    BUTTER,
    EGGS,
    HAM,
    MILK,
    TOMATOES,
    Good,
    a_cart,
    a_held_order,
    a_household,
    a_shop,
    some,
    some_milk,
    some_tomatoes,
    want,
)


async def _goods(uow: UnitOfWork, cart: str) -> dict[str, int]:
    whole = await queries.cart(uow, cart=cart)
    return {line.gtin: line.quantity.value for line in whole.lines}


class TestOpenCart:
    async def test_begins_empty(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        cart = await commands.open_cart(uow, store=store, language=Language.ENGLISH)
        whole = await queries.cart(uow, cart=cart)
        assert (whole.lines, whole.totals.total, whole.vat) == ((), 0, ())
        assert (whole.language, whole.currency, whole.state) == ("en", "EUR", "open")

    async def test_gives_a_household_the_one_it_has(self, uow: UnitOfWork) -> None:
        store, other = (await a_store(uow)).id, (await a_store(uow)).id
        household = await a_household(uow)
        first = await commands.open_cart(uow, store=store, household=household)
        assert await commands.open_cart(uow, store=store, household=household) == first
        assert await commands.open_cart(uow, store=other, household=household) != first
        assert await queries.open_cart_of(uow, store=store, household=household) == first

    async def test_gives_every_guest_one_of_their_own(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        assert await a_cart(uow, store=store) != await a_cart(uow, store=store)

    async def test_refuses_an_unknown_store(self, uow: UnitOfWork) -> None:
        with pytest.raises(Refusal) as refused:
            await commands.open_cart(uow, store="nowhere")
        assert refused.value.code == "store_not_found"

    async def test_gives_two_doors_at_once_the_same_cart(self, database: Database) -> None:
        async with database.work(SYSTEM) as uow:
            store = (await a_store(uow)).id
            household = await a_household(uow)

        async def door() -> str:
            async with database.work(SYSTEM) as uow:
                return await commands.open_cart(uow, store=store, household=household)

        assert len(set(await asyncio.gather(*(door() for _ in range(8))))) == 1


class TestAnyCommand:
    @pytest.mark.parametrize("evil", ["\x00", "27\x00", "lait\ud800"])
    async def test_refuses_text_that_no_column_can_hold(self, uow: UnitOfWork, evil: str) -> None:
        store = (await a_store(uow)).id
        cart = await a_cart(uow, store=store)
        tries = (
            commands.add_lines(uow, cart=cart, wants=[Want(evil, pieces(1))]),
            commands.set_lines(uow, cart=cart, wants=[Want(evil, pieces(1))]),
            commands.remove_lines(uow, cart=cart, gtins=[evil]),
            commands.set_note(uow, cart=cart, gtin=evil, note=""),
            commands.apply_discount(uow, cart=cart, code=evil),
            commands.choose_window(uow, cart=cart, window=evil),
            commands.open_cart(uow, store=evil),
            commands.open_cart(uow, store=store, household=evil),
            commands.merge(uow, guest=cart, into=evil),
            queries.cart(uow, cart=evil),
        )
        for each in tries:
            with pytest.raises(Refusal):
                await each

    async def test_refuses_a_foreign_or_unknown_cart(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        stranger = store_keyed(store)
        tries = (
            commands.add_lines(uow, cart=stranger, wants=[]),
            commands.clear(uow, cart=stranger),
            commands.confirm_age(uow, cart=stranger),
            commands.lock(uow, cart=stranger),
            commands.merge(uow, guest=stranger, into=await a_cart(uow, store=store)),
        )
        for each in tries:
            with pytest.raises(Refusal) as refused:
                await each
            assert refused.value.code == "cart_not_found"


class TestCart:
    @pytest.mark.parametrize("cart", ["", "x", "nowhere~" + "a" * 22, "a~b'; drop table cart"])
    async def test_refuses_an_unknown_one(self, uow: UnitOfWork, cart: str) -> None:
        with pytest.raises(Refusal) as refused:
            await queries.cart(uow, cart=cart)
        assert (refused.value.kind, refused.value.code) == (Kind.NOT_FOUND, "cart_not_found")


class TestAddLines:
    async def test_adds_pieces_and_weight(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        await some_milk(uow, store=store)
        await some_tomatoes(uow, store=store)
        cart = await a_cart(uow, store=store)
        outcomes = await commands.add_lines(
            uow, cart=cart, wants=[want(MILK, 2), Want(TOMATOES.gtin, pieces(3))]
        )
        assert outcomes == (
            Added(MILK.gtin, pieces(2), pieces(2)),
            Added(TOMATOES.gtin, grams(360), grams(360)),
        )
        milk, tomatoes = (await queries.cart(uow, cart=cart)).lines
        assert (milk.total, tomatoes.total) == (218, 108)  # 2 × 1.09 and .36 × 2.99 = 1.0764
        assert (milk.name, milk.brand, milk.price) == (MILK.name, MILK.brand, 109)

    async def test_comes_on_top_of_what_is_there(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        await some_milk(uow, store=store)
        cart = await a_cart(uow, store=store, goods={MILK: 2})
        (outcome,) = await commands.add_lines(uow, cart=cart, wants=[want(MILK, 1)])
        assert outcome == Added(MILK.gtin, pieces(1), pieces(3))

    async def test_offers_what_is_left(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        await some_milk(uow, store=store, stock=5)
        cart = await a_cart(uow, store=store, goods={MILK: 2})
        (outcome,) = await commands.add_lines(uow, cart=cart, wants=[want(MILK, 4)])
        assert outcome == OnlySome(MILK.gtin, pieces(4), pieces(3))
        assert await _goods(uow, cart) == {MILK.gtin: 2}

    async def test_counts_what_others_have_ordered(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow, stock=5)
        ordered = await a_cart(uow, store=shop.store, goods={MILK: 4}, window=shop.pickup)
        await a_held_order(uow, cart=ordered)
        cart = await a_cart(uow, store=shop.store)
        (outcome,) = await commands.add_lines(uow, cart=cart, wants=[want(MILK, 2)])
        assert outcome == OnlySome(MILK.gtin, pieces(2), pieces(1))

    async def test_keeps_a_safety_stock_back(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        await some_milk(uow, store=store, stock=5)
        await inventory.set_counts(uow, store=store, counts={}, safety={MILK.gtin: 4})
        cart = await a_cart(uow, store=store)
        (outcome,) = await commands.add_lines(uow, cart=cart, wants=[want(MILK, 2)])
        assert outcome == OnlySome(MILK.gtin, pieces(2), pieces(1))

    async def test_says_what_is_sold_out_and_adds_the_rest(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        await some_milk(uow, store=store, stock=0)
        await some(uow, EGGS, store=store)
        cart = await a_cart(uow, store=store)
        outcomes = await commands.add_lines(uow, cart=cart, wants=[want(MILK, 1), want(EGGS, 1)])
        assert outcomes == (SoldOut(MILK.gtin, pieces(1)), Added(EGGS.gtin, pieces(1), pieces(1)))
        assert await _goods(uow, cart) == {EGGS.gtin: 1}

    async def test_refuses_all_when_one_is_not_sold_here(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        await some_milk(uow, store=store)
        cart = await a_cart(uow, store=store)
        with pytest.raises(Refusal) as refused:
            await commands.add_lines(uow, cart=cart, wants=[want(MILK, 1), want(BREAD, 1)])
        assert refused.value.code == "product_not_found"

    async def test_refuses_what_was_delisted(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        await some_milk(uow, store=store)
        await pricing.delist(uow, store=store, gtin=MILK.gtin)
        cart = await a_cart(uow, store=store)
        with pytest.raises(Refusal) as refused:
            await commands.add_lines(uow, cart=cart, wants=[want(MILK, 1)])
        assert refused.value.code == "product_not_found"

    @pytest.mark.parametrize("value", [0, -3, 10**12])
    async def test_refuses_absurd_quantities(self, uow: UnitOfWork, value: int) -> None:
        store = (await a_store(uow)).id
        await some_milk(uow, store=store)
        cart = await a_cart(uow, store=store)
        with pytest.raises(Refusal) as refused:
            await commands.add_lines(uow, cart=cart, wants=[want(MILK, value)])
        assert refused.value.kind is Kind.INVALID

    async def test_refuses_more_lines_than_a_cart_can_have(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        cart = await a_cart(uow, store=store)
        with pytest.raises(Refusal) as refused:
            await commands.add_lines(uow, cart=cart, wants=[want(MILK, 1)] * (MOST_LINES + 1))
        assert refused.value.facts["remedy"] == "too_many"

    async def test_refuses_to_grow_a_cart_beyond_its_lines(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        goods = [replace(MILK, gtin=f"27510{number:08d}") for number in range(MOST_LINES + 1)]
        for good in goods:
            await some(uow, good, store=store)
        cart = await a_cart(uow, store=store, goods=dict.fromkeys(goods[:-1], 1))
        with pytest.raises(Refusal) as refused:
            await commands.add_lines(uow, cart=cart, wants=[want(goods[-1], 1)])
        assert refused.value.facts["remedy"] == "too_many"

    async def test_refuses_a_cart_that_was_ordered(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        cart = await a_cart(uow, store=shop.store, goods={MILK: 1}, window=shop.pickup)
        await a_held_order(uow, cart=cart)
        with pytest.raises(Refusal) as refused:
            await commands.add_lines(uow, cart=cart, wants=[want(MILK, 1)])
        assert (refused.value.code, refused.value.facts["state"]) == ("cart_closed", "ordered")

    async def test_raises_the_carts_version_once(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        for good in (MILK, EGGS):
            await some(uow, good, store=store)
        cart = await a_cart(uow, store=store)
        before = (await queries.cart(uow, cart=cart)).version
        await commands.add_lines(uow, cart=cart, wants=[want(MILK, 1), want(EGGS, 1)])
        assert (await queries.cart(uow, cart=cart)).version == before + 1
        assert uow.touched[f"cart:{cart}"] == before + 1

    async def test_loses_nothing_when_two_windows_add_at_once(self, database: Database) -> None:
        async with database.work(SYSTEM) as uow:
            store = (await a_store(uow)).id
            await some_milk(uow, store=store)
            cart = await a_cart(uow, store=store)

        async def add() -> None:
            async with database.work(SYSTEM) as uow:
                await commands.add_lines(uow, cart=cart, wants=[want(MILK, 1)])

        await asyncio.gather(*(add() for _ in range(10)))
        async with database.work(SYSTEM) as uow:
            assert await _goods(uow, cart) == {MILK.gtin: 10}


class TestSetLines:
    async def test_replaces_what_is_there(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        await some_milk(uow, store=store, stock=5)
        cart = await a_cart(uow, store=store, goods={MILK: 4})
        (outcome,) = await commands.set_lines(uow, cart=cart, wants=[want(MILK, 5)])
        assert outcome == Added(MILK.gtin, pieces(5), pieces(5))
        (outcome,) = await commands.set_lines(uow, cart=cart, wants=[want(MILK, 6)])
        assert outcome == OnlySome(MILK.gtin, pieces(6), pieces(5))
        assert await _goods(uow, cart) == {MILK.gtin: 5}

    async def test_keeps_lines_in_the_order_they_came(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        for good in (MILK, EGGS, BREAD):
            await some(uow, good, store=store)
        cart = await a_cart(uow, store=store, goods={BREAD: 1, MILK: 1, EGGS: 1})
        await commands.set_lines(uow, cart=cart, wants=[want(EGGS, 2), want(BREAD, 3)])
        assert list(await _goods(uow, cart)) == [BREAD.gtin, MILK.gtin, EGGS.gtin]

    async def test_keeps_a_lines_note_and_wish(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        await some(uow, HAM, store=store)
        cart = await a_cart(uow, store=store)
        first = Want(HAM.gtin, grams(200), note="fines tranches", substitution=Substitution.ASK)
        await commands.add_lines(uow, cart=cart, wants=[first])
        await commands.set_lines(uow, cart=cart, wants=[want(HAM, 300)])
        (line,) = (await queries.cart(uow, cart=cart)).lines
        assert (line.note, line.substitution) == ("fines tranches", Substitution.ASK)


class TestRemoveLines:
    async def test_tells_how_many_were_there(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        for good in (MILK, EGGS):
            await some(uow, good, store=store)
        cart = await a_cart(uow, store=store, goods={MILK: 1, EGGS: 1})
        gone = [MILK.gtin, BREAD.gtin]
        assert await commands.remove_lines(uow, cart=cart, gtins=gone) == 1
        assert await commands.remove_lines(uow, cart=cart, gtins=gone) == 0
        assert await _goods(uow, cart) == {EGGS.gtin: 1}


class TestClear:
    async def test_empties_the_cart(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        for good in (MILK, EGGS):
            await some(uow, good, store=store)
        cart = await a_cart(uow, store=store, goods={MILK: 1, EGGS: 1})
        assert await commands.clear(uow, cart=cart) == 2
        assert await _goods(uow, cart) == {}


class TestSetNote:
    async def test_writes_one_printable_line(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        await some(uow, HAM, store=store)
        cart = await a_cart(uow, store=store, goods={HAM: 200})
        await commands.set_note(uow, cart=cart, gtin=HAM.gtin, note=" fines\n\ttran\x00ches\x1b ")
        (line,) = (await queries.cart(uow, cart=cart)).lines
        assert line.note == "fines tranches"
        await commands.set_note(uow, cart=cart, gtin=HAM.gtin, note="")
        (line,) = (await queries.cart(uow, cart=cart)).lines
        assert line.note == ""

    async def test_refuses_a_letter(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        await some(uow, HAM, store=store)
        cart = await a_cart(uow, store=store, goods={HAM: 200})
        with pytest.raises(Refusal) as refused:
            await commands.set_note(uow, cart=cart, gtin=HAM.gtin, note="x" * 201)
        assert refused.value.code == "invalid_note"

    async def test_refuses_a_product_that_is_not_in_the_cart(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        cart = await a_cart(uow, store=store)
        with pytest.raises(Refusal) as refused:
            await commands.set_note(uow, cart=cart, gtin=HAM.gtin, note="fin")
        assert refused.value.code == "line_not_found"


class TestSetSubstitution:
    async def _cart(self, uow: UnitOfWork, *goods: Good) -> str:
        store = (await a_store(uow)).id
        for good in goods:
            await some(uow, good, store=store)
        return await a_cart(uow, store=store, goods={goods[0]: 1})

    async def test_names_one_product(self, uow: UnitOfWork) -> None:
        cart = await self._cart(uow, MILK, BUTTER)
        await commands.set_substitution(
            uow,
            cart=cart,
            gtin=MILK.gtin,
            substitution=Substitution.THIS,
            substitute=BUTTER.gtin,
        )
        (line,) = (await queries.cart(uow, cart=cart)).lines
        assert (line.substitution, line.substitute) == (Substitution.THIS, BUTTER.gtin)

    async def test_forgets_the_product_with_another_wish(self, uow: UnitOfWork) -> None:
        cart = await self._cart(uow, MILK, BUTTER)
        for wish in (Substitution.THIS, Substitution.REFUND):
            await commands.set_substitution(
                uow, cart=cart, gtin=MILK.gtin, substitution=wish, substitute=BUTTER.gtin
            )
        (line,) = (await queries.cart(uow, cart=cart)).lines
        assert (line.substitution, line.substitute) == (Substitution.REFUND, None)

    @pytest.mark.parametrize(
        ("substitute", "code"), [(None, "invalid_substitute"), (EGGS.gtin, "product_not_found")]
    )
    async def test_refuses_a_product_nobody_can_give(
        self, uow: UnitOfWork, substitute: str | None, code: str
    ) -> None:
        cart = await self._cart(uow, MILK)
        with pytest.raises(Refusal) as refused:
            await commands.set_substitution(
                uow,
                cart=cart,
                gtin=MILK.gtin,
                substitution=Substitution.THIS,
                substitute=substitute,
            )
        assert refused.value.code == code

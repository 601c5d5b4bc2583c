"""Goods edited at the desk: products, prices, promotions and stock."""

from dataclasses import replace
from datetime import timedelta

import pytest

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.desk import goods
from comptoir.goods.catalog import queries as products
from comptoir.goods.inventory import commands as inventory
from comptoir.goods.inventory import queries as levels
from comptoir.goods.pricing import commands as pricing
from comptoir.goods.pricing import queries as offers
from comptoir.goods.shelf.keeping import kept
from comptoir.goods.shelf.model import Listing
from comptoir.goods.shelf.search import search
from comptoir.kernel.refusals import Refusal
from comptoir.staff.audit import queries as audit
from comptoir.staff.audit.model import Recorded, Thing
from comptoir.staff.directory.rules import CHAIN
from tests.stories.goods import a_gtin, a_product, a_store, on_shelf
from tests.stories.promotions import percent_off
from tests.stories.staff import a_clerk, a_manager, an_administrator

MILK = a_gtin(1)


async def a_dairy(uow: UnitOfWork) -> str:
    """Open a store that sells milk at 1.09 € and has 100 of it."""
    store = (await a_store(uow)).id
    await on_shelf(uow, a_product(), store=store)
    return store


async def last(uow: UnitOfWork, store: str, kind: Thing) -> Recorded:
    return (await audit.changes(uow, stores=[store], kind=kind, object=MILK))[0]


class TestEditProduct:
    async def test_changes_it_for_search_too(self, uow: UnitOfWork) -> None:
        store = await a_dairy(uow)
        who = await an_administrator(uow)
        await goods.edit_product(
            uow, by=who, gtin=MILK, edit=lambda it: replace(it, name="Kéfir de chèvre")
        )
        assert (await products.product(uow, gtin=MILK)).name == "Kéfir de chèvre"
        found = await search(uow, store=store, words="kefir")
        assert [each.gtin for each in found.items] == [MILK]
        change = await last(uow, CHAIN, Thing.PRODUCT)
        assert list(change.fields) == [
            {"field": "name", "was": "Lait demi-écrémé UHT", "now": "Kéfir de chèvre"}
        ]

    async def test_refuses_another_unit_of_sale_of_what_is_sold(self, uow: UnitOfWork) -> None:
        await a_dairy(uow)
        with pytest.raises(Refusal) as refused:
            await goods.edit_product(
                uow, by=await an_administrator(uow), gtin=MILK,
                edit=lambda it: replace(it, sale_unit="kg"),
            )  # fmt: skip
        assert refused.value.code == "sale_unit_in_use"

    async def test_refuses_a_stale_form_and_names_what_changed(self, uow: UnitOfWork) -> None:
        await a_dairy(uow)
        who = await an_administrator(uow)
        seen = goods.product_facts(await products.product(uow, gtin=MILK))
        await goods.edit_product(uow, by=who, gtin=MILK, edit=lambda it: replace(it, brand="A"))
        with pytest.raises(Refusal) as refused:
            await goods.edit_product(
                uow, by=who, gtin=MILK, edit=lambda it: replace(it, brand="B"), seen=seen
            )
        assert refused.value.facts["fields"] == [{"field": "brand", "was": "", "now": "A"}]

    async def test_is_the_administrators(self, uow: UnitOfWork) -> None:
        store = await a_dairy(uow)
        for who in (await a_clerk(uow, store), await a_manager(uow, store)):
            with pytest.raises(Refusal) as refused:
                await goods.edit_product(
                    uow, by=who, gtin=MILK, edit=lambda it: replace(it, name="X")
                )
            assert refused.value.code == "not_your_role"


class TestEditOffer:
    async def test_changes_price_and_promotion_with_their_history(self, uow: UnitOfWork) -> None:
        store = await a_dairy(uow)
        who = await a_manager(uow, store)
        until = uow.now + timedelta(days=7)
        await goods.edit_offer(
            uow, by=who, store=store, gtin=MILK,
            edit=lambda it: replace(
                it, price=119, promotion=percent_off(20, starts=uow.now, ends=until)
            ),
        )  # fmt: skip
        history = await offers.price_history(uow, store=store, gtin=MILK)
        assert [each.price for each in history] == [119, 109]
        change = await last(uow, store, Thing.OFFER)
        assert list(change.fields) == [
            {"field": "price", "was": "109", "now": "119"},
            {"field": "promotion", "was": "", "now": "-20%"},
            {"field": "promo_from", "was": "", "now": "2026-06-15T08:00:00+00:00"},
            {"field": "promo_until", "was": "", "now": "2026-06-22T08:00:00+00:00"},
        ]

    async def test_keeps_to_the_legal_cap(self, uow: UnitOfWork) -> None:
        store = await a_dairy(uow)
        with pytest.raises(Refusal) as refused:
            await goods.edit_offer(
                uow, by=await a_manager(uow, store), store=store, gtin=MILK,
                edit=lambda it: replace(it, promotion=percent_off(35)),
            )  # fmt: skip
        assert refused.value.facts["remedy"] == "legal_cap"

    async def test_refuses_a_stale_form(self, uow: UnitOfWork) -> None:
        store = await a_dairy(uow)
        who = await a_manager(uow, store)
        seen = goods.offer_facts(await offers.offer(uow, store=store, gtin=MILK))
        await pricing.set_price(uow, store=store, gtin=MILK, price=99)
        with pytest.raises(Refusal) as refused:
            await goods.edit_offer(
                uow, by=who, store=store, gtin=MILK, seen=seen,
                edit=lambda it: replace(it, price=129),
            )  # fmt: skip
        assert refused.value.facts["fields"] == [{"field": "price", "was": "109", "now": "99"}]
        assert (await offers.offer(uow, store=store, gtin=MILK)).price == 99

    async def test_touches_no_other_store(self, uow: UnitOfWork) -> None:
        mine, theirs = await a_dairy(uow), await a_dairy(uow)
        who = await a_manager(uow, mine)
        await goods.edit_offer(
            uow, by=who, store=mine, gtin=MILK, edit=lambda it: replace(it, price=1)
        )
        assert (await offers.offer(uow, store=theirs, gtin=MILK)).price == 109
        for clerk, store in ((who, theirs), (await a_clerk(uow, mine), mine)):
            with pytest.raises(Refusal) as refused:
                await goods.edit_offer(
                    uow, by=clerk, store=store, gtin=MILK, edit=lambda it: replace(it, price=1)
                )
            assert refused.value.kind == "forbidden"


class TestCountStock:
    async def test_sets_what_was_counted(self, uow: UnitOfWork) -> None:
        store = await a_dairy(uow)
        who = await a_clerk(uow, store)
        after = await goods.count_stock(uow, by=who, store=store, gtin=MILK, on_hand=7, safety=2)
        assert (after.on_hand, after.safety, after.promisable) == (7, 2, 5)
        change = await last(uow, store, Thing.STOCK)
        assert list(change.fields) == [
            {"field": "on_hand", "was": "100 piece", "now": "7 piece"},
            {"field": "safety", "was": "0 piece", "now": "2 piece"},
        ]

    async def test_keeps_what_orders_hold_on_the_books(self, uow: UnitOfWork) -> None:
        store = await a_dairy(uow)
        await inventory.hold(uow, store=store, quantities={MILK: 5})
        after = await goods.count_stock(
            uow, by=await a_clerk(uow, store), store=store, gtin=MILK, on_hand=3, safety=0
        )
        assert (after.on_hand, after.held) == (5, 5)
        assert (await last(uow, store, Thing.STOCK)).fields[0]["now"] == "5 piece"

    async def test_refuses_a_stale_count_and_another_store(self, uow: UnitOfWork) -> None:
        store, other = await a_dairy(uow), await a_dairy(uow)
        who = await a_clerk(uow, store)
        seen = goods.stock_facts((await levels.levels(uow, store=store, gtins=[MILK]))[MILK])
        await inventory.receive(uow, store=store, quantities={MILK: 10})
        with pytest.raises(Refusal) as refused:
            await goods.count_stock(
                uow, by=who, store=store, gtin=MILK, on_hand=90, safety=0, seen=seen
            )
        assert refused.value.code == "changed_meanwhile"
        with pytest.raises(Refusal) as refused:
            await goods.count_stock(uow, by=who, store=other, gtin=MILK, on_hand=1, safety=0)
        assert refused.value.code == "not_your_store"


class TestListing:
    async def test_finds_by_words_cut_short_and_by_barcode(self, uow: UnitOfWork) -> None:
        store = await a_dairy(uow)
        await on_shelf(uow, a_product(2, "Beurre doux", brand="Bocage"), store=store)

        async def found(words: str, only: Listing = Listing.ALL) -> list[str]:
            rows = await kept(uow, store=store, words=words, only=only)
            return [row.gtin for row in rows]

        assert await found("") == [a_gtin(2), MILK]
        assert await found("beur") == [a_gtin(2)]
        assert await found("Bocage") == [a_gtin(2)]
        assert await found("lait demi") == [MILK]
        assert await found(MILK) == [MILK]
        assert await found(MILK[:6]) == [a_gtin(2), MILK]
        assert await found("' & | !x") == []

    async def test_tells_apart_promotions_gaps_and_what_is_off_the_shelf(
        self, uow: UnitOfWork
    ) -> None:
        store = await a_dairy(uow)
        await on_shelf(uow, a_product(2, "Beurre"), store=store, stock=0)
        await on_shelf(uow, a_product(3, "Crème"), store=store)
        await pricing.delist(uow, store=store, gtin=a_gtin(3))
        await pricing.set_promotion(uow, store=store, gtin=MILK, promotion=percent_off(10))
        expected = {
            Listing.LISTED: [a_gtin(2), MILK],
            Listing.PROMOTION: [MILK],
            Listing.SHORT: [a_gtin(2)],
            Listing.DELISTED: [a_gtin(3)],
        }
        for only, gtins in expected.items():
            rows = await kept(uow, store=store, only=only)
            assert [row.gtin for row in rows] == gtins
        (milk,) = await kept(uow, store=store, words=MILK)
        assert (milk.price, milk.asked, milk.promisable) == (109, 99, 100)

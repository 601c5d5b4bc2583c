"""Offers, their history, promotions and discount codes."""

from datetime import timedelta

import pytest

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.goods.catalog.commands import put_products
from comptoir.goods.pricing import queries
from comptoir.goods.pricing.commands import (
    create_discount_code,
    delist,
    set_offers,
    set_price,
    set_promotion,
)
from comptoir.goods.pricing.model import DiscountCode, Offer
from comptoir.goods.shelf import queries as shelf
from comptoir.kernel.refusals import Refusal
from tests.stories.goods import a_gtin, a_product, a_store
from tests.stories.promotions import percent_off

MILK, SOAP = a_product(1), a_product(2, "Savon", vat_rate=2000, vat_reason="non_food")


async def a_priced_store(uow: UnitOfWork) -> str:
    store = (await a_store(uow)).id
    await put_products(uow, products=[MILK, SOAP])
    offers = [
        Offer(gtin=MILK.gtin, price=109, origin="France", aisle="A1", class_="I"),
        Offer(gtin=SOAP.gtin, price=250),
    ]
    await set_offers(uow, store=store, offers=offers)
    return store


class TestSetOffers:
    async def test_keeps_every_field(self, uow: UnitOfWork) -> None:
        store = await a_priced_store(uow)
        kept = await queries.offer(uow, store=store, gtin=MILK.gtin)
        assert kept == Offer(gtin=MILK.gtin, price=109, origin="France", aisle="A1", class_="I")

    async def test_writes_only_what_differs(self, uow: UnitOfWork) -> None:
        store = await a_priced_store(uow)
        same = await queries.offer(uow, store=store, gtin=MILK.gtin)
        outcome = await set_offers(
            uow, store=store, offers=[same, Offer(gtin=SOAP.gtin, price=260)]
        )
        assert (outcome.added, outcome.changed, outcome.unchanged) == ((), (SOAP.gtin,), 1)

    async def test_keeps_the_history_of_prices_alone(self, uow: UnitOfWork) -> None:
        store = await a_priced_store(uow)
        await set_offers(uow, store=store, offers=[Offer(gtin=MILK.gtin, price=109, aisle="B2")])
        await set_price(uow, store=store, gtin=MILK.gtin, price=115)
        history = await queries.price_history(uow, store=store, gtin=MILK.gtin)
        assert [change.price for change in history] == [115, 109]

    async def test_refuses_an_unknown_store_or_product(self, uow: UnitOfWork) -> None:
        store = await a_priced_store(uow)
        with pytest.raises(Refusal) as refused:
            await set_offers(uow, store="nulle-part", offers=[])
        assert refused.value.code == "store_not_found"
        with pytest.raises(Refusal) as refused:
            await set_offers(uow, store=store, offers=[Offer(gtin=a_gtin(99), price=1)])
        assert refused.value.code == "product_not_found"


class TestSetPromotion:
    async def test_runs_between_its_two_instants(self, uow: UnitOfWork) -> None:
        store = await a_priced_store(uow)
        hour = timedelta(hours=1)
        await set_promotion(
            uow,
            store=store,
            gtin=MILK.gtin,
            promotion=percent_off(20, starts=uow.now - hour, ends=uow.now + hour),
        )
        item = await shelf.item(uow, store=store, gtin=MILK.gtin)
        assert (item.price, item.list_price, item.percent_off) == (88, 109, 20)
        uow.now += hour
        later = await shelf.item(uow, store=store, gtin=MILK.gtin)
        assert (later.price, later.promotion, later.prior_price) == (109, None, None)

    async def test_refuses_more_than_the_law_allows(self, uow: UnitOfWork) -> None:
        store = await a_priced_store(uow)
        with pytest.raises(Refusal) as refused:
            await set_promotion(uow, store=store, gtin=MILK.gtin, promotion=percent_off(35))
        assert refused.value.facts["most"] == 34
        await set_promotion(uow, store=store, gtin=SOAP.gtin, promotion=percent_off(40))
        with pytest.raises(Refusal):
            await set_promotion(uow, store=store, gtin=SOAP.gtin, promotion=percent_off(41))

    async def test_ends_a_promotion(self, uow: UnitOfWork) -> None:
        store = await a_priced_store(uow)
        await set_promotion(uow, store=store, gtin=MILK.gtin, promotion=percent_off(20))
        await set_promotion(uow, store=store, gtin=MILK.gtin, promotion=None)
        assert (await shelf.item(uow, store=store, gtin=MILK.gtin)).price == 109


class TestDelist:
    async def test_takes_a_product_off_the_shelf(self, uow: UnitOfWork) -> None:
        store = await a_priced_store(uow)
        await delist(uow, store=store, gtin=MILK.gtin)
        with pytest.raises(Refusal) as refused:
            await shelf.item(uow, store=store, gtin=MILK.gtin)
        assert refused.value.code == "product_not_found"
        assert len(await queries.price_history(uow, store=store, gtin=MILK.gtin)) == 1


class TestCreateDiscountCode:
    async def test_makes_a_code_that_case_does_not_matter_to(self, uow: UnitOfWork) -> None:
        store = await a_priced_store(uow)
        await create_discount_code(uow, store=store, code=DiscountCode(code="juin", percent=10))
        kept = await queries.discount_code(uow, store=store, code=" Juin ")
        assert (kept.code, kept.percent) == ("JUIN", 10)

    async def test_refuses_a_code_that_is_taken(self, uow: UnitOfWork) -> None:
        store = await a_priced_store(uow)
        code = DiscountCode(code="JUIN", amount=500)
        await create_discount_code(uow, store=store, code=code)
        with pytest.raises(Refusal) as refused:
            await create_discount_code(uow, store=store, code=code)
        assert refused.value.code == "discount_code_exists"

    async def test_is_known_to_its_store_alone(self, uow: UnitOfWork) -> None:
        store = await a_priced_store(uow)
        await create_discount_code(uow, store=store, code=DiscountCode(code="JUIN", percent=10))
        other = (await a_store(uow)).id
        with pytest.raises(Refusal):
            await queries.discount_code(uow, store=other, code="JUIN")

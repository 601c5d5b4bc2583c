"""Promotions on cards, sheets and carts."""

from datetime import timedelta

import pytest

from comptoir.db.unit_of_work import Database
from comptoir.goods.pricing import commands as pricing
from comptoir.kernel.caller import SYSTEM
from tests.stories.promotions import a_promotion
from tests.stories.shelves import GALA, PLAIN, SPREADS
from tests.surfaces.web.conftest import House, Visitor

HALF = "2e\u00a0à\u00a0−50\u202f%"


async def promoted(house: House, gtin: str, text: str, **limits: int) -> None:
    """Put a product on promotion for a week."""
    async with house.database.work(SYSTEM) as uow:
        promotion = a_promotion(
            text,
            starts=uow.now,
            ends=uow.now + timedelta(days=7),
            **limits,  # pyright: ignore[reportArgumentType]
        )
        await pricing.set_promotion(uow, store=house.shop.store, gtin=gtin, promotion=promotion)


async def inside(house: House) -> Visitor:
    visitor = await house.visitor()
    await visitor.enter()
    return visitor


class TestCard:
    async def test_tells_the_mechanic_and_what_a_lot_costs(self, shelves: House) -> None:
        await promoted(shelves, PLAIN.gtin, "2e à -50 %")
        page = (await (await inside(shelves)).visit(f"/aisles/{SPREADS.id}")).text
        assert HALF in page
        assert "2,99\u202f€ les 2, soit 7,48\u202f€/kg" in page  # 1.99 and 1.00, of 400 g

    async def test_tells_a_price_from_the_price_before(self, shelves: House) -> None:
        await promoted(shelves, GALA.gtin, "1,99 €")
        page = (await (await inside(shelves)).visit(f"/products/{GALA.gtin}")).text
        assert "−16\u202f%" in page
        assert '<s class="price-was">' in page
        assert "2,39\u202f€" in page

    async def test_announces_nothing_where_it_was_cheaper_of_late(self, shelves: House) -> None:
        async with shelves.database.work(SYSTEM) as uow:
            await pricing.set_price(uow, store=shelves.shop.store, gtin=PLAIN.gtin, price=250)
        shelves.clock.advance(timedelta(hours=1))
        await promoted(shelves, PLAIN.gtin, "2,20 €")
        page = (await (await inside(shelves)).visit(f"/products/{PLAIN.gtin}")).text
        assert "2,20\u202f€" in page
        assert "badge-offer" not in page.partition("beside-title")[0]
        assert '<s class="price-was">' not in page.partition("beside-title")[0]


class TestSheet:
    async def test_tells_until_when_and_how_many(self, shelves: House) -> None:
        await promoted(shelves, PLAIN.gtin, "3 pour 2", household_most=6)
        page = (await (await inside(shelves)).visit(f"/products/{PLAIN.gtin}")).text
        assert "3\u00a0pour\u00a02" in page
        assert "Jusqu’à" in page
        assert "Dans la limite de 6 par foyer" in page


class TestCartPage:
    @pytest.mark.parametrize(
        ("amount", "total", "told"),
        [
            ("1", "1,99\u202f€", "Encore 1 pour 1,00\u202f€"),
            ("2", "2,99\u202f€", "0,99\u202f€ d’économie"),
        ],
    )
    async def test_counts_it_and_tells_what_one_more_brings(
        self, shelves: House, amount: str, total: str, told: str
    ) -> None:
        await promoted(shelves, PLAIN.gtin, "2e à -50 %")
        visitor = await inside(shelves)
        fields = {"gtin": PLAIN.gtin, "do": "add", "amount": amount, "on": "goods"}
        assert (await visitor.post("/cart/lines", fields)).status_code in {200, 303}
        page = (await visitor.visit("/cart")).text
        assert f'<p class="line-total">{total}</p>' in page
        assert told in page.replace("\u00a0", " ")
        assert HALF in page

    async def test_tells_that_a_promotion_has_ended(self, shelves: House) -> None:
        await promoted(shelves, PLAIN.gtin, "2e à -50 %")
        visitor = await inside(shelves)
        await visitor.post("/cart/lines", {"gtin": PLAIN.gtin, "do": "add", "amount": "2"})
        await ended(shelves.database, shelves.shop.store)
        shelves.clock.advance(timedelta(hours=25))
        page = (await visitor.visit("/cart")).text
        assert "est terminée" in page


async def ended(database: Database, store: str) -> None:
    """End the promotion of the plain spread."""
    async with database.work(SYSTEM) as uow:
        await pricing.set_promotion(uow, store=store, gtin=PLAIN.gtin, promotion=None)

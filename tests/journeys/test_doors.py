"""A whole shop by words alone, through each door: the same sentences make the same order."""

from dataclasses import dataclass

import pytest

from comptoir.adapters.payments.at_handover import AtHandover
from comptoir.db.query import Query
from comptoir.db.unit_of_work import Database
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.locale import Language
from comptoir.shopping.orders import queries as orders
from comptoir.street.shop import Shop
from tests.journeys.doors import DOORS, OF_A_MAKER
from tests.shop.conversation.story import HALF, SIX, TOMATOES, a_talk

SAID = {
    Language.FRENCH: (
        "bonjour, ajoute deux litres de lait demi-écrémé, une livre de tomates et six œufs",
        "non plutôt un kilo de tomates",
        "retrait demain matin",
        "le premier",
        "valide",
        "oui",
    ),
    Language.ENGLISH: (
        "hello, add two litres of semi-skimmed milk, a pound of tomatoes and six eggs",
        "no, make it a kilo of tomatoes",
        "pickup tomorrow morning",
        "the first one",
        "check out",
        "yes",
    ),
}

ORDERS = Query("select id from shop_order where store = %(store)s", str)


@dataclass(frozen=True, slots=True)
class Ordered:
    """What of an order must not depend on the door it was placed through."""

    state: str
    mode: str
    starts: str
    lines: tuple[tuple[str, int, str, int], ...]
    total: int
    payment: str


EXPECTED = Ordered(
    state="placed",
    mode="pickup",
    starts="2026-06-16T07:00:00+00:00",
    lines=(
        (HALF.gtin, 2, "piece", 218),
        (TOMATOES.gtin, 1000, "g", 299),
        (SIX.gtin, 1, "piece", 215),
    ),
    total=732,
    payment="at_handover",
)


async def ordered(database: Database, store: str) -> list[Ordered]:
    """Read the orders of a store."""
    async with database.read(SYSTEM) as on:
        found = [await orders.order(on, order=each) for each in await ORDERS.all(on, store=store)]
    return [
        Ordered(
            state=order.state.value,
            mode=order.mode.value,
            starts=order.window_starts.isoformat(),
            lines=tuple(
                (line.gtin, line.quantity.value, line.quantity.unit.value, line.total)
                for line in order.lines
            ),
            total=order.totals.total,
            payment=order.payment_method,
        )
        for order in found
    ]


class TestAWholeShop:
    @pytest.mark.parametrize("language", list(Language))
    @pytest.mark.parametrize("door", sorted(DOORS))
    async def test_makes_the_same_order_through_each_door(
        self, database: Database, door: str, language: Language
    ) -> None:
        store = (await a_talk(database, at_home=False)).store
        shop = Shop(database, {"at_handover": AtHandover()})
        async with DOORS[door](shop, store, language) as line:
            answer = ""
            for sentence in SAID[language]:
                assert await ordered(database, store) == []
                answer = await line.say(sentence)
        assert await ordered(database, store) == [EXPECTED]
        if door in OF_A_MAKER:
            placed = {Language.FRENCH: "commandé", Language.ENGLISH: "order"}[language]
            assert placed in answer

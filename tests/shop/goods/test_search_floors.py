"""Search over the demo assortment answers judged questions no worse than it did."""

import re
from collections.abc import AsyncGenerator, Sequence
from statistics import fmean

import pytest
import pytest_asyncio

from bench.catalogue import DEMO_STORE, demo_rows
from bench.search import DEPTH, SETS, Judged, Row, Score, read_set, score, text_of
from comptoir.app.demo.assortment import assortment
from comptoir.db.unit_of_work import Database, UnitOfWork
from comptoir.goods.catalog import commands as catalog
from comptoir.goods.inventory import commands as inventory
from comptoir.goods.pricing import commands as pricing
from comptoir.goods.shelf.search import search
from comptoir.goods.shelf.substitutes import substitutes
from comptoir.goods.stores import commands as stores
from comptoir.goods.stores.model import StoreDetails
from comptoir.kernel.caller import SYSTEM

STORE = f"floors-{DEMO_STORE}"
ONE_IN = 2
"""Every second question: enough to notice a fall, few enough to be quick."""


@pytest_asyncio.fixture(scope="module")
async def shop(migrated: str) -> AsyncGenerator[UnitOfWork]:
    """Put the demo assortment on the shelves of one store, and take it back in the end."""
    database = Database(migrated, connections=2)
    await database.open()
    goods = assortment()
    try:
        async with database.work(SYSTEM) as uow:
            details = StoreDetails(name="Planchers", kind="hypermarket")
            await stores.create_store(uow, store=STORE, details=details)
            await catalog.put_categories(uow, categories=goods.categories)
            await catalog.put_products(uow, products=goods.products)
            sold = goods.stores[DEMO_STORE]
            await pricing.set_offers(uow, store=STORE, offers=[each.offer for each in sold])
            counts = {each.offer.gtin: each.stock for each in sold}
            await inventory.set_counts(uow, store=STORE, counts=counts)
            yield uow
            raise _Undone
    except _Undone:
        pass
    finally:
        await database.close()


class _Undone(Exception):
    """Takes everything back."""


async def scores(uow: UnitOfWork, judged: Sequence[Judged], products: Sequence[Row]) -> list[Score]:
    """Score the answers to those questions that some product answers well."""
    texts = {row.gtin: text_of(row) for row in products}
    found: list[Score] = []
    for each in judged:
        ideal = sorted((each.grade(text) for text in texts.values()), reverse=True)[:DEPTH]
        if ideal[0] < 3:
            continue
        answer = await search(uow, store=STORE, words=each.q, limit=DEPTH)
        grades = [each.grade(texts[item.gtin]) for item in answer.items]
        found.append(score(grades, ideal, 0.0))
    return found


class TestSearchOverTheDemo:
    @pytest.mark.parametrize(
        ("questions", "language", "ndcg", "first"),
        [("a", "fr", 0.86, 0.93), ("b", "fr", 0.89, 0.94), ("a", "en", 0.84, 0.90),
         ("b", "en", 0.89, 0.94)],
    )  # fmt: skip
    async def test_keeps_its_floors(
        self, shop: UnitOfWork, questions: str, language: str, ndcg: float, first: float
    ) -> None:
        judged = [
            each
            for each in read_set(SETS / f"queries_{questions}.jsonl")
            if each.language == language and each.kind != "brand"
        ]
        found = await scores(shop, judged[::ONE_IN], demo_rows())
        assert len(found) >= 12
        assert fmean(each.ndcg for each in found) >= ndcg
        assert fmean(each.first for each in found) >= first


class TestNearestOverTheDemo:
    @pytest.mark.parametrize(
        ("words", "like"),
        [
            ("nutella", "tartiner"),
            ("barilla", "pât|spaghetti"),
            ("philadelphia", "fromage|tartiner"),
            ("destop", "déboucheur|javel"),
            ("wassingue", "serpillière|javel"),
            ("lait de chamelle", "lait"),
            ("quinoa", "quinoa|lentilles"),
            ("tofu fumé", "tofu|fumé"),
            ("pepsi", "cola|soda"),
        ],
    )
    async def test_shows_sensible_goods_for_what_is_not_there(
        self, shop: UnitOfWork, words: str, like: str
    ) -> None:
        found = (await search(shop, store=STORE, words=words, limit=3)).items
        assert len(found) == 3
        assert [item.name for item in found if re.search(like, item.name.lower())] == [
            item.name for item in found
        ]

    @pytest.mark.parametrize(
        ("words", "like"),
        [
            ("lait demi-écrémé", "^lait"),
            ("beurre doux", "^beurre"),
            ("jambon blanc", "^jambon"),
            ("yaourt nature", "^yaourt"),
            ("spaghetti", "^spaghetti"),
            ("café moulu", "^café moulu"),
            ("eau gazeuse", "^eau"),
            ("papier toilette", "^papier toilette"),
            ("pommes golden", "^pommes"),
            ("œufs plein air", "^œufs"),
            ("lessive liquide", "^lessive liquide"),
            ("riz basmati", "^riz"),
            ("saumon fumé", "fumée?$|fumé "),
        ],
    )
    async def test_offers_much_the_same_thing_instead(
        self, shop: UnitOfWork, words: str, like: str
    ) -> None:
        (first,) = (await search(shop, store=STORE, words=words, limit=1)).items
        offered = await substitutes(shop, store=STORE, gtin=first.gtin)
        assert offered
        assert all(re.search(like, item.name.lower()) for item in offered)

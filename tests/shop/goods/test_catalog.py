"""The catalogue, written many products at a time."""

from dataclasses import replace

import pytest

from comptoir.db.query import Query
from comptoir.db.unit_of_work import UnitOfWork
from comptoir.goods.catalog import queries
from comptoir.goods.catalog.commands import put_categories, put_products, reindex
from comptoir.goods.catalog.model import Category, Product
from comptoir.kernel.refusals import Refusal
from tests.stories.goods import a_gtin, a_product

DAIRY = Category("essai-dairy", None, "Crèmerie", "Dairy")
MILK_SHELF = Category("essai-milk", "essai-dairy", "Laits", "Milk")
MILK = a_product(501, category="essai-milk", nutrition={"fat": "1.6"}, allergens=("milk",))
YOGURT = a_product(502, "Yaourts nature", category="essai-dairy", aliases=("yoghourt",))

_COUNTED = Query(
    """
    select count(*) from (
        select term, products from search_term
        except
        select lexeme, count(*)
        from product, unnest(tsvector_to_array(search)) as lexeme group by lexeme
    ) as wrong
    """,
    int,
)
_LEXEMES = Query(
    "select count(*) from product where gtin = %(gtin)s and %(q)s::tsquery @@ search", int
)


async def wrong_counts(uow: UnitOfWork) -> int:
    return await _COUNTED.one(uow)


async def found(uow: UnitOfWork, product: Product, words: str) -> bool:
    return await _LEXEMES.one(uow, gtin=product.gtin, q=words) == 1


class TestPutProducts:
    async def test_keeps_every_field(self, uow: UnitOfWork) -> None:
        await put_categories(uow, categories=[DAIRY, MILK_SHELF])
        await put_products(uow, products=[MILK])
        kept = await queries.product(uow, gtin=MILK.gtin)
        assert kept == replace(
            MILK, allergens=["milk"], traces=[], labels=[], aliases=[], nutrition={"fat": "1.6"}
        )

    async def test_tells_new_changed_and_unchanged_apart(self, uow: UnitOfWork) -> None:
        await put_categories(uow, categories=[DAIRY, MILK_SHELF])
        await put_products(uow, products=[MILK, YOGURT])
        bread = a_product(503, "Pain")
        put = await put_products(uow, products=[replace(MILK, brand="Bocage"), YOGURT, bread])
        assert (put.added, put.changed, put.unchanged) == ((bread.gtin,), (MILK.gtin,), 1)

    async def test_counts_the_last_of_two_with_one_number(self, uow: UnitOfWork) -> None:
        await put_products(uow, products=[a_product(503, "Pain"), a_product(503, "Brioche")])
        assert (await queries.product(uow, gtin=a_gtin(503))).name == "Brioche"

    async def test_keeps_the_count_of_search_terms_right(self, uow: UnitOfWork) -> None:
        await put_categories(uow, categories=[DAIRY, MILK_SHELF])
        await put_products(uow, products=[MILK, YOGURT])
        assert await wrong_counts(uow) == 0
        await put_products(uow, products=[replace(MILK, name="Kéfir"), YOGURT])
        assert await wrong_counts(uow) == 0

    async def test_lets_a_product_be_found_by_its_new_name_alone(self, uow: UnitOfWork) -> None:
        await put_products(uow, products=[a_product(503, "Brioche")])
        renamed = a_product(503, "Kouglof")
        await put_products(uow, products=[renamed])
        assert await found(uow, renamed, "kouglof")
        assert not await found(uow, renamed, "brioch")

    async def test_refuses_an_unknown_category(self, uow: UnitOfWork) -> None:
        with pytest.raises(Refusal) as refused:
            await put_products(uow, products=[a_product(504, category="nulle-part")])
        assert refused.value.facts["gtin"] == a_gtin(504)

    async def test_changes_nothing_when_one_of_many_cannot_be(self, uow: UnitOfWork) -> None:
        with pytest.raises(Refusal):
            async with uow.attempt():
                await put_products(uow, products=[a_product(505), a_product(506, " ")])
        assert await queries.known(uow, gtins=[a_gtin(505), a_gtin(506)]) == frozenset()


class TestPutCategories:
    async def test_indexes_products_anew_when_a_category_is_renamed(self, uow: UnitOfWork) -> None:
        await put_categories(uow, categories=[DAIRY, MILK_SHELF])
        await put_products(uow, products=[MILK])
        assert not await found(uow, MILK, "laiteri")
        await put_categories(uow, categories=[replace(DAIRY, name_fr="Laiterie")])
        assert await found(uow, MILK, "laiteri")
        assert await wrong_counts(uow) == 0

    async def test_writes_only_what_differs(self, uow: UnitOfWork) -> None:
        assert await put_categories(uow, categories=[DAIRY, MILK_SHELF]) == 2
        assert await put_categories(uow, categories=[DAIRY, MILK_SHELF]) == 0

    @pytest.mark.parametrize(
        "category",
        [
            Category("essai-a", "essai-b", "A"),
            Category("essai-dairy", "essai-milk", "Crèmerie"),
            Category("essai-a", None, ""),
        ],
    )
    async def test_refuses_what_is_no_tree(self, uow: UnitOfWork, category: Category) -> None:
        await put_categories(uow, categories=[DAIRY, MILK_SHELF])
        with pytest.raises(Refusal):
            await put_categories(uow, categories=[category])


class TestReindex:
    async def test_finds_nothing_to_change_after_a_put(self, uow: UnitOfWork) -> None:
        await put_categories(uow, categories=[DAIRY, MILK_SHELF])
        await put_products(uow, products=[MILK, YOGURT])
        assert await reindex(uow, categories=["essai-dairy", "essai-milk"]) == 0


class TestProduct:
    async def test_refuses_an_unknown_number(self, uow: UnitOfWork) -> None:
        with pytest.raises(Refusal) as refused:
            await queries.product(uow, gtin="' or true --")
        assert refused.value.code == "product_not_found"

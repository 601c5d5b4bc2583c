"""What one can do to the catalogue: put products and categories, and index them anew."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, fields
from itertools import islice

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.goods.catalog import _store, legal
from comptoir.goods.catalog.categories import below, check_tree, lineage
from comptoir.goods.catalog.indexing import Searchable, completions, index
from comptoir.goods.catalog.model import Category, Product, ProductsPut
from comptoir.kernel.refusals import invalid

_ROWS_A_STATEMENT = 2_000
_FIELDS = tuple(field.name for field in fields(Product))


async def put_products(uow: UnitOfWork, *, products: Iterable[Product]) -> ProductsPut:
    """Add products and change those that differ, together with their search vectors.

    Of two products of one number the last counts. One such command runs at a time in the chain;
    nobody who reads waits for it.

    :raises Refusal: when a product cannot be, or its category is unknown.
    """
    await _store.ONE_WRITER.one(uow)
    tree = await _tree(uow)
    writer = _Writer(uow, tree)
    latest = {product.gtin: product for product in products}
    pending = iter(latest.values())
    while chunk := list(islice(pending, _ROWS_A_STATEMENT)):
        for product in chunk:
            legal.check_product(product)
            if product.category is not None and product.category not in tree:
                raise invalid("category", "known_category", gtin=product.gtin)
        await writer.put(chunk)
    await writer.count_terms()
    return writer.outcome(len(latest))


async def lock(uow: UnitOfWork) -> None:
    """Let nobody else write to the catalogue until this transaction ends."""
    await _store.ONE_WRITER.one(uow)


async def put_categories(uow: UnitOfWork, *, categories: Iterable[Category]) -> int:
    """Add categories and change those that differ; give how many were written.

    Products below a changed category are indexed anew, since its names help to find them.

    :raises Refusal: when the categories would not form trees.
    """
    await _store.ONE_WRITER.one(uow)
    known = await _tree(uow)
    tree = known | {category.id: category for category in categories}
    check_tree(tree)
    rows = [asdict(category) for key, category in tree.items() if known.get(key) != category]
    written = await _store.PUT_CATEGORIES.all(uow, rows=json.dumps(rows, ensure_ascii=False))
    renamed = [name for name in written if name in known]
    if renamed:
        await reindex(uow, categories=below(tree, renamed))
    return len(written)


async def reindex(uow: UnitOfWork, *, categories: Collection[str] | None = None) -> int:
    """Analyse products anew, of some categories or all, and give how many came out otherwise."""
    await _store.ONE_WRITER.one(uow)
    writer = _Writer(uow, await _tree(uow))
    within = None if categories is None else list(categories)
    after = ""
    while chunk := await _store.PRODUCTS_AFTER.all(
        uow, after=after, categories=within, limit=_ROWS_A_STATEMENT
    ):
        await writer.put(chunk)
        after = chunk[-1].gtin
    await writer.count_terms()
    return len(writer.changed)


class _Writer:
    """Writes products and keeps count of what that does to the search terms."""

    def __init__(self, uow: UnitOfWork, tree: Mapping[str, Category]) -> None:
        self.added: list[str] = []
        self.changed: list[str] = []
        self._uow = uow
        self._tree = tree
        self._terms: Counter[str] = Counter()

    async def put(self, products: list[Product]) -> None:
        """Write those of the products that are new or differ."""
        before = {
            row.gtin: row.terms
            for row in await _store.TERMS.all(self._uow, gtins=[each.gtin for each in products])
        }
        rows = json.dumps([self._row(product) for product in products], ensure_ascii=False)
        written: set[str] = set()
        await _store.RECORD_NETS.run(self._uow, rows=rows, now=self._uow.now)
        for row in await _store.PUT.all(self._uow, rows=rows, now=self._uow.now):
            (self.added if row.added else self.changed).append(row.gtin)
            self._terms.update(row.terms)
            self._terms.subtract(before.get(row.gtin, ()))
            written.add(row.gtin)
        await self._complete([product for product in products if product.gtin in written])

    async def _complete(self, products: list[Product]) -> None:
        """Write what completes the beginning of a word to these products."""
        await _store.DROP_COMPLETIONS.run(self._uow, gtins=[each.gtin for each in products])
        found = [
            (product.gtin, *completion)
            for product in products
            for completion in completions(product.name, product.brand)
        ]
        if found:
            gtins, keys, phrases, weights = map(list, zip(*found, strict=True))
            await _store.PUT_COMPLETIONS.run(
                self._uow, gtins=gtins, keys=keys, phrases=phrases, weights=weights
            )

    async def count_terms(self) -> None:
        """Bring the count of products of each term up to date."""
        changes = {term: change for term, change in sorted(self._terms.items()) if change}
        if changes:
            await _store.COUNT_TERMS.run(
                self._uow, terms=list(changes), changes=list(changes.values())
            )
            await _store.DROP_TERMS.run(self._uow)
            await _store.NEW_VERSION.run(self._uow)

    def outcome(self, asked: int) -> ProductsPut:
        """Tell what became of `asked` products."""
        unchanged = asked - len(self.added) - len(self.changed)
        return ProductsPut(tuple(self.added), tuple(self.changed), unchanged)

    def _row(self, product: Product) -> dict[str, object]:
        above = lineage(self._tree, product.category)
        indexed = index(
            Searchable(
                name=product.name,
                brand=product.brand,
                name_en=product.name_en,
                aliases=product.aliases,
                categories=[each.name_fr for each in above],
                english_categories=[each.name_en for each in above],
                category_ids=[each.id for each in above],
                legal_name=product.legal_name,
                labels=product.labels,
                net_value=product.net_value,
                net_unit=product.net_unit,
            )
        )
        row: dict[str, object] = {name: getattr(product, name) for name in _FIELDS}
        row["search"] = indexed.search
        row["name_stems"] = indexed.name_stems
        return row


async def _tree(uow: UnitOfWork) -> dict[str, Category]:
    return {category.id: category for category in await _store.CATEGORIES.all(uow)}

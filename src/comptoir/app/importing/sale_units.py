"""Keeps a file from turning goods that a store offers from pieces into weights, or back."""

from collections.abc import Iterable, Mapping

from comptoir.adapters.catalogues.model import Flaw, FoundProduct, OwnRow, Reason, Refused
from comptoir.db.unit_of_work import Reading
from comptoir.goods.catalog.model import Product
from comptoir.goods.pricing import queries as pricing


async def refused_changes(
    on: Reading, *, rows: Iterable[OwnRow | FoundProduct], before: Mapping[str, Product]
) -> dict[str, Refused]:
    """Refuse, by number, the lines that would sell otherwise what some store has offered.

    Prices, stock, carts and orders are kept in the product's unit: two pieces in a cart would be
    two grams.
    """
    changed: dict[str, Refused] = {}
    for row in rows:
        said = row.values.get("sale_unit") if isinstance(row, OwnRow) else None
        kept = before.get(row.gtin)
        if said is not None and kept is not None and kept.sale_unit != said:
            flaw = Flaw("sale_unit", Reason.SALE_UNIT, str(said))
            changed[row.gtin] = Refused(row.line, row.gtin, flaw)
    if not changed:
        return changed
    offered = await pricing.offered(on, gtins=changed)
    return {gtin: refused for gtin, refused in changed.items() if gtin in offered}

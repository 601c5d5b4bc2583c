"""Puts read products into the catalogue, after comparing them with what is there."""

from collections.abc import Iterable, Mapping, Sequence

from comptoir.adapters.catalogues.model import Flaw, Reason, Refused
from comptoir.app.importing.report import Change, Report, differences
from comptoir.db.unit_of_work import Reading, UnitOfWork
from comptoir.goods.catalog import commands, legal
from comptoir.goods.catalog.model import Category, Product
from comptoir.kernel.refusals import Refusal

_REASONS = {
    "check_digit": Reason.CHECK_DIGIT,
    "not_empty": Reason.MISSING,
    "shorter": Reason.TOO_LONG,
    "printable": Reason.NOT_PRINTABLE,
    "of_its_reason": Reason.VAT_OF_REASON,
    "positive": Reason.NOT_POSITIVE,
    "not_negative": Reason.NEGATIVE,
}


def checked(line: int, product: Product) -> Refused | None:
    """Check that a product can be, and name the field that cannot."""
    try:
        legal.check_product(product)
    except Refusal as refusal:
        field = str(refusal.facts.get("field", ""))
        reason = _REASONS.get(str(refusal.facts.get("remedy", "")), Reason.IMPOSSIBLE)
        said = str(getattr(product, field, ""))[:80]
        return Refused(line, product.gtin, Flaw(field, reason, said))
    return None


async def put(
    on: Reading,
    *,
    report: Report,
    products: Iterable[Product],
    before: Mapping[str, Product],
    categories: Sequence[Category] = (),
) -> None:
    """Count what is new, changed and the same, and in a unit of work write what differs."""
    differing: list[Product] = []
    for product in products:
        kept = before.get(product.gtin)
        changes = differences(kept, product) if kept is not None else ()
        if kept is None:
            report.products.new += 1
            differing.append(product)
        elif changes:
            report.products.note(Change(product.gtin, product.name, changes))
            differing.append(product)
        else:
            report.products.same += 1
    report.categories += len(categories)
    if not isinstance(on, UnitOfWork):
        return
    if categories:
        await commands.put_categories(on, categories=categories)
    if differing:
        await commands.put_products(on, products=differing)

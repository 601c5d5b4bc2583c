"""Questions about invoices."""

from comptoir.db.unit_of_work import Reading
from comptoir.kernel.refusals import not_found
from comptoir.shopping.invoices import _store, rules
from comptoir.shopping.invoices.model import Invoice, Kind
from comptoir.shopping.orders.queries import store_of_order


async def of_order(on: Reading, *, order: str) -> tuple[Invoice, ...]:
    """Give an order's invoices and credit notes, in the order of their numbers."""
    store = store_of_order(order)
    rows = await _store.OF_ORDER.all(on, store=store, order_id=order)
    return tuple(whole(row) for row in rows)


async def invoice(on: Reading, *, order: str, number: int) -> Invoice:
    """Give one of an order's invoices.

    :raises Refusal: when it has none of this number.
    """
    found = next((each for each in await of_order(on, order=order) if each.number == number), None)
    if found is None:
        raise not_found("invoice", str(number))
    return found


def whole(row: _store.InvoiceRow) -> Invoice:
    """Read an invoice out of its row."""
    return Invoice(
        store=row.store,
        number=row.number,
        kind=Kind(row.kind),
        order=row.order_id,
        cancels=row.cancels,
        corrects=row.corrects,
        issued_at=row.issued_at,
        document=rules.read(row.document),
    )

"""What an invoice is made of, and how it is kept as JSON and read back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from comptoir.goods.pricing.model import Promotion
from comptoir.goods.stores.model import Seller, Store
from comptoir.kernel.measure import Quantity, Unit
from comptoir.kernel.money import BasisPoints, VatShare
from comptoir.kernel.refusals import Kind as No
from comptoir.kernel.refusals import Refusal, invalid
from comptoir.shopping.carts.rules import vat_of
from comptoir.shopping.invoices.model import Document, Line, Party, Sums
from comptoir.shopping.orders.model import GONE, Order, OrderLine, State


def check_invoiceable(order: Order) -> None:
    """Check that an order is one to be invoiced.

    :raises Refusal: when it does not stand yet, or came to nothing.
    """
    if order.state is State.HELD or order.state in GONE:
        raise Refusal(No.CONFLICT, "order_state", {"state": order.state.value})


def document(order: Order, store: Store, seller: Seller) -> Document:
    """Write what an invoice of an order says; its amounts are the order's own."""
    totals = order.totals
    return Document(
        seller=_seller(seller, store),
        buyer=_buyer(order),
        order_number=order.number,
        ordered_at=order.placed_at or order.created_at,
        handed_at=order.window_starts,
        mode=order.mode.value,
        payment=order.payment_method,
        currency=order.currency,
        language=order.language,
        lines=tuple(_line_of(line) for line in order.lines),
        sums=Sums(totals.goods, totals.deposits, totals.discount, totals.fee, totals.total),
        vat=order.vat,
        discount_code=order.discount_code or "",
    )


def reversed_(document: Document) -> Document:
    """Write what the credit note to an invoice says: the same amounts, given back."""
    sums = document.sums
    return replace(
        document,
        lines=tuple(
            replace(line, total=-line.total, discount=-line.discount, saved=-line.saved)
            for line in document.lines
        ),
        sums=Sums(-sums.goods, -sums.deposits, -sums.discount, -sums.fee, -sums.total),
        vat=tuple(
            VatShare(share.rate, -share.gross, -share.net, -share.vat) for share in document.vat
        ),
    )


def partly_reversed(
    document: Document, order: Order, gtins: Collection[str], before: Sequence[Document]
) -> Document:
    """Write a credit note for some products of an order, whose lines its invoice follows.

    `before` are the credit notes that gave other parts back. The fee goes with the last part.

    :raises Refusal: when the order has none of these products.
    """
    lines = [line for line in order.lines if line.gtin in gtins]
    if not lines:
        raise invalid("lines", "required")
    given = sum(len(each.lines) for each in before) + len(lines)
    fee = document.sums.fee if given == len(document.lines) else 0
    goods = sum(line.total for line in lines)
    discount = sum(line.discount for line in lines)
    deposits = sum(line.deposit for line in lines)
    total = goods + deposits + fee - discount
    part = replace(
        document,
        lines=tuple(_line_of(line) for line in lines),
        sums=Sums(goods, deposits, discount, fee, total),
        vat=vat_of(lines, fee=fee),
    )
    return reversed_(part)


def written(document: Document) -> dict[str, Any]:
    """Give a document as JSON has it."""
    plain = asdict(document)
    plain["ordered_at"] = document.ordered_at.isoformat()
    plain["handed_at"] = document.handed_at.isoformat()
    for line, kept in zip(document.lines, plain["lines"], strict=True):
        kept["quantity"] = [line.quantity.value, line.quantity.unit.value]
        kept["promotion"] = None if line.promotion is None else line.promotion.to_json()
    return plain


def read(kept: Mapping[str, Any]) -> Document:
    """Read a document back."""
    return Document(
        seller=_party(kept["seller"]),
        buyer=_party(kept["buyer"]),
        order_number=kept["order_number"],
        ordered_at=datetime.fromisoformat(kept["ordered_at"]),
        handed_at=datetime.fromisoformat(kept["handed_at"]),
        mode=kept["mode"],
        payment=kept["payment"],
        currency=kept["currency"],
        language=kept["language"],
        lines=tuple(_line(line) for line in kept["lines"]),
        sums=Sums(**kept["sums"]),
        vat=tuple(
            VatShare(BasisPoints(each["rate"]), each["gross"], each["net"], each["vat"])
            for each in kept["vat"]
        ),
        discount_code=kept.get("discount_code", ""),
    )


def _line_of(line: OrderLine) -> Line:
    return Line(
        name=" ".join(part for part in (line.name, line.brand) if part),
        quantity=line.quantity,
        price=line.price,
        vat_rate=line.vat_rate,
        total=line.total,
        discount=line.discount,
        saved=line.saved,
        promotion=line.promotion,
    )


def _party(kept: Mapping[str, Any]) -> Party:
    return Party(kept["name"], tuple(kept["lines"]), kept["vat_number"])


def _line(kept: Mapping[str, Any]) -> Line:
    value, unit = kept["quantity"]
    return Line(
        name=kept["name"],
        quantity=Quantity(value, Unit(unit)),
        price=kept["price"],
        vat_rate=kept["vat_rate"],
        total=kept["total"],
        discount=kept["discount"],
        saved=kept.get("saved", 0),
        promotion=_promotion(kept.get("promotion")),
    )


def _promotion(kept: Mapping[str, Any] | None) -> Promotion | None:
    return None if kept is None else Promotion.from_json(kept)


def _seller(seller: Seller, store: Store) -> Party:
    lines = (
        store.name,
        seller.street,
        f"{seller.postcode} {seller.city}".strip(),
        seller.legal_form,
        seller.registration,
        seller.contact,
    )
    return Party(seller.legal_name, tuple(line for line in lines if line), seller.vat_number)


def _buyer(order: Order) -> Party:
    to = order.address
    if to is None:
        return Party(order.customer.name)
    name = order.customer.name or to.recipient
    return Party(name, (to.street, f"{to.postcode} {to.city}".strip()))

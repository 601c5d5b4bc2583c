"""Letters about an order: its confirmation, on a durable medium (consumer code, L. 221-13)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from comptoir.goods.stores.model import Seller, Store
from comptoir.kernel.locale import Language, language_of
from comptoir.kernel.measure import Unit
from comptoir.shopping.orders.model import Order, OrderLine
from comptoir.street.bargains import bargain
from comptoir.street.figures import Figures, figures
from comptoir.street.letters.paper import Facts, Heading, Part, Rows, Way, Words, letter
from comptoir.street.letters.wording import Wording
from comptoir.street.messages.model import Letter

AT_HANDOVER = "at_handover"
LONG_AGO = timedelta(days=60)


class About(StrEnum):
    """What a letter tells of an order."""

    PLACED = "placed"
    AMENDED = "amended"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Sale:
    """An order with all that is said of it: its store, who sells there, the address of its page.

    `proof` writes what a link to its invoices has in it, for an address that is written to.
    """

    order: Order
    store: Store
    seller: Seller | None
    url: str | None
    proof: Callable[[str], str] | None = None

    def papers(self, to: str) -> str | None:
        """Give where whoever is written to opens the invoices; None where nobody issues any."""
        if self.url is None or self.seller is None or self.proof is None:
            return None
        return f"{self.url}/papers?proof={self.proof(to)}"


def order_letter(to: str, sale: Sale, about: About, *, now: datetime) -> Letter:
    """Write a letter about an order; all but one of its end bring its whole content and terms."""
    order = sale.order
    language = language_of(order.language)
    say = Wording(language)
    # A letter is read another day: it says no "tomorrow".
    printer = figures(
        language, currency=order.currency, timezone=sale.store.timezone, now=now - LONG_AGO
    )
    parts: list[Part] = [
        Words(_hello(order, say)),
        Words(say(f"{about.value}_lead", number=order.number)),
    ]
    if about is not About.CANCELLED:
        parts += _content(sale, say, printer)
        if (papers := sale.papers(to)) is not None:
            parts.append(Way(say("see_papers"), papers))
        if order.may_change(now):
            parts.append(Words(say("change_until", when=printer.moment(order.cut_off))))
        parts += _terms(sale, say)
    parts.append(Words(say("signed"), small=True))
    return letter(to, say(f"{about.value}_subject", number=order.number), language, parts)


def _hello(order: Order, say: Wording) -> str:
    name = order.customer.name
    return say("hello_you", name=name) if name else say("hello")


def _content(sale: Sale, say: Wording, printer: Figures) -> Iterator[Part]:
    order = sale.order
    window = printer.period(order.window_starts, order.window_ends)
    yield Facts(
        [
            (say("number"), order.number),
            (say("ordered_at"), printer.moment(order.placed_at or order.created_at)),
            (say(order.mode.value), window),
            (say("where"), "\n".join(_where(order, sale.store))),
            (say("payment"), say(payment_key(order.payment_method))),
        ]
    )
    lines = [_line(line, say, printer) for line in order.lines]
    yield Rows(say("goods"), (say("item"), say("quantity"), say("price"), say("amount")), lines)
    yield Facts(_sums(order, say, printer), strong=True)
    shares = [
        (
            printer.rate(share.rate),
            printer.money(share.net),
            printer.money(share.vat),
            printer.money(share.gross),
        )
        for share in order.vat
    ]
    yield Rows(say("vat"), (say("rate"), say("net"), say("vat_amount"), say("gross")), shares)
    if sale.url is not None:
        yield Way(say("see_order"), sale.url)


def payment_key(method: str) -> str:
    """Name the words for how an order is paid."""
    return "pay_at_handover" if method == AT_HANDOVER else "pay_other"


def _line(line: OrderLine, say: Wording, printer: Figures) -> tuple[str, str, str, str]:
    price = printer.money(line.price)
    weighed = line.quantity.unit is Unit.GRAM
    about = [" · ".join(part for part in (line.name, line.brand) if part)]
    if line.promotion is not None and line.saved:
        what = bargain(line.promotion, say.language, printer.money)
        about.append(say("promotion", offer=what, amount=printer.money(line.saved)))
    if line.deposit:
        about.append(say("deposit_inside", amount=printer.money(line.deposit)))
    if line.note:
        about.append(say("note", note=line.note))
    return (
        "\n".join(about),
        printer.quantity(line.quantity),
        say("per_kg", price=price) if weighed else price,
        printer.money(line.total),
    )


def _sums(order: Order, say: Wording, printer: Figures) -> list[tuple[str, str]]:
    totals = order.totals
    rows = [(say("goods"), printer.money(totals.goods))]
    if totals.deposits:
        rows.append((say("deposits"), printer.money(totals.deposits)))
    if totals.discount:
        named = say.discount(order.discount_code or "")
        rows.append((named, printer.money(-totals.discount)))
    fee = printer.money(totals.fee) if totals.fee else say("free")
    return [*rows, (say(order.mode.value), fee), (say("total"), printer.money(totals.total))]


def _where(order: Order, store: Store) -> list[str]:
    to = order.address
    if to is None:
        town = f"{store.postcode} {store.city}".strip()
        return [part for part in (store.name, store.street, town) if part]
    town = f"{to.postcode} {to.city}"
    return [part for part in (to.recipient, to.street, town, to.instructions) if part]


def _terms(sale: Sale, say: Wording) -> Iterator[Part]:
    """Give what the law wants to be told with the confirmation (L. 221-5, L. 221-13, R. 221-1)."""
    seller, store = sale.seller, sale.store
    name = store.name if seller is None else seller.legal_name
    where = _reached(seller, store)
    yield Heading(say("rights"))
    yield Words(say("rights_withdrawal"), small=True)
    number = sale.order.number
    if sale.url is not None:
        yield Words(say("rights_online", url=f"{sale.url}/withdrawal"), small=True)
    yield Words(say("rights_how", seller=name, where=where, number=number), small=True)
    yield Words(say("rights_refund"), small=True)
    yield Words(say("rights_warranty"), small=True)
    if seller is not None and seller.mediator:
        yield Words(say("rights_mediator", mediator=seller.mediator), small=True)
    yield Words(say("rights_data"), small=True)
    yield Heading(say("seller"))
    yield Words("\n".join(identity(seller, store, say.language)), small=True)


def identity(seller: Seller | None, store: Store, language: Language) -> list[str]:
    """Give the lines that say who sells in a store, as far as the grocer has said so."""
    town = f"{store.postcode} {store.city}".strip()
    if seller is None:
        return [line for line in (store.name, store.street, town) if line]
    say = Wording(language)
    vat = say("vat_number", number=seller.vat_number) if seller.vat_number else ""
    lines = (
        " · ".join(part for part in (seller.legal_name, seller.legal_form) if part),
        seller.street,
        f"{seller.postcode} {seller.city}".strip(),
        seller.registration,
        vat,
        " · ".join(part for part in (seller.phone, seller.email) if part),
    )
    return [line for line in lines if line]


def _reached(seller: Seller | None, store: Store) -> str:
    if seller is not None and seller.email:
        return seller.email
    if seller is not None and seller.street:
        return f"{seller.street}, {seller.postcode} {seller.city}".strip()
    return f"{store.street}, {store.postcode} {store.city}".strip(", ")

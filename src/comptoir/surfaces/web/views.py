"""What the templates show of carts: texts, all worked out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from comptoir.goods.catalog.rules import unit_price
from comptoir.goods.stores.model import Store
from comptoir.kernel.measure import Quantity, Unit
from comptoir.kernel.money import VatShare
from comptoir.shopping.carts.model import Cart, CartLine, Totals
from comptoir.shopping.slots.model import Mode
from comptoir.street.bargains import bargain, further, limit
from comptoir.street.figures import Figures
from comptoir.street.typography import apostrophes
from comptoir.surfaces.web import pictures
from comptoir.surfaces.web.words import Words


@dataclass(frozen=True, slots=True)
class Print:
    """The words and the figures of one language."""

    words: Words
    figures: Figures


@dataclass(frozen=True, slots=True)
class ShareView:
    """One rate of a VAT split."""

    rate: str
    net: str
    vat: str
    gross: str


@dataclass(frozen=True, slots=True)
class VatView:
    """A VAT split, and what is inside the total in all."""

    inside: str
    shares: tuple[ShareView, ...]


@dataclass(frozen=True, slots=True)
class SumsView:
    """What it comes to: labelled parts, and the total."""

    parts: tuple[tuple[str, str], ...]
    total: str


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of a cart."""

    gtin: str
    name: str
    what: str
    """Its brand and size."""
    quantity: str
    each: str
    total: str
    notes: tuple[str, ...]
    warning: str
    pictogram: str
    by: str = ""
    """Who of the household put it there."""


@dataclass(frozen=True, slots=True)
class SlotView:
    """The window a cart has chosen."""

    mode: str
    when: str
    kept: str


@dataclass(frozen=True, slots=True)
class CartView:
    """A cart."""

    open: bool
    count: int
    lines: tuple[LineView, ...]
    sums: SumsView
    vat: VatView
    total: str
    warnings: tuple[str, ...]
    age: int | None
    slot: SlotView | None
    modes: tuple[str, ...]
    code: str = ""
    """The discount code that is on it, whether it gives something or not."""


def cart_view(
    cart: Cart, store: Store, printed: Print, *, names: Mapping[str, str] | None = None
) -> CartView:
    """Work out what to show of a cart; `names` are other names for products, by GTIN."""
    lines = tuple(_line(line, printed, (names or {}).get(line.gtin)) for line in cart.lines)
    warnings: list[str] = []
    if cart.lines and cart.minimum_missing:
        missing = printed.figures.money(cart.minimum_missing)
        warnings.append(printed.words("minimum_missing", amount=missing))
    if cart.discount_refused is not None:
        warnings.append(_why_no_discount(cart, printed))
    return CartView(
        open=cart.state == "open",
        count=cart.articles,
        lines=lines,
        sums=sums_view(
            cart.totals, cart.mode, cart.discount_code, printed, slot=cart.slot is not None
        ),
        vat=vat_view(cart.vat, printed),
        total=printed.figures.money(cart.totals.total),
        warnings=tuple(warnings),
        age=cart.age_required,
        slot=_slot(cart, printed),
        modes=tuple(store.modes),
        code=cart.discount_code or "",
    )


def _why_no_discount(cart: Cart, printed: Print) -> str:
    """Say why the cart's code takes nothing off, and what would help."""
    return printed.words(
        f"discount_{cart.discount_refused}",
        code=cart.discount_code,
        missing=printed.figures.money(cart.discount_missing),
        day="" if cart.discount_from is None else printed.figures.day(cart.discount_from),
    )


def no_cart(printed: Print) -> CartView:
    """Show that nothing was put into a cart yet."""
    nothing = printed.figures.money(0)
    return CartView(
        open=True,
        count=0,
        lines=(),
        sums=SumsView((), nothing),
        vat=VatView(nothing, ()),
        total=nothing,
        warnings=(),
        age=None,
        slot=None,
        modes=(),
    )


def _line(line: CartLine, printed: Print, name: str | None) -> LineView:
    words, figures = printed.words, printed.figures
    notes: list[str] = []
    if line.price_was is not None:
        notes.append(words("price_was", price=figures.money(line.price_was)))
    notes.extend(_bargain(line, printed))
    if line.deposit:
        notes.append(words("line_deposit", amount=figures.money(line.deposit)))
    if line.note:
        notes.append(words("line_note", note=line.note))
    return LineView(
        gtin=line.gtin,
        name=apostrophes(name or line.name),
        what=" · ".join(part for part in (line.brand, _size(line, printed)) if part),
        quantity=figures.quantity(line.quantity),
        each=_each(line, printed),
        total=figures.money(line.total),
        notes=tuple(notes),
        warning="" if line.promisable else _left(line, printed),
        pictogram=pictures.pictogram(line.category, name=line.name),
        by=words("added_by", name=line.added_by) if line.added_by else "",
    )


def _bargain(line: CartLine, printed: Print) -> Iterator[str]:
    """Tell of a line's promotion, what it is limited to, and what would complete a lot of it."""
    language, money = printed.words.language, printed.figures.money
    promotion, step = line.terms.promotion, line.next_step
    if promotion is None:
        return
    if promotion.by_lot:
        yield bargain(promotion, language, money)
    if limited := limit(promotion, language):
        yield limited
    if step is not None:
        yield further(step, language, money)


def _size(line: CartLine, printed: Print) -> str:
    value = line.net_value
    match line.net_unit:
        case "g" | "ml" if value and line.quantity.unit is Unit.PIECE:
            return printed.figures.quantity(Quantity(value, Unit(line.net_unit)))
        case "piece" if value and value > 1:
            return printed.words("pack_of", pieces=value)
        case _:
            return ""


def _left(line: CartLine, printed: Print) -> str:
    if line.available <= 0:
        return printed.words("line_gone")
    left = printed.figures.quantity(Quantity(line.available, line.quantity.unit))
    return printed.words("line_left", left=left)


def _each(line: CartLine, printed: Print) -> str:
    """Print a line's price, and its unit price as the law asks (arrêté du 16 novembre 1999)."""
    weighed = line.quantity.unit is Unit.GRAM
    net_unit = line.net_unit if line.net_unit in {"g", "ml", "piece"} else None
    per = unit_price(
        line.price,
        sale_unit="kg" if weighed else "piece",
        net_value=line.net_value,
        net_unit=net_unit,  # pyright: ignore[reportArgumentType] (narrowed above)
    )
    if weighed and per is not None:
        return printed.figures.per(per)
    each = printed.words("each", price=printed.figures.money(line.price))
    if per is None or (per.per == "piece" and line.net_value == 1):
        return each
    return f"{each} · {printed.figures.per(per)}"


def _slot(cart: Cart, printed: Print) -> SlotView | None:
    if cart.slot is None:
        return None
    window = cart.slot.window
    kept = ""
    if not cart.slot.holds(printed.figures.now):
        kept = printed.words("window_lapsed")
    elif cart.slot.expires_at is not None:
        kept = printed.words("window_held", time=printed.figures.hour(cart.slot.expires_at))
    return SlotView(window.mode.value, printed.figures.period(window.starts, window.ends), kept)


def sums_view(
    totals: Totals, mode: Mode | None, code: str | None, printed: Print, *, slot: bool
) -> SumsView:
    """Work out what something comes to, part by part."""
    words, figures = printed.words, printed.figures
    parts: list[tuple[str, str]] = []
    if totals.deposits:
        parts.append((words("deposits"), figures.money(totals.deposits)))
    if totals.discount:
        parts.append((words("discount", code=code or ""), figures.money(-totals.discount)))
    if slot and mode is not None:
        fee = figures.money(totals.fee) if totals.fee else words("free")
        parts.append((words(f"fee_{mode.value}"), fee))
    if parts:
        parts.insert(0, (words("goods"), figures.money(totals.goods)))
    return SumsView(tuple(parts), figures.money(totals.total))


def vat_view(shares: Iterable[VatShare], printed: Print) -> VatView:
    """Work out the VAT that is inside."""
    figures, split = printed.figures, tuple(shares)
    return VatView(
        inside=figures.money(sum(share.vat for share in split)),
        shares=tuple(
            ShareView(
                rate=figures.rate(share.rate),
                net=figures.money(share.net),
                vat=figures.money(share.vat),
                gross=figures.money(share.gross),
            )
            for share in split
        ),
    )

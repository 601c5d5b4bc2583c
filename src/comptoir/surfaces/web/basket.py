"""The cart page: what is in it, what it saves, what has changed, what each line wishes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from comptoir.goods.shelf.model import ShelfItem
from comptoir.kernel.locale import Language
from comptoir.kernel.measure import Quantity
from comptoir.shopping.carts.model import Cart, CartLine, Substitution
from comptoir.street.bargains import bargain
from comptoir.surfaces.web import amounts
from comptoir.surfaces.web.views import CartView, LineView, Print


@dataclass(frozen=True, slots=True)
class WishView:
    """What may be wished where a line's product is missing."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class BasketLine:
    """A line of the cart page; `less` and `more` tell what a click makes of it."""

    line: LineView
    url: str
    less: str
    more: str
    saved: str
    wish: str
    wishes: tuple[WishView, ...]
    note: str


@dataclass(frozen=True, slots=True)
class BasketView:
    """The cart page: lines, what they save, how far the minimum is, what changed meanwhile."""

    cart: CartView
    lines: tuple[BasketLine, ...]
    saved: str
    changes: tuple[str, ...]
    minimum: str
    missing: str
    reached: int
    """How much of the minimum order is there, in percent."""
    code: str
    other_warnings: tuple[str, ...]
    """What the cart warns of beside the minimum."""


def basket_view(
    cart: Cart, items: Mapping[str, ShelfItem], view: CartView, printed: Print
) -> BasketView:
    """Work out what to show of a cart; `items` are its goods as the store sells them now."""
    figures = printed.figures
    shown = {each.gtin: each for each in view.lines}
    saved = cart.saved
    return BasketView(
        cart=view,
        lines=tuple(_line(line, shown[line.gtin], items, printed) for line in cart.lines),
        saved=printed.words("saved", amount=figures.money(saved)) if saved else "",
        changes=_changes(cart, shown, printed),
        minimum=figures.money(cart.minimum) if cart.minimum else "",
        missing=figures.money(cart.minimum_missing) if cart.minimum_missing else "",
        reached=_reached(cart),
        code=cart.discount_code or "",
        other_warnings=view.warnings[1 if cart.minimum_missing else 0 :],
    )


def names_of(items: Mapping[str, ShelfItem], language: Language) -> Mapping[str, str]:
    """Give the products' names in the visitor's language, where they have one."""
    if language is Language.FRENCH:
        return {}
    return {gtin: item.name_en for gtin, item in items.items() if item.name_en}


def wishes(line: CartLine, printed: Print, substitute: str = "") -> tuple[WishView, ...]:
    """Give what may be wished; a certain product only where one was chosen."""
    named = [each for each in Substitution if each is not Substitution.THIS or line.substitute]
    return tuple(
        WishView(each.value, _wish(each, printed, substitute), each is line.substitution)
        for each in named
    )


def _wish(wish: Substitution, printed: Print, substitute: str) -> str:
    if wish is Substitution.THIS:
        return printed.words("wish_this", name=substitute)
    return printed.words(f"wish_{wish.value}")


def _line(
    line: CartLine, shown: LineView, items: Mapping[str, ShelfItem], printed: Print
) -> BasketLine:
    item, figures = items.get(line.gtin), printed.figures
    saved, stand_in = line.saved, items.get(line.substitute or "")
    name = _name(stand_in, printed) if stand_in is not None else ""
    unit, value = line.quantity.unit, line.quantity.value
    less = amounts.changed(item, value, "less") if item is not None else 0
    more = amounts.changed(item, value, "more") if item is not None else value
    return BasketLine(
        line=shown,
        url=f"/products/{line.gtin}" if line.listed else "",
        less=figures.quantity(Quantity(max(0, less), unit)),
        more=figures.quantity(Quantity(more, unit)),
        saved=printed.words("saved", amount=figures.money(saved)) if saved else "",
        wish=_wish(line.substitution, printed, name),
        wishes=wishes(line, printed, name),
        note=line.note,
    )


def _name(item: ShelfItem, printed: Print) -> str:
    english = printed.words.language is Language.ENGLISH and item.name_en
    return item.name_en if english else item.name


def _changes(cart: Cart, shown: Mapping[str, LineView], printed: Print) -> tuple[str, ...]:
    """Tell what is not as it was when it was put in: prices, and what the store has."""
    words, figures = printed.words, printed.figures
    told: list[str] = []
    for line in cart.lines:
        name = shown[line.gtin].name
        if not line.listed:
            told.append(words("change_unlisted", name=name))
        elif line.available <= 0:
            told.append(words("change_gone", name=name))
        elif not line.promisable:
            left = figures.quantity(Quantity(line.available, line.quantity.unit))
            told.append(words("change_short", name=name, left=left))
        if line.price_was is not None and line.listed:
            key = "change_dearer" if line.price > line.price_was else "change_cheaper"
            was, now = figures.money(line.price_was), figures.money(line.price)
            told.append(words(key, name=name, was=was, now=now))
        over = line.promotion_was
        if over is not None and line.listed:
            what = bargain(over, words.language, figures.money)
            told.append(words("change_promotion", name=name, offer=what))
    return tuple(told)


def _reached(cart: Cart) -> int:
    if not cart.minimum:
        return 100
    return min(100, cart.totals.goods * 100 // cart.minimum)


def needed(cart: Cart) -> Sequence[str]:
    """Name every product that the page of a cart tells something of."""
    instead = [line.substitute for line in cart.lines if line.substitute]
    return [*(line.gtin for line in cart.lines), *instead]

"""Goods as lists show them: price, unit price, promotion, stock and what may be taken."""

from collections.abc import Iterable
from dataclasses import dataclass

from comptoir.goods.shelf.model import ShelfItem
from comptoir.kernel.locale import Language
from comptoir.kernel.measure import Quantity, Unit
from comptoir.shopping.carts.model import Cart
from comptoir.street.bargains import bargain, limit, percent
from comptoir.street.typography import apostrophes, typeset
from comptoir.surfaces.web import amounts
from comptoir.surfaces.web.pictures import pictogram
from comptoir.surfaces.web.views import Print

FEW_PIECES, FEW_GRAMS = 5, 2_000
"""From here on it is told how many are left."""

_SHOWN_LABELS = 3
_MOST_BADGES = 2
_QUALITY = ("organic", "label_rouge", "aop", "igp", "msc", "fair_trade", "french")
"""Labels that a card has room for, the first of them first; a sheet has them all."""


@dataclass(frozen=True, slots=True)
class AmountView:
    """An amount to choose: its value in the product's unit, and how it is written."""

    value: int
    label: str
    short: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class CardView:
    """A product in a list. `language` is that of its name; `amounts` is empty when sold out."""

    gtin: str
    url: str
    name: str
    language: str
    brand: str
    size: str
    price: str
    price_spoken: str
    was: str
    unit_price: str
    offer: str
    """How its promotion works, as short as a badge."""
    deal: str
    """What a lot of it costs, and its price for comparing."""
    promo: tuple[str, ...]
    """What more is to be known of it: until when, how many at most."""
    labels: tuple[str, ...]
    nutriscore: str
    origin: str
    fresh: bool
    """Whether its origin is to be written as large as the price."""
    stock: str
    sold_out: bool
    by_weight: bool
    deposit: str
    age: str
    pictogram: str
    amounts: tuple[AmountView, ...]
    in_cart: str
    badges: tuple[tuple[str, str], ...]
    """What stands on its picture: a kind of badge and its words."""
    image: str = ""


def card(item: ShelfItem, printed: Print, *, cart: Cart | None = None) -> CardView:
    """Work out what to show of a product; `cart` tells how much of it is taken already."""
    words, figures = printed.words, printed.figures
    english = words.language is Language.ENGLISH and item.name_en
    line = cart.line(item.gtin) if cart is not None else None
    weighed = item.unit is Unit.GRAM
    price = figures.money(item.price)
    language = Language.ENGLISH if english else Language.FRENCH
    return CardView(
        gtin=item.gtin,
        url=f"/products/{item.gtin}",
        name=typeset(item.name_en if english else item.name, language),
        language=language.value,
        brand=apostrophes(item.brand),
        size=size(item, printed),
        price=words("per_kg", price=price) if weighed else price,
        price_spoken=words("price_now", price=price),
        was=figures.money(item.prior_price) if item.percent_off and item.prior_price else "",
        unit_price=_unit_price(item, printed),
        offer=offer(item, printed),
        deal=_deal(item, printed),
        promo=_promo(item, printed),
        labels=label_names(
            [each for each in _QUALITY if each in item.labels][:_SHOWN_LABELS], printed
        ),
        nutriscore=item.nutriscore or "",
        origin=apostrophes(item.origin),
        fresh=item.graded and bool(item.origin),
        stock=stock(item, printed),
        sold_out=item.available <= 0,
        by_weight=weighed,
        deposit=words("deposit_each", amount=figures.money(item.deposit)) if item.deposit else "",
        age=words("age_from", age=item.minimum_age) if item.minimum_age else "",
        pictogram=pictogram(item.category, name=item.name),
        amounts=_amounts(item, printed),
        in_cart=words("in_cart", quantity=figures.quantity(line.quantity)) if line else "",
        badges=_badges(item, printed),
    )


def offer(item: ShelfItem, printed: Print) -> str:
    """Print how a product's promotion works, as short as a badge.

    A reduction that none may be announced of, as it was as cheap in the thirty days before, is not.
    """
    promotion, language = item.promotion, printed.words.language
    if promotion is None:
        return ""
    if promotion.by_lot:
        return bargain(promotion, language, printed.figures.money)
    return percent(item.percent_off, language) if item.percent_off else ""


def _deal(item: ShelfItem, printed: Print) -> str:
    lot, per, promotion = item.terms.lot, item.lot_unit_price, item.promotion
    if lot is None or promotion is None or promotion.size is None:
        return ""
    each = "" if per is None else printed.figures.per(per)
    price = printed.figures.money(lot)
    key = "promo_lot_per" if each else "promo_lot"
    return printed.words(key, number=promotion.size, price=price, each=each)


def _promo(item: ShelfItem, printed: Print) -> tuple[str, ...]:
    promotion, words, figures = item.promotion, printed.words, printed.figures
    if promotion is None:
        return ()
    told: list[str] = []
    if promotion.ends is not None:
        told.append(words("promo_until", day=figures.last_day(promotion.ends)))
    limited = limit(promotion, words.language)
    return (*told, limited) if limited else tuple(told)


def cards(
    items: Iterable[ShelfItem], printed: Print, *, cart: Cart | None = None
) -> tuple[CardView, ...]:
    """Work out what to show of several products."""
    return tuple(card(item, printed, cart=cart) for item in items)


def size(item: ShelfItem, printed: Print) -> str:
    """Print how much is in a pack: "1 l", "lot de 6", "environ 1,2 kg la pièce"."""
    if item.unit is Unit.GRAM:
        if not item.each_g:
            return ""
        each = printed.figures.quantity(Quantity(item.each_g, Unit.GRAM))
        return printed.words("about_each", weight=each)
    match item.net_unit:
        case "g" | "ml" if item.net_value:
            return printed.figures.quantity(Quantity(item.net_value, Unit(item.net_unit)))
        case "piece" if item.net_value and item.net_value > 1:
            return printed.words("pack_of", pieces=item.net_value)
        case _:
            return ""


def stock(item: ShelfItem, printed: Print) -> str:
    """Print what is left where that is little."""
    few = FEW_GRAMS if item.unit is Unit.GRAM else FEW_PIECES
    if item.available <= 0:
        return printed.words("sold_out_here")
    if item.available > few:
        return ""
    left = printed.figures.quantity(Quantity(item.available, item.unit))
    return printed.words("only_left", left=left)


def label_names(codes: Iterable[str], printed: Print) -> tuple[str, ...]:
    """Give labels their names; a code that nobody knows here is shown as it is written."""
    return tuple(label_name(code, printed) for code in codes)


def label_name(code: str, printed: Print) -> str:
    """Give a label its name."""
    key = f"label_{code}"
    return printed.words(key) if printed.words.has(key) else code.replace("_", " ")


def _badges(item: ShelfItem, printed: Print) -> tuple[tuple[str, str], ...]:
    """Give the two things that are seen first: an offer, an empty shelf, then the best label."""
    badges: list[tuple[str, str]] = []
    if item.available <= 0:
        badges.append(("danger", printed.words("sold_out_short")))
    if told := offer(item, printed):
        badges.append(("offer", told))
    known = [each for each in _QUALITY if each in item.labels]
    badges.extend(("", label_name(each, printed)) for each in known[:1] if each != "french")
    return tuple(badges[:_MOST_BADGES])


def _unit_price(item: ShelfItem, printed: Print) -> str:
    """Print the price for comparing (arrêté du 16 novembre 1999), where it is not the price."""
    per = item.unit_price
    if per is None or item.unit is Unit.GRAM or (per.per == "piece" and item.net_value == 1):
        return ""
    return printed.figures.per(per)


def _amounts(item: ShelfItem, printed: Print) -> tuple[AmountView, ...]:
    chosen = amounts.first(item)
    values = amounts.offered(item, available=item.available)
    if values and chosen not in values:
        chosen = values[0]
    return tuple(
        AmountView(
            each,
            _amount(item, each, printed),
            printed.figures.quantity(Quantity(each, item.unit)),
            each == chosen,
        )
        for each in values
    )


def _amount(item: ShelfItem, value: int, printed: Print) -> str:
    text = printed.figures.quantity(Quantity(value, item.unit))
    count = amounts.pieces(item, value)
    if count is None:
        return text
    return printed.words("about_pieces", weight=text, number=count)

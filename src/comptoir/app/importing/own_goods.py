"""Merges a line of the grocer's own file with what the catalogue and the store know already."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, cast
from zoneinfo import ZoneInfo

from comptoir.adapters.catalogues.columns import PRODUCT, SHELF
from comptoir.adapters.catalogues.model import (
    BadCell,
    CategoryName,
    Flaw,
    OwnRow,
    Reason,
    Refused,
)
from comptoir.app.importing.catalogue import checked
from comptoir.app.importing.foreign import Translator
from comptoir.app.importing.grounds import DEFAULT, Ground, ground_of
from comptoir.goods.catalog.legal import VAT_RATES
from comptoir.goods.catalog.model import Product
from comptoir.goods.pricing.model import Offer, Promotion
from comptoir.goods.pricing.notation import PARTS, parts
from comptoir.goods.pricing.rules import check_promotion, promotion_cap
from comptoir.kernel.measure import Quantity, Unit
from comptoir.kernel.refusals import Refusal

OWN = "own"
"""The source of what the grocer's own file says; foreign catalogues do not overwrite it."""

_OTHERWISE = frozenset({"gtin", "category", "net", "vat_rate", "vat_reason"})
_COPIED = frozenset(PRODUCT) - _OTHERWISE
_GROUND_OF_RATE = {550: "food", 1_000: "ready_to_eat", 2_000: "non_food"}
_DECLARED = "declared"
_PROMOTION = frozenset(PARTS)
_REASONS = {
    "legal_cap": Reason.LEGAL_CAP,
    "after_its_start": Reason.ORDER_OF_DATES,
    "not_by_weight": Reason.NOT_BY_WEIGHT,
    "takes_nothing_off": Reason.NOTHING_OFF,
    "first_day_for_households": Reason.FIRST_DAY,
}
"""What a refused promotion is in words of files; all else is impossible."""
_NET_UNITS = {Unit.PIECE: "piece", Unit.GRAM: "g", Unit.MILLILITRE: "ml"}
_MOST_STOCK = 100_000_000
_GRAMS_A_KILO = 1_000

OFFER_FIELDS = frozenset({"price", *_PROMOTION, *SHELF})


def product(row: OwnRow, kept: Product | None, translator: Translator) -> Product | Refused:
    """Make the product that a line means: its filled cells over what is known."""
    name = str(row.values.get("name") or (kept.name if kept else ""))
    if not name:
        return Refused(row.line, row.gtin, Flaw("name", Reason.MISSING))
    path = _path(row)
    known = ground_of(path, name)
    fields: dict[str, Any] = {each: row.values[each] for each in _COPIED & row.values.keys()}
    if path:
        fields["category"] = translator.own_category(path)
    if "net" in row.values:
        net = cast("Quantity", row.values["net"])
        fields |= {"net_value": net.value, "net_unit": _NET_UNITS[net.unit]}
    try:
        fields |= _tax(row, kept, known)
    except BadCell as bad:
        return Refused(row.line, row.gtin, bad.flaw)
    if kept is None:
        fields = {"minimum_age": known.age} | fields
        made = Product(gtin=row.gtin, source=OWN, **fields)
    else:
        made = replace(kept, **fields)
    return checked(row.line, made) or made


def ground(of: Product) -> Ground:
    """Find what is usual of one of the grocer's own products, by its name."""
    return ground_of((), of.name) if of.name else DEFAULT


def _path(row: OwnRow) -> tuple[CategoryName, ...]:
    """Read a category, or a path of them: "Crèmerie > Laits"."""
    said = str(row.values.get("category", ""))
    names = [part.strip() for part in said.replace("/", ">").split(">") if part.strip()]
    return tuple(
        CategoryName(key=" > ".join(names[: place + 1]), french=name)
        for place, name in enumerate(names)
    )


def _tax(row: OwnRow, kept: Product | None, known: Ground) -> dict[str, Any]:
    """Choose rate and reason: what the line says, else what is known, else the category's.

    :raises BadCell: when the line's rate is not that of its reason.
    """
    reason, rate = row.values.get("vat_reason"), row.values.get("vat_rate")
    if reason is not None:
        due = VAT_RATES[str(reason)]
        if rate not in (None, due):
            raise BadCell("vat_rate", Reason.VAT_OF_REASON, rate)
        return {"vat_rate": due, "vat_reason": reason}
    if rate is not None:
        if kept is not None and kept.vat_rate == rate:
            return {}
        fitting = known.vat if known.vat_rate == rate else _GROUND_OF_RATE.get(cast("int", rate))
        return {"vat_rate": rate, "vat_reason": fitting or _DECLARED}
    return {} if kept is not None else {"vat_rate": known.vat_rate, "vat_reason": known.vat_reason}


def offer(
    row: OwnRow, kept: Offer | None, sold: Product, zone: str, *, shelves: bool = False
) -> Offer | Refused | None:
    """Make the offer that a line means, or None when it says nothing of price or shelf.

    A price from the grocer replaces a sample. An empty cell in the promotion column ends the
    promotion; days are the store's own, the last one included. In a file that `shelves`, naming
    goods puts them back on the shelf, unless its own column tells of that.
    """
    said = row.values.keys() & OFFER_FIELDS
    back = shelves and kept is not None and not kept.listed and not _tells_of_shelf(row)
    ends = "promotion" in row.emptied and kept is not None and kept.promotion is not None
    if not (said or ends or back):
        return None
    if kept is None and "price" not in said:
        return Refused(row.line, row.gtin, Flaw("price", Reason.NO_PRICE))
    fields: dict[str, Any] = {each: row.values[each] for each in said - _PROMOTION}
    if "price" in said:
        fields["sample"] = False
    if back:
        fields["listed"] = True
    if "promotion" in said or "promotion" in row.emptied:
        fields["promotion"] = _promotion(row.values, zone)
    made = Offer(gtin=row.gtin, **fields) if kept is None else replace(kept, **fields)
    return _refused_promotion(row.line, made, sold) or made


def _tells_of_shelf(row: OwnRow) -> bool:
    return "listed" in row.values or "listed" in row.emptied


def _promotion(values: Mapping[str, object], zone: str) -> Promotion | None:
    read = values.get("promotion")
    if not isinstance(read, Promotion):
        return None
    first, last = values.get("promo_from"), values.get("promo_until")
    return replace(
        read,
        order_most=cast("int | None", values.get("promo_order_most")) or None,
        household_most=cast("int | None", values.get("promo_household_most")) or None,
        starts=_midnight(first, zone) if isinstance(first, date) else None,
        ends=_midnight(last + timedelta(days=1), zone) if isinstance(last, date) else None,
    )


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), tzinfo=ZoneInfo(zone))


def _refused_promotion(line: int, made: Offer, sold: Product) -> Refused | None:
    cap = promotion_cap(vat_rate=sold.vat_rate, vat_reason=sold.vat_reason)
    try:
        check_promotion(made, sale_unit=sold.sale_unit, cap=cap)
    except Refusal as refusal:
        field, code = str(refusal.facts["field"]), str(refusal.facts["remedy"])
        said = str(parts(made.promotion)[field] or "")
        return Refused(line, made.gtin, Flaw(field, _REASONS.get(code, Reason.IMPOSSIBLE), said))
    return None


def level(row: OwnRow, field: str, sold: Product) -> int | Refused | None:
    """Read a stock figure in pieces, or in grams for goods sold by weight.

    A bare number counts kilograms of what is sold by weight.
    """
    said = row.values.get(field)
    if said is None:
        return None
    if isinstance(said, Quantity):
        wanted = Unit.GRAM if sold.sale_unit == "kg" else Unit.PIECE
        if said.unit is not wanted:
            flaw = Flaw(field, Reason.NOT_A_QUANTITY, f"{said.value} {said.unit.value}")
            return Refused(row.line, row.gtin, flaw)
        return said.value
    amount = cast("Decimal", said) * (_GRAMS_A_KILO if sold.sale_unit == "kg" else 1)
    if amount != amount.to_integral_value():
        return Refused(row.line, row.gtin, Flaw(field, Reason.NOT_WHOLE, str(said)))
    if amount > _MOST_STOCK:
        return Refused(row.line, row.gtin, Flaw(field, Reason.TOO_LARGE, str(said)))
    return int(amount)

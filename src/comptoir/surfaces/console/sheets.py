"""The forms of the desk, field by field, and how their facts read on record."""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal

from comptoir.goods.catalog.legal import ALLERGENS, NUTRIENTS
from comptoir.goods.pricing.notation import read
from comptoir.goods.stores.model import Weekday
from comptoir.kernel.measure import Unit
from comptoir.staff.directory.model import Role
from comptoir.street.bargains import bargain
from comptoir.surfaces.console import fields
from comptoir.surfaces.console.fields import Spec
from comptoir.surfaces.console.figures import Figures
from comptoir.surfaces.console.words import Words

STORE: tuple[Spec, ...] = (
    fields.text("name", required=True),
    fields.choice("kind", "hypermarket", "supermarket", "city", "dark"),
    fields.text("street", group="place"),
    fields.text("postcode", group="place"),
    fields.text("city", group="place"),
    *(fields.hours(f"hours.{day}", group="hours") for day in Weekday),
    fields.checks("modes", "pickup", "delivery", group="ways"),
    fields.money("minimum_order", group="ways", required=True),
    fields.words_list("delivery_postcodes", group="ways"),
)

SELLER: tuple[Spec, ...] = (
    fields.text("legal_name", required=True),
    fields.text("legal_form"),
    fields.text("street", group="seat"),
    fields.text("postcode", group="seat"),
    fields.text("city", group="seat"),
    fields.text("registration", group="register"),
    fields.text("vat_number", group="register"),
    fields.text("phone", group="reach"),
    fields.text("email", group="reach"),
    fields.area("mediator", group="reach"),
    fields.text("publisher", group="site"),
    fields.area("host", group="site"),
    fields.checks("also", group="elsewhere"),
)

OFFER: tuple[Spec, ...] = (
    fields.money("price", required=True),
    fields.check("listed"),
    fields.promotion("promotion", group="promotion"),
    fields.first_day("promo_from", group="promotion"),
    fields.last_day("promo_until", group="promotion"),
    fields.whole("promo_order_most", group="promotion"),
    fields.whole("promo_household_most", group="promotion"),
    fields.text("aisle", group="shelf"),
    fields.text("origin", group="shelf"),
    fields.text("class_", group="shelf"),
    fields.text("variety", group="shelf"),
    fields.text("calibre", group="shelf"),
    fields.whole("popularity", group="shelf"),
)

PRODUCT: tuple[Spec, ...] = (
    fields.text("name", required=True, wide=True),
    fields.text("name_en", wide=True),
    fields.text("brand"),
    fields.choice("category"),
    fields.text("legal_name", group="legal", wide=True),
    fields.area("ingredients", group="legal"),
    fields.checks("allergens", *ALLERGENS, group="legal"),
    fields.checks("traces", *ALLERGENS, group="legal"),
    fields.text("storage", group="legal", wide=True),
    fields.text("operator", group="legal", wide=True),
    fields.whole("net_value", group="measures"),
    fields.choice("net_unit", "", "piece", "g", "ml", group="measures"),
    fields.whole("each_g", suffix="g", group="measures"),
    fields.whole("step_g", suffix="g", group="measures"),
    fields.whole("drained_g", suffix="g", group="measures"),
    *(
        fields.text(f"nutrition.{name}", group="nutrition", suffix=unit)
        for name, unit in zip(NUTRIENTS, ("kJ", "kcal", *("g",) * 7), strict=True)
    ),
    fields.choice("nutriscore", "", "A", "B", "C", "D", "E", group="nutrition"),
    fields.choice("vat_reason", group="sale"),
    fields.money("deposit", group="sale"),
    fields.whole("minimum_age", group="sale"),
    fields.words_list("labels", group="sale"),
    fields.words_list("aliases", group="sale"),
)

_CODE_DAYS: tuple[Spec, ...] = (
    fields.first_day("valid_from", group="when"),
    fields.last_day("valid_until", group="when"),
    fields.whole("uses_most", group="uses"),
    fields.whole("household_most", group="uses"),
)
NEW_CODE: tuple[Spec, ...] = (
    fields.text("code", required=True),
    fields.whole("percent", suffix="%"),
    fields.money("amount"),
    fields.money("minimum"),
    *_CODE_DAYS,
)
CODE: tuple[Spec, ...] = (fields.check("counts"), *_CODE_DAYS)

PATTERN_DAYS = fields.checks("days", *(str(day) for day in range(7)), required=True)
PATTERN_HOURS: tuple[Spec, ...] = (
    fields.choice("mode", "pickup", "delivery"),
    fields.clock("starts_minute", required=True),
    fields.clock("ends_minute", required=True),
)
PATTERN: tuple[Spec, ...] = (
    fields.whole("capacity", required=True),
    fields.money("fee", required=True),
    fields.whole("cut_off_minutes", suffix="min", required=True),
)

WINDOW: tuple[Spec, ...] = (
    fields.whole("capacity", required=True),
    fields.money("fee", required=True),
)


def stock(unit: Unit) -> tuple[Spec, ...]:
    """Give the form of a stock level, in pieces or in kilograms."""
    return (
        fields.amount("on_hand", unit, required=True),
        fields.amount("safety", unit, required=True),
    )


MEMBER: tuple[Spec, ...] = (
    fields.text("name", required=True),
    fields.choice("role", *Role),
    fields.checks("stores"),
    fields.choice("language", "fr", "en"),
    fields.check("active"),
)
INVITED: tuple[Spec, ...] = (
    fields.text("email", required=True),
    *(spec for spec in MEMBER if spec.name != "active"),
)

_Say = Callable[[str, Figures, Words], str]


def _money(fact: str, figures: Figures, _: Words) -> str:
    return figures.money(int(fact))


def _instant(fact: str, figures: Figures, _: Words) -> str:
    return figures.moment(datetime.fromisoformat(fact))


def _clock(fact: str, figures: Figures, _: Words) -> str:
    return figures.minute(int(fact))


def _truth(fact: str, _: Figures, words: Words) -> str:
    return words(fact)


def _rate(fact: str, figures: Figures, _: Words) -> str:
    return figures.rate(int(fact))


def _promotion(fact: str, figures: Figures, _: Words) -> str:
    return bargain(read(fact), figures.language, figures.money)


def _with(unit: str) -> _Say:
    """Say a figure with its unit."""

    def say(fact: str, _: Figures, __: Words) -> str:
        return f"{fact}\u202f{unit}"

    return say


def _among(name: str) -> _Say:
    """Say each of the choices that a fact lists."""

    def say(fact: str, _: Figures, words: Words) -> str:
        return ", ".join(words.first(f"{name}_{part}", part) for part in fact.split(", "))

    return say


_SAY: Mapping[str, _Say] = {
    **dict.fromkeys(
        ("price", "deposit", "minimum_order", "fee", "total", "amount", "minimum"), _money
    ),
    **dict.fromkeys(("promo_from", "promo_until", "valid_from", "valid_until"), _instant),
    **dict.fromkeys(("listed", "sample", "active", "counts"), _truth),
    **dict.fromkeys(("starts_minute", "ends_minute"), _clock),
    **dict.fromkeys(("allergens", "traces"), _among("allergen")),
    **{
        name: _among(f"choice_{name}")
        for name in (
            "kind", "mode", "modes", "role", "language", "vat_reason", "net_unit", "sale_unit",
            "state", "link",
        )
    },
    "weekday": _among("weekday"),
    "vat_rate": _rate,
    "promotion": _promotion,
    "cut_off_minutes": _with("min"),
}  # fmt: skip


def fact_words(field: str, fact: str, figures: Figures, words: Words) -> str:
    """Say what a fact means; nothing is a dash."""
    if not fact:
        return "–"
    if field in _SAY:
        return _SAY[field](fact, figures, words)
    value, _, unit = fact.partition(" ")
    if unit in tuple(Unit) and value.isdecimal():
        return figures.amount(int(value), Unit(unit))
    if field.startswith("nutrition.") and fact.replace(".", "").isdecimal():
        return figures.decimal(Decimal(fact))
    return fact


def field_words(field: str, words: Words) -> str:
    """Name a field; what stands after a dot, a line of an order for one, names itself."""
    start, _, rest = field.partition(".")
    if start == "line":
        return rest
    return words.first(f"field_{field}", f"field_{start}", field)

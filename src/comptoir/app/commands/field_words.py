"""Words for the fields of products, offers and stock, and for what they hold."""

from datetime import UTC, datetime

from comptoir.app.commands.tongue import language, t
from comptoir.goods.pricing.notation import read
from comptoir.street.bargains import bargain

_FIELDS = {
    "gtin": ("code", "code"),
    "name": ("nom", "name"),
    "vat_rate": ("TVA", "VAT"),
    "vat_reason": ("motif de TVA", "VAT reason"),
    "name_en": ("nom anglais", "English name"),
    "brand": ("marque", "brand"),
    "category": ("catégorie", "category"),
    "legal_name": ("dénomination légale", "legal name"),
    "net_value": ("contenance", "net quantity"),
    "net_unit": ("unité de contenance", "net unit"),
    "sale_unit": ("vendu", "sold"),
    "each_g": ("grammes d’une pièce", "grams a piece"),
    "step_g": ("grammes du pas de pesée", "grams of the weighing step"),
    "drained_g": ("grammes égouttés", "grams drained"),
    "ingredients": ("ingrédients", "ingredients"),
    "allergens": ("allergènes", "allergens"),
    "traces": ("traces", "traces"),
    "nutrition": ("valeurs nutritionnelles", "nutrition"),
    "nutriscore": ("Nutri-Score", "Nutri-Score"),
    "nutriscore_version": ("version du Nutri-Score", "Nutri-Score version"),
    "nutriscore_source": ("source du Nutri-Score", "Nutri-Score source"),
    "storage": ("conservation", "storage"),
    "operator": ("exploitant", "operator"),
    "labels": ("labels", "labels"),
    "minimum_age": ("âge minimum", "minimum age"),
    "deposit": ("consigne", "deposit"),
    "aliases": ("autres noms", "other names"),
    "image_url": ("image", "picture"),
    "source": ("source", "source"),
    "licence": ("licence", "licence"),
    "price": ("prix", "price"),
    "promotion": ("promotion", "promotion"),
    "promo_from": ("début de promotion", "promotion from"),
    "promo_until": ("fin de promotion", "promotion until"),
    "promo_order_most": ("limite par commande", "limit per order"),
    "promo_household_most": ("limite par foyer", "limit per household"),
    "aisle": ("allée", "aisle"),
    "origin": ("origine", "origin"),
    "class_": ("catégorie commerciale", "class"),
    "variety": ("variété", "variety"),
    "calibre": ("calibre", "size grade"),
    "popularity": ("popularité", "popularity"),
    "sample": ("prix d’exemple", "sample price"),
    "listed": ("en rayon", "on the shelf"),
    "on_hand": ("en stock", "in stock"),
    "safety": ("stock de sécurité", "safety stock"),
}
_CENTS = frozenset({"price", "deposit"})
_TRUTHS = frozenset({"sample", "listed"})
_INSTANTS = frozenset({"promo_from", "promo_until"})


def field_words(field: str) -> str:
    """Name a field; one that has no words keeps its own name."""
    return t(*_FIELDS.get(field, (field, field)))


def value_words(field: str, value: str) -> str:
    """Say what a field holds, given as text."""
    if not value:
        return "∅"
    if field in _TRUTHS:
        return t("oui", "yes") if value == "True" else t("non", "no")
    if field == "sale_unit":
        return t("au kilo", "by the kilo") if value == "kg" else t("à la pièce", "by the piece")
    if field in _INSTANTS:
        return f"{datetime.fromisoformat(value).astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    if field == "promotion":
        return bargain(read(value), language(), lambda amount: f"{_hundredths(amount)} €")
    return _figure(field, value) if value.isdecimal() else value[:40]


def _figure(field: str, value: str) -> str:
    if field in _CENTS:
        return f"{_hundredths(int(value))} €"
    if field == "vat_rate":
        return f"{_hundredths(int(value)).rstrip('0').rstrip(',.')} %"
    return value[:40]


def _hundredths(value: int) -> str:
    return f"{value // 100}{t(',', '.')}{value % 100:02}"

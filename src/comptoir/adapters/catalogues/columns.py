"""The columns of the grocer's own files, by their French and English names."""

import re
from collections.abc import Mapping, Sequence

from comptoir.adapters.catalogues.model import FileReason, FileRefused
from comptoir.goods.catalog.text import fold

PRODUCT = {
    "gtin": ("gtin", "ean", "ean13", "code", "code barres", "code ean", "gencod", "barcode"),
    "name": ("nom", "libelle", "designation", "produit", "name", "product", "title"),
    "name_en": ("nom anglais", "nom en", "english name", "name en"),
    "brand": ("marque", "brand"),
    "category": ("categorie", "famille", "rayon", "category", "department"),
    "legal_name": ("denomination legale", "denomination", "denomination de vente", "legal name"),
    "net": ("contenance", "quantite nette", "poids net", "volume net", "net", "net quantity",
            "size"),
    "sale_unit": ("vendu a", "vendu par", "unite de vente", "sale unit", "sold by"),
    "each_g": ("poids piece", "poids d une piece", "each g", "weight each"),
    "step_g": ("pas", "pas de pesee", "step g", "weighing step"),
    "drained_g": ("poids egoutte", "drained weight", "drained g"),
    "vat_rate": ("tva", "taux tva", "taux de tva", "vat", "vat rate"),
    "vat_reason": ("motif tva", "motif de tva", "vat reason"),
    "ingredients": ("ingredients", "liste des ingredients"),
    "allergens": ("allergenes", "allergens"),
    "traces": ("traces", "traces eventuelles", "may contain"),
    "nutriscore": ("nutriscore", "nutri score"),
    "storage": ("conservation", "storage"),
    "operator": ("exploitant", "fabricant", "operateur", "operator", "manufacturer"),
    "labels": ("labels", "label", "mentions"),
    "minimum_age": ("age minimum", "age minimal", "minimum age", "age"),
    "deposit": ("consigne", "deposit"),
    "aliases": ("synonymes", "autres noms", "aliases", "synonyms"),
    "image_url": ("image", "photo", "image url", "picture"),
}  # fmt: skip

PRICE = {
    "gtin": PRODUCT["gtin"],
    "price": ("prix", "prix ttc", "prix de vente", "pv ttc", "pvttc", "price", "selling price"),
    "promotion": ("promotion", "promo", "remise", "remise pourcent", "discount", "offre",
                  "promo percent", "offer"),
    "promo_from": ("promo du", "debut promo", "promotion du", "promo from"),
    "promo_until": ("promo au", "fin promo", "promotion au", "promo until"),
    "promo_order_most": ("limite par commande", "maximum par commande", "limit per order"),
    "promo_household_most": ("limite par foyer", "maximum par foyer", "limit per household"),
}  # fmt: skip

SHELF = {
    "aisle": ("allee", "emplacement", "aisle", "location"),
    "origin": ("origine", "pays d origine", "origin"),
    "class_": ("categorie commerciale", "classe", "class"),
    "variety": ("variete", "variety"),
    "calibre": ("calibre", "caliber"),
    "listed": ("actif", "vendu", "listed", "active"),
}

STOCK = {
    "gtin": PRODUCT["gtin"],
    "on_hand": ("stock", "quantite", "quantite en stock", "qte", "on hand", "quantity", "count"),
    "safety": ("stock de securite", "stock securite", "securite", "safety", "safety stock"),
}

ASSORTMENT = PRODUCT | PRICE | SHELF | STOCK

_WORD = re.compile(r"[a-z0-9]+")


def plain(heading: str) -> str:
    """Reduce a heading to its words: "Code-barres (EAN)" and "code barres ean" are one."""
    return " ".join(_WORD.findall(fold(heading)))


def places(
    headings: Sequence[str], known: Mapping[str, Sequence[str]]
) -> tuple[dict[str, int], tuple[str, ...]]:
    """Find where each field stands, and the headings that mean nothing to us.

    :raises FileRefused: when two columns mean the same field.
    """
    by_name = {name: field for field, names in known.items() for name in (*names, plain(field))}
    found: dict[str, int] = {}
    unknown: list[str] = []
    for place, heading in enumerate(headings):
        field = by_name.get(plain(heading))
        if field is None:
            unknown.append(heading.strip())
        elif field in found:
            raise FileRefused(FileReason.COLUMN_TWICE, column=heading.strip()[:80])
        else:
            found[field] = place
    return found, tuple(each for each in unknown if each)

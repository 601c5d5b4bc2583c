"""What of a product can be searched: a tsvector with weights, and the stems of its name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from comptoir.goods.catalog.terms import english_stems, terms

_LABELS = {
    "organic": ("bio",),
    "gluten_free": ("sans.gluten",),
    "lactose_free": ("sans.lactos",),
    "sugar_free": ("sans.sucr",),
    "no_added_sugar": ("sans.sucreajout",),
    "egg_free": ("sans.oeuf",),
    "peanut_free": ("sans.arachid",),
    "no_pork": ("sans.porc",),
    "vegetarian": ("vegetarien",),
    "vegan": ("vegan",),
    "halal": ("halal",),
    "label_rouge": ("labelroug",),
    "fair_trade": ("commerceequitabl",),
    "french": ("francais",),
}


@dataclass(frozen=True, slots=True)
class Searchable:
    """What search reads of a product: names in French and English, brand, category and labels.

    `categories` are names, the leaf first, then its parents; `english_categories` likewise.
    """

    name: str
    brand: str = ""
    name_en: str = ""
    aliases: Sequence[str] = ()
    categories: Sequence[str] = ()
    english_categories: Sequence[str] = ()
    legal_name: str = ""
    labels: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Indexed:
    """The columns `search` (text of a tsvector) and `name_stems` of a product."""

    search: str
    name_stems: tuple[str, ...]


@dataclass(slots=True)
class _Vector:
    """Lexemes with positions and weights, in the text form of a tsvector."""

    places: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    position: int = 0

    def add(self, keys: Iterable[str], weight: str) -> None:
        for key in keys:
            self.position += 1
            self.places.setdefault(key, []).append(f"{self.position}{weight}")

    def text(self) -> str:
        return " ".join(f"'{key}':{','.join(at[:8])}" for key, at in self.places.items())


def index(product: Searchable) -> Indexed:
    """Analyse a product: name A, brand and aliases B, category, labels and legal name C, parts D.

    English words stand apart from French ones behind "e." ("e.milk"), since "pain" is not "pain".
    """
    vector = _Vector()
    name = terms(product.name)
    vector.add((term.key for term in name), "A")
    vector.add((f"e.{key}" for key in english_stems(product.name_en)), "A")
    for other in (product.brand, *product.aliases):
        vector.add((term.key for term in terms(other)), "B")
    for other in (*product.categories, product.legal_name):
        vector.add((term.key for term in terms(other)), "C")
    for other in product.english_categories:
        vector.add((f"e.{key}" for key in english_stems(other)), "C")
    vector.add((key for label in product.labels for key in _LABELS.get(label, ())), "C")
    vector.add((part for term in name for part in term.parts), "D")
    return Indexed(vector.text(), tuple(term.key for term in name))

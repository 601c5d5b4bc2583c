"""What of a product can be searched: a tsvector with weights, and the terms of its name."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from comptoir.goods.catalog.lexicon import entries
from comptoir.goods.catalog.sizes import size_keys, take_sizes
from comptoir.goods.catalog.terms import Term, english_stems, stems, terms
from comptoir.goods.catalog.text import fold

_LABELS = {
    "organic": "bio",
    "gluten_free": "sans gluten",
    "lactose_free": "sans lactose",
    "sugar_free": "sans sucre",
    "no_added_sugar": "sans sucre ajouté",
    "egg_free": "sans œuf",
    "peanut_free": "sans arachide",
    "no_pork": "sans porc",
    "vegetarian": "végétarien",
    "vegan": "vegan",
    "halal": "halal",
    "label_rouge": "label rouge",
    "fair_trade": "commerce équitable",
    "msc": "pêche durable",
    "french": "français",
}
"""What a shopper would say for a label."""

_SHORT = 3
"""A name of so many terms says little beside its head."""


@dataclass(frozen=True, slots=True)
class Searchable:
    """What search reads of a product: names in French and English, brand, category and labels.

    `categories` are names, the leaf first, then its parents; `english_categories` likewise, and
    `category_ids` in the same order.
    """

    name: str
    brand: str = ""
    name_en: str = ""
    aliases: Sequence[str] = ()
    categories: Sequence[str] = ()
    english_categories: Sequence[str] = ()
    category_ids: Sequence[str] = ()
    legal_name: str = ""
    labels: Sequence[str] = ()
    net_value: int | None = None
    net_unit: str | None = None


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
    """Analyse a product into lexemes with weights.

    A: the head of the name, which tells what it is. B: the rest of it, aliases and the English
    name. C: brand and leaf category. D: everything else. Prefixes keep apart: "e." English
    words ("pain" is not "pain"), "h." heads, "s." heads of short names, "b." whole brands, "k." the
    head of the leaf category, "p." head and section in one, "c." category ids, "z." sizes. What
    only tells a taste ("saveur poulet") is D.
    """
    vector = _Vector()
    bare, sizes = take_sizes(product.name)
    name = terms(bare) or terms(product.name)
    brands = [_often(each) for each in product.brand.split(",")]
    brand = [term for each in brands for term in each]
    heads = set(heads_of(name, {term.key for term in brand}))
    tastes = _tastes_of(name)
    vector.add((term.key for term in name if term.key in heads), "A")
    vector.add((term.key for term in name if term.key not in heads | tastes), "B")
    vector.add((key for key in sorted(tastes - heads)), "D")
    for alias in product.aliases:
        said = terms(alias)
        heads.update(heads_of(said))
        vector.add((term.key for term in said), "B")
    vector.add((f"e.{key}" for key in english_stems(product.name_en)), "B")
    vector.add((term.key for term in brand), "C")
    vector.add((f"b.{''.join(term.key for term in each)}" for each in brands if each), "D")
    _add_category(vector, product, heads)
    vector.add((term.key for term in terms(product.legal_name)), "D")
    vector.add((key for label in product.labels for key in _label(label)), "C")
    vector.add((part for term in (*name, *brand) for part in term.parts), "D")
    vector.add((f"h.{key}" for key in sorted(heads)), "D")
    if len(name) <= _SHORT:
        vector.add((f"s.{key}" for key in sorted(heads)), "D")
    vector.add(dict.fromkeys((*sizes, *size_keys(product.net_value, product.net_unit))), "D")
    return Indexed(vector.text(), tuple(term.key for term in name))


def heads_of(name: Sequence[Term], brand: Collection[str] = ()) -> tuple[str, ...]:
    """Find what a name says the thing is: its first noun, and what a cut is cut from.

    Numbers, words such as "mini" or "véritable" and the brand before it do not count, unless
    nothing else is there.
    """
    found: list[str] = []
    for term in name:
        if not found and (
            term.key.isdigit() or term.key in entries.qualifiers() or term.key in brand
        ):
            continue
        found.append(term.key)
        if term.key not in entries.cuts():
            break
    return tuple(found) or tuple(term.key for term in name[:1])


@cache
def _label(label: str) -> tuple[str, ...]:
    return stems(_LABELS.get(label, ""))


# Thousands of products share a brand or a category: their words are analysed once.
_often = lru_cache(maxsize=8_192)(terms)
_often_english = lru_cache(maxsize=8_192)(english_stems)


def _tastes_of(name: Sequence[Term]) -> frozenset[str]:
    """Find the terms of a name that only tell a taste: what follows "saveur"."""
    said = [term.said for term in name]
    start = next((place for place, word in enumerate(said) if word in entries.flavours()), None)
    return frozenset() if not start else frozenset(term.key for term in name[start + 1 :])


def _add_category(vector: _Vector, product: Searchable, heads: Collection[str]) -> None:
    for depth, category in enumerate(product.categories):
        found = _often(category)
        vector.add((term.key for term in found), "D" if depth else "C")
        if not depth:
            sections = heads_of(found)
            vector.add((f"k.{key}" for key in sections), "D")
            pairs = (f"p.{head}.{section}" for head in sorted(heads) for section in sections[:1])
            vector.add(pairs, "D")
    for depth, category in enumerate(product.english_categories):
        vector.add((f"e.{key}" for key in _often_english(category)), "D" if depth else "C")
    vector.add((f"c.{name}" for name in product.category_ids), "D")


_LONGEST_KEY, _AFTER_NAMES = 60, 200


def completions(name: str, brand: str = "") -> list[tuple[str, str, int]]:
    """Give what may be typed to reach a product: folded key, the words to go on with, weight.

    The name without sizes completes from its first word and from its head; a brand completes too,
    after names of a few words.
    """
    bare = " ".join(take_sizes(name)[0].split()).strip(" ,;-(") or name
    found = {_typed(bare): (bare, _weight(bare))}
    if rest := _from_head(bare):
        found.setdefault(_typed(rest), (bare, _weight(bare)))
    for each in brand.split(","):
        if shown := each.strip():
            found.setdefault(_typed(shown), (shown, _weight(shown) + _AFTER_NAMES))
    return [(key, phrase, weight) for key, (phrase, weight) in found.items() if key]


def _from_head(name: str) -> str | None:
    """Give a name from its head on, where that is not its first word."""
    read = terms(name)
    head = heads_of(read)[:1]
    if not head or read[0].key == head[0]:
        return None
    cut = name.split()
    rests = (" ".join(cut[position:]) for position in range(1, len(cut)))
    return next((rest for rest in rests if stems(rest)[:1] == head), None)


def _typed(phrase: str) -> str:
    return fold(phrase)[:_LONGEST_KEY]


def _weight(phrase: str) -> int:
    return min(len(phrase.split()) * 100 + len(phrase), 30_000)

"""Turns what a foreign catalogue says into products and categories of our own."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from comptoir.adapters.catalogues.food_facts import SOURCE
from comptoir.adapters.catalogues.model import CategoryName, FoundProduct
from comptoir.app.importing.grounds import Ground, english_names, ground_of, groups
from comptoir.goods.catalog.model import Category, Product
from comptoir.goods.catalog.rules import NetUnit
from comptoir.goods.catalog.text import fold
from comptoir.kernel.measure import Unit

_FOREIGN = (SOURCE, "synthetic")
_NET_UNITS: dict[Unit, NetUnit] = {Unit.PIECE: "piece", Unit.GRAM: "g", Unit.MILLILITRE: "ml"}
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def is_foreign(product: Product) -> bool:
    """Tell whether a product came from a foreign catalogue rather than from the grocer."""
    return product.source.startswith(_FOREIGN)


@dataclass(slots=True)
class Translator:
    """Makes products, and the categories that they hang on, with ids that stay the same."""

    known: dict[str, Category] = field(default_factory=dict[str, Category])
    wanted: dict[str, Category] = field(default_factory=dict[str, Category])
    _names: dict[str, str] = field(default_factory=dict[str, str])

    def product(self, found: FoundProduct) -> tuple[Product, Ground]:
        """Make a product, and tell the ground on which its tax and place were chosen."""
        ground = ground_of(found.categories, found.name)
        category = self._category(found.categories[-1], ground) if found.categories else None
        return _product(found, ground, category), ground

    def own_category(self, path: Sequence[CategoryName]) -> str:
        """Find or make the grocer's own category at the end of a path of names.

        A single word may be the id or the name of a category that exists.
        """
        leaf = path[-1]
        if len(path) == 1 and (kept := self._by_name(leaf.french)) is not None:
            return kept
        parent: str | None = None
        for name in path:
            identifier = f"own-{_slug(name.key)}"
            self._want(Category(identifier, parent, name.french))
            parent = identifier
        return f"own-{_slug(leaf.key)}"

    def _by_name(self, said: str) -> str | None:
        if said in self.known:
            return said
        if not self._names:
            for each in self.known.values():
                self._names.setdefault(fold(each.name_fr), each.id)
        return self._names.get(fold(said))

    def take_wanted(self) -> list[Category]:
        """Give the categories asked for since the last time."""
        taken = list(self.wanted.values())
        self.known |= self.wanted
        self.wanted = {}
        return taken

    def _category(self, name: CategoryName, ground: Ground) -> str | None:
        slug = _slug(name.key.split(":", 1)[-1])
        if not slug:
            return None
        identifier = f"off-{slug}"
        kept = self.wanted.get(identifier) or self.known.get(identifier)
        if kept is None:
            group = groups()[ground.group]
            self._want(group)
            english = name.english or english_names().get(name.french, "")
            shown = name.french or name.english
            self._want(Category(identifier, group.id, shown, english, 0))
        elif name.french and kept.name_fr == kept.name_en != name.french:
            self.wanted[identifier] = Category(
                identifier, kept.parent, name.french, kept.name_en, kept.position
            )
        return identifier

    def _want(self, category: Category) -> None:
        if self.known.get(category.id) != category:
            self.wanted[category.id] = category


def _slug(text: str) -> str:
    return _NOT_SLUG.sub("-", fold(text)).strip("-")[:60].strip("-")


def translator(known: Iterable[Category]) -> Translator:
    """Make a translator that knows the catalogue's categories already."""
    return Translator({category.id: category for category in known})


def _product(found: FoundProduct, ground: Ground, category: str | None) -> Product:
    net = found.net
    return Product(
        gtin=found.gtin,
        name=found.name,
        name_en=found.name_en,
        brand=found.brand,
        category=category,
        legal_name=found.legal_name,
        net_value=net.value if net else None,
        net_unit=_NET_UNITS[net.unit] if net else None,
        vat_rate=ground.vat_rate,
        vat_reason=ground.vat_reason,
        ingredients=found.ingredients,
        allergens=found.allergens,
        traces=found.traces,
        nutrition=found.nutrition,
        nutriscore=found.nutriscore,
        nutriscore_version=found.nutriscore_version if found.nutriscore else "",
        nutriscore_source=SOURCE if found.nutriscore else "",
        storage=found.storage,
        operator=found.operator,
        labels=found.labels,
        minimum_age=ground.age,
        aliases=found.aliases,
        image_url=found.image_url,
        source=found.source,
        licence=found.licence,
    )

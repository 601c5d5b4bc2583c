"""A product of the national catalogue with everything the law wants shown, and its category."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from comptoir.goods.catalog.rules import NetUnit, SaleUnit


@dataclass(frozen=True, slots=True)
class Category:
    """A node of the category tree; a product hangs on a leaf."""

    id: str
    parent: str | None
    name_fr: str
    name_en: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A product, the same in every store.

    `net_value` counts `net_unit` for goods sold by the piece; `each_g` is what one piece of goods
    sold by weight typically weighs and `step_g` the steps in which it is weighed. `vat_rate` is in
    basis points. `nutrition` gives decimals as text per 100 g or 100 ml. `deposit` is in cents.
    """

    gtin: str
    name: str
    vat_rate: int
    vat_reason: str = ""
    name_en: str = ""
    brand: str = ""
    category: str | None = None
    legal_name: str = ""
    net_value: int | None = None
    net_unit: NetUnit | None = None
    sale_unit: SaleUnit = "piece"
    each_g: int | None = None
    step_g: int | None = None
    drained_g: int | None = None
    ingredients: str = ""
    allergens: Sequence[str] = ()
    traces: Sequence[str] = ()
    nutrition: Mapping[str, str] | None = None
    nutriscore: str | None = None
    nutriscore_version: str = ""
    nutriscore_source: str = ""
    storage: str = ""
    operator: str = ""
    labels: Sequence[str] = ()
    minimum_age: int | None = None
    deposit: int = 0
    aliases: Sequence[str] = ()
    image_url: str = ""
    source: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class NetChange:
    """What a product's net quantity was until `at`."""

    gtin: str
    net_value: int
    net_unit: NetUnit
    at: datetime


@dataclass(frozen=True, slots=True)
class ProductsPut:
    """The outcome of putting products: the new ones, those that changed, how many were the same."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: int

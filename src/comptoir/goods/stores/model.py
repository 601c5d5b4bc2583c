"""A store: where it is, when it is open, how one shops there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from typing import Literal

StoreKind = Literal["hypermarket", "supermarket", "city", "dark"]
Mode = Literal["pickup", "delivery"]


class Weekday(StrEnum):
    """The days of the week, Monday first, as `hours` names them."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


Hours = Mapping[str, Sequence[Sequence[str]]]
"""Weekday → periods of local time, each `["08:30", "20:00"]`; a day that lacks is closed."""


def _closed() -> Hours:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreDetails:
    """Everything about a store that its grocer may edit.

    Coordinates are millionths of a degree, `minimum_order` cents of goods.
    """

    name: str
    kind: StoreKind
    street: str = ""
    postcode: str = ""
    city: str = ""
    country: str = "FR"
    latitude_e6: int | None = None
    longitude_e6: int | None = None
    timezone: str = "Europe/Paris"
    currency: str = "EUR"
    tax_regime: str = "FR"
    modes: Sequence[Mode] = ("pickup",)
    hours: Hours = field(default_factory=_closed)
    delivery_postcodes: Sequence[str] = ()
    minimum_order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Seller:
    """Who sells in a store, as the law wants it named (code de commerce, L. 441-9, R. 123-237)."""

    legal_name: str
    legal_form: str = ""
    """With the capital: "SAS au capital de 10 000 €"."""
    street: str = ""
    postcode: str = ""
    city: str = ""
    registration: str = ""
    """The register and the number in it: "RCS Rennes 123 456 789"."""
    vat_number: str = ""
    phone: str = ""
    email: str = ""
    mediator: str = ""
    """The consumer mediator: name, address, site."""
    publisher: str = ""
    """Who answers for what the site says (loi n° 2004-575, art. 1-1, II)."""
    host: str = ""
    """Who keeps the machine of the site: name, address, telephone (the same article)."""

    @property
    def contact(self) -> str:
        """Give telephone and address in one line."""
        return " · ".join(part for part in (self.phone, self.email) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Store(StoreDetails):
    """A store as it stands: its id, its details and the version they have reached."""

    id: str
    version: int
    created_at: datetime
    updated_at: datetime

    @property
    def details(self) -> StoreDetails:
        """Give the editable part, to be changed with `dataclasses.replace`."""
        return StoreDetails(
            **{each.name: getattr(self, each.name) for each in fields(StoreDetails)}
        )

"""Customers: households, the people in them and the addresses they are served at."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Address:
    """Where a household is delivered."""

    recipient: str
    street: str
    postcode: str
    city: str
    country: str = "FR"
    instructions: str = ""


@dataclass(frozen=True, slots=True)
class KnownAddress:
    """An address that a household keeps, to be edited; one of them is preferred."""

    id: str
    recipient: str
    street: str
    postcode: str
    city: str
    country: str
    instructions: str
    preferred: bool


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of a household."""

    id: str
    name: str
    email: str | None = None
    phone: str = ""
    adult: bool = False
    """Whether they have said, on a device of their own, to be of age."""


@dataclass(frozen=True, slots=True)
class Household:
    """The customer: those who share a cart, a list and a table."""

    id: str
    name: str
    language: str
    people: tuple[Person, ...] = ()
    addresses: tuple[Address, ...] = ()

    @property
    def home(self) -> Address | None:
        """Give the preferred address, which comes first, if there is any."""
        return self.addresses[0] if self.addresses else None

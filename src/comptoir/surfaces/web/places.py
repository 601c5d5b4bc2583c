"""Where a cart's goods go, as the page asks for it and shows it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from comptoir.goods.stores.model import Store
from comptoir.kernel.refusals import Refusal
from comptoir.shopping.customers.model import Address, Household
from comptoir.shopping.customers.rules import LONGEST_LINE, checked_address, checked_line
from comptoir.shopping.slots.model import Mode
from comptoir.street.doorstep import check_zone
from comptoir.surfaces.web.words import Words

MOST_NAMED = 8
"""A zone of more postcodes than this is not spelt out."""

_FIELDS = {
    Mode.DELIVERY: ("recipient", "street", "postcode", "city", "phone"),
    Mode.PICKUP: ("recipient", "phone"),
}
AUTOCOMPLETE = {
    "recipient": "name",
    "street": "address-line1",
    "postcode": "postal-code",
    "city": "address-level2",
    "instructions": "off",
    "phone": "tel",
}
"""What a browser fills a field of a place in by."""

_PHONE = re.compile(r"\+?[0-9 ().-]{6,25}\Z")


@dataclass(frozen=True, slots=True)
class Tried:
    """What a visitor typed, and the words about each field that cannot be."""

    values: Mapping[str, str]
    wrong: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field of the form."""

    name: str
    label: str
    value: str
    wrong: str
    required: bool
    autocomplete: str
    focus: bool
    hint: str = ""
    most: int = LONGEST_LINE


@dataclass(frozen=True, slots=True)
class PlaceView:
    """The form, and what is `known` already; it stands open when something is to be mended."""

    mode: str
    known: tuple[str, ...]
    open: bool
    fields: tuple[FieldView, ...]


def place_view(
    mode: Mode, household: Household, store: Store, words: Words, tried: Tried | None
) -> PlaceView:
    """Work out what to show of where goods go; what was `tried` in vain is shown as typed."""
    values = _kept(mode, household) if tried is None else tried.values
    wrong: Mapping[str, str] = {} if tried is None else tried.wrong
    first = next((name for name in _FIELDS[mode] if name in wrong), None)
    zone = store.delivery_postcodes
    hint = words("zone_hint", postcodes=", ".join(zone)) if 0 < len(zone) <= MOST_NAMED else ""
    return PlaceView(
        mode=mode.value,
        known=_known(mode, household),
        open=bool(wrong),
        fields=tuple(
            FieldView(
                name=name,
                label=words(f"field_{name}"),
                value=values.get(name, ""),
                wrong=wrong.get(name, ""),
                hint=hint if name == "postcode" else "",
                required=mode is Mode.DELIVERY and name != "phone",
                autocomplete=AUTOCOMPLETE[name],
                focus=name == first,
            )
            for name in _FIELDS[mode]
        ),
    )


def check(mode: Mode, typed: Mapping[str, str], store: Store, words: Words) -> Tried:
    """Look at what was typed, field by field."""
    values = {name: typed.get(name, "") for name in _FIELDS[mode]}
    wrong: dict[str, str] = {}
    for name, value in values.items():
        try:
            _check(mode, name, value, store)
        except Refusal as refusal:
            wrong[name] = _words(refusal, words)
    phone = values["phone"]
    if phone and "phone" not in wrong and not _PHONE.match(phone):
        wrong["phone"] = words("wrong_phone")
    return Tried(values, wrong)


def address_of(tried: Tried) -> Address:
    """Give the address that was typed."""
    return Address(**{name: tried.values[name] for name in _FIELDS[Mode.DELIVERY][:-1]})


def _check(mode: Mode, name: str, value: str, store: Store) -> None:
    needed = mode is Mode.DELIVERY and name != "phone"
    line = checked_line(name, value, required=needed)
    if name == "postcode":
        checked_address(Address("x", "x", line, "x"))
        check_zone(store, line)


def _words(refusal: Refusal, words: Words) -> str:
    key = f"wrong_{refusal.facts.get('remedy', refusal.code)}"
    facts = {name: refusal.facts[name] for name in ("most", "postcode") if name in refusal.facts}
    return words(key, **facts) if words.has(key) else words("wrong_other")


def _kept(mode: Mode, household: Household) -> dict[str, str]:
    home = household.home
    contact = household.people[0] if household.people else None
    name, phone = ("", "") if contact is None else (contact.name, contact.phone)
    if mode is Mode.PICKUP or home is None:
        return {"recipient": name, "phone": phone}
    return {
        "recipient": home.recipient,
        "street": home.street,
        "postcode": home.postcode,
        "city": home.city,
        "phone": phone,
    }


def _known(mode: Mode, household: Household) -> tuple[str, ...]:
    contact = household.people[0] if household.people else None
    if mode is Mode.PICKUP:
        parts = () if contact is None else (contact.name, contact.phone)
    elif household.home is None:
        parts = ()
    else:
        home = household.home
        phone = "" if contact is None else contact.phone
        parts = (home.recipient, home.street, f"{home.postcode} {home.city}", phone)
    return tuple(part for part in parts if part)

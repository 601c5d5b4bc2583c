"""What a conversation keeps beside the dialogue: changes, prices told, who speaks, an address."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from comptoir.conversation.model import Json, JsonValue

MOST_CHANGES = 5
MOST_TOLD = 300
SPEAKS_FOR = timedelta(minutes=15)
"""After so long a silence a shared device no longer takes the next voice for the last one."""


@dataclass(frozen=True, slots=True)
class LineBefore:
    """A line before a change: pieces or grams, none where it was not there."""

    gtin: str
    quantity: int
    note: str = ""
    substitution: str = ""
    substitute: str | None = None
    added_by: str = ""


@dataclass(frozen=True, slots=True)
class WindowBefore:
    """The mode and the window that a cart had before a change."""

    mode: str | None
    window: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """What one turn changed of a cart, as it was before."""

    cart: str
    lines: tuple[LineBefore, ...] = ()
    window: WindowBefore | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """The price of a product as it was told last; `short` when the shop had not enough."""

    gtin: str
    price: int
    short: bool = False


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who spoke last and when, by the name they gave; `person` when the household has them."""

    name: str
    at: datetime
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Dictated:
    """An address as far as it was dictated."""

    street: str = ""
    postcode: str = ""
    city: str = ""
    name: str = ""
    """Whose name is on the door."""

    @property
    def lacks(self) -> str | None:
        """Name the first part that is missing."""
        return next(
            (each for each in ("street", "postcode", "city", "name") if not getattr(self, each)),
            None,
        )


@dataclass(frozen=True, slots=True)
class Remembered:
    """All of it; `moved` when the last turn changed the cart."""

    changes: tuple[Change, ...] = ()
    moved: bool = False
    told: tuple[Told, ...] = ()
    speaker: Speaker | None = None
    address: Dictated | None = None
    budget: int | None = None
    """What the shopper has to spend, in minor units."""
    code_asked: bool = False
    """Whether it was asked which discount code they have."""

    def changed(self, change: Change | None) -> "Remembered":
        """Return it with one more change to take back, the oldest forgotten."""
        if change is None:
            return replace(self, moved=False)
        return replace(self, changes=(*self.changes, change)[-MOST_CHANGES:], moved=True)

    def to_json(self) -> Json:
        """Return plain JSON values that `from_json` reads back unchanged."""
        speaker, address = self.speaker, self.address
        return {
            "changes": [_change_out(each) for each in self.changes],
            "moved": self.moved,
            "told": [[each.gtin, each.price, each.short] for each in self.told],
            "speaker": None if speaker is None else _speaker_out(speaker),
            "address": None
            if address is None
            else [address.street, address.postcode, address.city, address.name],
            "budget": self.budget,
            "code_asked": self.code_asked,
        }

    @classmethod
    def from_json(cls, data: JsonValue) -> "Remembered":
        """Read what `to_json` wrote; nothing was remembered before there was anything to.

        :raises ValueError: when a value is not one that `to_json` writes
        """
        if not isinstance(data, dict):
            return cls()
        speaker, address = data.get("speaker"), data.get("address")
        budget = data.get("budget")
        return cls(
            changes=tuple(_change_in(each) for each in _list(data.get("changes"))),
            moved=bool(data.get("moved")),
            told=tuple(_told_in(_list(each)) for each in _list(data.get("told"))),
            speaker=None if speaker is None else _speaker_in(_list(speaker)),
            address=None if address is None else Dictated(*(str(each) for each in _list(address))),
            budget=budget if isinstance(budget, int) else None,
            code_asked=data.get("code_asked") is True,
        )


def _change_out(change: Change) -> JsonValue:
    window = change.window
    return {
        "cart": change.cart,
        "lines": [
            [
                each.gtin,
                each.quantity,
                each.note,
                each.substitution,
                each.substitute,
                each.added_by,
            ]
            for each in change.lines
        ],
        "window": None if window is None else [window.mode, window.window],
    }


def _change_in(data: JsonValue) -> Change:
    if not isinstance(data, dict):
        raise ValueError(data)
    window = data.get("window")
    return Change(
        cart=str(data["cart"]),
        lines=tuple(_line_in(_list(each)) for each in _list(data.get("lines"))),
        window=None if window is None else WindowBefore(*(_text(each) for each in _list(window))),
    )


def _line_in(data: Sequence[JsonValue]) -> LineBefore:
    gtin, quantity, note, substitution, substitute, by = data
    return LineBefore(
        str(gtin), int(str(quantity)), str(note), str(substitution), _text(substitute), str(by)
    )


def _told_in(data: Sequence[JsonValue]) -> Told:
    gtin, price, short = data
    return Told(str(gtin), int(str(price)), bool(short))


def _speaker_out(speaker: Speaker) -> JsonValue:
    return [speaker.name, speaker.at.isoformat(), speaker.person]


def _speaker_in(data: Sequence[JsonValue]) -> Speaker:
    name, at, person = data
    return Speaker(str(name), datetime.fromisoformat(str(at)), _text(person))


def _text(data: JsonValue) -> str | None:
    return None if data is None else str(data)


def _list(data: JsonValue) -> list[JsonValue]:
    if data is None:
        return []
    if not isinstance(data, list):
        raise ValueError(data)
    return data

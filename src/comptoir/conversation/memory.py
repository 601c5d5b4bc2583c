"""What a conversation remembers: the dialogue, the question that waits, what was shown and said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from comptoir.conversation.listing import Listing, listing_in
from comptoir.conversation.model import (
    Amount,
    Dialogue,
    Json,
    JsonValue,
    Pending,
    PendingKind,
    SaidItem,
    Slot,
)
from comptoir.conversation.remembered import Remembered
from comptoir.goods.catalog.text import fold
from comptoir.kernel.measure import Quantity, Unit

MOST_LINKS = 60
MOST_WAITING = 8

TOLD = frozenset(
    {
        PendingKind.ADDED,
        PendingKind.REPLACED,
        PendingKind.PRICE_TOLD,
        PendingKind.CART_TOLD,
    }
)
"""Kinds that say what was told last; nothing waits for an answer."""


class Purpose(StrEnum):
    """What choosing one of the things offered does with it."""

    ADD = "add"
    SET = "set"
    REMOVE = "remove"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class Offered:
    """One thing to choose and the words that showed it: a product, window, amount or dish."""

    label: str
    gtin: str | None = None
    window: str | None = None
    starts: datetime | None = None
    ends: datetime | None = None
    quantity: Quantity | None = None
    dish: str | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """So much of a product that a yes puts into the cart; `said` is what the shopper called it."""

    gtin: str
    label: str
    quantity: Quantity
    said: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What the shopper was asked, with all that the answer needs; money in minor units."""

    kind: PendingKind
    offered: tuple[Offered, ...] = ()
    item: SaidItem | None = None
    wants: tuple[Wanted, ...] = ()
    purpose: Purpose = Purpose.ADD
    gtin: str | None = None
    """The line that a choice replaces, or whose quantity is asked."""
    label: str = ""
    """The words for what is asked about: a product, a dish, an order's number."""
    order: str | None = None
    cart: str | None = None
    """The cart that was read back; a yes orders this one."""
    version: int | None = None
    """The version of that cart when it was read back."""
    total: int | None = None
    count: int | None = None
    mode: str | None = None
    starts: datetime | None = None
    ends: datetime | None = None
    instead: bool = False
    """True when what is offered stands in for something that is not there."""
    near: bool = True
    """False when no window fits what was said and these are merely the next ones."""
    asks: bool = True
    """False when it was only told, for the next sentence to point at."""
    again: bool = False
    """True once it has been asked a second time."""

    def pending(self) -> Pending:
        """Give the question as understanding the next sentence needs it."""
        product = self.item.product if self.item else self.label or None
        return Pending(self.kind, tuple(one.label for one in self.offered), product or None)

    def as_item(self) -> SaidItem:
        """Give what was said of the goods asked about."""
        return self.item or SaidItem(product=self.label)

    def about(self) -> SaidItem:
        """Give the goods asked about in the words that were said, plurals kept."""
        item = self.as_item()
        named = self.kind is PendingKind.CHOICES and bool(self.label)
        return replace(item, product=self.label) if named else item


@dataclass(frozen=True, slots=True)
class Link:
    """What the shopper called a product, and the product it turned out to be."""

    said: str
    gtin: str


@dataclass(frozen=True, slots=True)
class Memory:
    """All that one turn leaves for the next."""

    dialogue: Dialogue = field(default_factory=Dialogue)
    question: Question | None = None
    waiting: tuple[Question, ...] = ()
    links: tuple[Link, ...] = ()
    last: str | None = None
    """The product last put into the cart or changed there."""
    at_till: bool = False
    """True from "valide" until the order is placed or something else is asked for."""
    slot: Slot | None = None
    order: str | None = None
    said: str = ""
    spoken: str = ""
    kept: Remembered = field(default_factory=Remembered)
    listing: Listing | None = None
    """How far a list was read out that is longer than what is said at once."""
    meant: str = ""
    """The sentence that a yes would mean, where a second opinion was asked about."""

    def linked(self, said: str, gtin: str) -> "Memory":
        """Return the memory with a product's name as the shopper says it."""
        name = fold(said)
        if not name:
            return self
        kept = tuple(link for link in self.links if link.said != name)
        return replace(self, links=(*kept, Link(name, gtin))[-MOST_LINKS:])

    def gtins_called(self, said: str) -> tuple[str, ...]:
        """Give the products that the shopper has called so, newest first."""
        name = fold(said)
        return tuple(link.gtin for link in reversed(self.links) if link.said == name)

    def called(self, gtin: str) -> str | None:
        """Give what the shopper last called a product."""
        return next((link.said for link in reversed(self.links) if link.gtin == gtin), None)

    def to_json(self) -> Json:
        """Return plain JSON values that `from_json` reads back unchanged."""
        return {
            "dialogue": self.dialogue.to_json(),
            "question": None if self.question is None else _question_out(self.question),
            "waiting": [_question_out(each) for each in self.waiting],
            "links": [[link.said, link.gtin] for link in self.links],
            "last": self.last,
            "at_till": self.at_till,
            "slot": Dialogue(slot=self.slot).to_json()["slot"],
            "order": self.order,
            "said": self.said,
            "spoken": self.spoken,
            "kept": self.kept.to_json(),
            "listing": None if self.listing is None else self.listing.to_json(),
            "meant": self.meant,
        }

    @classmethod
    def from_json(cls, data: Json, *, language: str) -> "Memory":
        """Read a memory written by `to_json`; an empty one begins a dialogue in `language`.

        :raises ValueError: when a value is not one that `to_json` writes
        """
        if not data:
            return cls(Dialogue(language=language))
        question, order, last = data.get("question"), data.get("order"), data.get("last")
        return cls(
            dialogue=Dialogue.from_json(_object(data.get("dialogue"))),
            question=None if question is None else _question_in(_object(question)),
            waiting=tuple(_question_in(_object(each)) for each in _list(data.get("waiting"))),
            links=tuple(_link_in(each) for each in _list(data.get("links"))),
            last=None if last is None else str(last),
            at_till=bool(data.get("at_till")),
            slot=Dialogue.from_json({"slot": data.get("slot")}).slot,
            order=None if order is None else str(order),
            said=str(data.get("said", "")),
            spoken=str(data.get("spoken", "")),
            kept=Remembered.from_json(data.get("kept")),
            listing=listing_in(data.get("listing")),
            meant=str(data.get("meant", "")),
        )


def item_json(item: SaidItem | None) -> JsonValue:
    """Return an item as the dialogue keeps it."""
    return None if item is None else _list(Dialogue(items=(item,)).to_json()["items"])[0]


def with_amount(item: SaidItem, amount: Amount | None) -> SaidItem:
    """Return an item with another amount, its own when there is none."""
    return item if amount is None else replace(item, amount=amount, size=None, pack_size=None)


def _question_out(question: Question) -> Json:
    return {
        "kind": question.kind,
        "offered": [_offered_out(each) for each in question.offered],
        "item": item_json(question.item),
        "wants": [
            [each.gtin, each.label, each.quantity.value, each.quantity.unit, each.said]
            for each in question.wants
        ],
        "purpose": question.purpose,
        "gtin": question.gtin,
        "label": question.label,
        "order": question.order,
        "cart": question.cart,
        "version": question.version,
        "total": question.total,
        "count": question.count,
        "mode": question.mode,
        "starts": _time_out(question.starts),
        "ends": _time_out(question.ends),
        "instead": question.instead,
        "near": question.near,
        "asks": question.asks,
        "again": question.again,
    }


def _question_in(data: Json) -> Question:
    item = data.get("item")
    items = Dialogue.from_json({"items": [] if item is None else [item]}).items
    return Question(
        kind=PendingKind(str(data["kind"])),
        offered=tuple(_offered_in(_object(each)) for each in _list(data.get("offered"))),
        item=items[0] if items else None,
        wants=tuple(_wanted_in(_list(each)) for each in _list(data.get("wants"))),
        purpose=Purpose(str(data.get("purpose", Purpose.ADD))),
        gtin=_text(data.get("gtin")),
        label=str(data.get("label", "")),
        order=_text(data.get("order")),
        cart=_text(data.get("cart")),
        version=_number(data.get("version")),
        total=_number(data.get("total")),
        count=_number(data.get("count")),
        mode=_text(data.get("mode")),
        starts=_time_in(data.get("starts")),
        ends=_time_in(data.get("ends")),
        instead=bool(data.get("instead")),
        near=bool(data.get("near", True)),
        asks=bool(data.get("asks", True)),
        again=bool(data.get("again")),
    )


def _offered_out(offered: Offered) -> Json:
    quantity = offered.quantity
    return {
        "label": offered.label,
        "gtin": offered.gtin,
        "window": offered.window,
        "starts": _time_out(offered.starts),
        "ends": _time_out(offered.ends),
        "quantity": None if quantity is None else [quantity.value, quantity.unit],
        "dish": offered.dish,
    }


def _offered_in(data: Json) -> Offered:
    quantity = data.get("quantity")
    return Offered(
        label=str(data["label"]),
        gtin=_text(data.get("gtin")),
        window=_text(data.get("window")),
        starts=_time_in(data.get("starts")),
        ends=_time_in(data.get("ends")),
        quantity=None if quantity is None else _quantity_in(_list(quantity)),
        dish=_text(data.get("dish")),
    )


def _wanted_in(data: Sequence[JsonValue]) -> Wanted:
    gtin, label, value, unit, said = data
    return Wanted(str(gtin), str(label), _quantity_in([value, unit]), str(said))


def _quantity_in(data: Iterable[JsonValue]) -> Quantity:
    value, unit = data
    return Quantity(int(str(value)), Unit(str(unit)))


def _link_in(data: JsonValue) -> Link:
    said, gtin = _list(data)
    return Link(str(said), str(gtin))


def _time_out(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


def _time_in(data: JsonValue) -> datetime | None:
    return None if data is None else datetime.fromisoformat(str(data))


def _text(data: JsonValue) -> str | None:
    return None if data is None else str(data)


def _number(data: JsonValue) -> int | None:
    return data if isinstance(data, int) else None


def _list(data: JsonValue) -> list[JsonValue]:
    if data is None:
        return []
    if not isinstance(data, list):
        raise ValueError(data)
    return data


def _object(data: JsonValue) -> Json:
    if not isinstance(data, dict):
        raise ValueError(data)
    return data

"""What a turn gives back: words, what was understood, the cart, what can be chosen, an order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from comptoir.conversation.memory import TOLD, Question
from comptoir.conversation.model import Json, JsonValue
from comptoir.conversation.saying.card import Card
from comptoir.conversation.saying.ssml import ssml
from comptoir.conversation.shown import Show, show_in
from comptoir.conversation.turning.amounts import public
from comptoir.conversation.turning.plan import Done
from comptoir.kernel.measure import Quantity, Unit
from comptoir.shopping.carts.model import Cart


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing the shopper may choose now."""

    label: str
    gtin: str | None = None
    window: str | None = None


@dataclass(frozen=True, slots=True)
class ItemTold:
    """A product as it was said, and what it turned out to mean."""

    product: str
    quantity: Quantity | None = None
    gtin: str | None = None


@dataclass(frozen=True, slots=True)
class ActTold:
    """An act as it was understood; `intent` is one of the closed list."""

    intent: str
    items: tuple[ItemTold, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a turn, each in a form of its own: to read, to hear, to show.

    `say` is written for a screen; `spoken` has the same facts as words for a voice, and `ssml`
    the same with its pauses, to be put inside `<speak>`. `pending` names the question that waits,
    None when none does.
    """

    turn_id: str
    say: str
    spoken: str
    ssml: str
    card: Card
    acts: tuple[ActTold, ...]
    cart: Cart
    choices: tuple[Choice, ...] = ()
    order: str | None = None
    pending: str | None = None
    show: Show | None = None
    """What a page may show of it."""
    onward: str | None = None
    """The conversation to go on with, when the turn has led to another store."""

    def to_json(self) -> Json:
        """Return what is kept of it; of the cart only its id."""
        return {
            "say": self.say,
            "spoken": self.spoken,
            "ssml": self.ssml,
            "card": [self.card.title, self.card.text, list(self.card.chips)],
            "acts": [_act_out(act) for act in self.acts],
            "cart": self.cart.id,
            "choices": [[each.label, each.gtin, each.window] for each in self.choices],
            "order": self.order,
            "pending": self.pending,
            "show": None if self.show is None else self.show.to_json(),
            "onward": self.onward,
        }


def answer_from(data: Json, *, turn_id: str, cart: Cart) -> Answer:
    """Read a kept answer back, with its cart.

    :raises ValueError: when it was not written by `to_json`
    """
    order, pending = data.get("order"), data.get("pending")
    said = str(data["say"])
    return Answer(
        turn_id=turn_id,
        say=said,
        spoken=str(data.get("spoken", said)),
        ssml=str(data.get("ssml", ssml(said))),
        card=_card_in(data.get("card"), said),
        acts=tuple(_act_in(each) for each in _list(data["acts"])),
        cart=cart,
        choices=tuple(_choice_in(each) for each in _list(data["choices"])),
        order=None if order is None else str(order),
        pending=None if pending is None else str(pending),
        show=show_in(data.get("show")),
        onward=None if data.get("onward") is None else str(data["onward"]),
    )


def chips_of(kept: Mapping[str, Any]) -> tuple[str, ...]:
    """Read the chips of a kept answer; one kept before there were any has its choices."""
    card = kept.get("card")
    if card is None:
        return tuple(str(each[0]) for each in kept["choices"])
    return tuple(str(each) for each in card[2])


def acts_told(done: Sequence[Done]) -> tuple[ActTold, ...]:
    """Give acts as they were understood."""
    return tuple(ActTold(one.act.intent.value, tuple(_items(one))) for one in done)


def choices_of(question: Question | None) -> tuple[Choice, ...]:
    """Give what can be chosen while a question waits."""
    if question is None or question.kind in TOLD:
        return ()
    return tuple(Choice(each.label, each.gtin, each.window) for each in question.offered)


def _items(done: Done) -> list[ItemTold]:
    touched = {one.said: one for one in done.touched}
    items: list[ItemTold] = []
    for item in done.act.items:
        if not item.product:
            continue
        meant = touched.pop(item.product, None)
        quantity = public(item.amount)
        if meant is None:
            items.append(ItemTold(item.product, quantity))
        else:
            items.append(ItemTold(item.product, meant.quantity or quantity, meant.gtin))
    items.extend(ItemTold(said, one.quantity, one.gtin) for said, one in touched.items())
    return items


def _act_out(act: ActTold) -> Json:
    return {
        "intent": act.intent,
        "items": [
            [
                item.product,
                item.gtin,
                item.quantity.value if item.quantity else None,
                item.quantity.unit.value if item.quantity else None,
            ]
            for item in act.items
        ],
    }


def _act_in(data: JsonValue) -> ActTold:
    if not isinstance(data, dict):
        raise ValueError(data)
    return ActTold(str(data["intent"]), tuple(_item_in(each) for each in _list(data["items"])))


def _item_in(data: JsonValue) -> ItemTold:
    product, gtin, value, unit = _list(data)
    quantity = None if value is None else Quantity(int(str(value)), Unit(str(unit)))
    return ItemTold(str(product), quantity, None if gtin is None else str(gtin))


def _choice_in(data: JsonValue) -> Choice:
    label, gtin, window = _list(data)
    return Choice(
        str(label), None if gtin is None else str(gtin), None if window is None else str(window)
    )


def _card_in(data: JsonValue, said: str) -> Card:
    """Read a card; an answer kept before there were cards has its words alone."""
    if data is None:
        return Card("", said)
    title, text, chips = _list(data)
    return Card(str(title), str(text), tuple(str(each) for each in _list(chips)))


def _list(data: JsonValue) -> list[JsonValue]:
    if not isinstance(data, list):
        raise ValueError(data)
    return data

"""What can be said at the counter: acts, the question that waits, and the dialogue so far."""

from dataclasses import dataclass, fields, replace
from datetime import time
from enum import StrEnum
from fractions import Fraction
from typing import cast

from comptoir.conversation.jsonable import (
    Json,
    JsonValue,
    list_in,
    number_in,
    object_in,
    text_in,
)
from comptoir.conversation.manners import Manner

LONGEST_SENTENCE = 1_000  # characters beyond which nobody is speaking any more


class SentenceTooLong(ValueError):
    """The sentence is longer than anybody speaks in one breath."""


class Intent(StrEnum):
    """What the shopper wants of the shop."""

    ADD = "add"
    REMOVE = "remove"
    SET_QUANTITY = "set_quantity"
    REPLACE = "replace"
    SEARCH = "search"
    ASK_PRICE = "ask_price"
    ASK_STOCK = "ask_stock"
    SHOW_CART = "show_cart"
    CLEAR_CART = "clear_cart"
    CHOOSE = "choose"
    CHOOSE_SLOT = "choose_slot"
    CHOOSE_MODE = "choose_mode"
    CHECKOUT = "checkout"
    CONFIRM = "confirm"
    DENY = "deny"
    REORDER = "reorder"
    RECIPE = "recipe"
    ORDER_STATUS = "order_status"
    CANCEL_ORDER = "cancel_order"
    HELP = "help"
    REPEAT = "repeat"
    STOP = "stop"
    OUT_OF_DOMAIN = "out_of_domain"


class Unit(StrEnum):
    """What an amount counts; centilitres and pounds of five hundred grams are converted."""

    PIECE = "piece"
    PACK = "pack"
    SLICE = "slice"
    BUNCH = "bunch"
    GRAM = "g"
    KILOGRAM = "kg"
    MILLILITRE = "ml"
    LITRE = "l"
    POUND = "lb"
    OUNCE = "oz"
    PINT = "pint"


class Filter(StrEnum):
    """A property that products must have."""

    ORGANIC = "organic"
    GLUTEN_FREE = "gluten_free"
    LACTOSE_FREE = "lactose_free"
    SUGAR_FREE = "sugar_free"
    NO_ADDED_SUGAR = "no_added_sugar"
    VEGETARIAN = "vegetarian"
    VEGAN = "vegan"
    HALAL = "halal"
    LABEL_ROUGE = "label_rouge"
    EGG_FREE = "egg_free"
    PEANUT_FREE = "peanut_free"
    NO_PORK = "no_pork"
    NO_LAMB = "no_lamb"
    PROMOTION = "promotion"


class Mode(StrEnum):
    """How the goods reach the household."""

    DELIVERY = "delivery"
    PICKUP = "pickup"


class DayPart(StrEnum):
    """A stretch of the day named without a clock."""

    MORNING = "morning"
    NOON = "noon"
    AFTERNOON = "afternoon"
    LATE_AFTERNOON = "late_afternoon"
    EVENING = "evening"


class RefBy(StrEnum):
    """By what a shopper points at one of the things offered."""

    INDEX = "index"
    CHEAPEST = "cheapest"
    LARGEST = "largest"
    BRAND = "brand"
    ATTRIBUTE = "attribute"
    NAME = "name"
    SIZE = "size"
    OTHER = "other"


class PendingKind(StrEnum):
    """What the assistant has just asked or told."""

    CHOICES = "choices"
    ASK_MODE = "ask_mode"
    ASK_SLOT = "ask_slot"
    SLOTS = "slots"
    ASK_QTY = "ask_qty"
    ASK_SERVINGS = "ask_servings"
    CONFIRM_CHECKOUT = "confirm_checkout"
    CONFIRM_CLEAR = "confirm_clear"
    CONFIRM_CANCEL = "confirm_cancel"
    CONFIRM_REORDER = "confirm_reorder"
    CONFIRM_AGE = "confirm_age"
    CONFIRM_SLOT = "confirm_slot"
    CONFIRM_ADD = "confirm_add"
    OFFER_SUBSTITUTE = "offer_substitute"
    RECIPE_LIST = "recipe_list"
    ADDED = "added"
    REPLACED = "replaced"
    WHICH_LINE = "which_line"
    PRICE_TOLD = "price_told"
    PRICES_TOLD = "prices_told"
    CART_TOLD = "cart_told"
    ORDERS = "orders"
    ASK_STORE = "ask_store"
    OFFER_NEW_ORDER = "offer_new_order"


class Doubt(StrEnum):
    """Why something heard should be checked with the shopper before acting on it."""

    UNKNOWN_PRODUCT = "unknown_product"
    HEARD_BY_SOUND = "heard_by_sound"
    GUESSED = "guessed"
    DIET_WORD = "diet_word"
    QUANTITY = "quantity"
    NOT_UNDERSTOOD = "not_understood"
    NO_ANTECEDENT = "no_antecedent"


@dataclass(frozen=True, slots=True)
class Amount:
    """How much of something; `value` is exact."""

    value: Fraction
    unit: Unit


@dataclass(frozen=True, slots=True)
class SaidItem:
    """A product as said, prices in cents; an empty `product` points back ("deux de plus")."""

    product: str = ""
    amount: Amount | None = None
    filters: tuple[Filter, ...] = ()
    max_price: int | None = None
    pack_size: int | None = None
    size: Amount | None = None
    without: tuple[str, ...] = ()
    span: tuple[int, int] = (0, 0)
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """A time as said: `day` is today, tomorrow, monday, `--12-24`…; `pick` earliest or index:n."""

    day: str | None = None
    from_: time | None = None
    to: time | None = None
    part: DayPart | None = None
    pick: str | None = None


@dataclass(frozen=True, slots=True)
class Ref:
    """A way of pointing; `value` is a place for INDEX (-1 is the last), words otherwise."""

    by: RefBy
    value: str | int | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """One thing wanted, prices in cents; `delta` and empty products wait for `follow`."""

    intent: Intent
    items: tuple[SaidItem, ...] = ()
    replaces: tuple[str, ...] = ()
    ref: Ref | None = None
    mode: Mode | None = None
    slot: Slot | None = None
    filters: tuple[Filter, ...] = ()
    max_price: int | None = None
    servings: int | None = None
    recipe: str | None = None
    store: str | None = None
    order: str | None = None
    factor: Fraction | None = None
    delta: Fraction | None = None  # of the quantity under discussion: "un de plus" is 1
    anaphoric: bool = False
    """True when the sentence points back ("mets-en deux", "la même chose de pêches")."""
    elliptic: bool = False
    """True for "et le bar": perhaps the last question again, of another product."""
    question: bool = False
    undo: bool = False
    """True when the last change is to be taken back: "remets comme avant"."""
    span: tuple[int, int] = (0, 0)
    manners: Manner = Manner.NONE
    why: tuple[str, ...] = ()
    """What explains it to people; nothing is decided by these words."""
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence and its acts in the order said; the first is the main one."""

    text: str
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Pending:
    """What the assistant has just asked, with the labels it showed."""

    kind: PendingKind
    choices: tuple[str, ...] = ()
    product: str | None = None


@dataclass(frozen=True, slots=True)
class Dialogue:
    """What understanding the next sentence needs of the conversation so far.

    `items` are the products last spoken of, newest last; `carted` tells which of them are
    believed to be in the cart, with the amount there, and `before` what was there before the last
    change; the last `together` came in one act.
    """

    language: str = "fr"
    pending: Pending | None = None
    items: tuple[SaidItem, ...] = ()
    carted: tuple[SaidItem, ...] = ()
    before: tuple[SaidItem, ...] = ()
    last: Intent | None = None
    filters: tuple[Filter, ...] = ()
    slot: Slot | None = None
    mode: Mode | None = None
    recipe: str | None = None
    servings: int | None = None
    offered: tuple[str, ...] = ()
    together: int = 0

    def to_json(self) -> Json:
        """Return plain JSON values that `from_json` reads back unchanged."""
        return {
            "language": self.language,
            "pending": _pending_out(self.pending),
            "items": [_item_out(item) for item in self.items],
            "carted": [_item_out(item) for item in self.carted],
            "before": [_item_out(item) for item in self.before],
            "last": self.last,
            "filters": list(self.filters),
            "slot": _slot_out(self.slot),
            "mode": self.mode,
            "recipe": self.recipe,
            "servings": self.servings,
            "offered": list(self.offered),
            "together": self.together,
        }

    @classmethod
    def from_json(cls, data: Json) -> "Dialogue":
        """Read a dialogue written by `to_json`.

        :raises ValueError: when a value is not one that `to_json` writes
        """
        last, mode = data.get("last"), data.get("mode")
        return cls(
            language=str(data.get("language", "fr")),
            pending=_pending_in(data.get("pending")),
            items=tuple(_item_in(item) for item in list_in(data.get("items"))),
            carted=tuple(_item_in(item) for item in list_in(data.get("carted"))),
            before=tuple(_item_in(item) for item in list_in(data.get("before"))),
            last=Intent(str(last)) if last else None,
            filters=tuple(Filter(str(name)) for name in list_in(data.get("filters"))),
            slot=_slot_in(data.get("slot")),
            mode=Mode(str(mode)) if mode else None,
            recipe=text_in(data.get("recipe")),
            servings=number_in(data.get("servings")),
            offered=tuple(str(label) for label in list_in(data.get("offered"))),
            together=number_in(data.get("together")) or 0,
        )

    def asked(self, pending: Pending | None) -> "Dialogue":
        """Return the dialogue with another question waiting."""
        return replace(self, pending=pending)


def _amount_out(amount: Amount | None) -> JsonValue:
    return None if amount is None else [str(amount.value), amount.unit]


def _amount_in(data: JsonValue) -> Amount | None:
    if data is None:
        return None
    value, unit = (str(part) for part in list_in(data))
    return Amount(Fraction(value), Unit(unit))


def _item_out(item: SaidItem) -> Json:
    return {
        "product": item.product,
        "amount": _amount_out(item.amount),
        "filters": list(item.filters),
        "max_price": item.max_price,
        "pack_size": item.pack_size,
        "size": _amount_out(item.size),
        "without": list(item.without),
        "span": list(item.span),
        "doubts": list(item.doubts),
    }


def _item_in(data: JsonValue) -> SaidItem:
    source = object_in(data)
    start, end = (number_in(bound) or 0 for bound in list_in(source.get("span", [0, 0])))
    return SaidItem(
        product=str(source.get("product", "")),
        amount=_amount_in(source.get("amount")),
        filters=tuple(Filter(str(name)) for name in list_in(source.get("filters"))),
        max_price=number_in(source.get("max_price")),
        pack_size=number_in(source.get("pack_size")),
        size=_amount_in(source.get("size")),
        without=tuple(str(word) for word in list_in(source.get("without"))),
        span=(start, end),
        doubts=tuple(Doubt(str(name)) for name in list_in(source.get("doubts"))),
    )


def _slot_out(slot: Slot | None) -> JsonValue:
    if slot is None:
        return None
    said: Json = {}
    for name in (one.name for one in fields(slot)):
        value = cast("time | str | None", getattr(slot, name))
        said[name] = value.isoformat("minutes") if isinstance(value, time) else value
    return said


def _slot_in(data: JsonValue) -> Slot | None:
    if data is None:
        return None
    source = object_in(data)
    start, end, part = (text_in(source.get(name)) for name in ("from_", "to", "part"))
    return Slot(
        day=text_in(source.get("day")),
        from_=time.fromisoformat(start) if start else None,
        to=time.fromisoformat(end) if end else None,
        part=DayPart(part) if part else None,
        pick=text_in(source.get("pick")),
    )


def _pending_out(pending: Pending | None) -> JsonValue:
    if pending is None:
        return None
    return {"kind": pending.kind, "choices": list(pending.choices), "product": pending.product}


def _pending_in(data: JsonValue) -> Pending | None:
    if data is None:
        return None
    source = object_in(data)
    kind, choices = PendingKind(str(source.get("kind"))), list_in(source.get("choices"))
    return Pending(kind, tuple(str(label) for label in choices), text_in(source.get("product")))

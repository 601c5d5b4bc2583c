"""Where a page goes for what was said: goods searched for, a product, cart, till, an order."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from comptoir.conversation.beside import AllergensTold, StoreChanged
from comptoir.conversation.jsonable import Json, JsonValue, list_in, number_in, object_in, text_in
from comptoir.conversation.memory import Question
from comptoir.conversation.model import Filter, PendingKind, SaidItem
from comptoir.conversation.outcomes import (
    CartTold,
    Found,
    LineTold,
    ModeChosen,
    NoPeriods,
    OrderPlaced,
    OrderTold,
    Outcome,
    PaymentWaits,
    PeriodChosen,
    PriceTold,
    StockTold,
)
from comptoir.conversation.turning.ranking import LABELS

_AT_TILL = frozenset(
    {
        PendingKind.ASK_MODE,
        PendingKind.ASK_SLOT,
        PendingKind.SLOTS,
        PendingKind.CONFIRM_SLOT,
        PendingKind.CONFIRM_AGE,
        PendingKind.CONFIRM_CHECKOUT,
    }
)
"""Questions that the till shows everything for."""


class Sight(StrEnum):
    """What there is to see."""

    SEARCH = "search"
    PRODUCT = "product"
    CART = "cart"
    TILL = "till"
    ORDER = "order"
    CHANGED = "changed"
    """What changed when the cart came from another store."""


@dataclass(frozen=True, slots=True)
class Show:
    """What a page may show of an answer; labels by the codes of products, money in cents."""

    sight: Sight
    words: str = ""
    gtin: str | None = None
    labels: tuple[str, ...] = ()
    promotion: bool = False
    max_price: int | None = None
    order: str | None = None

    def to_json(self) -> Json:
        """Return plain JSON values that `show_in` reads back unchanged."""
        return {
            "sight": self.sight,
            "words": self.words,
            "gtin": self.gtin,
            "labels": list(self.labels),
            "promotion": self.promotion,
            "max_price": self.max_price,
            "order": self.order,
        }


def show_in(data: JsonValue) -> Show | None:
    """Read what `to_json` wrote; None where an answer had nothing to show."""
    if data is None:
        return None
    source = object_in(data)
    return Show(
        sight=Sight(str(source.get("sight"))),
        words=str(source.get("words", "")),
        gtin=text_in(source.get("gtin")),
        labels=tuple(str(each) for each in list_in(source.get("labels"))),
        promotion=bool(source.get("promotion")),
        max_price=number_in(source.get("max_price")),
        order=text_in(source.get("order")),
    )


def to_show(outcomes: Sequence[Outcome], question: Question | None) -> Show | None:
    """Decide what a page shows of what came of a sentence; None where it stays as it is.

    Goods that were put into the cart are seen there, and a question that waits has its choices
    beside it: the page moves only for what was looked for, asked about, or read out, and to the
    till for when and how the goods go and for the yes that orders.
    """
    if any(isinstance(one, StoreChanged) and one.every for one in outcomes):
        return Show(Sight.CHANGED)
    if question is not None and question.asks:
        return Show(Sight.TILL) if question.kind in _AT_TILL else None
    seen = [show for one in outcomes if (show := _seen(one, question)) is not None]
    return seen[-1] if seen and all(each == seen[-1] for each in seen) else None


def _seen(outcome: Outcome, question: Question | None) -> Show | None:
    match outcome:
        case Found():
            item = question.item if question is not None else None
            return _search(item or SaidItem(outcome.said))
        case PriceTold() | StockTold() | AllergensTold():
            return Show(Sight.PRODUCT, gtin=outcome.goods.gtin)
        case CartTold() | LineTold():
            return Show(Sight.CART)
        case ModeChosen() | PeriodChosen() | NoPeriods():
            return Show(Sight.TILL)
        case OrderPlaced() | PaymentWaits() | OrderTold():
            return Show(Sight.ORDER, order=outcome.order)
        case _:
            return None


def _search(item: SaidItem) -> Show:
    words = " ".join((item.product, *(f"sans {each}" for each in item.without)))
    return Show(
        Sight.SEARCH,
        words=words.strip(),
        labels=tuple(label for name, label in LABELS.items() if name in item.filters),
        promotion=Filter.PROMOTION in item.filters,
        max_price=item.max_price,
    )

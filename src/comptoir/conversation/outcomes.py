"""What came of an act: facts from rows, for `say` to put into words."""

from dataclasses import dataclass

from comptoir.conversation.beside import AboutStore
from comptoir.conversation.changed import AboutChange
from comptoir.conversation.memory import Question
from comptoir.conversation.reckoned import AboutMoney
from comptoir.conversation.spoken import Goods, Line, Period
from comptoir.conversation.told import AboutReading
from comptoir.goods.pricing.mechanics import Step
from comptoir.kernel.measure import Quantity
from comptoir.kernel.refusals import Refusal
from comptoir.shopping.slots.model import Mode


@dataclass(frozen=True, slots=True)
class InCart:
    """So much was added; `count` when pieces were said of goods that are weighed.

    `further` is what would complete a lot of its promotion.
    """

    goods: Goods
    added: Quantity
    now: Quantity
    count: int | None = None
    further: Step | None = None


@dataclass(frozen=True, slots=True)
class NotQuite:
    """What was just put is not quite the weight or the volume that was said."""

    goods: Goods
    added: Quantity


@dataclass(frozen=True, slots=True)
class NowInCart:
    """The cart has so much of it now."""

    goods: Goods
    now: Quantity
    count: int | None = None


@dataclass(frozen=True, slots=True)
class TakenOut:
    """So much of it was taken out of the cart."""

    goods: Goods
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Swapped:
    """One product has taken another's place."""

    old: Line
    new: Goods
    now: Quantity


@dataclass(frozen=True, slots=True)
class NotInCart:
    """The cart has nothing of that name."""

    said: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """The store sells nothing of that name."""

    said: str


@dataclass(frozen=True, slots=True)
class SoldOut:
    """The store has none left."""

    goods: Goods


@dataclass(frozen=True, slots=True)
class OnlyLeft:
    """The store can promise no more than `left` beside what the cart has."""

    goods: Goods
    left: Quantity
    in_cart: Quantity


@dataclass(frozen=True, slots=True)
class PriceTold:
    """What it costs; `for_` and `total` when an amount was asked about."""

    goods: Goods
    for_: Quantity | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class StockTold:
    """Whether the store has it; `left` only when little is left, `offers` when a yes adds it."""

    goods: Goods
    left: Quantity | None = None
    offers: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What the shelves have of that name."""

    said: str
    goods: tuple[Goods, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class NoneFound:
    """Nothing of that name has what was asked for."""

    said: str


@dataclass(frozen=True, slots=True)
class NoneSuch:
    """Goods of that name are sold, but none with these properties; filters by their codes."""

    said: str
    filters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CartTold:
    """The cart as it stands; money in minor units."""

    lines: tuple[Line, ...]
    total: int
    mode: Mode | None
    period: Period | None
    saved: int = 0


@dataclass(frozen=True, slots=True)
class CartEmpty:
    """There is nothing in the cart."""


@dataclass(frozen=True, slots=True)
class LineTold:
    """What the cart has of one product."""

    line: Line


@dataclass(frozen=True, slots=True)
class Cleared:
    """The cart was emptied of so many lines."""

    count: int


@dataclass(frozen=True, slots=True)
class ModeChosen:
    """It will be picked up, or delivered."""

    mode: Mode


@dataclass(frozen=True, slots=True)
class PeriodChosen:
    """A place in a window is kept."""

    period: Period


@dataclass(frozen=True, slots=True)
class NoPeriods:
    """No window of that mode is open."""

    mode: Mode


@dataclass(frozen=True, slots=True)
class AgeConfirmed:
    """The shopper has said to be old enough."""


@dataclass(frozen=True, slots=True)
class ShortOfStock:
    """A line cannot be promised whole any more; `left` is what there is."""

    goods: Goods
    left: Quantity


@dataclass(frozen=True, slots=True)
class ReadAnew:
    """The order is no longer what was read back, and is read back again."""


@dataclass(frozen=True, slots=True)
class OrderPlaced:
    """The order stands; `total` in minor units; `order` is its id."""

    number: str
    total: int
    period: Period
    order: str | None = None


@dataclass(frozen=True, slots=True)
class PaymentWaits:
    """The order (id `order`) is held until it is paid; `challenged` when the shopper must act."""

    number: str
    challenged: bool
    order: str | None = None


@dataclass(frozen=True, slots=True)
class OrderTold:
    """Where an order stands; `state` is the order's own word for it; `order` is its id."""

    number: str
    state: str
    total: int
    period: Period
    order: str | None = None


@dataclass(frozen=True, slots=True)
class NoOrders:
    """There is no order to speak of."""


@dataclass(frozen=True, slots=True)
class NoPastOrder:
    """There is no order yet that could be had again."""


@dataclass(frozen=True, slots=True)
class OrderCancelled:
    """The order was called off."""

    number: str


@dataclass(frozen=True, slots=True)
class NoHabits:
    """The household has no usual basket and no past order."""


@dataclass(frozen=True, slots=True)
class NoRecipe:
    """No recipe of that name is known; `known` are some that are."""

    said: str
    known: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """It was taken off the list that waits for a yes."""

    label: str


@dataclass(frozen=True, slots=True)
class OtherStore:
    """Another store was named; this counter speaks for one."""

    name: str


@dataclass(frozen=True, slots=True)
class Helped:
    """The shopper wants to know what can be said."""


@dataclass(frozen=True, slots=True)
class Again:
    """What was said last, once more; `spoken` for the ear."""

    said: str
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Stopped:
    """The shopper wants to leave it there."""


@dataclass(frozen=True, slots=True)
class Declined:
    """The shopper said no and nothing was changed."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """The shopper said yes to nothing in particular."""


@dataclass(frozen=True, slots=True)
class NotOurs:
    """That is nothing a grocer can do."""


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Nothing in the sentence could be made out."""


@dataclass(frozen=True, slots=True)
class MeantPerhaps:
    """A second opinion takes the sentence to mean this; a yes does it."""

    asked: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, which waits for its answer."""

    question: Question


@dataclass(frozen=True, slots=True)
class Refused:
    """A command said no."""

    refusal: Refusal


AboutGoods = (
    InCart
    | NotQuite
    | NowInCart
    | TakenOut
    | Swapped
    | NotInCart
    | Unknown
    | SoldOut
    | OnlyLeft
    | PriceTold
    | StockTold
    | Found
    | NoneFound
    | LeftOut
    | NoneSuch
)
AboutCart = CartTold | CartEmpty | LineTold | Cleared | ModeChosen | PeriodChosen | NoPeriods
AboutOrders = (
    AgeConfirmed
    | ShortOfStock
    | ReadAnew
    | OrderPlaced
    | PaymentWaits
    | OrderTold
    | NoOrders
    | NoPastOrder
    | OrderCancelled
    | NoHabits
    | NoRecipe
)
AboutTalk = (
    OtherStore
    | Helped
    | Again
    | Stopped
    | Declined
    | Agreed
    | NotOurs
    | NotUnderstood
    | MeantPerhaps
)
Outcome = (
    AboutGoods
    | AboutCart
    | AboutChange
    | AboutReading
    | AboutMoney
    | AboutOrders
    | AboutStore
    | AboutTalk
    | Asked
    | Refused
)

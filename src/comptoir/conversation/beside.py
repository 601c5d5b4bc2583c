"""What came of a sentence beside the shopping: facts of the store, for `say` to put into words."""

from dataclasses import dataclass
from datetime import datetime

from comptoir.conversation.spoken import Goods
from comptoir.goods.stores.model import Weekday


@dataclass(frozen=True, slots=True)
class Greeted:
    """The shopper says hello."""

    store: str


@dataclass(frozen=True, slots=True)
class Thanked:
    """The shopper says thank you."""


@dataclass(frozen=True, slots=True)
class NoAgeAsked:
    """The shopper says to be old enough and nothing asked for it."""


@dataclass(frozen=True, slots=True)
class NothingOffered:
    """The shopper points at a choice where none was offered."""


@dataclass(frozen=True, slots=True)
class HoursTold:
    """When the store is open, day by day in local time; `known` is false when it has no hours."""

    days: tuple[tuple[Weekday, tuple[tuple[str, str], ...]], ...]
    known: bool


@dataclass(frozen=True, slots=True)
class FeeTold:
    """What delivery costs in the windows that are open, in minor units, each fee once."""

    delivers: bool
    fees: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ContactTold:
    """Who can be spoken to in a store: a counter mends no order that came incomplete."""

    store: str
    phone: str = ""
    email: str = ""
    complaint: bool = False


@dataclass(frozen=True, slots=True)
class ZoneTold:
    """Where the store delivers; an empty zone is no limit. `postcode` is the one asked about."""

    delivers: bool
    zone: tuple[str, ...]
    postcode: str | None


@dataclass(frozen=True, slots=True)
class SpeakerHeard:
    """Somebody says who they are; `member` when the household has somebody of that name."""

    name: str
    member: bool


@dataclass(frozen=True, slots=True)
class OriginTold:
    """Where a product comes from, as its offer says; empty when it says nothing."""

    goods: Goods
    origin: str


@dataclass(frozen=True, slots=True)
class StoresTold:
    """Which stores the chain has beside the one that speaks."""

    here: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AddressAsked:
    """A part of a dictated address is missing: `street`, `postcode`, `city` or `name`."""

    part: str


@dataclass(frozen=True, slots=True)
class AddressRead:
    """A dictated address, to be confirmed; only its town where others may listen."""

    city: str
    street: str = ""
    postcode: str = ""


@dataclass(frozen=True, slots=True)
class AddressKept:
    """The address is the household's now."""

    city: str


@dataclass(frozen=True, slots=True)
class AllergensTold:
    """What the row of a product says of allergens, by their codes."""

    goods: Goods
    allergens: tuple[str, ...]
    traces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AllergensOfMany:
    """What the rows of many products of a name say: allergens of each of them, and of some."""

    said: str
    count: int
    every: tuple[str, ...]
    some: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AllergensUnsure:
    """Whether it is safe to eat is nothing a counter can judge."""


@dataclass(frozen=True, slots=True)
class AlreadyHere:
    """The store that was asked for is the one that speaks."""

    store: str


@dataclass(frozen=True, slots=True)
class StoreChanged:
    """One is in another store; of `every` line of the cart `came` are there, `missing` are not.

    `prices` are how many cost something else; `total` in minor units. Without a cart all are 0.
    """

    store: str
    came: int = 0
    every: int = 0
    missing: tuple[Goods, ...] = ()
    prices: int = 0
    total: int = 0
    slot_lost: bool = False
    mode_lost: str | None = None


@dataclass(frozen=True, slots=True)
class CodeAsked:
    """The shopper has a discount code and has not said which."""


@dataclass(frozen=True, slots=True)
class CodeTaken:
    """A discount code is on the cart: what it takes off and the total then, in minor units.

    `refused` is why it gives nothing, `missing` what lacks to its minimum, `starts` when it begins
    to count; nothing can be told of it while the cart is `empty`.
    """

    code: str
    off: int
    total: int
    refused: str | None = None
    missing: int = 0
    starts: datetime | None = None
    empty: bool = False


@dataclass(frozen=True, slots=True)
class CodeUnknown:
    """The store has no discount code like what was said."""

    said: str


@dataclass(frozen=True, slots=True)
class CodeOff:
    """The discount code was taken off the cart; empty where there was none."""

    code: str


AboutStore = (
    Greeted
    | Thanked
    | NoAgeAsked
    | NothingOffered
    | HoursTold
    | FeeTold
    | ContactTold
    | ZoneTold
    | SpeakerHeard
    | OriginTold
    | StoresTold
    | AlreadyHere
    | StoreChanged
    | AddressAsked
    | AddressRead
    | AddressKept
    | AllergensTold
    | AllergensOfMany
    | AllergensUnsure
    | CodeAsked
    | CodeTaken
    | CodeUnknown
    | CodeOff
)

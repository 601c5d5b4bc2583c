"""What came of a change of mind, and what changed by itself: facts from rows, for `say`."""

from dataclasses import dataclass

from comptoir.conversation.spoken import Goods, Line
from comptoir.kernel.measure import Quantity


@dataclass(frozen=True, slots=True)
class Undone:
    """The last change was taken back: lines taken out, put back, and set to what they were.

    `window` when the place in a window was given back.
    """

    out: tuple[Line, ...] = ()
    back: tuple[Line, ...] = ()
    set_: tuple[Line, ...] = ()
    window: bool = False


@dataclass(frozen=True, slots=True)
class NotBack:
    """Of a line that was to come back there is only so much left, perhaps nothing."""

    goods: Goods
    left: Quantity


@dataclass(frozen=True, slots=True)
class NothingToUndo:
    """There is no change left that could be taken back."""


@dataclass(frozen=True, slots=True)
class PriceMoved:
    """It costs another price than the one told last; minor units, a piece or a kilogram."""

    goods: Goods
    was: int


@dataclass(frozen=True, slots=True)
class RanShort:
    """The shop can no longer promise all that the cart has of it."""

    goods: Goods
    left: Quantity


@dataclass(frozen=True, slots=True)
class BackInStock:
    """What had run short can be promised again."""

    goods: Goods


@dataclass(frozen=True, slots=True)
class AlreadySo:
    """The line is what was asked for already and stays as it is."""

    line: Line


@dataclass(frozen=True, slots=True)
class StaysIn:
    """What was to be taken out stays in the cart after all."""

    line: Line


@dataclass(frozen=True, slots=True)
class AllPut:
    """All that was read out and waited for a yes is in the cart, with how much of each it has."""

    put: tuple[tuple[Goods, Quantity], ...]


AboutChange = (
    AllPut
    | Undone
    | NotBack
    | NothingToUndo
    | PriceMoved
    | RanShort
    | BackInStock
    | AlreadySo
    | StaysIn
)

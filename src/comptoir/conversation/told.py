"""What came of asking for the rest of a list: facts from rows, for `say`."""

from dataclasses import dataclass

from comptoir.conversation.spoken import Goods, Line


@dataclass(frozen=True, slots=True)
class CartGoesOn:
    """More of the cart; `left` lines are still to come, `total` in minor units.

    `changed` when the cart is no longer what it was when it was read before.
    """

    lines: tuple[Line, ...]
    left: int
    total: int
    changed: bool = False


@dataclass(frozen=True, slots=True)
class FoundMore:
    """More of what the shelves have; `more` when there is still more."""

    goods: tuple[Goods, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class WantsGoOn:
    """More of the goods that wait for a yes; `left` are still to come."""

    labels: tuple[str, ...]
    left: int


@dataclass(frozen=True, slots=True)
class NoMore:
    """There is nothing else to choose from."""


@dataclass(frozen=True, slots=True)
class AllTold:
    """Nothing is being read out, or all of it was."""


AboutReading = CartGoesOn | FoundMore | WantsGoOn | NoMore | AllTold

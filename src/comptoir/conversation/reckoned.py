"""What came of reckoning with money beside the cart: facts from rows, for `say`."""

from dataclasses import dataclass

from comptoir.conversation.spoken import Line


@dataclass(frozen=True, slots=True)
class TotalWithout:
    """What the cart would come to without these lines, which stay in it; in minor units."""

    lines: tuple[Line, ...]
    total: int


@dataclass(frozen=True, slots=True)
class BudgetKept:
    """The shopper has so much to spend, and `left` of it; in minor units."""

    budget: int
    left: int


@dataclass(frozen=True, slots=True)
class BudgetLeft:
    """So much of the budget is left, below zero where it is exceeded; in minor units."""

    budget: int
    left: int


@dataclass(frozen=True, slots=True)
class BudgetExceeded:
    """With what was just put the cart is so much above the budget; in minor units."""

    budget: int
    over: int


@dataclass(frozen=True, slots=True)
class DishCost:
    """What the goods of a dish come to and what there is to spend on it, in minor units."""

    total: int
    budget: int


AboutMoney = TotalWithout | BudgetKept | BudgetLeft | BudgetExceeded | DishCost

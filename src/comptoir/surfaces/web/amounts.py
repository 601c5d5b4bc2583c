"""How much of a product a page offers to take: pieces, or weights in steps that people say."""

from collections.abc import Sequence
from typing import Protocol

from comptoir.kernel.measure import MOST_GRAMS, Unit, round_to_step

MOST_PIECES_OFFERED = 12
_PORTIONS = (100, 150, 200, 250, 300, 400, 500, 750, 1000, 1500, 2000, 3000)
_USUAL_PORTION = 500
_FINEST_STEP, _STEP = 10, 100
_BIG = 250
"""From this weight on people take goods by the piece: a melon, a cabbage."""


class Sold(Protocol):
    """How a product is sold."""

    @property
    def unit(self) -> Unit:
        """Give the unit in which it is sold."""
        ...

    @property
    def each_g(self) -> int | None:
        """Tell what one piece of weighed goods weighs."""
        ...

    @property
    def step_g(self) -> int | None:
        """Tell in which steps it is weighed."""
        ...


def step(goods: Sold) -> int:
    """Tell by how much one click changes a line: a piece, a whole big one, or a hundred grams."""
    if goods.unit is not Unit.GRAM:
        return 1
    fine = goods.step_g or _FINEST_STEP
    big = goods.each_g is not None and goods.each_g >= _BIG
    return round_to_step(goods.each_g if big and goods.each_g else _STEP, fine)


def first(goods: Sold) -> int:
    """Tell how much is offered at first: one piece, one big one, or half a kilogram."""
    if goods.unit is not Unit.GRAM:
        return 1
    return step(goods) if step(goods) >= _BIG else _rounded(_USUAL_PORTION, goods)


def offered(goods: Sold, *, available: int) -> tuple[int, ...]:
    """Give the amounts to choose from, as far as the store has them: pieces or grams."""
    if goods.unit is not Unit.GRAM:
        return tuple(range(1, min(MOST_PIECES_OFFERED, available) + 1))
    one = step(goods)
    weights: Sequence[int] = _PORTIONS
    if one >= _BIG:
        weights = [one * count for count in range(1, MOST_PIECES_OFFERED // 2 + 1)]
    fitting = {_rounded(each, goods) for each in weights}
    return tuple(sorted(each for each in fitting if each <= min(available, MOST_GRAMS)))


def changed(goods: Sold, value: int, do: str) -> int:
    """Give a line's next quantity after a click on more or less; zero or below takes it away.

    Weights land on whole steps, whatever was said before.
    """
    one = step(goods)
    if do == "more":
        return (value // one + 1) * one
    return (-(-value // one) - 1) * one


def pieces(goods: Sold, grams: int) -> int | None:
    """Tell about how many pieces a weight is, where one is known."""
    if goods.unit is not Unit.GRAM or not goods.each_g:
        return None
    return max(1, (2 * grams + goods.each_g) // (2 * goods.each_g))


def _rounded(grams: int, goods: Sold) -> int:
    return round_to_step(grams, goods.step_g or _FINEST_STEP)

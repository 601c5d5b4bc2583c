"""What became of the cart in the end: acts of one turn on the same line are told as one."""

from collections.abc import Sequence

from comptoir.conversation.outcomes import InCart, NotQuite, NowInCart, Outcome, Swapped, TakenOut
from comptoir.kernel.measure import Quantity

_Line = InCart | NowInCart | TakenOut


def told_once(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Give outcomes in which no line is told twice, each where it was told first."""
    told: list[Outcome] = []
    for outcome in outcomes:
        place = _place(told, outcome)
        joined = _joined(told[place], outcome) if place is not None else None
        if place is None or joined is None:
            told.append(outcome)
            continue
        gtin = _gtin(told[place])
        told[place] = joined
        told = [one for one in told if not (isinstance(one, NotQuite) and one.goods.gtin == gtin)]
    return told


def _place(told: Sequence[Outcome], outcome: Outcome) -> int | None:
    """Give where the line of an outcome was told before."""
    gtin = outcome.old.goods.gtin if isinstance(outcome, Swapped) else _gtin(outcome)
    places = (at for at, one in enumerate(told) if gtin is not None and _gtin(one) == gtin)
    return next(places, None)


def _gtin(outcome: Outcome) -> str | None:
    return outcome.goods.gtin if isinstance(outcome, _Line) else None


def _joined(first: Outcome, then: Outcome) -> Outcome | None:  # noqa: PLR0911 (one arm a pair)
    """Give one outcome for two on the same line; None where both have to be told."""
    match first, then:
        case InCart(), InCart() | NowInCart():
            before = first.now.value - first.added.value
            added = then.now.value - before
            if added <= 0:
                return NowInCart(then.goods, then.now, then.count)
            count = then.count if isinstance(then, NowInCart) and not before else None
            return InCart(then.goods, Quantity(added, then.now.unit), then.now, count)
        case NowInCart(), InCart() | NowInCart():
            return NowInCart(then.goods, then.now)
        case InCart(), TakenOut() if first.added == first.now == then.quantity:
            return then
        case InCart(), Swapped() if first.added == first.now:
            return InCart(then.new, then.now, then.now)
        case NowInCart(), TakenOut():
            return then
        case _:
            return None

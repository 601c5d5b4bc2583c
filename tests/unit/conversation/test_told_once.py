"""Acts of one turn on the same line are told as one: what became of the cart in the end."""

from dataclasses import replace

from comptoir.conversation.outcomes import InCart, NotQuite, NowInCart, Outcome, Swapped, TakenOut
from comptoir.conversation.spoken import Goods, Line
from comptoir.conversation.turning.telling import told_once
from comptoir.kernel.measure import pieces

MILK = Goods(
    gtin="1", name="Lait", brand="", net_value=1000, net_unit="ml", by_weight=False, price=99
)
BREAD = replace(MILK, gtin="2", name="Pain")


def added(goods: Goods, count: int, now: int | None = None) -> InCart:
    return InCart(goods, pieces(count), pieces(count if now is None else now))


class TestToldOnce:
    def test_adds_up_what_was_added_twice(self) -> None:
        outcomes = [added(MILK, 1), added(BREAD, 1), added(MILK, 2, now=3)]
        assert told_once(outcomes) == [added(MILK, 3), added(BREAD, 1)]

    def test_tells_a_corrected_amount_where_it_was_told_first(self) -> None:
        outcomes: list[Outcome] = [added(MILK, 1), added(BREAD, 1), NowInCart(MILK, pieces(2))]
        assert told_once(outcomes) == [added(MILK, 2), added(BREAD, 1)]

    def test_tells_what_there_is_when_it_was_less_in_the_end(self) -> None:
        outcomes: list[Outcome] = [added(MILK, 2, now=5), NowInCart(MILK, pieces(1))]
        assert told_once(outcomes) == [NowInCart(MILK, pieces(1))]

    def test_drops_a_remark_about_an_amount_that_was_corrected(self) -> None:
        outcomes: list[Outcome] = [
            added(MILK, 1),
            NotQuite(MILK, pieces(1)),
            NowInCart(MILK, pieces(2)),
        ]
        assert told_once(outcomes) == [added(MILK, 2)]

    def test_tells_what_took_the_place_of_something_new(self) -> None:
        swapped = Swapped(Line(MILK, pieces(1), 99), BREAD, pieces(1))
        assert told_once([added(MILK, 1), swapped]) == [added(BREAD, 1)]

    def test_tells_what_was_taken_out_again(self) -> None:
        out = TakenOut(MILK, pieces(1))
        assert told_once([added(MILK, 1), out]) == [out]

    def test_leaves_lines_apart(self) -> None:
        outcomes: list[Outcome] = [added(MILK, 1), TakenOut(BREAD, pieces(1))]
        assert told_once(outcomes) == outcomes

"""Which way an order may go, and how it is numbered."""

import pytest

from comptoir.shopping.orders.model import NEXT, State
from comptoir.shopping.orders.rules import draw_number
from comptoir.shopping.payments.model import NEXT as NEXT_INTENT
from comptoir.shopping.payments.model import IntentState


class TestStates:
    def test_tell_for_every_state_where_it_leads(self) -> None:
        assert set(NEXT) == set(State)
        assert set(NEXT_INTENT) == set(IntentState)

    def test_never_lead_back_to_held(self) -> None:
        assert not [state for state, after in NEXT.items() if State.HELD in after]

    @pytest.mark.parametrize("last", [State.SETTLED, State.CANCELLED])
    def test_end(self, last: State) -> None:
        assert NEXT[last] == frozenset()

    def test_lead_every_order_to_an_end(self) -> None:
        reached = {State.HELD}
        while more := {after for state in reached for after in NEXT[state]} - reached:
            reached |= more
        assert reached == set(State)


class TestDrawNumber:
    def test_can_be_read_aloud(self) -> None:
        for _ in range(200):
            number = draw_number()
            assert len(number) == 9
            assert number[4] == "-"
            assert not set(number) & set("01ILOU")

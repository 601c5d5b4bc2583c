"""Tests of what the turn stores between two sentences."""

import json
from datetime import time
from fractions import Fraction
from typing import cast

import pytest

from comptoir.conversation.model import (
    Amount,
    DayPart,
    Dialogue,
    Doubt,
    Filter,
    Intent,
    Json,
    Mode,
    Pending,
    PendingKind,
    SaidItem,
    Slot,
    Unit,
)


def a_dialogue() -> Dialogue:
    milk = SaidItem(
        product="lait entier",
        amount=Amount(Fraction(3, 2), Unit.LITRE),
        filters=(Filter.ORGANIC,),
        max_price=250,
        pack_size=6,
        size=Amount(Fraction(1), Unit.LITRE),
        without=("crème",),
        span=(3, 12),
        doubts=(Doubt.HEARD_BY_SOUND,),
    )
    return Dialogue(
        pending=Pending(PendingKind.CHOICES, ("Lait A", "Lait B"), "lait"),
        items=(milk,),
        carted=(milk, SaidItem("pain")),
        last=Intent.ADD,
        filters=(Filter.ORGANIC,),
        slot=Slot("friday", time(18), time(20, 30), DayPart.EVENING, "index:1"),
        mode=Mode.DELIVERY,
        recipe="gratin",
        servings=4,
        offered=("Lait A",),
    )


class TestDialogue:
    def test_survives_a_trip_through_json(self) -> None:
        text = json.dumps(a_dialogue().to_json())
        assert Dialogue.from_json(cast("Json", json.loads(text))) == a_dialogue()

    def test_starts_empty(self) -> None:
        assert Dialogue.from_json(Dialogue().to_json()) == Dialogue()

    def test_refuses_what_it_did_not_write(self) -> None:
        with pytest.raises(ValueError, match="wallet"):
            Dialogue.from_json({"pending": {"kind": "wallet"}})

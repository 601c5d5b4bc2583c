"""How words were taken is kept with an act, and survives when two acts are made one."""

from itertools import product

import pytest

from comptoir.conversation.manners import LOOSE, Manner, joined
from comptoir.conversation.model import PendingKind

from .hearsay import heard


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("des radis", Manner.BARE),
        ("mardi à dix heures", Manner.TIME_ALONE),
        ("le lait mets-en six", Manner.ABOUT_TOPIC),
        ("trois de chaque", Manner.OF_EACH),
        ("j'ai déjà des œufs à la maison", Manner.AT_HOME),
        ("garde le beurre", Manner.KEPT),
    ],
)
def test_say_how_a_sentence_was_read(text: str, manner: Manner) -> None:
    assert any(manner in act.manners for act in heard(text))


def test_tell_all_of_what_was_offered() -> None:
    assert Manner.ALL_OF_THEM in heard("les deux", PendingKind.CHOICES)[0].manners


class TestJoined:
    def test_is_loose_only_where_the_first_is(self) -> None:
        for one, other in product(Manner, Manner):
            assert joined(one, other) & LOOSE == one & LOOSE

    def test_loses_nothing_else(self) -> None:
        for one, other in product(Manner, Manner):
            assert joined(one, other) | LOOSE == one | other | LOOSE

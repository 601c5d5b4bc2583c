"""Whatever is said, the counter answers, the cart changes only by acts, and speech never lies.

`COMPTOIR_SENTENCES=10000` tries so many sentences; a build tries a few hundred.
"""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comptoir.conversation import turn
from comptoir.conversation.answer import Answer
from comptoir.conversation.changed import AllPut, Undone
from comptoir.conversation.commands import start
from comptoir.conversation.model import Intent
from comptoir.conversation.outcomes import (
    Cleared,
    InCart,
    NowInCart,
    Outcome,
    Swapped,
    TakenOut,
)
from comptoir.conversation.say import Uttered, utter
from comptoir.db.unit_of_work import Database
from comptoir.kernel.locale import Language
from tests.properties.conversation.utterances import sentences
from tests.shop.conversation.story import Talk, a_talk, lines
from tests.stories.shopping import a_household

DIALOGUE = 12
SENTENCES = int(os.environ.get("COMPTOIR_SENTENCES", "240"))

CHANGING = frozenset(
    {
        Intent.ADD, Intent.REMOVE, Intent.SET_QUANTITY, Intent.REPLACE, Intent.CHOOSE,
        Intent.CONFIRM, Intent.REORDER, Intent.RECIPE, Intent.CHECKOUT,
    }
)  # fmt: skip
"""Acts by which what a cart holds may change."""


@dataclass(slots=True)
class Overheard:
    """Listens in on what a turn says of what came of it: that goes to the words unchanged."""

    outcomes: Sequence[Outcome] = field(default_factory=tuple)

    def __call__(self, outcomes: Sequence[Outcome], *rest: object, **more: object) -> Uttered:
        """Put what came of a turn into words, as ever."""
        self.outcomes = outcomes
        speak: Callable[..., Uttered] = utter
        return speak(outcomes, *rest, **more)


def told(outcomes: Iterable[Outcome], had: Mapping[str, int]) -> dict[str, int]:
    """Work out from what was said how much of each product there is now, where it was said."""
    now: dict[str, int] = {}
    for one in outcomes:
        match one:
            case InCart(goods, _, quantity) | NowInCart(goods, quantity):
                now[goods.gtin] = quantity.value
            case AllPut(put):
                now.update({goods.gtin: quantity.value for goods, quantity in put})
            case TakenOut(goods, _):
                now[goods.gtin] = 0
            case Swapped(old, goods, quantity):
                now[old.goods.gtin] = 0
                now[goods.gtin] = quantity.value
            case Cleared():
                now.update(dict.fromkeys((*had, *now), 0))
            case Undone(out, back, set_):
                now.update({line.goods.gtin: 0 for line in out})
                now.update({line.goods.gtin: line.quantity.value for line in (*back, *set_)})
            case _:
                pass
    return now


def check(answer: Answer, outcomes: Sequence[Outcome], before: Answer | None) -> None:
    """Check that the answer, the cart and what was said agree."""
    assert answer.say
    assert answer.spoken
    if before is not None and before.cart.id != answer.cart.id:
        return
    had = lines(before) if before is not None else {}
    has = lines(answer)
    said = told(outcomes, had)
    for gtin, quantity in said.items():
        assert has.get(gtin, 0) == quantity, (gtin, answer.say)
    changed = {gtin for gtin in {*had, *has} if had.get(gtin, 0) != has.get(gtin, 0)}
    assert changed <= said.keys(), answer.say
    if changed:
        assert CHANGING & {act.intent for act in answer.acts}, answer.acts


@pytest_asyncio.fixture
async def shop(database: Database) -> Talk:
    """Open the shop that every dialogue of the run is held in."""
    return await a_talk(database)


async def another(shop: Talk, language: Language) -> Talk:
    """Begin to talk in the same shop, as another household."""
    async with shop.database.work(shop.caller) as uow:
        household = await a_household(uow)
        opened = await start(uow, store=shop.store, language=language, household=household)
    return replace(shop, id=opened.id, household=household)


@settings(
    max_examples=max(1, SENTENCES // DIALOGUE),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    texts=st.lists(sentences(), min_size=DIALOGUE, max_size=DIALOGUE),
    language=st.sampled_from(list(Language)),
)
async def test_every_turn_is_answered_by_the_truth(
    shop: Talk, texts: list[str], language: Language
) -> None:
    talk = await another(shop, language)
    heard = Overheard()
    before: Answer | None = None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(turn, "utter", heard)
        for text in texts:
            answer = await talk.say(text)
            check(answer, heard.outcomes, before)
            before = answer

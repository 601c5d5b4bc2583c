"""Outcomes in, words out: every fact of a sentence comes from a row."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import assert_never, get_args

from comptoir.conversation import changed
from comptoir.conversation import outcomes as came
from comptoir.conversation.memory import Question
from comptoir.conversation.outcomes import Outcome
from comptoir.conversation.saying import bargains
from comptoir.conversation.saying.afterwards import say_change
from comptoir.conversation.saying.asides import say_aside
from comptoir.conversation.saying.asking import say_question
from comptoir.conversation.saying.card import Card, card
from comptoir.conversation.saying.chips import chips
from comptoir.conversation.saying.counter import say_cart, say_orders
from comptoir.conversation.saying.going_on import say_more
from comptoir.conversation.saying.goods import say_goods
from comptoir.conversation.saying.reckoning import say_reckoned
from comptoir.conversation.saying.refused import say_refusal
from comptoir.conversation.saying.ssml import sentences_of
from comptoir.conversation.saying.voice import Voice

_BESIDE = (
    *get_args(came.AboutStore), *get_args(came.AboutMoney),
    came.CartTold, came.CartEmpty, came.LineTold, came.PriceTold,
    came.StockTold, came.Found, came.NoneFound, came.OrderTold, came.NoOrders, came.Helped,
    came.NotOurs, came.NotUnderstood, changed.StaysIn,
)  # fmt: skip
"""What tells something and leaves the question that waits as it is."""

_IN_A_ROW = (came.InCart, came.NowInCart, came.TakenOut)


@dataclass(frozen=True, slots=True)
class Uttered:
    """What a turn says: `say` to read, `spoken` to hear, with its pauses, and a card to show."""

    say: str
    spoken: str
    card: Card


def utter(
    outcomes: Sequence[Outcome],
    voice: Voice,
    *,
    question: Question | None,
    lines: int,
    insists: bool = True,
) -> Uttered:
    """Put what came of a turn into words, once for each sense; `lines` is what the cart has.

    A question that waits is come back to after an answer beside it, where the turn `insists`.
    """
    if insists:
        outcomes = _asked_again(outcomes, question)
    words = say(outcomes, voice)
    offers = chips(outcomes, question, lines=lines, voice=voice)
    shown = card(outcomes, question, voice, text=words, chips=offers)
    return Uttered(words, say(outcomes, voice.aloud), shown)


def say(outcomes: Sequence[Outcome], voice: Voice) -> str:
    """Put what came of a turn into words, in order; what goes together in one sentence."""
    sentences: list[str] = []
    for _, run in groupby(outcomes, key=_together):
        sentences.extend(_run(tuple(run), voice))
    said = dict.fromkeys(sentence for sentence in sentences if sentence)
    return voice.tongue.typeset(_one_question(" ".join(said)))


def _asked_again(outcomes: Sequence[Outcome], question: Question | None) -> Sequence[Outcome]:
    """Come back to the question that still waits after an answer that is beside it."""
    if question is None or not question.asks or not outcomes:
        return outcomes
    if not all(isinstance(one, _BESIDE) for one in outcomes):
        return outcomes
    return (*outcomes, came.Asked(question))


def _one_question(text: str) -> str:
    """Leave out what is asked before the last question: nobody can answer two at once."""
    sentences = sentences_of(text)
    if not sentences or not sentences[-1].endswith("?"):
        return text
    told = [each for each in sentences[:-1] if not each.endswith("?")]
    return " ".join([*told, sentences[-1]]) if len(told) < len(sentences) - 1 else text


def _together(outcome: Outcome) -> tuple[type, int]:
    return (type(outcome), 0 if isinstance(outcome, _IN_A_ROW) else id(outcome))


def _run(run: tuple[Outcome, ...], voice: Voice) -> list[str]:
    added = [one for one in run if isinstance(one, came.InCart)]
    if added:
        return [_added(added, voice)]
    set_ = [one for one in run if isinstance(one, came.NowInCart)]
    if set_:
        parts = [voice.amount(one.goods, one.now, one.count) for one in set_]
        return [voice.phrase("now_in_cart", list=voice.listed(parts))]
    out = [one for one in run if isinstance(one, came.TakenOut)]
    if out:
        parts = [voice.amount(one.goods, one.quantity) for one in out]
        return [voice.phrase("taken_out", list=voice.listed(parts))]
    return [say_one(one, voice) for one in run]


def _added(added: Sequence[came.InCart], voice: Voice) -> str:
    parts = [voice.amount(one.goods, one.added, one.count) for one in added]
    said = voice.phrase("in_cart", list=voice.listed(parts))
    if len(added) > 1:
        return said
    goods, step = added[0].goods, added[0].further
    if added[0].now != added[0].added:
        now = voice.amount(goods, added[0].now)
        said = f"{said} {voice.phrase('in_cart_now', now=now)}"
    if step is not None and goods.promotion is not None:
        said = f"{said} {bargains.further(step, goods.promotion, voice)}"
    return said


def say_one(outcome: Outcome, voice: Voice) -> str:  # noqa: PLR0911 (one arm a group)
    """Put one outcome into words."""
    if isinstance(outcome, came.Asked):
        return say_question(outcome.question, voice)
    if isinstance(outcome, came.Refused):
        return say_refusal(outcome.refusal, voice)
    if isinstance(outcome, came.AboutGoods):
        return say_goods(outcome, voice)
    if isinstance(outcome, came.AboutCart):
        return say_cart(outcome, voice)
    if isinstance(outcome, came.AboutChange):
        return say_change(outcome, voice)
    if isinstance(outcome, came.AboutMoney):
        return say_reckoned(outcome, voice)
    if isinstance(outcome, came.AboutReading):
        return say_more(outcome, voice)
    if isinstance(outcome, came.AboutOrders):
        return say_orders(outcome, voice)
    if isinstance(outcome, came.AboutStore):
        return say_aside(outcome, voice)
    return _say_talk(outcome, voice)


def _say_talk(outcome: came.AboutTalk, voice: Voice) -> str:  # noqa: PLR0911 (one arm an outcome)
    match outcome:
        case came.OtherStore(name):
            return voice.phrase("other_store", name=name)
        case came.Helped():
            return voice.phrase("helped")
        case came.Again(said, spoken):
            again = voice.of_two(said, spoken)
            return voice.phrase("again", said=again) if again else voice.phrase("again_nothing")
        case came.Stopped():
            return voice.phrase("stopped")
        case came.Declined():
            return voice.phrase("declined")
        case came.Agreed():
            return voice.phrase("agreed")
        case came.NotOurs():
            return voice.phrase("not_ours")
        case came.NotUnderstood():
            return voice.phrase("not_understood")
        case came.MeantPerhaps(asked):
            return voice.phrase("meant_perhaps", asked=asked)
        case _:
            assert_never(outcome)

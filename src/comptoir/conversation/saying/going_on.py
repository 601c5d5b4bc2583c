"""Words for the rest of a list."""

from typing import assert_never

from comptoir.conversation import told as came
from comptoir.conversation.saying.voice import Voice


def say_more(outcome: came.AboutReading, voice: Voice) -> str:
    """Put the rest of a list into words."""
    match outcome:
        case came.CartGoesOn():
            return _cart(outcome, voice)
        case came.FoundMore(goods, more):
            labels = voice.tongue.and_([voice.label(each) for each in goods])
            said = voice.phrase("found_also", list=labels)
            return said if more else f"{said} {voice.phrase('that_is_all')}"
        case came.WantsGoOn(labels, left):
            asks = _left(left, voice) or [voice.phrase("all_right")]
            return " ".join([voice.phrase("goes_on", list=_named(labels, voice)), *asks])
        case came.NoMore():
            return voice.phrase("no_more")
        case came.AllTold():
            return voice.phrase("all_told")
        case _:
            assert_never(outcome)


def _cart(told: came.CartGoesOn, voice: Voice) -> str:
    said = [voice.phrase("cart_changed_meanwhile")] if told.changed else []
    parts = [voice.amount(line.goods, line.quantity) for line in told.lines]
    if parts:
        said.append(voice.phrase("goes_on", list=_named(parts, voice)))
    if told.left:
        said.extend(_left(told.left, voice))
    else:
        said.append(voice.phrase("cart_ends", total=voice.money(told.total)))
    return " ".join(said)


def _named(parts: tuple[str, ...] | list[str], voice: Voice) -> str:
    """Name every part, shortly to an ear."""
    short = [voice.tongue.brief(each) for each in parts] if voice.speaks else parts
    return voice.tongue.and_(short)


def _left(count: int, voice: Voice) -> list[str]:
    return [voice.phrase("left_to_read", count=count)] if count else []

"""Words for changes: those taken back, and those that came by themselves."""

from typing import assert_never

from comptoir.conversation import changed as came
from comptoir.conversation.saying.voice import Voice
from comptoir.conversation.spoken import Line


def say_change(outcome: came.AboutChange, voice: Voice) -> str:  # noqa: C901, PLR0911 (one arm an outcome)
    """Put an outcome about a change into words."""
    match outcome:
        case came.Undone():
            return _undone(outcome, voice)
        case came.NotBack(goods, left):
            if left.value == 0:
                return voice.phrase("not_back", goods=voice.tongue.goods(goods))
            return voice.phrase("not_back_whole", left=voice.amount(goods, left))
        case came.NothingToUndo():
            return voice.phrase("nothing_to_undo")
        case came.PriceMoved(goods, was):
            key = "price_fell" if goods.price < was else "price_rose"
            return voice.phrase(
                key,
                goods=voice.tongue.title(goods),
                was=voice.money(was),
                price=voice.price(goods),
            )
        case came.RanShort(goods, left):
            if left.value == 0:
                return voice.phrase("ran_out", goods=voice.tongue.goods(goods))
            return voice.phrase("ran_short", left=voice.amount(goods, left))
        case came.BackInStock(goods):
            return voice.phrase("back_in_stock", goods=voice.tongue.goods(goods))
        case came.AllPut(put):
            return voice.phrase("all_put", count=len(put))
        case came.AlreadySo(line):
            return voice.phrase("already_so", list=voice.amount(line.goods, line.quantity))
        case came.StaysIn(line):
            return voice.phrase("stays_in", list=voice.amount(line.goods, line.quantity))
        case _:
            assert_never(outcome)


def _undone(undone: came.Undone, voice: Voice) -> str:
    parts = [
        voice.phrase(key, list=_listed(lines, voice))
        for key, lines in (
            ("undone_out", undone.out),
            ("undone_back", undone.back),
            ("undone_set", undone.set_),
        )
        if lines
    ]
    if undone.window:
        parts.append(voice.phrase("undone_window"))
    return voice.phrase("undone", list=voice.tongue.and_(parts)) if parts else ""


def _listed(lines: tuple[Line, ...], voice: Voice) -> str:
    return voice.listed([voice.amount(line.goods, line.quantity) for line in lines])

"""A discount code that is said: put on the cart, taken off it, or asked for.

Only the store's own codes are listened for, so that what a recogniser makes of one may be spelt
any way: in a word, letter by letter, its figures as numbers, or as it sounds. What is said beside
the code is heard as any sentence.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from comptoir.conversation.beside import CodeAsked, CodeOff, CodeTaken, CodeUnknown
from comptoir.conversation.outcomes import Outcome
from comptoir.conversation.saying import english_numbers, french_numbers
from comptoir.conversation.turning.desk import Desk
from comptoir.conversation.turning.phrasing import Phrase, has, phrases
from comptoir.goods.catalog.phonetics import sound
from comptoir.goods.catalog.text import fold, words
from comptoir.goods.pricing import queries as pricing
from comptoir.goods.pricing.model import DiscountCode
from comptoir.kernel.locale import Language
from comptoir.shopping.carts import commands as carts

_WRITTEN = re.compile(r"\w+")
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
"""Words as `words` cuts them, letters and figures apart."""

_RUNS = re.compile(r"\d+|[A-Z]+")
_LONGEST = 8
"""Words that a code may be said in, unless it is spelt."""
_NEAR = 3
"""So many words before a code what is to become of it is said."""
_TOLD_BACK = 4
"""So many words of what is no code are told back."""


@dataclass(frozen=True, slots=True)
class Coded:
    """What came of a code, and the rest of the sentence as it was said."""

    outcomes: tuple[Outcome, ...]
    rest: str


async def coded(desk: Desk) -> Coded | None:
    """Do what a sentence asks of a discount code; None when it is about something else."""
    awaited = desk.memory.kept.code_asked
    said, table = tuple(words(desk.text)), phrases(desk.language)
    named = _named(said, table["code"]) or _named(said, table["code_bare"])
    if named is None and not awaited:
        return None
    _await(desk, awaited=False)
    known = await pricing.discount_codes(desk.uow, store=desk.store.id)
    if named is None:
        start = _after(said, 0, table["code_is"])
        return await _taken(desk, known, said[:0], said[start:], sure=_looks_so(desk.text))
    sure = said[named[0] : named[1]] not in table["code_bare"]
    before = _before(said[: named[0]], table["code_opening"])
    if has(said[max(0, named[0] - _NEAR) : named[0]], table["code_off"]):
        return await _off(desk, said[named[1] :])
    after = said[_after(said, named[1], table["code_is"]) :]
    return await _taken(desk, known, before, after, sure=sure)


async def _taken(
    desk: Desk, known: Sequence[DiscountCode], before: Phrase, after: Phrase, *, sure: bool
) -> Coded | None:
    """Take the code that a sentence goes on with, or say that there is none such."""
    code, length = _found(known, after, desk.language)
    if code is not None:
        await carts.apply_discount(desk.uow, cart=desk.cart, code=code.code)
        desk.cart_changed()
        left = after[length:]
        polite = left in phrases(desk.language)["please"]
        rest = _rest(desk.text, len(before), 0 if polite else len(left))
        return Coded((await _told(desk, code),), rest)
    if not sure:
        return None
    goes_on = _goes_on(after, phrases(desk.language)["code_end"])
    rest = _rest(desk.text, len(before), len(after) - goes_on)
    if goes_on == 0:
        _await(desk, awaited=True)
        return Coded((CodeAsked(),), rest)
    return Coded((CodeUnknown(" ".join(after[: min(goes_on, _TOLD_BACK)]).upper()),), rest)


async def _told(desk: Desk, code: DiscountCode) -> CodeTaken:
    cart = await desk.whole_cart()
    refused = cart.discount_refused
    return CodeTaken(
        code=code.code,
        off=cart.totals.discount,
        total=cart.totals.total,
        refused=None if refused is None or not cart.lines else refused.value,
        missing=cart.discount_missing,
        starts=cart.discount_from,
        empty=not cart.lines,
    )


async def _off(desk: Desk, after: Phrase) -> Coded:
    """Take the code off the cart, whichever it is; what a conjunction joins to that is the rest."""
    there = (await desk.whole_cart()).discount_code
    if there is not None:
        await carts.apply_discount(desk.uow, cart=desk.cart, code="")
        desk.cart_changed()
    joined = _goes_on(after, phrases(desk.language)["code_and"])
    return Coded((CodeOff(there or ""),), _rest(desk.text, 0, len(after) - joined))


def _await(desk: Desk, *, awaited: bool) -> None:
    kept = replace(desk.memory.kept, code_asked=awaited)
    desk.memory = replace(desk.memory, kept=kept)


def _found(
    known: Sequence[DiscountCode], said: Phrase, language: Language
) -> tuple[DiscountCode | None, int]:
    """Find the code that words begin with, and how many of them it takes."""
    spelt = all(len(word) == 1 for word in said[:_LONGEST])
    most = len(said) if spelt else min(len(said), _LONGEST)
    for keyed in (_plain, sound):
        for length in range(most, 0, -1):
            heard = keyed("".join(said[:length]))
            fits = [
                code
                for code in known
                if heard in {keyed(each) for each in _ways(code.code, language)}
            ]
            if len(fits) == 1:
                return fits[0], length
    return None, 0


def _plain(text: str) -> str:
    return text


def _ways(code: str, language: Language) -> set[str]:
    """Give how a code is written down when it is said: as it is, or its figures as numbers."""
    bare = code.replace("-", "")
    runs: list[str] = _RUNS.findall(bare)
    cardinal = _cardinal(language)
    said = "".join(fold(cardinal(int(run))) if run.isdecimal() else run for run in runs)
    return {fold(bare), "".join(_TOKEN.findall(fold(said)))}


def _cardinal(language: Language) -> Callable[[int], str]:
    french = language is Language.FRENCH
    return french_numbers.cardinal if french else english_numbers.cardinal


def _named(said: Phrase, ways: Sequence[Phrase]) -> tuple[int, int] | None:
    """Find where a sentence names a code: the longest way of saying so."""
    fits = [
        (start, start + len(way))
        for way in ways
        for start in range(len(said) - len(way) + 1)
        if said[start : start + len(way)] == way
    ]
    return max(fits, key=lambda at: (at[1] - at[0], -at[0]), default=None)


def _before(said: Phrase, openings: Sequence[Phrase]) -> Phrase:
    """Give what stands before "j'ai un", "applique le", "avec mon"."""
    single = {word for opening in openings for word in opening}
    end = len(said)
    while end and said[end - 1] in single:
        end -= 1
    return said[:end]


def _after(said: Phrase, start: int, copulas: Sequence[Phrase]) -> int:
    """Skip "c'est", "est le": what leads from a code to its name."""
    single = {word for copula in copulas for word in copula}
    while start < len(said) and said[start] in single:
        start += 1
    return start


def _goes_on(said: Phrase, ends: Sequence[Phrase]) -> int:
    """Tell how many words stand before the sentence turns to something else."""
    at = _named(said, ends)
    return len(said) if at is None else at[0]


def _looks_so(text: str) -> bool:
    """Tell whether one word alone is written as codes are: in capitals, or with figures."""
    found = _WRITTEN.findall(text)
    word = found[0] if len(found) == 1 else ""
    return len(word) > 1 and (word.isupper() or any(sign.isdecimal() for sign in word))


def _rest(text: str, first: int, last: int) -> str:
    """Give the first and the last words of a sentence, so many of each, as they were said."""
    spans = [match.span() for match in _TOKEN.finditer(text)]
    if len(spans) != len(words(text)):
        said = words(text)
        return " ".join([*said[:first], *said[len(said) - last :]] if last else said[:first])
    parts = (
        text[: spans[first - 1][1]] if first else "",
        text[spans[len(spans) - last][0] :] if last else "",
    )
    return ", ".join(part for part in parts if part)

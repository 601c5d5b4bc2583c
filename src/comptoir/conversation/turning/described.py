"""What is said of goods beside their name: "pour la purée", "il est stérilisé", "que le doux"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from comptoir.conversation.model import SaidItem
from comptoir.conversation.turning.choosing import aspects_of, look_for
from comptoir.conversation.turning.desk import Desk
from comptoir.conversation.turning.naming import headed, names, said_stems
from comptoir.conversation.turning.phrasing import Phrase, has, phrases
from comptoir.goods.catalog.text import words
from comptoir.goods.shelf.model import ShelfItem
from comptoir.kernel.locale import Language

_LONGEST = 3
_BREAK = re.compile(r"[,;.?!]")
_FEW = 6


async def described(desk: Desk, said: SaidItem) -> SaidItem:
    """Give an item with what the sentence says of it around its name, where goods are called so.

    What is said with a no is left alone: it tells what is not wanted.
    """
    around = _around(desk, said)
    stems = set(said_stems(said.product, desk.language))
    if not stems or not any(around):
        return said
    for aspect in aspects_of(said.product, desk.language):
        told = said_stems(aspect, desk.language)
        if any(_has_all(part, told, desk.language) for part in around):
            return _with(said, aspect, desk.language)
    for part in around:
        for told in _told(part, desk.language):
            if set(said_stems(told, desk.language)) <= stems:
                continue
            narrower = _with(said, told, desk.language)
            wanted = said_stems(narrower.product, desk.language)
            found = await look_for(desk, narrower, limit=_FEW)
            named = [item for item in found if names(item, wanted, desk.language)]
            if named and await _is_of(desk, said, named[0], wanted):
                return narrower
    return said


async def _is_of(desk: Desk, said: SaidItem, item: ShelfItem, wanted: Sequence[str]) -> bool:
    """Tell whether goods are a kind of what was named: mashed potato is no kind of potato.

    A French name begins with what the goods are; or the lexicon makes one word of all.
    """
    head = said_stems(said.product, desk.language)[:1]
    one_thing = not set(head) & set(wanted)
    if desk.language is Language.FRENCH and (one_thing or headed(item, head, desk.language)):
        return True
    plain = await look_for(desk, said, limit=1)
    return bool(plain) and plain[0].category == item.category


def _around(desk: Desk, said: SaidItem) -> tuple[str, ...]:
    """Give the words before an item and behind it, up to the goods named beside it."""
    start, end = said.span
    here = set(said_stems(desk.text[start:end], desk.language))
    if not here & set(said_stems(said.product, desk.language)):
        return ()
    before = max((one[1] for one in desk.spans if one[1] <= start), default=0)
    after = min((one[0] for one in desk.spans if one[0] >= end), default=len(desk.text))
    no = phrases(desk.language, "qualifiers")["no"]
    parts = (desk.text[end:after], desk.text[before:start])
    return tuple(part for part in parts if part.strip() and not has(words(part), no))


def _has_all(part: str, told: Phrase, language: Language) -> bool:
    found = said_stems(part, language)
    return bool(told) and any(
        found[at : at + len(told)] == told for at in range(len(found) - len(told) + 1)
    )


def _told(part: str, language: Language) -> list[str]:
    """Give what stands behind "pour le" or "il est", as few words as may name a kind."""
    openings = phrases(language, "qualifiers")["describing"]
    found: list[str] = []
    for piece in _BREAK.split(part):
        said = words(piece)
        for at in range(len(said)):
            for opening in (one for one in openings if tuple(said[at : at + len(one)]) == one):
                rest = said[at + len(opening) :][:_LONGEST]
                found.extend(" ".join(rest[:length]) for length in range(len(rest), 0, -1))
    return list(dict.fromkeys(found))


def _with(said: SaidItem, told: str, language: Language) -> SaidItem:
    product = f"{told} {said.product}" if language is Language.ENGLISH else f"{said.product} {told}"
    return replace(said, product=product)

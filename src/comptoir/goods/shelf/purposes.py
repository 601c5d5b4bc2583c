"""What a shopper is after without naming goods: "de quoi faire des crêpes"; pure."""

from collections.abc import Sequence
from functools import cache

from comptoir.goods.catalog.lexicon import entries
from comptoir.goods.catalog.terms import stems
from comptoir.goods.catalog.text import fold
from comptoir.goods.shelf.question import Group
from comptoir.goods.shelf.vocabulary import Vocabulary

_OPENINGS = frozenset({
    ("pour",), ("quoi",), ("contre",), ("quelque", "chose"), ("truc",), ("trucs",), ("machin",),
    ("besoin",), ("plus", "rien"), ("un", "bon"), ("something",), ("stuff",), ("what", "i", "need"),
    ("for", "my"), ("to",), ("against",),
})  # fmt: skip
"""Words that say that a purpose follows, not goods."""


def serving(words: Sequence[str], vocabulary: Vocabulary) -> Group | None:
    """Give the goods that serve the purpose told, or None where goods are named or none serves."""
    folded = [fold(word) for word in words]
    if not any(_opens(folded, place) for place in range(len(folded))):
        return None
    told = {entries.purpose_stem(word) for word in words}
    for needed, texts in entries.purposes():
        if needed <= told and not _names_goods(folded, needed):
            keys = [stems(text) for text in texts]
            met = [each for each in keys if each and all(map(vocabulary.products, each))]
            return Group(" ".join(folded), tuple(dict.fromkeys(met))) if met else None
    return None


def _opens(folded: Sequence[str], place: int) -> bool:
    return any(tuple(folded[place : place + len(each)]) == each for each in _OPENINGS)


def _names_goods(folded: Sequence[str], needed: frozenset[str]) -> bool:
    """Tell whether goods are named before the purpose: "du lait pour faire des crêpes"."""
    for word in folded:
        if (word,) in _OPENINGS or word in ("quelque", "chose"):
            return False
        key = entries.purpose_stem(word)
        if key in needed:
            return False
        if not _says_nothing(word):
            return True
    return False


def _says_nothing(word: str) -> bool:
    return (
        word in entries.stop_words()
        or word in entries.english_stop_words()
        or word in entries.spoken_words()
        or word in entries.containers()
        or word in _carrying()
    )


@cache
def _carrying() -> frozenset[str]:
    return frozenset(word for runs in entries.carriers().values() for run in runs for word in run)

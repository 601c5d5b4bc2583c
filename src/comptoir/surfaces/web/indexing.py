"""Which searches robots may list: those that goods answer, in the goods' own words."""

from collections import Counter
from collections.abc import Iterable, Sequence

from comptoir.goods.catalog.lexicon import entries
from comptoir.goods.catalog.terms import kept_words
from comptoir.goods.catalog.text import english_stem, fold, raw_words, stem_of
from comptoir.goods.shelf.model import ShelfItem
from comptoir.kernel.locale import Language

FEWEST = 3
"""A search that fewer goods answer says no more than their sheets."""
_MOST = 6
"""Words beyond which a search is a sentence of its own."""


def own_words(words: str, items: Sequence[ShelfItem], language: Language) -> str:
    """Write a search as the goods that answer it write their names; empty when they cannot.

    The title of a page of results repeats what was searched for. Were every such page listed, it
    would be an advertisement for anybody who links to one. So each word must be one that some of
    the goods bear; the little words between them are left out where no name has them. However it
    was typed, one search comes out as one text.
    """
    if len(items) < FEWEST:
        return ""
    borne = _borne(items, language)
    said: dict[str, None] = {}
    for word in raw_words(words):
        if (spelt := borne.get(_key(word, language))) is not None:
            said.setdefault(spelt)
        elif not _is_little(word):
            return ""
    return " ".join(said) if len(said) <= _MOST else ""


def _borne(items: Iterable[ShelfItem], language: Language) -> dict[str, str]:
    """Give the words that goods bear by what they have in common, each as most of them spell it."""
    spellings: dict[str, Counter[str]] = {}
    for item in items:
        name = item.name_en if language is Language.ENGLISH and item.name_en else item.name
        for word in raw_words(f"{name} {item.brand}"):
            spellings.setdefault(_key(word, language), Counter())[word] += 1
    return {key: counted.most_common(1)[0][0] for key, counted in spellings.items()}


def _key(word: str, language: Language) -> str:
    return english_stem(fold(word)) if language is Language.ENGLISH else stem_of(word)


def _is_little(word: str) -> bool:
    return not kept_words(word) or fold(word) in entries.english_stop_words()

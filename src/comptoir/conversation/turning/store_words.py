"""What a store's own goods are called, which hearing knows beside the words of the lexicon."""

import asyncio
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from comptoir.conversation.hear import hear
from comptoir.conversation.hearing.lexicon import lexicon
from comptoir.conversation.vocabulary import Vocabulary
from comptoir.db.unit_of_work import Reading
from comptoir.goods.catalog.text import fold
from comptoir.goods.shelf import memory, queries
from comptoir.goods.shelf.model import Called
from comptoir.kernel.locale import Language

_UNHEARD_OF = "zorgluf"
"""A word that nothing is called: looking for it builds what finds words by their sound."""

_MOST_WORDS = 6
"""Names longer than this are labels, and nobody says them."""


MOST_KEPT = 64
"""Vocabularies that a process keeps, some megabytes each: those that were last spoken to."""


@dataclass(frozen=True, slots=True)
class _Known:
    """The words of a store as of one version of the catalogue."""

    version: int
    vocabulary: Vocabulary


_Key = tuple[str, str, Language]
_known: OrderedDict[_Key, _Known] = OrderedDict()
_loading: defaultdict[_Key, asyncio.Lock] = defaultdict(asyncio.Lock)
_refreshing: dict[_Key, asyncio.Task[_Known]] = {}


async def store_words(on: Reading, *, store: str, language: Language) -> Vocabulary:
    """Give the words that are known in a store.

    They are gathered once a process and store, in a thread of their own, and kept while the store
    is among the `MOST_KEPT` last spoken to; when the catalogue has changed, the ones known before
    serve until the new ones are ready.
    """
    key = (memory.place(on), store, language)
    version = (await memory.vocabulary(on)).version
    known = _known.get(key)
    if known is None:
        async with _loading[key]:
            known = _known.get(key)
            known = known or await _learn(key, version, await queries.called(on, store=store))
        return known.vocabulary
    _known.move_to_end(key)
    if known.version != version and key not in _refreshing:
        goods = await queries.called(on, store=store)
        task = asyncio.create_task(_learn(key, version, goods), name="store-words")
        _refreshing[key] = task
        task.add_done_callback(lambda _: _refreshing.pop(key, None))
    return known.vocabulary


async def _learn(key: _Key, version: int, goods: Sequence[Called]) -> _Known:
    _, _, language = key
    known = _Known(version, await asyncio.to_thread(gathered, goods, language))
    _known[key] = known
    _known.move_to_end(key)
    while len(_known) > MOST_KEPT:
        _known.popitem(last=False)
    return known


def kept() -> int:
    """Count the vocabularies that this process keeps."""
    return len(_known)


def _sayable(names: Iterable[str], talk: frozenset[str]) -> list[str]:
    """Keep what is short enough to be said and is more than words of everyday talk.

    A brand that is called "Oui" must not make goods of every yes.
    """
    kept: set[str] = set()
    for name in names:
        words = fold(name).replace("'", " ").replace("-", " ").split()
        spoken = [word for word in words if word.isalpha()]
        if spoken and len(words) <= _MOST_WORDS and not talk.issuperset(spoken):
            kept.add(name.strip())
    return sorted(kept)


def gathered(goods: Sequence[Called], language: Language) -> Vocabulary:
    """Put what goods are called beside the words of a language's lexicon."""
    names = (
        [name for each in goods for name in (each.name, *each.aliases)]
        if language is Language.FRENCH
        else [each.name_en for each in goods]
    )
    book = lexicon(language.value)
    talk = book.goods.ear.deaf | book.goods.ear.common
    phrases = _sayable((name.split(",", 1)[0] for name in names), talk)
    words = book.words.with_store(phrases, _sayable((each.brand for each in goods), talk))
    hear(_UNHEARD_OF, language=language.value, pending=None, vocabulary=words)
    return words

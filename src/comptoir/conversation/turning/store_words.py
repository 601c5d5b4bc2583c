"""What a store's own goods are called, which hearing knows beside the words of the lexicon.

A chain has thousands of stores and one range of goods, so that what goods are called is indexed
once a process; of each store it is only kept which of the names it has, one bit a name.
"""

import asyncio
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from comptoir.conversation.hearing.lexicon import lexicon
from comptoir.conversation.hearing.names import Names
from comptoir.conversation.vocabulary import Vocabulary
from comptoir.db.unit_of_work import Reading
from comptoir.goods.catalog.text import fold
from comptoir.goods.shelf import memory, queries
from comptoir.goods.shelf.model import Called
from comptoir.kernel.locale import Language

_MOST_WORDS = 6
"""Names longer than this are labels, and nobody says them."""

MOST_KEPT = 4_000
"""Assortments that a process keeps, some kilobytes each: of the stores last spoken to."""


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


def gathered(goods: Sequence[Called], language: Language) -> Vocabulary:
    """Put what goods are called beside the words of a language's lexicon."""
    french = language is Language.FRENCH
    names = {
        name
        for each in goods
        for name in ((each.name, *each.aliases) if french else (each.name_en,))
    }
    told = _told(language)
    assortment = told.names.learn(told.sayable(names), told.sayable({each.brand for each in goods}))
    return lexicon(language.value).words.beside(assortment)


class _Told:
    """What goods are called in a language, and what of it is said of them."""

    def __init__(self, language: Language) -> None:
        book = lexicon(language.value)
        self.names = Names(book.words.rules)
        self._talk = book.goods.ear.deaf | book.goods.ear.common
        self._sayable: dict[str, str | None] = {}

    def sayable(self, names: Iterable[str]) -> set[str]:
        """Keep what is short enough to be said and is more than words of everyday talk.

        Of a label what stands before its first comma is said. A brand that is called "Oui" must
        not make goods of every yes.
        """
        for name in names:
            if name not in self._sayable:
                self._sayable[name] = self._said_of(name.split(",", 1)[0].strip())
        return {said for name in names if (said := self._sayable[name]) is not None}

    def _said_of(self, name: str) -> str | None:
        words = fold(name).replace("'", " ").replace("-", " ").split()
        spoken = [word for word in words if word.isalpha()]
        short = spoken and len(words) <= _MOST_WORDS
        return name if short and not self._talk.issuperset(spoken) else None


@cache
def _told(language: Language) -> _Told:
    return _Told(language)

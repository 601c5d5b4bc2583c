"""The catalogue's vocabulary as this process knows it, read again when the catalogue changes."""

import asyncio
from collections import defaultdict

from comptoir.db.unit_of_work import Reading
from comptoir.goods.shelf import _search_store
from comptoir.goods.shelf.reading import read
from comptoir.goods.shelf.vocabulary import Vocabulary
from comptoir.kernel.locale import Language

_known: dict[str, Vocabulary] = {}
_loading: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)


_REHEARSED = {Language.FRENCH: "lét demi écrémé", Language.ENGLISH: "sulphat free milk"}


def learn() -> None:
    """Read the lists of words in both languages, so that nobody's first search waits for them."""
    nothing = Vocabulary(0, {})
    for language, words in _REHEARSED.items():
        read(words, vocabulary=nothing, language=language)


async def vocabulary(on: Reading) -> Vocabulary:
    """Give the vocabulary of the catalogue as last read."""
    where = place(on)
    return _known.get(where) or await _load(on, where, None)


async def newer(on: Reading, known: Vocabulary, seen: int | None) -> Vocabulary | None:
    """Give the vocabulary anew when the catalogue is another than the `known` one; else None.

    `seen` is the version that an answer came from; without an answer it is asked for.
    """
    version = await _search_store.VERSION.one(on) if seen is None else seen
    return None if version == known.version else await _load(on, place(on), known)


async def _load(on: Reading, where: str, known: Vocabulary | None) -> Vocabulary:
    async with _loading[where]:
        already = _known.get(where)
        if already is not None and already is not known:
            return already
        loaded = await asyncio.to_thread(_made, await _search_store.TERMS.one(on))
        _known[where] = loaded
        return loaded


def _made(told: _search_store.Terms) -> Vocabulary:
    pairs = (line.rsplit(" ", 1) for line in told.lines.split("\n") if line)
    return Vocabulary(told.version, {term: int(count) for term, count in pairs})


def place(on: Reading) -> str:
    """Name the database that a connection is to."""
    info = on.connection.info
    return f"{info.host}:{info.port}/{info.dbname}"

"""The catalogue's vocabulary as this process knows it, read again when the catalogue changes."""

from comptoir.db.unit_of_work import Reading
from comptoir.goods.shelf import _search_store
from comptoir.goods.shelf.vocabulary import Vocabulary

_known: dict[str, Vocabulary] = {}


async def vocabulary(on: Reading) -> Vocabulary:
    """Give the vocabulary of the catalogue."""
    info = on.connection.info
    place = f"{info.host}:{info.port}/{info.dbname}"
    known = _known.get(place)
    if known is None:
        known = _known[place] = await _load(on)
    return known


async def _load(on: Reading) -> Vocabulary:
    told = await _search_store.TERMS.one(on)
    pairs = (line.split(" ") for line in told.lines.split("\n") if line)
    return Vocabulary(told.version, {term: int(count) for term, count in pairs})

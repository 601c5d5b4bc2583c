"""Questions about where goods come from, and about the chain's other stores."""

from collections.abc import Sequence

from comptoir.conversation.beside import OriginTold, StoresTold
from comptoir.conversation.model import SaidItem
from comptoir.conversation.outcomes import Outcome, Unknown
from comptoir.conversation.turning.choosing import Meant, Nothing, Several, choose
from comptoir.conversation.turning.desk import Desk
from comptoir.conversation.turning.phrasing import Phrase, has, phrases
from comptoir.goods.shelf import queries as shelf
from comptoir.goods.shelf.model import ShelfItem
from comptoir.goods.stores import queries as stores


async def origin(desk: Desk, said: Phrase) -> tuple[Outcome, ...] | None:
    """Tell where the product that is named comes from, as its offer says; None for other talk."""
    table = phrases(desk.language)
    if not has(said, table["origin"]):
        return None
    asking = {word for name in ("origin", "about") for phrase in table[name] for word in phrase}
    product = " ".join(word for word in said if word not in asking)
    items = await _meant(desk, product)
    if not items:
        return (Unknown(product),)
    for item in items:
        desk.meant(product or item.name, item.gtin)
    return tuple(OriginTold(desk.goods(item), item.origin) for item in items)


async def other_stores(desk: Desk, said: Phrase) -> tuple[Outcome, ...] | None:
    """Tell which stores the chain has beside this one; None for other talk."""
    if not has(said, phrases(desk.language)["stores"]):
        return None
    names = [each.name for each in await stores.stores(desk.uow) if each.id != desk.store.id]
    return (StoresTold(desk.store.name, tuple(names)),)


async def _meant(desk: Desk, product: str) -> Sequence[ShelfItem]:
    if not product:
        last = desk.memory.last
        found = await shelf.items(desk.uow, store=desk.store.id, gtins=[last] if last else [])
        return tuple(found.values())
    match await choose(desk, SaidItem(product)):
        case Meant(item):
            return (item,)
        case Several(items):
            return items
        case Nothing():
            return ()

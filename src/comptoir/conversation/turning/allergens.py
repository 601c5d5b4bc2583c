"""Questions about allergens: what the row of a product says, never a judgement."""

from collections.abc import Collection, Mapping, Sequence

from comptoir.conversation.beside import AllergensOfMany, AllergensTold, AllergensUnsure
from comptoir.conversation.model import SaidItem
from comptoir.conversation.outcomes import Outcome
from comptoir.conversation.turning.choosing import look_for
from comptoir.conversation.turning.desk import Desk
from comptoir.conversation.turning.naming import names, said_stems
from comptoir.conversation.turning.phrasing import Phrase, first_of
from comptoir.goods.catalog import queries as catalog
from comptoir.goods.catalog.model import Product
from comptoir.goods.shelf import queries as shelf
from comptoir.goods.shelf.model import ShelfItem

_MOST_TOLD = 3


async def allergens(
    desk: Desk, said: Phrase, table: Mapping[str, tuple[Phrase, ...]]
) -> tuple[Outcome, ...] | None:
    """Tell the allergens and the traces of the product named; None when none of it is spoken of."""
    about = {word for phrase in table["about"] for word in phrase}
    asked = first_of(said, table["contains"])
    harm = first_of(said, table["harm"])
    free = first_of(said, table["free"])
    if free is not None and _only(said[free[1] :], table["allergen"], about):
        return await _told(desk, [])
    if asked is not None:
        told = harm[1] if harm is not None and harm[1] <= asked[0] else 0
        feared = first_of(said[told : asked[0]], table["allergen"]) if told else None
        start = told + (feared[1] if feared is not None else 0)
        return await _told(desk, [word for word in said[start : asked[0]] if word not in about])
    held = first_of(said, table["inside"])
    names_one = held is not None and first_of(said[: held[0]], table["allergen"]) is not None
    if held is not None and (harm is not None or names_one):
        return await _told(desk, list(said[held[1] :]))
    listed = first_of(said, table["listed"])
    behind = () if listed is None else said[listed[1] :]
    of = first_of(behind, table["of"])
    if of is not None:
        return await _told(desk, list(behind[of[1] :]))
    return None if harm is None else (AllergensUnsure(),)


def _only(said: Phrase, allergens_: Sequence[Phrase], about: Collection[str]) -> bool:
    """Tell whether nothing but an allergen is named: "c'est sans gluten, ça"."""
    found = first_of(said, allergens_)
    rest = () if found is None else (*said[: found[0]], *said[found[1] :])
    return found is not None and all(word in about for word in rest)


async def _told(desk: Desk, product: Sequence[str]) -> tuple[Outcome, ...]:
    said = " ".join(product)
    items = await _meant(desk, said)
    if not items:
        return (AllergensUnsure(),)
    rows = await catalog.products(desk.uow, gtins=[item.gtin for item in items])
    if len(items) > _MOST_TOLD:
        return (_of_many(said, list(rows.values())), AllergensUnsure())
    told = tuple(
        AllergensTold(
            desk.goods(item), tuple(rows[item.gtin].allergens), tuple(rows[item.gtin].traces)
        )
        for item in items
        if item.gtin in rows
    )
    return (*told, AllergensUnsure())


def _of_many(said: str, rows: Sequence[Product]) -> AllergensOfMany:
    """Put together what the rows of a name have all, and what only some of them have."""
    held = [set(row.allergens) for row in rows]
    named = set[str]().union(*held)
    every = named.intersection(*held)
    some = named - every
    return AllergensOfMany(said, len(rows), tuple(sorted(every)), tuple(sorted(some)))


async def _meant(desk: Desk, product: str) -> tuple[ShelfItem, ...]:
    """Give the goods of a name, those in the cart first; for no name what was spoken of last."""
    if not product:
        last = desk.memory.last
        found = await shelf.items(desk.uow, store=desk.store.id, gtins=[last] if last else [])
        return tuple(found.values())
    words = said_stems(product, desk.language)
    found = await look_for(desk, SaidItem(product))
    named = tuple(item for item in found if names(item, words, desk.language))
    cart = await desk.whole_cart()
    in_cart = tuple(item for item in named if cart.line(item.gtin) is not None)
    return in_cart or named

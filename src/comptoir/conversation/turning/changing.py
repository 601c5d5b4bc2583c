"""Going to another store by voice: heard, asked where it is not clear, told when one is there."""

from collections.abc import Sequence
from dataclasses import dataclass

from comptoir.conversation.beside import AlreadyHere, StoreChanged, StoresTold
from comptoir.conversation.memory import Offered, Question
from comptoir.conversation.model import Act, Doubt, Intent, Mode, PendingKind, SaidItem
from comptoir.conversation.outcomes import Outcome, ShortOfStock
from comptoir.conversation.spoken import Goods
from comptoir.conversation.turning.amounts import kept
from comptoir.conversation.turning.desk import Desk, MoveCart
from comptoir.conversation.turning.phrasing import Phrase, has, phrases
from comptoir.conversation.turning.windows import pointed
from comptoir.goods.catalog.text import fold, words
from comptoir.goods.shelf.substitutes import substitutes
from comptoir.goods.stores import queries as stores
from comptoir.goods.stores.model import Store
from comptoir.shopping.carts.moving import Fate, LineMove, Moved

_LITTLE = frozenset(
    (
        "de",
        "la",
        "le",
        "les",
        "l",
        "du",
        "des",
        "d",
        "a",
        "au",
        "aux",
        "et",
        "the",
        "of",
        "at",
        "in",
    )
)
_MOST_OFFERED = 6
_PLACES = {"place_1": 1, "place_2": 2, "place_3": 3, "place_4": 4, "place_last": -1}

Stores = tuple[Store, ...]
_GOODS = frozenset({Intent.ADD, Intent.REMOVE, Intent.SET_QUANTITY, Intent.REPLACE})


@dataclass(frozen=True, slots=True)
class Heard:
    """What a sentence about stores comes to: said at once, or left to be done there."""

    outcomes: tuple[Outcome, ...] | None
    acts: tuple[Act, ...] = ()


async def store_change(desk: Desk, acts: Sequence[Act]) -> Heard | None:
    """Take a sentence that goes to another store; None when it is about something else."""
    said, table = tuple(words(desk.text)), phrases(desk.language)
    asked = desk.question is not None and desk.question.kind is PendingKind.ASK_STORE
    changes = has(said, table["change_store"])
    goes = has(said, table["go_there"]) and not has(said, table["not_going"])
    if not (asked or changes or (goes and not any(each.isdigit() for each in desk.text))):
        return None
    every = await stores.stores(desk.uow)
    found = _named(said, every) or (_pointed(desk, acts, said, every) if asked else ())
    if not found:
        return await _which(desk, every) if changes else None
    store, *others = found
    if others:
        return _ask(desk, found)
    if store.id == desk.store.id:
        return Heard((AlreadyHere(store.name),)) if asked or changes else None
    desk.answered()
    desk.outside = MoveCart(store.id)
    return Heard(None, _left(acts, said, table, store))


async def arrived(desk: Desk, moved: Moved | None) -> tuple[Outcome, ...]:
    """Tell what changed, and offer the nearest for what is missing."""
    if moved is None:
        return (StoreChanged(desk.store.name),)
    cart = await desk.whole_cart()
    gone, fewer = moved.did_not_come, [each for each in moved.came if each.fate is Fate.FEWER]
    goods = {each.gtin: each for each in await _goods(desk, [*gone, *fewer])}
    told: list[Outcome] = [
        StoreChanged(
            desk.store.name,
            came=len(moved.came),
            every=len(moved.lines),
            missing=tuple(goods[each.gtin] for each in gone if each.gtin in goods),
            prices=sum(1 for each in moved.came if each.price != each.price_was),
            total=cart.totals.total,
            slot_lost=moved.slot_lost is not None,
            mode_lost=moved.mode_lost,
        )
    ]
    told.extend(
        ShortOfStock(goods[each.gtin], each.now)
        for each in fewer
        if each.now is not None and each.gtin in goods
    )
    for line in gone:
        told.extend(await _nearest(desk, line, goods.get(line.gtin)))
    return tuple(told)


async def _nearest(desk: Desk, line: LineMove, goods: Goods | None) -> tuple[Outcome, ...]:
    """Offer what is nearest to a product that the store does not have; nothing is put in."""
    near = await substitutes(desk.uow, store=desk.store.id, gtin=line.gtin, limit=1)
    if not near or goods is None:
        return ()
    name = desk.voice.tongue.title(goods)
    item = SaidItem(product=name, amount=kept(line.asked))
    return desk.ask(Question(PendingKind.CHOICES, offered=desk.offered(near), item=item))


async def _goods(desk: Desk, lines: Sequence[LineMove]) -> tuple[Goods, ...]:
    """Give products as they are spoken of, whether this store sells them or not."""
    return await desk.unlisted([each.gtin for each in lines])


async def _which(desk: Desk, every: Sequence[Store]) -> Heard:
    others = [each for each in every if each.id != desk.store.id]
    if not others:
        return Heard((StoresTold(desk.store.name, ()),))
    return _ask(desk, sorted(others, key=lambda each: _distance(desk.store, each)))


def _distance(here: Store, there: Store) -> tuple[bool, int, str]:
    """Rank stores by how far they are; those that nobody has put on a map come last.

    A degree to the east is about two thirds of one to the north in France, near enough to rank.
    """
    if here.latitude_e6 is None or here.longitude_e6 is None:
        return True, 0, there.name
    if there.latitude_e6 is None or there.longitude_e6 is None:
        return True, 0, there.name
    north = 3 * (here.latitude_e6 - there.latitude_e6)
    east = 2 * (here.longitude_e6 - there.longitude_e6)
    return False, north * north + east * east, there.name


def _ask(desk: Desk, among: Sequence[Store]) -> Heard:
    desk.answered()
    offered = tuple(Offered(each.name) for each in among[:_MOST_OFFERED])
    return Heard(desk.ask(Question(PendingKind.ASK_STORE, offered=offered)))


def _named(said: Phrase, every: Sequence[Store]) -> tuple[Store, ...]:
    """Give the stores that a sentence names, by what tells them apart or by their town.

    The last word of a name has to be there: "la gare" names the one of "place de la Gare", and
    "place" none.
    """
    scored = [(_score(said, each, every), each) for each in every]
    best = max((score for score, _ in scored), default=0)
    return tuple(each for score, each in scored if best and score == best)


def _score(said: Phrase, store: Store, every: Sequence[Store]) -> int:
    own = _own_words(store, every)
    if own and own[-1] in said:
        return 10 + sum(1 for word in own if word in said)
    town = tuple(words(store.city))
    return len(town) if town and has(said, [town]) else 0


def _own_words(store: Store, every: Sequence[Store]) -> tuple[str, ...]:
    """Give the words of a store's name that not every store has."""
    common: set[str] = set()
    if len(every) > 1:
        common = set(words(every[0].name)).intersection(*(words(each.name) for each in every[1:]))
    return tuple(word for word in words(store.name) if word not in common and word not in _LITTLE)


def _pointed(desk: Desk, acts: Sequence[Act], said: Phrase, every: Sequence[Store]) -> Stores:
    """Give the store that "le deuxième" points at, or a yes to the only one."""
    offered = () if desk.question is None else desk.question.offered
    table = phrases(desk.language)
    place = next((at for name, at in _PLACES.items() if has(said, table[name])), None)
    one = None if place is None else pointed(offered, place)
    if one is None and len(offered) == 1 and any(act.intent is Intent.CONFIRM for act in acts):
        one = offered[0]
    return () if one is None else tuple(each for each in every if each.name == one.label)


def _left(
    acts: Sequence[Act], said: Phrase, table: dict[str, tuple[Phrase, ...]], store: Store
) -> tuple[Act, ...]:
    """Give what is left to do there: how the goods come, when, and goods that are known."""
    mode = None
    if has(said, table["pick_up"]):
        mode = Mode.PICKUP
    elif has(said, table["deliver"]):
        mode = Mode.DELIVERY
    slot = next((act.slot for act in acts if act.slot is not None and act.slot.day), None)
    left: list[Act] = []
    if slot is not None:
        left.append(Act(Intent.CHOOSE_SLOT, mode=mode, slot=slot))
    elif mode is not None:
        left.append(Act(Intent.CHOOSE_MODE, mode=mode))
    named = {*words(store.name), *words(store.city), "magasin", "store"} - _LITTLE
    left.extend(act for act in acts if act.intent in _GOODS and _known(act, named))
    return tuple(left)


def _known(act: Act, named: set[str]) -> bool:
    return bool(act.items) and all(
        item.product
        and Doubt.UNKNOWN_PRODUCT not in item.doubts
        and named.isdisjoint(words(fold(item.product)))
        for item in act.items
    )

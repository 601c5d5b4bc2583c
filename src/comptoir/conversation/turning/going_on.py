"""The rest of a list that is longer than what is said at once: « la suite », "go on"."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from comptoir.conversation.listing import Listed, Listing
from comptoir.conversation.memory import Question
from comptoir.conversation.model import PendingKind, SaidItem, Slot
from comptoir.conversation.outcomes import Outcome
from comptoir.conversation.saying.voice import first_named
from comptoir.conversation.told import AllTold, CartGoesOn, FoundMore, NoMore, WantsGoOn
from comptoir.conversation.turning.choosing import MOST_CHOICES, look_for
from comptoir.conversation.turning.desk import Desk
from comptoir.conversation.turning.phrasing import sentences, whole
from comptoir.conversation.turning.times import fitting, next_to
from comptoir.conversation.turning.windows import offer
from comptoir.goods.catalog.text import words
from comptoir.goods.shelf.model import ShelfItem
from comptoir.shopping.slots import queries as slots
from comptoir.shopping.slots.model import Mode

_AT_ONCE = 6
"""Lines that are said at once; of one more, that one is said too."""

_HORIZON = timedelta(days=21)
_SEARCHED = 40
_LONG = frozenset({PendingKind.CONFIRM_ADD, PendingKind.CONFIRM_REORDER, PendingKind.RECIPE_LIST})


async def go_on(desk: Desk) -> tuple[Outcome, ...] | None:
    """Say what comes next of what was being read out; None when that is not what was asked.

    A yes-or-no question that waits keeps "continue" for itself: it may well be the yes.
    """
    said, patterns = words(desk.text), sentences(desk.language)
    sure = whole(said, patterns["rest"])
    if not sure and not whole(said, patterns["go_on"]):
        return None
    question = desk.question
    if question is not None and question.asks:
        return await _of_question(desk, question)
    listing = desk.memory.listing
    match None if listing is None else listing.kind:
        case Listed.CART if listing is not None:
            return await _cart(desk, listing)
        case Listed.FOUND if listing is not None and listing.item is not None:
            return await _found(desk, listing, listing.item)
        case _:
            return (AllTold(),) if sure else None


def begin(desk: Desk, listing: Listing | None) -> None:
    """Note how far a list was read out; None when it was said whole."""
    desk.memory = replace(desk.memory, listing=listing)


async def _of_question(desk: Desk, question: Question) -> tuple[Outcome, ...] | None:
    if question.kind in (PendingKind.SLOTS, PendingKind.CONFIRM_SLOT) and question.mode:
        return await _windows(desk, question, Mode(question.mode))
    if question.kind is PendingKind.CHOICES and question.as_item().product:
        return await _choices(desk, question)
    if question.kind in _LONG and len(question.wants) > _read_of(desk, len(question.wants)):
        return _wants(desk, question)
    return None


async def _cart(desk: Desk, listing: Listing) -> tuple[Outcome, ...]:
    cart = await desk.whole_cart()
    if cart.id != listing.cart:
        begin(desk, None)
        return (AllTold(),)
    rest = [line for line in cart.lines if line.gtin not in listing.told]
    now = rest if len(rest) <= _AT_ONCE + 1 else rest[:_AT_ONCE]
    left = len(rest) - len(now)
    desk.answered()
    desk.tell(Question(PendingKind.CART_TOLD))
    told = listing.further([line.gtin for line in now], version=cart.version)
    begin(desk, told if left else None)
    return (
        CartGoesOn(
            await desk.spoken_lines(now),
            left,
            cart.totals.total,
            changed=cart.version != listing.version,
        ),
    )


async def _found(desk: Desk, listing: Listing, item: SaidItem) -> tuple[Outcome, ...]:
    rest = await _further(desk, item, listing.told)
    if not rest:
        begin(desk, None)
        return (NoMore(),)
    now = rest[:MOST_CHOICES]
    more = len(rest) > len(now)
    begin(desk, listing.further([each.gtin for each in now]) if more else None)
    desk.answered()
    desk.tell(Question(PendingKind.CHOICES, offered=desk.offered(now), item=item))
    return (FoundMore(desk.apart(now), more),)


async def _choices(desk: Desk, question: Question) -> tuple[Outcome, ...]:
    """Offer the next ones of the name that was asked about."""
    item, listing = question.as_item(), desk.memory.listing
    shown = tuple(each.gtin for each in question.offered if each.gtin)
    told = shown
    if listing is not None and listing.kind is Listed.CHOICES and set(shown) <= set(listing.told):
        told = listing.told
    rest = await _further(desk, item, told)
    desk.answered()
    if not rest:
        return (NoMore(), *desk.ask(question))
    now = rest[:MOST_CHOICES]
    begin(desk, Listing(Listed.CHOICES, (*told, *(each.gtin for each in now)), item=item))
    return desk.ask(replace(question, offered=desk.offered(now)))


async def _windows(desk: Desk, question: Question, mode: Mode) -> tuple[Outcome, ...]:
    """Offer the next windows that fit what was said."""
    listing = desk.memory.listing
    shown = tuple(each.window for each in question.offered if each.window)
    told = shown
    if listing is not None and listing.kind is Listed.WINDOWS and set(shown) <= set(listing.told):
        told = listing.told
    every = await slots.windows(
        desk.uow, store=desk.store.id, mode=mode, from_=desk.uow.now, to=desk.uow.now + _HORIZON
    )
    slot, now = desk.memory.slot or Slot(), desk.voice.now
    fit = fitting(every, slot, now=now) or next_to(every, slot, now=now)
    rest = [window for window in fit if window.id not in told]
    near = bool(rest)
    if not rest:  # nothing else of that day: the ones after it
        rest = [window for window in next_to(every, slot, now=now) if window.id not in told]
    desk.answered()
    if not rest:
        return (NoMore(), *desk.ask(question))
    asked = offer(desk, mode, rest, near=near or question.near)
    offered = () if desk.asked is None else desk.asked.offered
    ids = [each.window for each in offered if each.window]
    begin(desk, Listing(Listed.WINDOWS, (*told, *ids)))
    return asked


def _wants(desk: Desk, question: Question) -> tuple[Outcome, ...]:
    """Name the goods that wait for a yes and were not named, and ask once more."""
    listing, wants = desk.memory.listing, question.wants
    gtins = [each.gtin for each in wants]
    told = tuple(gtins[: _read_of(desk, len(gtins))])
    if listing is not None and listing.kind is Listed.WANTS and set(told) <= set(listing.told):
        told = listing.told
    rest = [each for each in wants if each.gtin not in told]
    desk.answered()
    if not rest:
        return (NoMore(), *desk.ask(question))
    now = rest if len(rest) <= _AT_ONCE + 1 else rest[:_AT_ONCE]
    begin(desk, Listing(Listed.WANTS, (*told, *(each.gtin for each in now))))
    said = WantsGoOn(tuple(each.label for each in now), len(rest) - len(now))
    desk.keep(question)
    return (said,)


async def _further(desk: Desk, item: SaidItem, told: Sequence[str]) -> list[ShelfItem]:
    items = await look_for(desk, item, limit=_SEARCHED)
    return [each for each in items if each.gtin not in told and each.available > 0]


def _read_of(desk: Desk, count: int) -> int:
    """Tell how many of a list were named: fewer where it is heard than where it is read."""
    return first_named(count, speaks=desk.shared)

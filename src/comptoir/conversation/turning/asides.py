"""What is said to the counter beside the shopping: a greeting, hours, fees, where it delivers."""

import re
from collections.abc import Sequence
from datetime import timedelta

from comptoir.conversation.beside import (
    ContactTold,
    FeeTold,
    Greeted,
    HoursTold,
    NoAgeAsked,
    NothingOffered,
    Thanked,
    ZoneTold,
)
from comptoir.conversation.model import Act, Intent, PendingKind
from comptoir.conversation.outcomes import Agreed, Outcome
from comptoir.conversation.turning.addresses import dictated
from comptoir.conversation.turning.allergens import allergens
from comptoir.conversation.turning.desk import Desk
from comptoir.conversation.turning.origins import origin, other_stores
from comptoir.conversation.turning.phrasing import Phrase, has, phrases, sentences, whole
from comptoir.conversation.turning.reckoning import budget
from comptoir.conversation.turning.times import day_of
from comptoir.goods.catalog.text import words
from comptoir.goods.stores import queries as stores
from comptoir.goods.stores.model import Weekday
from comptoir.shopping.slots import queries as slots
from comptoir.shopping.slots.model import Mode

_HORIZON = timedelta(days=21)
_POSTCODE = re.compile(r"\b\d{5}\b")
_CHANGES = frozenset({Intent.REMOVE, Intent.REPLACE, Intent.CLEAR_CART, Intent.CHECKOUT})


async def aside(desk: Desk, acts: Sequence[Act]) -> tuple[Outcome, ...] | None:
    """Answer what asks nothing of the cart and changes nothing; None when it is about shopping."""
    said = tuple(words(desk.text))
    known = sentences(desk.language)
    comes = whole(said, known["coming"]) and not (await desk.whole_cart()).lines
    if comes or whole(said, known["greeting"]):
        return (Greeted(desk.store.name),)
    if whole(said, known["opening"]):
        return (Agreed(),) if (await desk.whole_cart()).lines else (Greeted(desk.store.name),)
    if whole(said, known["thanks"]):
        return (Thanked(),)
    money = await budget(desk, acts, said)
    if money is not None:
        return money
    address = await dictated(desk, acts)
    if address is not None or any(act.intent in _CHANGES for act in acts):
        return address
    return await _asked(desk, acts, said)


async def _asked(desk: Desk, acts: Sequence[Act], said: Phrase) -> tuple[Outcome, ...] | None:
    """Answer what is asked of goods, of the chain, or of the store."""
    table = phrases(desk.language)
    nothing_told = desk.question is None and desk.memory.last is None
    if nothing_told and whole(said, sentences(desk.language)["pointing"]):
        return (NothingOffered(),)
    question = desk.question
    age_asked = question is not None and question.kind is PendingKind.CONFIRM_AGE
    if has(said, table["adult"]) and not age_asked:
        return (NoAgeAsked(),)
    about_goods = None if has(said, table["cart"]) else await allergens(desk, said, table)
    about_goods = about_goods or await origin(desk, said) or await other_stores(desk, said)
    return about_goods or await _about_store(desk, acts, said)


async def _about_store(desk: Desk, acts: Sequence[Act], said: Phrase) -> tuple[Outcome, ...] | None:
    table = phrases(desk.language)
    complaint = has(said, table["complaint"])
    if complaint or has(said, table["contact"]):
        return (await _contact(desk, complaint=complaint),)
    if has(said, table["fee"]):
        return (await _fee(desk),)
    if has(said, table["zone"]) and (told := _zone(desk, acts)) is not None:
        return (told,)
    if has(said, table["hours"]) and not has(said, table["not_hours"]):
        return (_hours(desk, acts),)
    return None


def _hours(desk: Desk, acts: Sequence[Act]) -> HoursTold:
    """Tell the hours of the day that is named, else of the whole week."""
    named = next((act.slot.day for act in acts if act.slot and act.slot.day), None)
    day = day_of(named, desk.voice.now.date()) if named else None
    days = tuple(Weekday) if day is None else (tuple(Weekday)[day.weekday()],)
    return HoursTold(
        tuple(
            (each, tuple((first, last) for first, last in desk.store.hours.get(each.value, ())))
            for each in days
        ),
        known=bool(desk.store.hours),
    )


async def _contact(desk: Desk, *, complaint: bool) -> ContactTold:
    seller = await stores.seller(desk.uow, store=desk.store.id)
    phone, email = (seller.phone, seller.email) if seller is not None else ("", "")
    return ContactTold(desk.store.name, phone, email, complaint)


async def _fee(desk: Desk) -> FeeTold:
    if Mode.DELIVERY.value not in desk.store.modes:
        return FeeTold(delivers=False)
    windows = await slots.windows(
        desk.uow,
        store=desk.store.id,
        mode=Mode.DELIVERY,
        from_=desk.uow.now,
        to=desk.uow.now + _HORIZON,
    )
    return FeeTold(delivers=True, fees=tuple(sorted({window.fee for window in windows})))


def _zone(desk: Desk, acts: Sequence[Act]) -> ZoneTold | None:
    """Tell whether a postcode is delivered to, or to which ones; None when only a time is meant."""
    timed = any(act.slot is not None for act in acts)
    found = _POSTCODE.search(desk.text)
    if found is None and timed:
        return None
    delivers = Mode.DELIVERY.value in desk.store.modes
    zone = tuple(desk.store.delivery_postcodes) if delivers else ()
    return ZoneTold(delivers, zone, found[0] if found else None)

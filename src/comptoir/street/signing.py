"""Signing in at a door: who it is, and what they brought along as a guest."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.kernel.caller import Caller
from comptoir.kernel.ids import HouseholdId
from comptoir.kernel.refusals import Refusal
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.carts import queries as cart_queries
from comptoir.shopping.customers import commands as customers
from comptoir.shopping.customers import queries as households
from comptoir.shopping.habits import commands as habits
from comptoir.shopping.identity import commands as identity
from comptoir.shopping.identity import queries as identities
from comptoir.shopping.orders import commands as orders
from comptoir.street.messages import commands as messages
from comptoir.street.shop import Shop

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Guest:
    """What somebody was in a store before they signed in: a household that nobody has proved."""

    store: str
    household: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A browser that somebody is let in at: its new session's key, and what it is called."""

    session: str
    device: str


async def by_mail(
    shop: Shop, caller: Caller, *, email: str, guests: Sequence[Guest], entry: Entry
) -> None:
    """Sign in whoever has proved to read an address; one who is new gets a household.

    What a guest has put into carts, ordered and noted comes along. The guest's own household is not
    taken over: whoever else has its keys would have those of the account.
    """
    try:
        household, person = await _found(shop, caller, email, guests)
    except Refusal as refusal:
        if refusal.code != "email_taken":  # signed up in two windows at once
            raise
        household, person = await _found(shop, caller, email, guests)
    await enter(shop, caller, household=household, person=person, guests=guests, entry=entry)


async def enter(
    shop: Shop,
    caller: Caller,
    *,
    household: str,
    person: str,
    guests: Sequence[Guest],
    entry: Entry,
) -> None:
    """Sign in somebody who is known, with what they brought along as guests."""
    for guest in guests:
        try:
            async with shop.database.work(caller) as uow:
                await _bring(uow, guest, household)
        except Refusal:  # the cart was ordered this very moment, in another window
            log.warning("a guest's cart in %s stayed behind", guest.store)
    async with shop.database.work(caller) as uow:
        await identity.sign_in(
            uow,
            session=entry.session,
            household=household,
            person=person,
            device=entry.device,
        )


async def _found(
    shop: Shop, caller: Caller, email: str, guests: Sequence[Guest]
) -> tuple[str, str]:
    async with shop.database.work(caller) as uow:
        known = await identities.person_of(uow, email=email)
        if known is not None:
            return known
        household = await customers.create_household(uow, language=caller.language)
        name = await _name(uow, guests) or email.partition("@")[0]
        return household, await customers.add_person(
            uow, household=household, name=name, email=email
        )


async def _name(uow: UnitOfWork, guests: Sequence[Guest]) -> str:
    """Give the name that a guest has left to be asked for."""
    for guest in guests:
        known = await households.household(uow, household=guest.household)
        if known.people and known.people[0].name:
            return known.people[0].name
    return ""


async def _bring(uow: UnitOfWork, guest: Guest, household: str) -> None:
    store = guest.store
    await customers.bring(uow, guest=guest.household, into=household)
    await orders.bring(uow, store=store, guest=guest.household, into=household)
    await habits.bring(uow, store=store, guest=guest.household, into=household)
    await messages.bring(uow, guest=guest.household, into=household)
    cart = await cart_queries.open_cart_of(uow, store=store, household=guest.household)
    if cart is None or not (await cart_queries.cart(uow, cart=cart)).lines:
        return
    into = await carts.open_cart(uow, store=store, household=HouseholdId(household))
    await carts.merge(uow, guest=cart, into=into)

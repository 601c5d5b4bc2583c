"""Guests of doors that have ids of their own: a speaker, an account of an assistant's maker.

Such an id opens nothing here but the household that was made for it. What is kept of it is a keyed
digest, so that whoever reads the database cannot tell a maker's customer from it.
"""

import hashlib
import hmac
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from comptoir.conversation import commands as conversations
from comptoir.conversation.queries import store_of_conversation
from comptoir.db.unit_of_work import UnitOfWork
from comptoir.goods.stores import queries as stores
from comptoir.kernel.caller import SYSTEM, Caller, Door
from comptoir.kernel.ids import secret
from comptoir.kernel.locale import Language
from comptoir.street import _store
from comptoir.street.shop import Shop

SESSION_LIFE = timedelta(hours=1)
"""How long a question may wait for its answer; the cart stays when the session has ended."""

GUEST_LIFE = timedelta(days=400)
"""How long a guest who says nothing is known again: a little more than a year."""

_KEY_NAME = "guests"


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody at a door: `user` and `session` are the door's own ids, kept nowhere as they are."""

    door: str
    store: str
    user: str
    session: str
    language: Language


@dataclass(frozen=True, slots=True)
class Met:
    """A guest as they are known inside: their conversation, and who calls in it."""

    conversation: str
    caller: Caller


@dataclass(slots=True)
class GuestBook:
    """Knows a shop's guests again."""

    shop: Shop
    _key: bytes = field(default=b"", repr=False)

    async def meet(self, guest: Guest) -> Met:
        """Give the conversation of a guest's session, opening one when there is none that goes on.

        A guest who was never seen gets a household of their own; the same guest in another session
        or language goes on about the same cart. Whoever is in the room may be speaking.

        :raises Refusal: when there is no such store.
        """
        await self._read_key()
        caller, known = Caller(Door.VOICE, guest.language), self._known(guest)
        async with self.shop.database.work(caller) as uow:
            await _store.LOCK_GUEST.one(uow, key=f"{guest.store}/{guest.door}/{known}")
            row = await self._household(uow, guest, known)
            here = row.gone_to is None
            conversation = (
                await self._conversation(uow, guest, known, row.household) if here else ""
            )
        if row.gone_to is not None:
            there = replace(guest, store=row.gone_to)
            async with self.shop.database.work(caller) as uow:
                await self._be_there(uow, there, known, row.household)
                conversation = await self._conversation(uow, there, known, row.household)
        return Met(conversation, Caller(Door.VOICE, guest.language, row.household))

    async def follow(self, guest: Guest, met: Met, conversation: str) -> None:
        """Let a guest go on in a conversation in another store, now and the next time.

        The door's own store only keeps where they have gone: each transaction is in one store.
        """
        await self._read_key()
        known, store = self._known(guest), store_of_conversation(conversation)
        there = replace(guest, store=store)
        async with self.shop.database.work(met.caller) as uow:
            await self._be_there(uow, there, known, met.caller.household)
            session = self._session(there, known)
            await _store.PUT_SESSION.run(uow, **session, conversation=conversation, now=uow.now)
        async with self.shop.database.work(met.caller) as uow:
            away = None if store == guest.store else store
            await _store.GO.run(uow, store=guest.store, door=guest.door, guest=known, gone_to=away)

    async def part(self, guest: Guest) -> None:
        """End a guest's session; the household and its cart stay."""
        await self._read_key()
        known = self._known(guest)
        async with self.shop.database.work(SYSTEM) as uow:
            row = await _store.GUEST.first(
                uow, store=guest.store, door=guest.door, guest=known, now=uow.now
            )
            await self._end(uow, guest, known)
        if row is not None and row.gone_to is not None:
            async with self.shop.database.work(SYSTEM) as uow:
                await self._end(uow, replace(guest, store=row.gone_to), known)

    async def is_first(self, *, door: str, store: str, request: str, until: datetime) -> bool:
        """Tell whether a signed request comes for the first time, and note it.

        `until` is when the request's own time is over: it is refused for that from then on.
        """
        await self._read_key()
        async with self.shop.database.work(SYSTEM) as uow:
            await _store.FORGET_REQUESTS.run(uow, now=uow.now)
            noted = await _store.PUT_REQUEST.run(
                uow,
                store=store,
                door=door,
                request=self._digest(door, "request", request),
                until=until,
            )
        return noted == 1

    async def seal(self, user: str) -> str:
        """Sign a user's id, for a door whose devices bring back what they were given."""
        await self._read_key()
        return f"{self._digest('pass', user)}.{user}"

    async def unseal(self, token: object) -> str | None:
        """Read a user's id out of what was given out; None when it is not ours."""
        if not isinstance(token, str):
            return None
        await self._read_key()
        signature, _, user = token.partition(".")
        ours = hmac.compare_digest(
            self._digest("pass", user).encode(), signature.encode("utf-8", "replace")
        )
        return user if user and ours else None

    async def _end(self, uow: UnitOfWork, guest: Guest, known: str) -> None:
        await _store.END_SESSION.run(
            uow,
            store=guest.store,
            door=guest.door,
            guest=known,
            session=self._digest(guest.door, "session", guest.session),
        )

    async def _be_there(
        self, uow: UnitOfWork, guest: Guest, known: str, household: str | None
    ) -> None:
        await _store.BE_THERE.run(
            uow,
            store=guest.store,
            door=guest.door,
            guest=known,
            household=household,
            now=uow.now,
        )

    async def _household(self, uow: UnitOfWork, guest: Guest, known: str) -> _store.GuestRow:
        row = await _store.GUEST.first(
            uow, store=guest.store, door=guest.door, guest=known, now=uow.now
        )
        if row is not None:
            return row
        await stores.store(uow, store=guest.store)
        household = await self.shop.welcome(uow, guest.store, guest.language)
        await _store.PUT_GUEST.run(
            uow,
            store=guest.store,
            door=guest.door,
            guest=known,
            household=household,
            now=uow.now,
        )
        return _store.GuestRow(household, None)

    async def _conversation(
        self, uow: UnitOfWork, guest: Guest, known: str, household: str | None
    ) -> str:
        session = self._session(guest, known)
        going_on = await _store.SESSION.first(
            uow, **session, now=uow.now, since=uow.now - SESSION_LIFE
        )
        if going_on is not None:
            return going_on
        begun = await conversations.start(
            uow,
            store=guest.store,
            language=guest.language,
            household=household,
            shared=True,
        )
        await _store.PUT_SESSION.run(uow, **session, conversation=begun.id, now=uow.now)
        return begun.id

    def _known(self, guest: Guest) -> str:
        return self._digest(guest.door, "user", guest.user)

    def _session(self, guest: Guest, known: str) -> dict[str, str]:
        return {
            "store": guest.store,
            "door": guest.door,
            "guest": known,
            "session": self._digest(guest.door, "session", guest.session),
            "language": guest.language.value,
        }

    def _digest(self, *parts: str) -> str:
        return hmac.new(
            self._key, "\n".join(parts).encode("utf-8", "replace"), hashlib.sha256
        ).hexdigest()

    async def _read_key(self) -> None:
        """Read this installation's key, drawing one the first time."""
        if self._key:
            return
        async with self.shop.database.work(SYSTEM) as uow:
            await _store.PUT_KEY.run(uow, name=_KEY_NAME, value=secret() + secret(), now=uow.now)
            self._key = (await _store.KEY.one(uow, name=_KEY_NAME)).encode()


async def forget(uow: UnitOfWork) -> int:
    """Forget requests, sessions and guests past their time; give how many rows went."""
    gone = await _store.FORGET_REQUESTS.run(uow, now=uow.now)
    gone += await _store.FORGET_SESSIONS.run(uow, before=uow.now - SESSION_LIFE)
    return gone + await _store.FORGET_GUESTS.run(uow, before=uow.now - GUEST_LIFE)


async def forget_household(uow: UnitOfWork, *, household: str) -> None:
    """Forget which guest of a door a household was."""
    await _store.FORGET_HOUSEHOLD.run(uow, household=household)

"""Who is visiting: the session's store, language and conversation, found again or begun."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from comptoir.conversation import commands as starting
from comptoir.conversation import queries as conversations
from comptoir.conversation.queries import Conversation
from comptoir.db.unit_of_work import Reading
from comptoir.goods.stores import queries as stores
from comptoir.goods.stores.model import Store
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.locale import Language, language_of
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.shopping.customers import queries as customers
from comptoir.shopping.identity import commands as identity
from comptoir.shopping.identity import queries as identities
from comptoir.shopping.identity.model import SignedIn
from comptoir.street import session as sessions
from comptoir.street.session import COOKIE, Session
from comptoir.street.signing import Guest
from comptoir.surfaces.web import rejoining, talk
from comptoir.surfaces.web.house import caller, house_of

_LANGUAGE, _STORE = "language", "store"
SIDE = {"panel": ("here", "away"), "voice": ("on", "off")}
"""What a browser may be asked to remember of the counter beside its pages."""
_SEEN_EVERY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Visit:
    """A visitor at a store's counter."""

    session: Session
    language: Language
    store: Store
    conversation: Conversation
    person: SignedIn | None = None
    """Who it is, when they have signed in."""


async def guests(request: Request, session: Session) -> tuple[Guest, ...]:
    """Tell what a session has been in each store while nobody was signed in with it."""
    found: dict[Guest, None] = {}
    async with house_of(request).shop.database.read(SYSTEM) as on:
        for name, noted in session.notes.items():
            _, slot, store = name.partition(":")
            talk = await rejoining.noted(on, noted) if slot else None
            if talk is None or talk.household is None or talk.store != store:
                continue
            if not await identities.is_registered(on, household=talk.household):
                found[Guest(store, talk.household)] = None
    return tuple(found)


def anew(request: Request, session: Session) -> Session:
    """Begin another session that knows no more than the language and the store of this one.

    Whoever knew the key of the one before knows nothing of it.
    """
    kept = {
        name: text for name, text in session.notes.items() if name in {_LANGUAGE, _STORE, *SIDE}
    }
    return sessions.fresh(house_of(request).shop.database.clock.now()).noted(**kept)


async def store_of(on: Reading, session: Session) -> Store:
    """Give the store that a session shops in.

    :raises Refusal: when the shop has no store.
    """
    return _chosen(await stores.stores(on), session.notes.get(_STORE))


def keyed(session: Session, key: str) -> Session:
    """Give a session with another key."""
    return replace(session, key=key)


@dataclass(frozen=True, slots=True)
class Glance:
    """Somebody who looks at goods: a visitor or nobody in particular, for whom nothing is kept."""

    language: Language
    store: Store
    every: Sequence[Store]
    session: Session | None = None
    conversation: Conversation | None = None
    person: SignedIn | None = None
    begun: bool = False
    """True when the visit began with this page, and the browser is to remember it."""

    def noted(self, name: str) -> str:
        """Give what the browser remembers of the counter beside its pages."""
        return "" if self.session is None else self.session.notes.get(name, "")

    @property
    def household(self) -> str | None:
        """Tell whose goods are usual here, as far as it is known who looks."""
        if self.person is not None:
            return self.person.household
        return None if self.conversation is None else self.conversation.household


def glance_of(visit: Visit) -> Glance:
    """Give a visit as one who looks on."""
    stores = (visit.store,)
    return Glance(
        visit.language, visit.store, stores, visit.session, visit.conversation, visit.person
    )


async def session_of(request: Request) -> Session | None:
    """Read the session that the browser brings, if it is ours and still holds."""
    house = house_of(request)
    seal = await house.seal()
    return seal.open(request.cookies.get(COOKIE), at=house.shop.database.clock.now())


def language_for(request: Request, session: Session | None) -> Language:
    """Choose the language: the one asked for, else the session's, else the browser's."""
    asked = request.query_params.get("lang")
    if asked in tuple(Language):
        return Language(asked)
    noted = None if session is None else session.notes.get(_LANGUAGE)
    return language_of(noted or request.headers.get("accept-language"))


async def arrive(request: Request) -> tuple[Visit, Sequence[Store]]:
    """Welcome a visitor who opens the page, and give the stores to choose from.

    :raises Refusal: when the shop has no store.
    """
    session = await session_of(request)
    if session is None:
        session = sessions.fresh(house_of(request).shop.database.clock.now())
    return await _welcome(request, session)


async def look_in(request: Request) -> Glance:
    """Let somebody look at goods; whoever has been here before finds their cart again.

    :raises Refusal: when the shop has no store.
    """
    return await look_as(request, await session_of(request))


async def look_as(request: Request, session: Session | None) -> Glance:
    """Let whoever has a session look at goods; a visit begins for whoever has signed in.

    Their household's cart is filled by others too, and its pages follow it.

    :raises Refusal: when the shop has no store.
    """
    language = language_for(request, session)
    async with house_of(request).shop.database.read(caller(language)) as on:
        every = await stores.stores(on)
    store = _chosen(every, None if session is None else session.notes.get(_STORE))
    if session is None:
        return Glance(language, store, every)
    found = await rejoining.find(request, session, store, language)
    if found is None:
        found = await rejoining.find(request, session, store, rejoining.other(language))
    person = await rejoining.who(request, session)
    if found is None and person is not None and request.method == "GET":
        visit, _ = await _welcome(request, session)
        begun = visit.conversation
        return Glance(language, store, every, visit.session, begun, person, begun=True)
    return Glance(language, store, every, session, found, person)


async def come_in(request: Request, form: Mapping[str, str]) -> Visit:
    """Find the visit that a form belongs to; whoever has only looked so far begins one.

    :raises Refusal: when the form is not from a page of ours, or its session has expired.
    """
    return await welcome(request, await sender(request, form))


async def sender(request: Request, form: Mapping[str, str]) -> Session:
    """Find the session that a form belongs to, or begin one for whoever has only looked so far.

    A page that was shown to nobody in particular has no token in its forms. What it sends is taken
    when there is no visit yet that another site could mean, or when the browser itself says that
    the form is of a page of ours.

    :raises Refusal: when the form is not from a page of ours, or its session has expired.
    """
    sessions.check_origin(request)
    session, token = await session_of(request), form.get("csrf")
    if token or (session is not None and not sessions.is_ours(request)):
        session = (await house_of(request).seal()).check(session, token)
    if session is None:
        session = sessions.fresh(house_of(request).shop.database.clock.now())
    return session


async def welcome(request: Request, session: Session) -> Visit:
    """Find a session's conversation at the store it has noted, or begin one."""
    return (await _welcome(request, session))[0]


async def _welcome(request: Request, session: Session) -> tuple[Visit, Sequence[Store]]:
    """Find a session's conversation at its store, or begin one, and note both."""
    database = house_of(request).shop.database
    language = language_for(request, session)
    async with database.read(caller(language)) as on:
        every = await stores.stores(on)
    store = _chosen(every, session.notes.get(_STORE))
    person = await rejoining.who(request, session)
    if person is not None and person.seen_at < database.clock.now() - _SEEN_EVERY:
        async with database.work(caller(language)) as uow:
            await identity.see(uow, session=session.key)
    conversation = await rejoining.find(request, session, store, language)
    if conversation is None:
        conversation = await rejoining.begin(request, session, store, language)
    notes = {
        rejoining.slot(store.id, language): conversation.id,
        _LANGUAGE: language.value,
        _STORE: store.id,
    }
    kept = session.renewed(database.clock.now()).noted(**notes)
    return Visit(kept, language, store, conversation, person), every


async def cross(request: Request, visit: Visit, store: Store) -> Visit:
    """Find a visitor's conversation in another store, or begin one for the same household."""
    shop, language = house_of(request).shop, visit.language
    found = await rejoining.find(request, visit.session, store, language)
    if found is None:
        before = await rejoining.find(request, visit.session, store, rejoining.other(language))
        household = visit.conversation.household
        async with shop.database.work(caller(language)) as uow:
            if before is not None:
                found = await talk.begin(
                    shop, uow, store=store.id, language=language, before=before
                )
            else:
                found = await starting.start(
                    uow, store=store.id, language=language, household=household
                )
    return _moved(visit, store, found)


async def follow(request: Request, visit: Visit, conversation: str) -> Visit:
    """Go on in a conversation in another store, to which what was said has led."""
    language = visit.language
    async with house_of(request).shop.database.read(caller(language)) as on:
        found = await conversations.conversation(on, conversation=conversation)
        store = await stores.store(on, store=found.store)
    return _moved(visit, store, found)


def _moved(visit: Visit, store: Store, conversation: Conversation) -> Visit:
    """Give a visit that goes on in a conversation of another store, and notes both."""
    notes = {rejoining.slot(store.id, visit.language): conversation.id, _STORE: store.id}
    session = visit.session.noted(**notes)
    return replace(visit, session=session, store=store, conversation=conversation)


async def come_back(request: Request, form: Mapping[str, str]) -> Visit:
    """Find the visit that a form belongs to.

    :raises Refusal: when the form is not from a page of this session, or its session has expired.
    """
    sessions.check_origin(request)
    seal = await house_of(request).seal()
    return await stay(request, seal.check(await session_of(request), form.get("csrf")))


async def stay(request: Request, session: Session | None) -> Visit:
    """Find the visit of a session that has been here before.

    :raises Refusal: when there is none.
    """
    language = language_for(request, session)
    store = None if session is None else session.notes.get(_STORE)
    if session is not None and store is not None:
        async with house_of(request).shop.database.read(caller(language)) as on:
            kept = await stores.store(on, store=store)
        conversation = await rejoining.find(request, session, kept, language)
        if conversation is not None:
            person = await rejoining.who(request, session)
            return Visit(session, language, kept, conversation, person)
    raise Refusal(Kind.FORBIDDEN, "session_expired")


async def remember(request: Request, response: Response, session: Session) -> None:
    """Send the session along with the response."""
    seal = await house_of(request).seal()
    sessions.keep(response, seal.close(session), secure=request.url.scheme == "https")


async def name_of(on: Reading, visit: Visit) -> str:
    """Give the first name of who acts, where others of their household may wonder who it was."""
    if visit.person is None:
        return ""
    people = (await customers.household(on, household=visit.person.household)).people
    several = sum(1 for each in people if each.email) > 1
    return visit.person.name.split(maxsplit=1)[0] if several and visit.person.name.strip() else ""


async def part(request: Request, response: Response, session: Session) -> None:
    """Send another session along, and have the browser clear what it has kept under this one.

    The header (W3C, Clear Site Data) works without scripts; the pages' own script clears too.
    """
    response.headers["Clear-Site-Data"] = '"storage"'
    await remember(request, response, anew(request, session))


def go_to_store(session: Session, store: str) -> Session:
    """Note which store to open next."""
    return session.noted(**{_STORE: store})


def speak(session: Session, language: Language) -> Session:
    """Note which language to go on in."""
    return session.noted(**{_LANGUAGE: language.value})


def _chosen(every: Sequence[Store], wanted: str | None) -> Store:
    if not every:
        raise Refusal(Kind.NOT_FOUND, "no_store")
    return next((store for store in every if store.id == wanted), every[0])

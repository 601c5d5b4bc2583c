"""A session's conversation at a store: found again, gone on with in a new cart, or begun."""

from starlette.requests import Request

from comptoir.conversation import commands as starting
from comptoir.conversation import queries as conversations
from comptoir.conversation.queries import Conversation
from comptoir.db.unit_of_work import Reading
from comptoir.goods.stores.model import Store
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.locale import Language
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.shopping.carts import queries as carts
from comptoir.shopping.identity import queries as identities
from comptoir.shopping.identity.model import SignedIn
from comptoir.street.session import Session
from comptoir.surfaces.web import talk
from comptoir.surfaces.web.house import caller, house_of


async def who(request: Request, session: Session | None) -> SignedIn | None:
    """Tell who is signed in with a session; read once a request."""
    if session is None:
        return None
    known: dict[str, SignedIn | None] = getattr(request.state, "known", {})
    if session.key not in known:
        async with house_of(request).shop.database.read(SYSTEM) as on:
            known[session.key] = await identities.signed_in(on, session=session.key)
        request.state.known = known
    return known[session.key]


def other(language: Language) -> Language:
    """Give the other language."""
    return Language.ENGLISH if language is Language.FRENCH else Language.FRENCH


def slot(store: str, language: Language) -> str:
    """Name the note of a session that holds its conversation at a store."""
    return f"{language.value}:{store}"


async def find(
    request: Request, session: Session, store: Store, language: Language
) -> Conversation | None:
    """Find the session's conversation, if it is that of whoever sits there now.

    The household of somebody who has an account opens to a session that is signed in, and no other.
    """
    name = session.notes.get(slot(store.id, language))
    if name is None:
        return None
    person = await who(request, session)
    async with house_of(request).shop.database.read(caller(language)) as on:
        found = await noted(on, name)
        ordered = found is not None and not await carts.is_open(on, cart=found.cart)
        household = None if found is None else found.household
        if person is not None:
            theirs = household == person.household
        else:
            theirs = household is None or not await identities.is_registered(
                on, household=household
            )
    if found is None or not theirs:
        return None
    return await go_on(request, found) if ordered else found


async def go_on(request: Request, conversation: Conversation) -> Conversation:
    """Go on in a new cart where a conversation's own was ordered, at whichever door."""
    async with house_of(request).shop.database.work(caller(conversation.language)) as uow:
        await starting.go_on(uow, conversation=conversation.id)
        return await conversations.conversation(uow, conversation=conversation.id)


async def noted(on: Reading, conversation: str) -> Conversation | None:
    """Give a conversation that a session has noted; None when it is no more."""
    try:
        return await conversations.conversation(on, conversation=conversation)
    except Refusal as refusal:
        if refusal.kind is Kind.NOT_FOUND:
            return None
        raise


async def begin(
    request: Request, session: Session, store: Store, language: Language
) -> Conversation:
    """Begin a conversation; one in the other language goes on about the same cart."""
    before = await find(request, session, store, other(language))
    shop, person = house_of(request).shop, await who(request, session)
    async with shop.database.work(caller(language)) as uow:
        if person is not None:
            household = person.household
            return await starting.start(uow, store=store.id, language=language, household=household)
        return await talk.begin(shop, uow, store=store.id, language=language, before=before)

"""What can be done with a conversation beside talking."""

from comptoir.conversation import _store
from comptoir.conversation.queries import Conversation
from comptoir.db.unit_of_work import UnitOfWork
from comptoir.goods.stores import queries as stores
from comptoir.kernel.ids import ConversationId, store_keyed
from comptoir.kernel.locale import Language
from comptoir.kernel.refusals import Kind, Refusal, not_found
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.carts import queries as cart_queries


async def start(
    uow: UnitOfWork,
    *,
    store: str,
    language: Language,
    household: str | None = None,
    cart: str | None = None,
    shared: bool = False,
) -> Conversation:
    """Open a conversation in a store, about a cart of its own unless one is given.

    `shared` is true of a device that whoever is in the room may speak to.

    :raises Refusal: when there is no such store, or the cart is not of it or not the household's.
    """
    await stores.store(uow, store=store)
    if cart is None:
        cart = await carts.open_cart(uow, store=store, household=household, language=language)
    else:
        await _check_cart(uow, store=store, household=household, cart=cart)
    conversation = ConversationId(store_keyed(store))
    await _store.INSERT.run(
        uow,
        store=store,
        id=conversation,
        cart=cart,
        household=household,
        language=language.value,
        shared=shared,
        now=uow.now,
    )
    return Conversation(conversation, store, cart, household, language, shared=shared)


async def _check_cart(uow: UnitOfWork, *, store: str, household: str | None, cart: str) -> None:
    given = await cart_queries.cart(uow, cart=cart)
    if given.store != store:
        raise Refusal(Kind.CONFLICT, "other_store", {"cart": cart})
    if given.household is not None and given.household != household:
        raise not_found("cart", cart)

"""The tool that takes a sentence to the counter: a whole turn of conversation."""

from comptoir.conversation import commands
from comptoir.conversation.turn import take
from comptoir.db.unit_of_work import UnitOfWork
from comptoir.shopping.carts.queries import store_of_cart
from comptoir.shopping.orders.commands import Checkout
from comptoir.shopping.orders.model import Outcome
from comptoir.street.rpc.tools import Given
from comptoir.surfaces.mcp import asks, documents
from comptoir.surfaces.mcp.goods import writer_of
from comptoir.surfaces.mcp.shopper import Shopper, once, own_cart


class _Begun(Given):
    """A conversation that was begun."""

    conversation: str


async def say(who: Shopper, asked: asks.Say) -> documents.Answer:
    """Carry out what a sentence wants; the same key again gives the first answer."""

    async def place(cart: str, checkout: Checkout) -> Outcome:
        return await who.shop.place_order(who.caller, cart, checkout)

    conversation = asked.conversation or await _begin(who, asked)
    told = await take(
        who.shop.database,
        conversation=conversation,
        text=asked.text,
        turn_id=asked.idempotency_key,
        caller=who.caller,
        place=place,
        opinion=who.shop.opinion,
    )
    async with who.shop.database.read(who.caller) as on:
        writer = await writer_of(on, who, told.cart.store)
    return writer.answer(told, told.onward or conversation)


async def _begin(who: Shopper, asked: asks.Say) -> str:
    """Begin a conversation about the cart; a repeated key finds the one it began."""

    async def act(uow: UnitOfWork) -> _Begun:
        cart = await own_cart(uow, cart=asked.cart)
        begun = await commands.start(
            uow,
            store=cart.store,
            language=who.language,
            household=who.household,
            cart=cart.id,
        )
        return _Begun(conversation=begun.id)

    store = store_of_cart(asked.cart)
    return (await once(who, _Begun, store=store, asked=asked, act=act)).conversation

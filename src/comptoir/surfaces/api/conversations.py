"""Conversations: a turn in words, its acts, and the cart as it stands after it."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from comptoir.conversation import commands, queries
from comptoir.conversation.answer import ActTold, Answer
from comptoir.conversation.turn import take
from comptoir.db.unit_of_work import UnitOfWork
from comptoir.kernel.locale import Language
from comptoir.shopping.carts import queries as carts
from comptoir.shopping.orders.commands import Checkout
from comptoir.shopping.orders.model import Outcome
from comptoir.surfaces.api import present
from comptoir.surfaces.api.common import answer, caller_of, once, shop_of
from comptoir.surfaces.api.requests import NewConversation, TurnBody

router = APIRouter(tags=["conversations"])

ConversationId = Annotated[str, Path(max_length=100)]


@router.post("/conversations", status_code=201, summary="Begin to talk")
async def begin(request: Request, body: NewConversation) -> Response:
    """Open a conversation and its cart, or join the cart that is named; ids are the keys."""

    async def act(uow: UnitOfWork) -> dict[str, Any]:
        language = Language(body.language)
        household = None
        if body.cart is not None:
            household = (await carts.cart(uow, cart=body.cart)).household
        if household is None:
            household = await shop_of(request).welcome(uow, body.store, language)
        opened = await commands.start(
            uow, store=body.store, language=language, household=household, cart=body.cart
        )
        cart = await carts.cart(uow, cart=opened.cart)
        return {
            "id": opened.id,
            "store": opened.store,
            "language": opened.language.value,
            "cart": present.cart(cart),
        }

    begun = await once(
        request,
        store=body.store,
        scope="begin_conversation",
        asked=body.model_dump(),
        act=act,
        mints=True,
    )
    return answer(begun, 201)


@router.get("/conversations/{conversation}", summary="A conversation's last turns")
async def read_conversation(request: Request, conversation: ConversationId) -> Response:
    """Give what was said lately, oldest first, and the cart as it stands."""
    async with shop_of(request).database.read(caller_of(request)) as on:
        held = await queries.conversation(on, conversation=conversation)
        told = await queries.turns(on, conversation=conversation, limit=50)
        cart = await carts.cart(on, cart=held.cart)
    turns = [
        {"turn_id": each.turn_id, "text": each.text, "say": each.say, "order": _order(each.order)}
        for each in told
    ]
    return answer(
        {
            "id": held.id,
            "store": held.store,
            "language": held.language.value,
            "turns": turns,
            "cart": present.cart(cart),
        }
    )


@router.post("/conversations/{conversation}/turns", summary="Say something")
async def say_something(request: Request, conversation: ConversationId, body: TurnBody) -> Response:
    """Carry out what a sentence wants; a repeated `turn_id` gets its first answer."""
    shop, caller = shop_of(request), caller_of(request)

    async def place(cart: str, checkout: Checkout) -> Outcome:
        return await shop.place_order(caller, cart, checkout)

    told = await take(
        shop.database,
        conversation=conversation,
        text=body.text,
        turn_id=body.turn_id,
        caller=caller,
        place=place,
        opinion=shop.opinion,
    )
    return answer(_turn(told))


def _turn(told: Answer) -> dict[str, Any]:
    turn: dict[str, Any] = {
        "turn_id": told.turn_id,
        "say": told.say,
        "spoken": told.spoken,
        "ssml": told.ssml,
        "card": present.card(told.card),
        "acts": [_act(each) for each in told.acts],
        "cart": present.cart(told.cart),
        "choices": [
            {"label": each.label}
            | ({"gtin": each.gtin} if each.gtin else {})
            | ({"window": each.window} if each.window else {})
            for each in told.choices
        ],
        "pending": told.pending,
    }
    if told.onward is not None:
        turn["conversation"] = told.onward
    if told.order is not None:
        turn["order"] = _order(told.order)
    return turn


def _order(order: str | None) -> dict[str, str] | None:
    return None if order is None else {"id": order}


def _act(told: ActTold) -> dict[str, Any]:
    return {
        "intent": told.intent,
        "items": [
            {
                "product": item.product,
                "gtin": item.gtin,
                "quantity": None if item.quantity is None else present.quantity(item.quantity),
            }
            for item in told.items
        ],
    }

"""What a turn does between its own transactions: an order, its end, an opinion, another store."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, assert_never

from comptoir.conversation import _store, commands
from comptoir.conversation.answer import Answer, answer_from
from comptoir.conversation.memory import Memory
from comptoir.conversation.model import Act, Dialogue, Intent
from comptoir.conversation.queries import conversation_topic, store_of_conversation
from comptoir.conversation.remembered import Remembered
from comptoir.conversation.turning.desk import CancelOrder, Consult, MoveCart, Outside, PlaceOrder
from comptoir.conversation.turning.plan import Done
from comptoir.conversation.turning.progress import Crossed, Progress, Spoken
from comptoir.db.unit_of_work import Database, Reading, UnitOfWork
from comptoir.kernel.caller import Caller
from comptoir.kernel.locale import language_of
from comptoir.kernel.refusals import Refusal, not_found
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.carts import process
from comptoir.shopping.carts import queries as cart_queries
from comptoir.shopping.orders import commands as orders


async def cross(database: Database, *, caller: Caller, conversation: str, store: str) -> Crossed:
    """Go on in another store: the cart is copied there and a conversation begun about it.

    Safe to repeat; what was begun and never spoken in is nobody's.

    :raises Refusal: when there is no such conversation or store.
    """
    async with database.read(caller) as on:
        left = await _row(on, conversation)
        cart = await cart_queries.cart(on, cart=left.cart)
    moved = None
    if cart.lines and cart.state == "open":
        moved = await process.move(database, caller=caller, cart=cart.id, store=store)
    async with database.work(caller) as uow:
        into = moved.cart if moved is not None else await _cart(uow, left, store)
        begun = await commands.start(
            uow,
            store=store,
            language=language_of(left.language),
            household=left.household,
            cart=into,
            shared=left.shared,
        )
        await _remember(uow, begun.id, into, _carried(left))
    return Crossed(begun.id, store, moved)


async def note_turn(
    database: Database, *, caller: Caller, conversation: str, turn_id: str, text: str, answer: str
) -> None:
    """Keep a turn where it was said, though it was answered elsewhere; repeating is harmless."""
    store = store_of_conversation(conversation)
    async with database.work(caller) as uow:
        row = await _store.LOCK.one(uow, store=store, id=conversation)
        await _store.KEEP_COPY.run(
            uow,
            store=store,
            conversation=conversation,
            turn_id=turn_id,
            text=text,
            answer=answer,
            now=uow.now,
        )
        memory = Memory.from_json(dict(row.memory), language=row.language)
        await _remember(uow, conversation, row.cart, memory)


async def again(
    database: Database, caller: Caller, kept_answer: Mapping[str, Any], turn_id: str
) -> Answer:
    """Give a kept answer with its cart as it is now, which may be in another store."""
    async with database.read(caller) as on:
        cart = await cart_queries.cart(on, cart=str(kept_answer["cart"]))
    return answer_from(dict(kept_answer), turn_id=turn_id, cart=cart)


async def kept_where_said(database: Database, spoken: Spoken, answer: Answer) -> Answer:
    """Keep a turn that was answered in another store where it was said, for a repetition of it."""
    if spoken.said_in:
        await note_turn(
            database,
            caller=spoken.caller,
            conversation=spoken.said_in,
            turn_id=spoken.turn_id,
            text=spoken.text,
            answer=json.dumps(answer.to_json()),
        )
    return answer


async def outside(
    database: Database, spoken: Spoken, progress: Progress, wanted: Outside
) -> Spoken:
    """Do what takes transactions of its own; repeated after a crash it does nothing twice.

    Gives the turn as it goes on, perhaps in another store.
    """
    try:
        match wanted:
            case PlaceOrder(cart, checkout):
                progress.came = await spoken.place(cart, checkout)
            case CancelOrder(order):
                async with database.work(spoken.caller) as uow:
                    progress.came = await orders.cancel(uow, order=order)
            case MoveCart(store):
                return await _cross(database, spoken, progress, store)
            case Consult(doubtful):
                progress.consulted = True
                if spoken.opinion is not None:
                    progress.proposal = await spoken.opinion.propose(doubtful)
            case _:
                assert_never(wanted)
    except Refusal as refusal:
        progress.came = refusal
        if isinstance(wanted, MoveCart):  # what was to be done there is not done here
            progress.acts = ()
    return spoken


async def _cross(database: Database, spoken: Spoken, progress: Progress, store: str) -> Spoken:
    progress.crossed = True
    crossed = await cross(
        database, caller=spoken.caller, conversation=spoken.conversation, store=store
    )
    progress.came = crossed
    progress.done.append(Done(Act(Intent.CHOOSE_MODE, store=store), ()))
    return replace(
        spoken,
        conversation=crossed.conversation,
        store=crossed.store,
        said_in=spoken.said_in or spoken.conversation,
    )


async def _row(on: Reading, conversation: str) -> _store.ConversationRow:
    store = store_of_conversation(conversation)
    row = await _store.CONVERSATION.first(on, store=store, id=conversation)
    if row is None or on.caller.household not in (None, row.household):
        raise not_found("conversation", conversation)
    return row


async def _cart(uow: UnitOfWork, left: _store.ConversationRow, store: str) -> str:
    language = language_of(left.language)
    return await carts.open_cart(uow, store=store, household=left.household, language=language)


def _carried(left: _store.ConversationRow) -> Memory:
    """Give what a conversation knows of who speaks and how they call things; no price, no order."""
    before = Memory.from_json(dict(left.memory), language=left.language)
    kept = Remembered(speaker=before.kept.speaker)
    return Memory(Dialogue(language=left.language), links=before.links, kept=kept)


async def _remember(uow: UnitOfWork, conversation: str, cart: str, memory: Memory) -> None:
    version = await _store.REMEMBER.one(
        uow,
        store=store_of_conversation(conversation),
        id=conversation,
        memory=json.dumps(memory.to_json()),
        cart=cart,
        now=uow.now,
    )
    uow.touch(conversation_topic(conversation), version)

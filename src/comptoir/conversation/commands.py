"""What can be done with a conversation beside talking."""

import contextlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from comptoir.conversation import _store
from comptoir.conversation.memory import Memory, Question
from comptoir.conversation.model import PendingKind, SaidItem
from comptoir.conversation.queries import (
    Conversation,
    conversation_topic,
    store_of_conversation,
)
from comptoir.conversation.turning.desk import Desk
from comptoir.conversation.turning.seating import desk_of
from comptoir.conversation.turning.windows import offered
from comptoir.db.unit_of_work import UnitOfWork
from comptoir.goods.shelf import queries as shelf
from comptoir.goods.stores import queries as stores
from comptoir.kernel.ids import ConversationId, store_keyed
from comptoir.kernel.locale import Language, language_of
from comptoir.kernel.refusals import Kind, Refusal, not_found
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.carts import queries as cart_queries
from comptoir.shopping.orders import queries as orders
from comptoir.shopping.orders.model import State
from comptoir.shopping.slots import queries as slots
from comptoir.shopping.slots.model import Mode, Window

MOST_SHOWN = 60
"""More than a page shows, and far more than anybody counts to."""


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


async def show(
    uow: UnitOfWork,
    *,
    conversation: str,
    gtins: Sequence[str],
    said: str = "",
    since: int | None = None,
) -> bool:
    """Let the next sentence point at goods that are on the shopper's screen, in their order.

    `said` are the words that led there, `since` the conversation's version when they were shown:
    choices that the counter has named after that are the newer ones. A question that waits for its
    answer goes on waiting. Tells whether the goods can be pointed at now.

    :raises Refusal: when there is no such conversation, or it is another household's.
    """
    screen = await _screen(uow, conversation, since)
    if screen is None:
        return False
    desk = screen.desk
    items = await shelf.items(uow, store=desk.store.id, gtins=list(gtins)[:MOST_SHOWN])
    there = [items[gtin] for gtin in dict.fromkeys(gtins) if gtin in items]
    choices = PendingKind.CHOICES
    question = Question(choices, offered=desk.offered(there), item=SaidItem(said), asks=False)
    return await screen.put(question)


async def show_windows(
    uow: UnitOfWork, *, conversation: str, windows: Sequence[str], since: int | None = None
) -> bool:
    """Let the next sentence point at windows that are on the shopper's screen, in their order.

    As `show` does for goods; `windows` are all of one mode.

    :raises Refusal: when there is no such conversation, or it is another household's.
    """
    screen = await _screen(uow, conversation, since)
    if screen is None:
        return False
    desk, there = screen.desk, list[Window]()
    for each in dict.fromkeys(windows[:MOST_SHOWN]):
        with contextlib.suppress(Refusal):  # one that the store does not have
            there.append(await slots.window(uow, store=desk.store.id, window=each))
    mode = there[0].mode if there else Mode.PICKUP
    same = [each for each in there if each.mode is mode]
    question = Question(PendingKind.SLOTS, offered=offered(desk, same), mode=mode.value, asks=False)
    return await screen.put(question)


@dataclass(frozen=True, slots=True)
class _Screen:
    """A conversation beside a page, which may be told what the page shows."""

    uow: UnitOfWork
    id: str
    desk: Desk

    async def put(self, question: Question) -> bool:
        """Remember what can be pointed at; nothing, when the store has none of it."""
        if not question.offered:
            return False
        memory = self.desk.memory
        seen = replace(
            memory, question=question, dialogue=memory.dialogue.asked(question.pending())
        )
        text = json.dumps(seen.to_json())
        await _store.SHOW.run(
            self.uow, store=self.desk.store.id, id=self.id, memory=text, now=self.uow.now
        )
        return True


async def _screen(uow: UnitOfWork, conversation: str, since: int | None) -> _Screen | None:
    """Open a conversation to what a page shows; None where what the counter said comes first.

    :raises Refusal: when there is no such conversation, or it is another household's.
    """
    store = store_of_conversation(conversation)
    row = await _store.LOCK.first(uow, store=store, id=conversation)
    if row is None or uow.caller.household not in (None, row.household):
        raise not_found("conversation", conversation)
    memory = Memory.from_json(dict(row.memory), language=row.language)
    newer = since is not None and row.version > since
    if _holds(memory.question, newer=newer):
        return None
    return _Screen(uow, conversation, await desk_of(uow, row, memory))


async def go_on(uow: UnitOfWork, *, conversation: str) -> str:
    """Go on in a new cart when the conversation's own was ordered at another door; give its cart.

    A cart that waits for its payment stays: it is open again when the payment comes to nothing.

    :raises Refusal: when there is no such conversation, or it is another household's.
    """
    store = store_of_conversation(conversation)
    row = await _store.LOCK.first(uow, store=store, id=conversation)
    if row is None or uow.caller.household not in (None, row.household):
        raise not_found("conversation", conversation)
    if not await _is_ordered(uow, store=store, cart=row.cart):
        return row.cart
    language = language_of(row.language)
    cart = await carts.open_cart(uow, store=store, household=row.household, language=language)
    memory = replace(
        Memory.from_json(dict(row.memory), language=row.language),
        at_till=False,
        question=None,
        waiting=(),
        slot=None,
        last=None,
    )
    version = await _store.REMEMBER.one(
        uow,
        store=store,
        id=conversation,
        memory=json.dumps(memory.to_json()),
        cart=cart,
        now=uow.now,
    )
    uow.touch(conversation_topic(conversation), version)
    return cart


async def _is_ordered(uow: UnitOfWork, *, store: str, cart: str) -> bool:
    """Tell whether a cart's order stands, whatever has become of it since."""
    if (await cart_queries.cart(uow, cart=cart)).state == "open":
        return False
    order = await orders.order_of_cart(uow, store=store, cart=cart)
    return order is None or (await orders.order(uow, order=order)).state is not State.HELD


def _holds(question: Question | None, *, newer: bool) -> bool:
    """Tell whether what the counter said last comes before what a page shows."""
    return question is not None and (question.asks or (newer and bool(question.offered)))


async def _check_cart(uow: UnitOfWork, *, store: str, household: str | None, cart: str) -> None:
    given = await cart_queries.cart(uow, cart=cart)
    if given.store != store:
        raise Refusal(Kind.CONFLICT, "other_store", {"cart": cart})
    if given.household is not None and given.household != household:
        raise not_found("cart", cart)


async def forget_household(uow: UnitOfWork, *, store: str, household: str) -> None:
    """Forget what a household has said in a store."""
    await _store.FORGET_TURNS.run(uow, store=store, household=household)
    await _store.FORGET_HOUSEHOLD.run(uow, store=store, household=household)

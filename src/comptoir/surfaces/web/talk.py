"""The conversation as the page shows it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from comptoir.conversation import commands, queries, turn
from comptoir.conversation.answer import Answer
from comptoir.conversation.model import PendingKind
from comptoir.conversation.queries import Conversation, Told
from comptoir.db.unit_of_work import Reading, UnitOfWork
from comptoir.kernel.ids import secret
from comptoir.kernel.locale import Language
from comptoir.shopping.carts import queries as carts
from comptoir.shopping.orders.commands import Checkout
from comptoir.shopping.orders.model import Outcome
from comptoir.street.shop import Shop
from comptoir.street.typography import said
from comptoir.surfaces.web.house import caller
from comptoir.surfaces.web.words import Words

MOST_TURNS = 40
MOST_BESIDE = 12
"""So many turns stand beside a page; the rest are on the counter's own."""

_EXAMPLES = ("example_1", "example_2", "example_3")


@dataclass(frozen=True, slots=True)
class TurnView:
    """What was said and answered."""

    key: str
    text: str
    say: str
    spoken: str
    order: str | None


@dataclass(frozen=True, slots=True)
class ChipView:
    """A sentence that a button says for the shopper; `orders` when it obliges them to pay."""

    says: str
    label: str
    orders: bool = False


@dataclass(frozen=True, slots=True)
class TalkView:
    """The conversation: its newest turns, oldest first; `more` when there were earlier ones."""

    turns: tuple[TurnView, ...]
    chips: tuple[ChipView, ...]
    more: bool


async def begin(
    shop: Shop, uow: UnitOfWork, *, store: str, language: Language, before: Conversation | None
) -> Conversation:
    """Begin a conversation; after one in another language it goes on about the same cart.

    :raises Refusal: when there is no such store.
    """
    if before is None:
        household = await shop.welcome(uow, store, language)
        return await commands.start(uow, store=store, language=language, household=household)
    household = before.household or await shop.welcome(uow, store, language)
    is_open = (await carts.cart(uow, cart=before.cart)).state == "open"
    cart = before.cart if is_open else None
    return await commands.start(uow, store=store, language=language, household=household, cart=cart)


async def told(on: Reading, *, conversation: str, words: Words) -> TalkView:
    """Give what has been said so far, and what may be answered."""
    newest = await queries.turns(on, conversation=conversation, limit=MOST_TURNS + 1)
    return view(newest, words, most=MOST_TURNS)


def view(newest: Sequence[Told], words: Words, *, most: int) -> TalkView:
    """Work out what to show of the newest turns, of which there may be one more than `most`."""
    shown = newest[-most:]
    examples = tuple(ChipView(words(key), words(key)) for key in _EXAMPLES)
    return TalkView(
        turns=tuple(_turn(each) for each in shown),
        chips=_chips(shown[-1], words) if shown else examples,
        more=len(newest) > most,
    )


async def say(
    shop: Shop, *, language: Language, conversation: str, text: str, form: str, by: str = ""
) -> Answer:
    """Take a sentence to the counter and give the answer; `by` is who says it, where it is known.

    The same sentence of the same `form` is taken once.

    :raises Refusal: when the sentence is empty, too long, or not text.
    """
    who = caller(language)

    async def place(cart: str, checkout: Checkout) -> Outcome:
        return await shop.place_order(who, cart, checkout)

    return await turn.take(
        shop.database,
        conversation=conversation,
        text=text,
        turn_id=_turn_id(form, text),
        caller=who,
        place=place,
        opinion=shop.opinion,
        by=by,
    )


def _turn_id(form: str, text: str) -> str:
    """Name a turn so that a form sent twice is taken once, and another sentence is not lost."""
    digest = hashlib.sha256(f"{form or secret()}\n{text}".encode()).hexdigest()
    return f"web-{digest[:24]}"


def key(turn_id: str) -> str:
    """Shorten a turn's id, which any door may choose, to what can name a part of a page."""
    return hashlib.sha256(turn_id.encode()).hexdigest()[:12]


def _chips(of: Told, words: Words) -> tuple[ChipView, ...]:
    """Give what may be answered; the yes that orders says so (code de la consommation, L221-14)."""
    chips = [ChipView(each, said(each)) for each in of.chips]
    if of.pending == PendingKind.CONFIRM_CHECKOUT and chips:
        chips[0] = ChipView(chips[0].says, words("order_button"), orders=True)
    return tuple(chips)


def _turn(of: Told) -> TurnView:
    return TurnView(key(of.turn_id), of.text, said(of.say), of.spoken, of.order)

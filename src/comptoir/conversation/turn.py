"""One turn: a sentence in, what it wants done, the answer out."""

import asyncio
import json
import unicodedata
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from weakref import WeakValueDictionary

from comptoir.conversation import _store
from comptoir.conversation.answer import (
    Answer,
    acts_told,
    choices_of,
)
from comptoir.conversation.follow import after
from comptoir.conversation.memory import Memory, Question
from comptoir.conversation.model import LONGEST_SENTENCE, SaidItem
from comptoir.conversation.outcomes import (
    Agreed,
    Asked,
    Declined,
    OrderCancelled,
    Outcome,
)
from comptoir.conversation.ports import SecondOpinion
from comptoir.conversation.process import again, kept_where_said, outside
from comptoir.conversation.queries import conversation_topic, store_of_conversation
from comptoir.conversation.say import Uttered, utter
from comptoir.conversation.saying.ssml import plain, ssml
from comptoir.conversation.shown import to_show
from comptoir.conversation.turning import till
from comptoir.conversation.turning.amounts import kept
from comptoir.conversation.turning.asides import aside
from comptoir.conversation.turning.changing import arrived, store_change
from comptoir.conversation.turning.codes import coded
from comptoir.conversation.turning.desk import (
    Consult,
    Desk,
    Outside,
)
from comptoir.conversation.turning.doubting import settled, unread, weighed
from comptoir.conversation.turning.going_on import go_on
from comptoir.conversation.turning.plan import Done, carry_out, closing
from comptoir.conversation.turning.progress import Answered, Crossed, Place, Progress, Spoken
from comptoir.conversation.turning.reckoning import exceeded
from comptoir.conversation.turning.refining import refined
from comptoir.conversation.turning.seating import desk_of
from comptoir.conversation.turning.sentence import named_at, plainly, understood
from comptoir.conversation.turning.speakers import introduced
from comptoir.conversation.turning.telling import told_once
from comptoir.conversation.turning.undoing import note_change, taken_back
from comptoir.conversation.turning.watching import noticed
from comptoir.db.unit_of_work import Database, UnitOfWork
from comptoir.kernel.caller import Caller
from comptoir.kernel.ids import secret
from comptoir.kernel.locale import language_of
from comptoir.kernel.refusals import Kind, Refusal, invalid, not_found
from comptoir.shopping.carts.model import Cart
from comptoir.shopping.orders.model import Order, PaymentChallenged, PaymentPending, Placed

LONGEST_TURN_ID = 100
ASK_ADDRESS = "ask_address"
_SPACES = str.maketrans("\t\r\n", "   ")


async def take(
    database: Database,
    *,
    conversation: str,
    text: str,
    turn_id: str | None,
    caller: Caller,
    place: Place,
    opinion: SecondOpinion | None = None,
    by: str = "",
) -> Answer:
    """Carry out what a sentence wants and give the answer.

    The acts share one transaction and each has a savepoint of its own, so that one refused undoes
    nothing else and a turn is there whole or not at all; an order is placed and called off between
    two transactions. A turn that is repeated gets its first answer and changes nothing. Turns of
    one conversation wait for each other. An `opinion` is asked, between two transactions and once,
    about a sentence of which nothing was understood. `by` is who sends it, by name, where the
    door knows one.

    :raises Refusal: when there is no such conversation, the sentence is empty, too long or not
        text, or the turn's id was used for another sentence.
    """
    store = store_of_conversation(conversation)
    key, line = _turn_id(turn_id), checked(text)
    spoken = Spoken(conversation, store, key, line, caller, place, opinion, by)
    async with _one_at_a_time(conversation):
        progress = Progress()
        while True:
            async with database.work(caller) as uow:
                result = await _go_on(uow, spoken, progress)
            match result:
                case Answer():
                    return await kept_where_said(database, spoken, result)
                case Answered(kept_answer):
                    return await again(database, caller, kept_answer, spoken.turn_id)
                case _:
                    spoken = await outside(database, spoken, progress, result)


def checked(text: str) -> str:
    """Give a sentence with its blanks trimmed.

    :raises Refusal: when it is empty, longer than anybody speaks, or has control characters.
    """
    if len(text) > LONGEST_SENTENCE:
        raise invalid("text", "at_most", most=LONGEST_SENTENCE)
    line = " ".join(text.translate(_SPACES).split())
    if not line:
        raise invalid("text", "required")
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in line):
        raise invalid("text", "no_control_characters")
    return line


def _turn_id(given: str | None) -> str:
    if given is None:
        return secret()
    if not given or len(given) > LONGEST_TURN_ID or not given.isprintable():
        raise invalid("turn_id", "at_most", most=LONGEST_TURN_ID)
    return given


_busy: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()


@asynccontextmanager
async def _one_at_a_time(conversation: str) -> AsyncGenerator[None]:
    """Let turns of one conversation queue here rather than on the database's connections.

    Between processes the lock on the conversation's row keeps them apart.
    """
    lock = _busy.setdefault(conversation, asyncio.Lock())
    async with lock:
        yield


async def _go_on(
    uow: UnitOfWork, spoken: Spoken, progress: Progress
) -> Answer | Answered | Outside:
    """Carry out the acts from where the turn stands, up to its end or to something outside."""
    row = await _store.LOCK.first(uow, store=spoken.store, id=spoken.conversation)
    if row is None or spoken.caller.household not in (None, row.household):
        raise not_found("conversation", spoken.conversation)
    answered = await _answered(uow, spoken)
    if answered is not None:
        return answered
    desk = await _desk(uow, row)
    desk.text, desk.by = progress.text or spoken.text, spoken.by
    if not progress.acts and not progress.crossed:
        beside = await _begin(desk, spoken, progress)
        if desk.outside is not None:
            return desk.outside
        if beside is not None:
            return await _beside(desk, spoken, progress, beside)
    desk.plain = partial(plainly, desk.text, desk.memory, await desk.vocabulary())
    if progress.came is not None:
        desk.answered()
        await _resumed(desk, progress)
    desk.spans = named_at(progress.acts)
    while progress.next < len(progress.acts):
        act = progress.acts[progress.next]
        outcomes, done = await carry_out(desk, act)
        progress.next += 1
        progress.outcomes.extend(outcomes)
        progress.done.append(done)
        if desk.outside is not None:
            await _remember(uow, desk, spoken)
            return desk.outside
    return await _finish(desk, spoken, progress)


async def _begin(desk: Desk, spoken: Spoken, progress: Progress) -> Sequence[Outcome] | None:
    """Understand the sentence; answer at once what is not about shopping."""
    who = await introduced(desk) or settled(desk) or await _code(desk, progress)
    if who:
        return who
    asked = await weighed(desk, progress.proposal) if progress.consulted else None
    progress.acts = understood(desk.text, desk.memory, await desk.vocabulary())
    if asked is not None:
        return asked
    progress.text = desk.text
    change = await store_change(desk, progress.acts)
    if change is not None:
        progress.acts = change.acts if change.outcomes is None else progress.acts
        return change.outcomes
    more = await go_on(desk)
    if more is not None:
        return more
    back = await taken_back(desk)
    if back is not None:
        progress.acts = (back.act,)
        return back.outcomes
    beside = await aside(desk, progress.acts)
    if beside is None:
        progress.acts = await refined(desk, progress.acts)
    if beside is None and spoken.opinion is not None and not progress.consulted:
        doubtful = unread(desk, progress.acts)
        if doubtful is not None:
            desk.outside, progress.acts, progress.text = Consult(doubtful), (), ""
    return beside


async def _code(desk: Desk, progress: Progress) -> Sequence[Outcome]:
    """Do what is said of a discount code; the rest of the sentence, if any, goes on to be heard."""
    code = await coded(desk)
    if code is None:
        return ()
    if not code.rest:
        return code.outcomes
    progress.outcomes.extend(each for each in code.outcomes if each not in progress.outcomes)
    desk.text = code.rest
    return ()


async def _beside(
    desk: Desk, spoken: Spoken, progress: Progress, outcomes: Sequence[Outcome]
) -> Answer:
    """Answer what is not about shopping: the acts are told as heard, what waits still waits."""
    progress.done.extend(Done(act, tuple(desk.touched)) for act in progress.acts)
    progress.outcomes.extend(outcomes)
    progress.acts = ()
    if desk.question is not None and not desk.question.asks:
        desk.tell(desk.question)
    return await _finish(desk, spoken, progress)


async def _desk(uow: UnitOfWork, row: _store.ConversationRow) -> Desk:
    memory = Memory.from_json(dict(row.memory), language=language_of(row.language).value)
    desk = await desk_of(uow, row, memory)
    desk.question = memory.question
    if (await desk.whole_cart()).state != "open":
        await till.next_cart(desk)
    desk.began = await desk.whole_cart()
    return desk


async def _finish(desk: Desk, spoken: Spoken, progress: Progress) -> Answer:
    progress.outcomes.extend(await closing(desk, progress.acts))
    progress.outcomes.extend(await exceeded(desk))
    news = await noticed(desk, progress.outcomes)
    progress.outcomes[:0] = news
    cart = await desk.whole_cart()
    question = desk.memory.question
    outcomes = _in_order(told_once(progress.outcomes))
    uttered = utter(
        outcomes, desk.voice, question=question, lines=len(cart.lines), insists=not desk.nagged()
    )
    desk.memory = _remembering(desk, progress, cart, uttered)
    answer = Answer(
        turn_id=spoken.turn_id,
        say=uttered.say,
        spoken=plain(uttered.spoken),
        ssml=ssml(uttered.spoken),
        card=uttered.card,
        acts=acts_told(progress.done),
        cart=cart,
        choices=choices_of(question),
        order=progress.order,
        pending=_waiting(desk, question),
        show=to_show(outcomes, question),
        onward=spoken.conversation if spoken.said_in else None,
    )
    await _remember(desk.uow, desk, spoken)
    await _store.KEEP_TURN.run(
        desk.uow,
        store=spoken.store,
        conversation=spoken.conversation,
        turn_id=spoken.turn_id,
        text=spoken.text,
        answer=json.dumps(answer.to_json()),
        now=desk.uow.now,
    )
    return answer


def _waiting(desk: Desk, question: Question | None) -> str | None:
    """Name what waits for an answer: an address that is being dictated, or a question."""
    if desk.memory.kept.address is not None:
        return ASK_ADDRESS
    return question.kind.value if question is not None and question.asks else None


def _remembering(desk: Desk, progress: Progress, cart: Cart, uttered: Uttered) -> Memory:
    """Give what the next turn has to know of this one."""
    question = desk.memory.question
    dialogue = after(
        desk.memory.dialogue,
        progress.acts,
        pending=question.pending() if question is not None else None,
    )
    carted = tuple(
        SaidItem(desk.memory.called(line.gtin) or line.name, kept(line.quantity))
        for line in cart.lines
    )
    return replace(
        desk.memory,
        dialogue=replace(dialogue, carted=carted),
        said=uttered.say or desk.memory.said,
        spoken=uttered.spoken or desk.memory.spoken,
    )


def _in_order(outcomes: Sequence[Outcome]) -> Sequence[Outcome]:
    """Put the question last; leave "very well" out where there is anything else to say."""
    told = [one for one in outcomes if not isinstance(one, Agreed | Declined | Asked)]
    asked = [one for one in outcomes if isinstance(one, Asked)]
    return (*told, *asked) or outcomes


async def _remember(uow: UnitOfWork, desk: Desk, spoken: Spoken) -> None:
    await note_change(desk)
    version = await _store.REMEMBER.one(
        uow,
        store=spoken.store,
        id=spoken.conversation,
        memory=json.dumps(desk.memory.to_json()),
        cart=desk.cart,
        now=uow.now,
    )
    uow.touch(conversation_topic(spoken.conversation), version)


async def _answered(uow: UnitOfWork, spoken: Spoken) -> Answered | None:
    """Give the answer that a turn of this id got, if there was one."""
    row = await _store.TURN.first(
        uow, store=spoken.store, conversation=spoken.conversation, turn_id=spoken.turn_id
    )
    if row is None:
        return None
    if row.text != spoken.text:
        raise Refusal(Kind.CONFLICT, "turn_id_reused", {"turn_id": spoken.turn_id})
    return Answered(row.answer)


async def _resumed(desk: Desk, progress: Progress) -> None:
    """Tell what came of what was done outside."""
    match progress.came:
        case None:
            pass
        case Crossed(moved=moved):
            progress.outcomes.extend(await arrived(desk, moved))
        case Refusal() as refusal:
            progress.outcomes.extend(await till.refused(desk, refusal))
        case Order() as order:
            progress.outcomes.append(OrderCancelled(order.number))
        case Placed() | PaymentChallenged() | PaymentPending() as ordered:
            progress.outcomes.extend(await till.placed(desk, ordered))
            progress.order = ordered.order.id
    progress.came = None

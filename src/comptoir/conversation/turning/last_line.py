"""Pointing at nothing offered means the line just put: "le moins cher", "plutôt l'autre"."""

from dataclasses import replace

from comptoir.conversation.changed import AlreadySo
from comptoir.conversation.memory import Question
from comptoir.conversation.model import Act, Intent, PendingKind, RefBy, SaidItem
from comptoir.conversation.outcomes import Asked, Outcome
from comptoir.conversation.turning import till
from comptoir.conversation.turning.adding import put
from comptoir.conversation.turning.amounts import kept
from comptoir.conversation.turning.choosing import MOST_CHOICES, look_for
from comptoir.conversation.turning.desk import Desk
from comptoir.conversation.turning.naming import names, said_stems
from comptoir.conversation.turning.pointing import best_of
from comptoir.conversation.turning.refining import called
from comptoir.conversation.turning.superlatives import extreme, most_of
from comptoir.goods.shelf import queries as shelf
from comptoir.goods.shelf.model import ShelfItem
from comptoir.kernel.locale import Language
from comptoir.shopping.carts.model import CartLine

_ABOUT_IT = frozenset(
    {Intent.ADD, Intent.SET_QUANTITY, Intent.REPLACE, Intent.ASK_PRICE, Intent.ASK_STOCK}
)
"""After these the last line is what is spoken of."""


async def of_last_line(desk: Desk, act: Act) -> tuple[Outcome, ...] | None:
    """Take another of the same goods in place of the line just put; None when none is meant."""
    line = (await desk.whole_cart()).line(desk.memory.last) if desk.memory.last else None
    if line is None or act.ref is None or desk.memory.dialogue.last not in _ABOUT_IT:
        return None
    if act.ref.by is RefBy.INDEX:
        return None
    said = SaidItem(called(desk, line))
    here = await shelf.item(desk.uow, store=desk.store.id, gtin=line.gtin)
    kin = await _kin(desk, here, said)
    if act.ref.by is RefBy.OTHER and act.ref.value is None:
        return _others(desk, line, said, kin)
    most = most_of(act.ref, desk.language)
    if most is not None and act.ref.by is not RefBy.ATTRIBUTE:
        other = extreme([here, *kin], most) or here
    else:  # "gros" of salt is no size
        other = best_of([here, *kin], act.ref, desk) or (here if most is not None else None)
    if other is None:
        return None
    return (*await _in_its_place(desk, line, said, other), *await _asked_again(desk))


async def _kin(desk: Desk, here: ShelfItem, said: SaidItem) -> list[ShelfItem]:
    """Give what else is sold under the name of a line, of the same department and in stock."""
    words = said_stems(said.product, desk.language)
    found = await look_for(desk, said)
    named = names(here, words, desk.language)
    return [
        item
        for item in found
        if item.gtin != here.gtin
        and item.category == here.category
        and item.net_unit == here.net_unit
        and _thing(item) == _thing(here)
        and item.available > 0
        and (not named or names(item, words, desk.language))
    ]


def _thing(item: ShelfItem) -> tuple[str, ...]:
    """Give what goods are by law: wipes are no paper whatever their name says."""
    return said_stems(item.legal_name, Language.FRENCH)[:1]


def _others(
    desk: Desk, line: CartLine, said: SaidItem, kin: list[ShelfItem]
) -> tuple[Outcome, ...] | None:
    if not kin:
        return None
    offered = desk.offered(kin[:MOST_CHOICES])
    item = replace(said, amount=kept(line.quantity))
    return desk.ask(
        Question(
            PendingKind.CHOICES, offered=offered, item=item, gtin=line.gtin, label=item.product
        )
    )


async def _in_its_place(
    desk: Desk, line: CartLine, said: SaidItem, other: ShelfItem
) -> tuple[Outcome, ...]:
    if other.gtin == line.gtin:
        return tuple(AlreadySo(one) for one in await desk.spoken_lines([line]))
    wanted = replace(said, amount=kept(line.quantity))
    return await put(desk, other, wanted, instead_of=line.gtin, sure=True)


async def _asked_again(desk: Desk) -> tuple[Outcome, ...]:
    """Come back to the question that waited, which none of this answered."""
    question = desk.question
    if question is None or not question.asks or desk.asked is not None:
        return ()
    desk.answered()
    if question.kind is PendingKind.CONFIRM_CHECKOUT:
        return await till.check_out(desk)
    desk.asked = replace(question, again=True)
    return (Asked(desk.asked),)

"""What was named is said more exactly: "des golden" of apples, "plutôt des brunes" of beers."""

from collections.abc import Sequence
from dataclasses import replace

from comptoir.conversation.follow import OF_IT
from comptoir.conversation.hearing.swaps import BARE
from comptoir.conversation.model import (
    Act,
    Doubt,
    Intent,
    PendingKind,
    Ref,
    RefBy,
    SaidItem,
    Unit,
)
from comptoir.conversation.turning.choosing import is_aspect, look_for
from comptoir.conversation.turning.containers import held, held_so
from comptoir.conversation.turning.desk import Desk
from comptoir.conversation.turning.naming import headed, names, said_stems
from comptoir.conversation.turning.superlatives import most_said
from comptoir.goods.catalog.text import words
from comptoir.kernel.locale import Language
from comptoir.shopping.carts.model import CartLine

KEEPS = "keeps something"
MORE_EXACTLY = "of what was just put, said more exactly"
_JUST_PUT = frozenset({Intent.ADD, Intent.SET_QUANTITY, Intent.REPLACE})
_GOODS = frozenset({Intent.ADD, Intent.SET_QUANTITY, Intent.REPLACE})
_JOINING = {
    Language.FRENCH: frozenset({"et", "puis", "avec", "plus", "aussi", "ou", "non", "sinon"}),
    Language.ENGLISH: frozenset({"and", "then", "with", "plus", "also", "or", "no"}),
}
_CHOOSING = frozenset({PendingKind.CHOICES, PendingKind.OFFER_SUBSTITUTE})
_FEW = 6


async def refined(desk: Desk, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Give acts whose goods are told by all that was said of them, in this turn or before it."""
    kept = _stays(acts)
    return tuple([await _refined(desk, act) for act in kept])


def _stays(acts: Sequence[Act]) -> tuple[Act, ...]:
    """Read "enlève les chips, non laisse-les" as one act that takes nothing out."""
    if len(acts) != 2 or acts[0].intent is not Intent.REMOVE or acts[1].intent is not Intent.DENY:
        return tuple(acts)
    if not any(reason.startswith(KEEPS) for reason in acts[1].why):
        return tuple(acts)
    return (replace(acts[1], items=acts[0].items),)


async def _refined(desk: Desk, act: Act) -> Act:
    if act.intent in _GOODS and act.items:
        items = [await held(desk, item) for item in act.items]
        if OF_IT in act.why and asked(desk) is not None and len(items) > 1:
            items[0] = replace(items[0], product="")
        act = await _with_kinds(desk, replace(act, items=tuple(items)))
        act = await _of_asked(desk, act)
        act = _without_doubt(act)
    if OF_IT in act.why:
        return await _more_of_line(desk, act) if act.intent is Intent.ADD else act
    return await _of_last(desk, act)


async def _of_asked(desk: Desk, act: Act) -> Act:
    """Read "trois entiers" as of the milk that is asked about."""
    about, first = asked(desk), act.items[0]
    if about is None or not first.product or act.intent is not Intent.ADD:
        return act
    if not await is_kind(desk, about.product, first.product):
        return act
    item = replace(_joined(desk, about, first), span=first.span, doubts=())
    if first.amount is not None:
        item = replace(item, amount=first.amount, size=first.size, pack_size=first.pack_size)
    return replace(act, items=(item, *act.items[1:]), elliptic=False)


def _without_doubt(act: Act) -> Act:
    """Doubt an act's goods no more where none of its items is doubted."""
    unknown = any(Doubt.UNKNOWN_PRODUCT in item.doubts for item in act.items)
    doubts = (one for one in act.doubts if unknown or one is not Doubt.UNKNOWN_PRODUCT)
    return replace(act, doubts=tuple(doubts))


async def _with_kinds(desk: Desk, act: Act) -> Act:
    """Put a kind said behind goods into their name: "des pommes, des golden"."""
    kept: list[SaidItem] = []
    for item in act.items:
        before = kept[-1] if kept else None
        noun = before if before is None or before.product else asked(desk)
        kind = before is not None and noun is not None and _stands_behind(desk, before, item)
        if before is None or noun is None or not kind:
            kept.append(item)
        elif await is_kind(desk, noun.product, item.product):
            amount = before.amount or noun.amount
            kept[-1] = _joined(desk, replace(before, product=noun.product, amount=amount), item)
        else:
            kept.append(item)
    answers = any(not item.product for item in act.items) and all(item.product for item in kept)
    if not answers:
        return replace(act, items=tuple(kept))
    why = tuple(reason for reason in act.why if reason != OF_IT)
    return replace(act, intent=Intent.ADD, items=tuple(kept), why=why, doubts=())


def _stands_behind(desk: Desk, before: SaidItem, item: SaidItem) -> bool:
    """Tell whether goods without an amount stand right behind others, nothing joining them."""
    if item.amount is not None or not item.product or item.span[0] < before.span[1]:
        return False
    between = words(desk.text[before.span[1] : item.span[0]])
    opened = words(desk.text[item.span[0] : item.span[1]])[:1]
    return _JOINING[desk.language].isdisjoint((*between, *opened))


def asked(desk: Desk) -> SaidItem | None:
    """Give the goods that a choice is open about."""
    question = desk.question
    asks = question is not None and question.kind in _CHOOSING and question.asks
    return question.as_item() if question is not None and asks else None


async def is_kind(desk: Desk, noun: str, said: str) -> bool:
    """Tell whether words name a kind of certain goods rather than goods of their own."""
    stems, head = said_stems(said, desk.language), said_stems(noun, desk.language)
    if not stems or not head or set(stems) & set(head):
        return False
    if is_aspect(noun, said, desk.language):
        return True
    both = await look_for(desk, SaidItem(of_kind(noun, said, desk.language)), limit=_FEW)
    if not any(names(item, (*head, *stems), desk.language) for item in both):
        return False
    alone = await look_for(desk, SaidItem(said), limit=1)
    own = bool(alone) and headed(alone[0], stems, desk.language)
    return not own or names(alone[0], head, desk.language)


def of_kind(noun: str, kind: str, language: Language) -> str:
    """Put goods and their kind together as the language does: "lait entier", "whole milk"."""
    return f"{kind} {noun}" if language is Language.ENGLISH else f"{noun} {kind}"


def _joined(desk: Desk, item: SaidItem, kind: SaidItem) -> SaidItem:
    return replace(
        item,
        product=of_kind(item.product, kind.product, desk.language),
        filters=tuple(dict.fromkeys((*item.filters, *kind.filters))),
        max_price=item.max_price if item.max_price is not None else kind.max_price,
        without=(*item.without, *kind.without),
        span=(item.span[0], kind.span[1]),
        doubts=tuple(one for one in item.doubts if one is not Doubt.UNKNOWN_PRODUCT),
    )


async def _more_of_line(desk: Desk, act: Act) -> Act:
    """Read "rajoute une bouteille" as one more of the last line that is sold in bottles."""
    said = act.items[0]
    lines = (await desk.whole_cart()).lines
    if said.amount is None or said.amount.unit not in (Unit.PACK, Unit.PIECE) or not lines:
        return act
    last = next((line for line in lines if line.gtin == desk.memory.last), lines[-1])
    others = (line for line in reversed(lines) if line.gtin != last.gtin)
    line = next((one for one in (last, *others) if held_so(one, desk.text, desk.language)), None)
    if line is None or (line is last and desk.memory.called(last.gtin) != words_of_item(said)):
        return act
    item = replace(said, product=called(desk, line), amount=None)
    return replace(
        act,
        intent=Intent.SET_QUANTITY,
        items=(item, *act.items[1:]),
        delta=said.amount.value,
        doubts=(),
    )


def words_of_item(said: SaidItem) -> str:
    """Give the name of an item as the memory keeps names."""
    return " ".join(words(said.product))


def called(desk: Desk, line: CartLine) -> str:
    """Give what the shopper calls a line of the cart."""
    return desk.memory.called(line.gtin) or line.name


async def _of_last(desk: Desk, act: Act) -> Act:
    """Read kinds alone as said of what was just put: "des brunes plutôt", "plutôt bio"."""
    if desk.memory.dialogue.last not in _JUST_PUT or asked(desk) is not None:
        return act
    alone = act.why[:1] == (BARE,) and not act.elliptic
    if not alone or act.intent not in (Intent.ADD, Intent.SEARCH, Intent.REPLACE):
        return act
    if len(act.items) > 1 or any(item.amount for item in act.items):
        return act
    kind = act.items[0] if act.items else SaidItem(filters=act.filters)
    start, end = kind.span
    if most_said(desk.text[start:end], desk.language, bare=True) is not None:
        return Act(Intent.CHOOSE, ref=Ref(RefBy.ATTRIBUTE, desk.text[start:end]), why=act.why)
    for line in await _just_put(desk):
        noun = await _noun(desk, line, kind)
        if noun is not None:
            return _swap(desk, act, line, noun, kind)
    return act


async def _just_put(desk: Desk) -> Sequence[CartLine]:
    """Give the lines that the last change put or set, the last first."""
    cart = await desk.whole_cart()
    changes = desk.memory.kept.changes
    gtins = [line.gtin for line in reversed(changes[-1].lines)] if changes else []
    if desk.memory.last is not None:
        gtins.insert(0, desk.memory.last)
    lines = [cart.line(gtin) for gtin in dict.fromkeys(gtins)]
    return [line for line in lines if line is not None]


async def _noun(desk: Desk, line: CartLine, kind: SaidItem) -> str | None:
    """Give the name under which a line has such a kind; None where it has none."""
    name = called(desk, line)
    whole = name.split(" ")
    head = whole[-1] if desk.language is Language.ENGLISH else whole[0]
    for noun in dict.fromkeys((name, head)):
        if kind.product:
            if await is_kind(desk, noun, kind.product):
                return noun
            continue
        if kind.filters and await look_for(desk, SaidItem(noun, filters=kind.filters), limit=1):
            return noun
    return None


def _swap(desk: Desk, act: Act, line: CartLine, noun: str, kind: SaidItem) -> Act:
    product = of_kind(noun, kind.product, desk.language) if kind.product else noun
    item = replace(
        kind,
        product=product,
        filters=tuple(dict.fromkeys((*kind.filters, *act.filters))),
        doubts=tuple(one for one in kind.doubts if one is not Doubt.UNKNOWN_PRODUCT),
    )
    return replace(
        act,
        intent=Intent.REPLACE,
        items=(item,),
        replaces=(called(desk, line),),
        doubts=(),
        why=(*act.why, MORE_EXACTLY),
    )

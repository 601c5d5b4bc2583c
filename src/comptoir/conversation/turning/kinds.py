"""Kinds of goods, said behind them or in answer to which: "des golden", "trois entiers"."""

from dataclasses import replace

from comptoir.conversation.hearing.lexicon import lexicon
from comptoir.conversation.hearing.tokens import stem
from comptoir.conversation.manners import Manner
from comptoir.conversation.model import Act, Amount, Doubt, Intent, PendingKind, SaidItem, Unit
from comptoir.conversation.turning.choosing import is_aspect, look_for
from comptoir.conversation.turning.containers import is_container
from comptoir.conversation.turning.desk import Desk
from comptoir.conversation.turning.naming import headed, is_wide, names, said_stems
from comptoir.conversation.turning.phrasing import has, phrases
from comptoir.conversation.turning.superlatives import opened
from comptoir.goods.catalog.text import words
from comptoir.kernel.locale import Language

_JOINING = {
    Language.FRENCH: frozenset({"et", "puis", "avec", "plus", "aussi", "ou", "non", "sinon"}),
    Language.ENGLISH: frozenset({"and", "then", "with", "plus", "also", "or", "no"}),
}
_CHOOSING = frozenset({PendingKind.CHOICES, PendingKind.OFFER_SUBSTITUTE})
_FEW = 6


async def with_kinds(desk: Desk, act: Act) -> Act:
    """Put a kind said behind goods into their name: "des pommes, des golden"."""
    kept: list[SaidItem] = []
    for item in act.items:
        before = kept[-1] if kept else None
        if before is not None and _is_purpose(desk, before, item):
            continue
        packs = _in_packs(desk, item) or (item if points(desk, item) else None)
        if before is not None and packs is not None and _stands_behind(desk, before, packs):
            kept[-1] = replace(joined(desk, before, packs), amount=packs.amount or before.amount)
            continue
        noun = before if before is None or before.product else asked(desk)
        kind = before is not None and noun is not None and _stands_behind(desk, before, item)
        if before is not None and await _is_sort_of(desk, before, item):
            kept[-1] = item
        elif before is None or noun is None or not kind:
            kept.append(item)
        elif await _says_kind(desk, noun.product, item.product):
            amount = before.amount or noun.amount or item.amount
            kept[-1] = joined(desk, replace(before, product=noun.product, amount=amount), item)
        else:
            kept.append(item)
    answers = any(not item.product for item in act.items) and all(item.product for item in kept)
    if not answers:
        return replace(act, items=tuple(kept))
    manners = act.manners & ~Manner.OF_IT
    return replace(act, intent=Intent.ADD, items=tuple(kept), manners=manners, doubts=())


def _is_purpose(desk: Desk, before: SaidItem, item: SaidItem) -> bool:
    """Tell whether goods only say what others are for: "potatoes for mash"."""
    if item.amount is not None or item.span[0] < before.span[1] or not before.product:
        return False
    ahead = tuple(words(desk.text[before.span[0] : item.span[0]]))
    openings = phrases(desk.language, "qualifiers")["purposes"]
    return any(ahead[-len(one) :] == one for one in openings)


def points(desk: Desk, item: SaidItem) -> bool:
    """Tell whether words point by a kind: "the salmon one", not "salmon"."""
    ahead = words(desk.text[: item.span[0]])[-1:] + words(desk.text[item.span[0] : item.span[1]])
    behind = words(desk.text[item.span[1] :])[:1]
    table = phrases(desk.language, "qualifiers")
    return has(ahead[:2], table["the"]) and has(behind, table["ones"])


def _in_packs(desk: Desk, item: SaidItem) -> SaidItem | None:
    """Read "trois boîtes à l'huile" as three packs of a kind, which what stands before names."""
    first, _, rest = item.product.partition(" ")
    kind = opened(rest, desk.language, "flavours") if rest and item.amount is not None else None
    if kind is None or item.amount is None or not is_container(first, desk.language):
        return None
    return replace(item, product=kind, amount=Amount(item.amount.value, Unit.PACK), doubts=())


def _stands_behind(desk: Desk, before: SaidItem, item: SaidItem) -> bool:
    """Tell whether goods without an amount stand right behind others, nothing joining them."""
    packs = item.amount is not None and item.amount.unit is Unit.PACK
    of_it = packs or is_aspect(before.product, item.product, desk.language)
    counts = item.amount is not None and not (before.amount is None and of_it)
    return not counts and _follows(desk, before, item)


def _follows(desk: Desk, before: SaidItem, item: SaidItem) -> bool:
    """Tell whether goods stand right behind others, nothing joining them."""
    if not item.product or item.span[0] < before.span[1]:
        return False
    between = words(desk.text[before.span[1] : item.span[0]])
    opened = words(desk.text[item.span[0] : item.span[1]])[:1]
    return _JOINING[desk.language].isdisjoint((*between, *opened))


async def _is_sort_of(desk: Desk, before: SaidItem, item: SaidItem) -> bool:
    """Tell whether goods say which of a wide word before them: "du pain, une baguette".

    Such a word names a whole shelf, on which the goods stand.
    """
    noun = desk.as_said(before).product
    if before.amount is not None or not is_wide(noun, desk.language):
        return False
    if not _follows(desk, before, item) or not _apart(desk, before, item):
        return False
    alone = await look_for(desk, SaidItem(item.product), limit=1)
    both = await look_for(desk, SaidItem(f"{noun} {item.product}"))
    return bool(alone) and alone[0].gtin in {one.gtin for one in both}


def _apart(desk: Desk, before: SaidItem, item: SaidItem) -> bool:
    """Tell whether a stop or an article parts goods: "pain complet" is one thing."""
    between = desk.text[before.span[1] : item.span[0]]
    return bool(between.strip()) or item.amount is not None


def asked(desk: Desk) -> SaidItem | None:
    """Give the goods that a choice is open about."""
    question = desk.question
    asks = question is not None and question.kind in _CHOOSING and question.asks
    return question.about() if question is not None and asks else None


async def of_asked(desk: Desk, act: Act) -> Act:
    """Read "trois entiers", or "un rouge et un blanc", as of the goods that are asked about."""
    about = asked(desk)
    if about is None or act.intent is not Intent.ADD:
        return act
    items = [
        _kind_of(desk, about, item)
        if item.product and await is_kind(desk, about.product, item.product)
        else item
        for item in act.items
    ]
    changed = items != list(act.items)
    return replace(act, items=tuple(items), elliptic=False) if changed else act


def _kind_of(desk: Desk, about: SaidItem, kind: SaidItem) -> SaidItem:
    item = replace(joined(desk, about, kind), span=kind.span, doubts=())
    if kind.amount is None:
        return item
    return replace(item, amount=kind.amount, size=kind.size, pack_size=kind.pack_size)


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


async def _says_kind(desk: Desk, noun: str, said: str) -> bool:
    """Tell whether words in a list name a kind; goods of every day are looked for no further."""
    everyday = _is_everyday(said, desk.language) and not is_aspect(noun, said, desk.language)
    return not everyday and await is_kind(desk, noun, said)


def _is_everyday(said: str, language: Language) -> bool:
    """Tell whether the lexicon itself knows words as goods, not as something said of goods."""
    book = lexicon(language.value)
    plains = tuple(token.plain for token in book.cut(said))
    described = bool(plains) and stem(plains[0]) in book.goods.adjectives
    return not described and book.words.longest(plains, 0) == len(plains)


def of_kind(noun: str, kind: str, language: Language) -> str:
    """Put goods and their kind together as the language does: "lait entier", "whole milk"."""
    return f"{kind} {noun}" if language is Language.ENGLISH else f"{noun} {kind}"


def joined(desk: Desk, item: SaidItem, kind: SaidItem) -> SaidItem:
    """Put a kind into the name of goods, with all that was said of either."""
    return replace(
        item,
        product=of_kind(item.product, kind.product, desk.language),
        filters=tuple(dict.fromkeys((*item.filters, *kind.filters))),
        max_price=item.max_price if item.max_price is not None else kind.max_price,
        without=(*item.without, *kind.without),
        span=(item.span[0], kind.span[1]),
        doubts=tuple(one for one in item.doubts if one is not Doubt.UNKNOWN_PRODUCT),
    )

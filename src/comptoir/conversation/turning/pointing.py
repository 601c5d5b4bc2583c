"""Which of several goods is pointed at: by its size, its price, its maker or its own words."""

from collections.abc import Sequence
from dataclasses import dataclass

from comptoir.conversation.hearing.items import ItemReader
from comptoir.conversation.hearing.lexicon import lexicon
from comptoir.conversation.hearing.references import places_of
from comptoir.conversation.hearing.stages import prepared
from comptoir.conversation.hearing.tokens import Kind
from comptoir.conversation.memory import Offered, Question
from comptoir.conversation.model import Amount, Intent, Ref, RefBy, SaidItem, Unit
from comptoir.conversation.turning.choosing import is_aspect, look_for
from comptoir.conversation.turning.containers import in_container
from comptoir.conversation.turning.desk import Desk
from comptoir.conversation.turning.naming import headed, names, said_stems
from comptoir.conversation.turning.phrasing import has
from comptoir.conversation.turning.refining import refined
from comptoir.conversation.turning.superlatives import extreme, most_of
from comptoir.goods.catalog.net import net_quantity
from comptoir.goods.catalog.text import words
from comptoir.goods.shelf import queries as shelf
from comptoir.goods.shelf.model import ShelfItem
from comptoir.kernel.locale import Language


def best_of(items: Sequence[ShelfItem], ref: Ref, desk: Desk) -> ShelfItem | None:
    """Give the one of several goods that a way of pointing fits best."""
    most = most_of(ref, desk.language)
    match ref.by:
        case RefBy.SIZE:
            return next((item for item in items if _is_of_size(item, str(ref.value))), None)
        case RefBy.BRAND | RefBy.NAME | RefBy.ATTRIBUTE:
            named = fewest_words(items, str(ref.value or ""), desk)
            return named or (extreme(items, most) if most is not None else None)
        case RefBy.OTHER if (cents := price_said(str(ref.value or ""), desk.language)) is not None:
            return next((item for item in items if item.price == cents), None)
        case RefBy.CHEAPEST | RefBy.LARGEST | RefBy.OTHER:
            return extreme(items, most) if most is not None else None
        case RefBy.INDEX:
            return None


@dataclass(frozen=True, slots=True)
class Named:
    """Goods that a sentence names by itself, and the one offered that they are, if any is."""

    offered: Offered | None
    amount: Amount | None


async def named_alone(desk: Desk, question: Question) -> Named | None:
    """Find what a sentence names by itself among what was offered; None when it only describes."""
    acts = await refined(desk, desk.plain())
    items = [item for act in acts if act.intent in _PUTS for item in act.items]
    about = set(said_stems(question.about().product, desk.language))
    kinds = [item for item in items if about <= set(said_stems(item.product, desk.language))]
    if about and len(items) > 1 and len(kinds) == len(items):
        return Named(None, None)
    said = items[0] if len(items) == 1 else None
    if said is None or not said.product:
        return None
    gtins = [each.gtin for each in question.offered if each.gtin]
    there = await shelf.items(desk.uow, store=desk.store.id, gtins=gtins)
    best = fewest_words([there[gtin] for gtin in gtins if gtin in there], said.product, desk)
    if best is not None:
        offered = next(each for each in question.offered if each.gtin == best.gtin)
        return Named(offered, said.amount)
    own = await _is_own(desk, question.about(), said)
    return Named(None, None) if own else None


async def _is_own(desk: Desk, asked: SaidItem, said: SaidItem) -> bool:
    """Tell whether goods are others than those asked about: comté among soft cheeses."""
    stems = said_stems(said.product, desk.language)
    if not stems or set(stems) & set(said_stems(asked.product, desk.language)):
        return False
    if is_aspect(asked.product, said.product, desk.language):
        return False
    held_so = said.amount is not None and said.amount.unit is Unit.PACK
    if held_so and in_container(desk.said_of(said), desk.language):
        return True
    found = await look_for(desk, SaidItem(said.product), limit=1)
    return bool(found) and headed(found[0], stems, desk.language)


def amount_beside(text: str, language: Language, ref: Ref) -> Amount | None:
    """Read how much was said beside a place or an end of the row: "trois du premier"."""
    book = lexicon(language.value)
    line = prepared(book.cut(text), book.stages)
    reads = ItemReader(book.goods, book.words).read(line.tokens)
    amounts = [read.item.amount for read in reads if read.item.amount is not None]
    amount = amounts[0] if len(amounts) == 1 else None
    if amount is None or amount.unit is not Unit.PIECE:
        return amount
    place = amount.value == ref.value and ref.value not in places_of(line, book.pointing)
    return None if place or amount.value == 1 else amount  # "le deux", "the second one"


def price_said(text: str, language: Language) -> int | None:
    """Read a price in cents: "à un euro vingt-cinq"."""
    book = lexicon(language.value)
    tokens = prepared(book.cut(text), book.stages).tokens
    return next(
        (
            token.value
            for token in tokens
            if token.kind is Kind.PRICE and isinstance(token.value, int)
        ),
        None,
    )


def fewest_words(items: Sequence[ShelfItem], said: str, desk: Desk) -> ShelfItem | None:
    """Give the one that has the words said and the fewest of its own: "écrémé" is not "demi-"."""
    stems = said_stems(said, desk.language)
    fits = [item for item in items if stems and names(item, stems, desk.language)]
    return min(fits, key=lambda item: len(item.name.replace("-", " ").split()), default=None)


def labelled(offered: Sequence[Offered], ref: Ref) -> Offered | None:
    """Give the only thing offered whose label has the words said, whole."""
    said = words(str(ref.value or ""))
    fits = [each for each in offered if said and has(words(each.label), [tuple(said)])]
    return fits[0] if len(fits) == 1 else None


_PUTS = frozenset({Intent.ADD, Intent.SET_QUANTITY})


def _is_of_size(item: ShelfItem, said: str) -> bool:
    net = net_quantity(said)
    return net is not None and item.net_value == net.value and item.net_unit == net.unit.value

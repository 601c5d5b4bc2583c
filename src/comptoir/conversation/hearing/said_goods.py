"""What a clause says of its goods: how many, how many more, in what order of things."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from comptoir.conversation.hearing.frames import Frame
from comptoir.conversation.hearing.goods_words import GoodsWords
from comptoir.conversation.hearing.heads import named_as_kind
from comptoir.conversation.hearing.items import Read
from comptoir.conversation.hearing.patterns import Line
from comptoir.conversation.manners import Manner
from comptoir.conversation.model import Act, Intent, SaidItem


@dataclass(frozen=True, slots=True)
class Change:
    """A change of quantity said in a clause, and the clause without it."""

    line: Line
    delta: Fraction | None = None
    factor: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What a clause says of its goods."""

    reads: tuple[Read, ...]
    change: Change
    back: bool
    """True when it points back at what was spoken of."""
    same: bool
    each: bool
    only: Manner
    """How the amount is said to be the final one, `NONE` when it is not."""


def exchanges(act: Act, reads: tuple[Read, ...]) -> bool:
    """Tell whether one thing is to be another: "make the cabbage curly kale"."""
    plain = all(read.known and read.item.amount is None for read in reads)
    counts = act.intent is Intent.SET_QUANTITY and act.factor is None and act.delta is None
    return counts and plain and len(reads) == 2


def meant(base: Act, said: Said, frame: Frame | None) -> Act:
    """Return the act with what its goods say of the quantity under discussion."""
    named = any(read.item.product for read in said.reads)
    change = said.change
    act = replace(
        base,
        anaphoric=said.back or said.same,
        delta=change.delta,
        factor=change.factor or base.factor,
    )
    if frame is not None and frame.delta and not named:
        act = replace(act, manners=act.manners | Manner.MORE_OF_IT)
    if change.delta is not None or change.factor is not None:
        act = replace(act, intent=Intent.SET_QUANTITY)
    if said.only and base.intent is Intent.ADD and has_amount(said.reads):
        final = not named or said.only is Manner.NOT_ANOTHER
        intent = Intent.SET_QUANTITY if final else base.intent
        act = replace(act, intent=intent, manners=act.manners | said.only)
    return act


def is_bare(read: Read) -> bool:
    """Tell whether an amount was read without goods."""
    return not read.item.product and read.item.amount is not None


def bare_alone(reads: tuple[Read, ...], words: GoodsWords) -> tuple[Read, ...]:
    """Drop the unknown word behind a number: "mets-en deux tant qu'à faire"."""
    first = reads[0] if reads else None
    if first is None or not first.quantity.bare or first.known:
        return reads
    if named_as_kind(first.item.product, words):  # "mets-en deux à la vanille"
        return reads
    return (replace(first, item=replace(first.item, product="", doubts=())),)


def says_nothing(item: SaidItem, words: frozenset[str]) -> bool:
    """Tell whether a name is of words that name no goods: "produits"."""
    return bool(item.product) and set(item.product.split()) <= words


def filtered(act: Act, reads: Iterable[Read]) -> Act:
    """Read "des produits en promotion" as a search by its filters alone."""
    filters = dict.fromkeys(name for read in reads for name in read.item.filters)
    vague = act.intent in (Intent.ASK_STOCK, Intent.ADD)
    prices = [read.item.max_price for read in reads if read.item.max_price is not None]
    intent = Intent.SEARCH if vague and not act.anaphoric else act.intent
    limit = prices[0] if prices else act.max_price
    return replace(act, intent=intent, filters=(*act.filters, *filters), max_price=limit)


def has_amount(reads: Iterable[Read]) -> bool:
    """Tell whether any goods were counted."""
    return any(read.item.amount is not None for read in reads)

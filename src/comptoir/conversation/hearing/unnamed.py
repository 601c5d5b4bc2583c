"""Name goods that are only counted and told apart: "et deux à la fraise", "un au naturel"."""

from dataclasses import replace
from fractions import Fraction

from comptoir.conversation.hearing.goods_words import GoodsWords, word_at
from comptoir.conversation.hearing.heads import another_kind, named_as_kind
from comptoir.conversation.hearing.tokens import Kind, Token, stem
from comptoir.conversation.model import Amount, SaidItem, Unit
from comptoir.conversation.vocabulary import Vocabulary
from comptoir.kernel.locale import Language

_BOXES = (Unit.PACK, Unit.BUNCH, Unit.SLICE)


def with_stand_ins(
    tokens: tuple[Token, ...], words: GoodsWords, known: Vocabulary
) -> tuple[Token, ...]:
    """Return words with a pronoun where a number stands before what tells goods apart."""
    if words.adjectives_first:
        return tokens
    result: list[Token] = []
    for at, token in enumerate(tokens):
        if _is_unnamed(tokens, at, words, known):
            result.append(replace(token, text=words.stand_in, plain=words.stand_in))
        result.append(token)
    return tuple(result)


def with_stand_in_first(
    tokens: tuple[Token, ...], words: GoodsWords, known: Vocabulary
) -> tuple[Token, ...]:
    """Return words with a pronoun before "à la pomme", where nothing else names goods."""
    joins = word_at(tokens, 0) in words.joints - words.of
    noun = 1 + (word_at(tokens, 1) in words.definite)
    if words.adjectives_first or not joins or not tells_apart(tokens, noun, words, known):
        return tokens
    return (replace(tokens[0], text=words.stand_in, plain=words.stand_in), *tokens)


def _is_unnamed(tokens: tuple[Token, ...], at: int, words: GoodsWords, known: Vocabulary) -> bool:
    """Tell whether "à la fraise" at a place stands behind a number that begins an item."""
    joins = word_at(tokens, at) in words.joints - words.of
    if not joins or not at or not _counts(tokens[at - 1], words):
        return False
    before = at - 1
    while before and (
        _counts(tokens[before - 1], words) or word_at(tokens, before) in words.others
    ):
        before -= 1
    starts = not before or tokens[before - 1].kind is Kind.STOP
    if not starts and word_at(tokens, before - 1) not in words.separators:
        return False
    noun = at + 1 + (word_at(tokens, at + 1) in words.definite)
    return tells_apart(tokens, noun, words, known)


def _counts(token: Token, words: GoodsWords) -> bool:
    counted = token.plain in words.articles | words.others and token.kind is Kind.WORD
    return counted or token.kind is Kind.NUMBER


def tells_apart(tokens: tuple[Token, ...], noun: int, words: GoodsWords, known: Vocabulary) -> bool:
    """Tell whether a flavour, a matter, a container or goods stand at a place."""
    word = stem(word_at(tokens, noun))
    if not word:
        return False
    plains = tuple(token.sign for token in tokens)
    kinds = words.kinds
    told = (
        kinds.flavours
        | kinds.materials
        | kinds.forms
        | words.adjectives
        | words.complements.remains
        | words.complements.places
        | frozenset(words.vessels.containers)
    )
    return word in told or known.longest(plains, noun) > 0


def named_before(item: SaidItem, before: SaidItem, words: GoodsWords) -> SaidItem:
    """Return an item that a pronoun stands for by the name of the one before it in a list."""
    kind = named_as_kind(item.product, words)
    if kind is None or not before.product:
        return item
    name = another_kind(kind, before.product, words)
    return replace(item, product=name, amount=in_its_box(item.amount, before.amount), doubts=())


def in_its_box(counted: Amount | None, held: Amount | None) -> Amount | None:
    """Return "et deux" in the boxes in which the goods before were counted."""
    boxed = held is not None and held.unit in _BOXES
    if counted is None or held is None or not boxed or counted.unit is not Unit.PIECE:
        return counted
    return Amount(counted.value, held.unit)


def gathered(items: tuple[SaidItem, ...], language: str) -> tuple[SaidItem, ...]:
    """Give a size behind goods that were counted to these: "un pack de six d'un litre et demi".

    The "one" of "the salmon one" counts nothing.
    """
    one = Amount(Fraction(1), Unit.PIECE) if language == Language.ENGLISH.value else None
    kept: list[SaidItem] = []
    for item in items:
        before = kept[-1] if kept and kept[-1].product else None
        if item.product or item.amount is None or before is None:
            kept.append(item)
        elif before.amount is None and item.amount == one:
            continue
        elif before.pack_size is None or item.amount.unit in _COUNTED:
            kept.append(item)
        else:
            whole = replace(item.amount, value=item.amount.value * before.pack_size)
            kept[-1] = replace(before, size=whole)
    return tuple(kept)


_COUNTED = frozenset({Unit.PIECE, Unit.PACK, Unit.SLICE, Unit.BUNCH})

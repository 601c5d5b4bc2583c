"""Name another kind of goods that were named: "à la fraise" of a yaourt nature, "le demi-sel"."""

from collections.abc import Sequence
from itertools import pairwise

from comptoir.conversation.hearing.goods_words import GoodsWords
from comptoir.conversation.hearing.tokens import fold, stem, word_stems


def another_kind(said: str, held: str, words: GoodsWords, *, instead: bool = False) -> str:
    """Return the name of goods with what is said of them in the place of what it excludes.

    What takes the place of goods, `instead` of describing them, excludes their last adjective.

    "au citron" of "sorbet à la fraise" is "sorbet au citron", "tranché" of "pain complet" is
    "pain complet tranché", and "demi-sel" of "beurre doux" is "beurre demi-sel".
    """
    name = held.split()
    if not name or not said:
        return held or said
    if words.adjectives_first:
        return f"{said} {name[-1]}"
    first = _joint(said.split(maxsplit=1)[0])
    if first in words.joints:
        name = _cut_at(name, words.of if first in words.of else _alike(first, words))
    elif is_flavour(said, words):
        name = _cut_at(name, words.complements.garnishes)
    flavoured = first in words.complements.garnishes or is_flavour(said, words)
    kept = _without_rivals(name, said, words, flavoured=flavoured)
    if instead and len(kept) == len(held.split()) > 1 and stem(fold(kept[-1])) in words.adjectives:
        kept = kept[:-1]
    return " ".join((*kept, said))


def named_as_kind(item: str, words: GoodsWords) -> str | None:
    """Return what is said of goods that a pronoun stands for, None where no pronoun does."""
    pronoun, _, kind = item.partition(" ")
    return kind if pronoun == words.stand_in and kind else None


def _joint(word: str) -> str:
    """Return the joint with which a word begins: "d'" of "d'abricot"."""
    head, mark, _ = fold(word).partition("'")
    return head + mark


def _alike(joint: str, words: GoodsWords) -> frozenset[str]:
    garnishes = words.complements.garnishes
    return garnishes if joint in garnishes else frozenset({joint})


def _cut_at(name: Sequence[str], joints: frozenset[str]) -> list[str]:
    end = next((at for at, word in enumerate(name) if at and _joint(word) in joints), len(name))
    return list(name[:end])


def takes_flavour(name: str, words: GoodsWords) -> bool:
    """Tell whether goods mostly come in flavours: compote, yaourt."""
    stems = word_stems(name)
    return bool({stems[0], " ".join(stems[:2])} & words.kinds.flavoured) if stems else False


def is_flavour(said: str, words: GoodsWords) -> bool:
    """Tell whether what is said of goods is their flavour, or several: "pomme banane"."""
    stems = word_stems(said)
    flavours = words.kinds.flavours
    return " ".join(stems) in flavours or (bool(stems) and flavours.issuperset(stems))


def _without_rivals(
    name: Sequence[str], said: str, words: GoodsWords, *, flavoured: bool
) -> tuple[str, ...]:
    """Return a name without the words that what is said excludes, its head always kept."""
    spoken = fold(said).split()
    told = {stem(word) for word in (*spoken, *map("-".join, pairwise(spoken)))}
    rivals = {word for group in words.opposites if group & told for word in group}
    flavours = words.kinds.flavours if flavoured else frozenset[str]()
    return tuple(
        word
        for at, word in enumerate(name)
        if not at or not ({stem(fold(word))} & (rivals | flavours))
    )

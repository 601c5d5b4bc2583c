"""Tell participles that describe goods from verbs that are spelt alike: "maquereau vidé"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from comptoir.conversation.hearing.tokens import Kind, Token, stem
from comptoir.conversation.vocabulary import Vocabulary

_SHORTEST = 3
"""Letters below which no word is goods: "et livré demain" tells nothing of an "et"."""


@dataclass(frozen=True)
class ParticipleWords:
    """How a language spells participles, and what they follow."""

    endings: tuple[str, ...]
    """Endings that are heard: é, ées."""
    denials: frozenset[str]
    """Words before a participle that deny it and correct nothing: "non traités"."""
    exempt: frozenset[str]
    """Words two places before a participle that make another matter of it: sans sucre ajouté."""
    verbs: frozenset[str]
    """The stems of participles that are verbs of the grammar without their accent: vidé."""
    nouns: frozenset[str]
    """Goods that are orders too, where a determiner or goods stand before them: colle."""
    openings: frozenset[str]
    """Determiners before such goods."""
    adjectives: frozenset[str]


def described(
    tokens: Sequence[Token], words: ParticipleWords, known: Vocabulary
) -> tuple[Token, ...]:
    """Return the tokens with participles behind goods marked, so that no pattern takes them."""
    result = list(tokens)
    for at, token in enumerate(tokens):
        if not at or token.kind is not Kind.WORD:
            continue
        before = tokens[at - 1]
        if token.plain in words.nouns and before.plain in words.openings:
            result[at] = replace(token, bound=True)
        if not token.text.endswith(words.endings):
            continue
        kind = stem(token.plain) in words.adjectives
        denied = tokens[at - 1].plain in words.denials and not kind
        if not denied and stem(token.plain).removesuffix("e") not in words.verbs:
            continue
        noun = at - 1 - denied
        if noun < 0 or not _is_goods(tokens[noun], words, known):
            continue
        if noun and tokens[noun - 1].plain in words.exempt:
            continue
        result[at] = replace(token, bound=True)
        if denied:
            result[at - 1] = replace(tokens[at - 1], bound=True)
    return tuple(result)


def _is_goods(token: Token, words: ParticipleWords, known: Vocabulary) -> bool:
    if token.kind is not Kind.WORD or token.plain in words.exempt:
        return False
    if len(token.plain) < _SHORTEST:
        return False
    return known.knows(token.plain) or stem(token.plain) in words.adjectives

"""Tell compound nouns from words that grammar joins: "croque-monsieur", but "mets-en"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from comptoir.conversation.hearing.tokens import Kind, Token


@dataclass(frozen=True)
class HyphenWords:
    """What a language joins by hyphens."""

    openers: frozenset[str]
    """First parts of compounds whose parts are words of the grammar too: tire, porte, croque."""
    clitics: frozenset[str]
    """Second parts that are words of their own: en, moi, là."""
    common: frozenset[str]
    """The words of the grammar."""


def bound(tokens: Sequence[Token], words: HyphenWords) -> tuple[Token, ...]:
    """Return the tokens with the parts of each compound noun marked.

    A compound is what grammar does not write: one of its parts is no word of it, or its first
    part opens compounds. Patterns do not see into it: "un croque-monsieur" addresses nobody.
    """
    result: list[Token] = []
    for chain in _chains(tokens):
        compound = len(chain) > 1 and _is_compound(chain, words)
        result.extend(replace(token, bound=True) if compound else token for token in chain)
    return tuple(result)


def _chains(tokens: Sequence[Token]) -> list[list[Token]]:
    chains: list[list[Token]] = []
    for token in tokens:
        if token.hyphened and chains:
            chains[-1].append(token)
        else:
            chains.append([token])
    return chains


def _is_compound(chain: list[Token], words: HyphenWords) -> bool:
    if any(token.kind is not Kind.WORD for token in chain):
        return False
    first, *others = (token.plain for token in chain)
    if others[0] in words.clitics:
        return False
    if first in words.openers:
        return True
    return first not in words.common or any(
        one not in words.common and one not in words.clitics for one in others
    )


def bound_length(tokens: Sequence[Token], start: int) -> int:
    """Return how many tokens from a place are one compound, 0 where none begins."""
    if not tokens[start].bound:
        return 0
    end = start + 1
    while end < len(tokens) and tokens[end].bound and tokens[end].hyphened:
        end += 1
    return end - start if end > start + 1 else 0

"""Write words that are spelt well as the ones that sound the same, where these name goods.

A recogniser that hears "mint sauce" may write "mint source". Both are English, so that neither the
spelling nor the sound tells: what tells is that goods are named so with the one and not the other.
"""

from collections.abc import Iterable, Mapping, Sequence

from comptoir.conversation.hearing.tokens import Kind, Token, fold, respelt, stem
from comptoir.conversation.vocabulary import Vocabulary

_LONGEST = 4
"""Words from a word that may be another to where goods begin that have it."""
_MOST = 12
"""Words of one sentence that are tried: the work is bounded, however long it is."""


def homophones(rows: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return by each folded word those that sound the same, from rows of them: "sauce source"."""
    alike = [tuple(row.split()) for row in rows]
    return {fold(word): tuple(one for one in row if one != word) for row in alike for word in row}


def as_goods(
    tokens: Sequence[Token], alike: Mapping[str, tuple[str, ...]], known: Vocabulary
) -> tuple[Token, ...]:
    """Return the tokens with homophones that make the name of goods longer in their places."""
    said = list(tokens)
    others = {at: _others(token, alike) for at, token in enumerate(said)}
    for at in [at for at, words in others.items() if words][:_MOST]:
        meant = _better(said, at, others[at], known)
        if meant is not None:
            said[at] = respelt(said[at], meant)
    return tuple(said)


def _others(token: Token, alike: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    if token.kind is not Kind.WORD:
        return ()
    return alike.get(token.plain) or alike.get(stem(token.plain), ())


def _better(said: Sequence[Token], at: int, others: Sequence[str], known: Vocabulary) -> str | None:
    """Return the homophone with which goods of two words or more are named, and longer ones."""
    first = max(0, at - _LONGEST)
    plains = [token.plain for token in said[first : at + _LONGEST]]
    best, most = None, max(1, _covering(plains, at - first, known))
    for other in others:
        length = _covering(
            [*plains[: at - first], fold(other), *plains[at - first + 1 :]], at - first, known
        )
        if length > most:
            best, most = other, length
    return best


def _covering(plains: Sequence[str], at: int, known: Vocabulary) -> int:
    """Return how many words the longest goods have that a place is part of."""
    lengths = ((start, known.longest(tuple(plains), start)) for start in range(at + 1))
    return max((length for start, length in lengths if start + length > at), default=0)

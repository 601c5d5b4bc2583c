"""Cut off endings that are words of their own: the 's of "the milk's off"."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from comptoir.conversation.hearing.tokens import Token, fold
from comptoir.conversation.vocabulary import Vocabulary

_CONTRACTED = re.compile(r"[a-z]+'[a-z]+")


@dataclass(frozen=True)
class Clitics:
    """The endings of a language, and the words that its grammar writes with one."""

    endings: frozenset[str]
    whole: frozenset[str]

    @classmethod
    def of(cls, endings: frozenset[str], texts: Iterable[str]) -> "Clitics":
        """Find the words that the texts of a grammar write whole."""
        words = (word for text in texts for word in _CONTRACTED.findall(fold(text)))
        return cls(endings, frozenset(words))


def clipped(tokens: Sequence[Token], clitics: Clitics, known: Vocabulary) -> tuple[Token, ...]:
    """Return the tokens with "milk's" as "milk" and "'s", unless a name or the grammar has it."""
    if not clitics.endings or not any("'" in token.plain for token in tokens):
        return tuple(tokens)
    plains = tuple(token.plain for token in tokens)
    result: list[Token] = []
    for at, token in enumerate(tokens):
        base, mark, tail = token.plain.rpartition("'")
        named = known.longest(plains, at) > 1 or known.is_brand((token.plain,))
        if not base or f"'{tail}" not in clitics.endings or token.plain in clitics.whole or named:
            result.append(token)
            continue
        place = token.end - len(tail) - 1
        said = token.text[: -len(tail) - 1]
        result.append(replace(token, text=said, plain=base, end=place))
        result.append(Token(mark + tail, mark + tail, place, token.end))
    return tuple(result)

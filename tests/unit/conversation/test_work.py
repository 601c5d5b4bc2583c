"""Hearing a sentence twice as long is about twice the work, whatever the sentence repeats."""

from collections.abc import Iterator
from typing import Any

import pytest

from comptoir.conversation.hear import hear
from comptoir.conversation.hearing.alike import SoundsAlike
from comptoir.conversation.hearing.patterns import Line
from comptoir.conversation.hearing.tokens import Token
from comptoir.conversation.hearing.vocabulary import Words
from comptoir.conversation.model import Pending, PendingKind

REPEATED = [
    "lait",
    "mets-en deux",
    "non pardon",
    "demain non après-demain",
    "enlève le lait et mets du riz",
    "ma mère veut que",
    "un kilo cinq et demi de",
    "deux",
    "à la",
    "remplace le lait par du riz",
    "si",
    "et pas de",
]
SHORT, LONG = 14, 28


class Counter:
    """Counts the steps that hearing is made of: signs read, goods and patterns looked for."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.steps = 0
        self._count(monkeypatch, Words, "longest")
        self._count(monkeypatch, Words, "near_sound")
        self._count(monkeypatch, Words, "alike")
        self._count(monkeypatch, SoundsAlike, "near")
        signs = Token.sign.fget
        assert signs is not None

        def sign(token: Token) -> str:
            self.steps += 1
            return str(signs(token))

        def spans(line: Line, pattern: Any) -> Iterator[Any]:
            self.steps += len(line.tokens)
            return found(line, pattern)

        found = Line.spans
        monkeypatch.setattr(Token, "sign", property(sign))
        monkeypatch.setattr(Line, "spans", spans)

    def _count(self, monkeypatch: pytest.MonkeyPatch, owner: type, name: str) -> None:
        plain = getattr(owner, name)

        def counted(*given: Any, **named: Any) -> Any:
            self.steps += 1
            return plain(*given, **named)

        monkeypatch.setattr(owner, name, counted)

    def of(self, text: str, kind: PendingKind | None) -> int:
        """Return the steps of one sentence."""
        self.steps = 0
        hear(text, language="fr", pending=Pending(kind) if kind else None)
        return self.steps


class TestWork:
    @pytest.mark.parametrize("kind", [None, PendingKind.CHOICES, PendingKind.ASK_SLOT])
    @pytest.mark.parametrize("words", REPEATED)
    def test_grows_with_the_length_and_no_faster(
        self, words: str, kind: PendingKind | None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        hear(words, language="fr", pending=None)
        counter = Counter(monkeypatch)
        short = counter.of(" ".join([words] * SHORT), kind)
        long = counter.of(" ".join([words] * LONG), kind)
        assert long <= 3 * short

    def test_is_bounded_for_the_longest_sentence(self, monkeypatch: pytest.MonkeyPatch) -> None:
        counter = Counter(monkeypatch)
        worst = max(counter.of((f"{words} " * 400)[:1000], None) for words in REPEATED)
        assert worst < 500_000

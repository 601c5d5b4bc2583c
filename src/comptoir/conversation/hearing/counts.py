"""Read an amount that stands alone, whatever reason follows it: "six on sera nombreux"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from comptoir.conversation.hearing.goods_words import GoodsWords, opening_at
from comptoir.conversation.hearing.patterns import Line
from comptoir.conversation.hearing.quantities import Quantity, QuantityReader
from comptoir.conversation.hearing.tokens import Kind, Token, stem
from comptoir.conversation.hearing.topic_rules import CountRules
from comptoir.conversation.manners import Manner
from comptoir.conversation.model import Act, Intent, SaidItem, Unit
from comptoir.conversation.vocabulary import Vocabulary

_LONGEST_AMOUNT = 7


@dataclass(frozen=True, slots=True)
class Counted:
    """An amount that stood alone, and what was said behind it."""

    act: Act
    rest: Line


class CountReader:
    """Reads amounts that stand alone with one language's words."""

    def __init__(self, rules: CountRules, words: GoodsWords, known: Vocabulary) -> None:
        self.rules = rules
        self.words = words
        self.known = known

    def read(self, line: Line, *, asked: bool) -> Counted | None:
        """Return the amount with which a line begins when no product follows it.

        Where it was not `asked`, "rajoute deux" adds to what there is.
        """
        if not self.rules.closings or self._is_corrected(line):
            return None
        for opened in _opened(line, self.rules.openings):
            counted = self._change(opened) or self._as_before(opened) or self._amount(opened)
            if counted is not None:
                said = line.tokens[: len(line.tokens) - len(opened.tokens)]
                more = not asked and any(token.plain in self.rules.again for token in said)
                return _more(counted) if more else counted
        return None

    def settled(self, line: Line) -> Counted | None:
        """Return the amount that talk without goods ends in: "c'est beaucoup disons trois"."""
        unheard_of = opening_at(line.tokens, 0, self.words) > 0  # "du rosé trois bouteilles"
        if unheard_of or self._names_goods(line):
            return None
        for start in sorted(self._resumed(line), reverse=True):
            found = self._amount(Line(line.tokens[start:])) if start else None
            if found is not None and not found.rest.tokens:
                return found
        return None

    def _resumed(self, line: Line) -> Iterator[int]:
        """Return the places where an amount may be meant: behind "disons", before "c'est bien"."""
        yield from (span.end for span in line.spans(self.rules.resumes))
        for at, token in enumerate(line.tokens):
            if token.value is not None:
                ends = [span.start for span in line.spans(self.rules.judged)]
                yield from (at for end in ends if at < end <= at + 2)

    def _names_goods(self, line: Line) -> bool:
        """Tell whether goods are named in a line, which its containers are not."""
        vessels = self.words.vessels.containers
        plains = tuple(token.sign for token in line.tokens)
        lengths = (self.known.longest(plains, at) for at in range(len(plains)))
        return any(
            length > 1 or (length == 1 and stem(plains[at]) not in vessels)
            for at, length in enumerate(lengths)
        )

    def _is_corrected(self, line: Line) -> bool:
        """Tell whether another number follows: "deux non trois"."""
        tokens = line.tokens
        return any(
            span.start and span.end < len(tokens) and tokens[span.end].value is not None
            for span in line.spans(self.words.correction)
        )

    def _as_before(self, line: Line) -> Counted | None:
        """Read "même quantité oui"."""
        if any(token.value is not None for token in line.tokens):
            return None
        for span in line.spans(self.rules.same):
            of_others = self._names_goods(Line(line.tokens[span.end :]))
            if span.start == 0 and self._ends(line.tokens, span.end) and not of_others:
                base = Act(Intent.SET_QUANTITY, factor=Fraction(1), anaphoric=True)
                return Counted(
                    replace(base, why=("as many as before",)), Line(line.tokens[span.end :])
                )
            break
        return None

    def _amount(self, line: Line) -> Counted | None:
        found = self.amount_at(line.tokens)
        if found is None:
            return None
        quantity, end = found
        item = SaidItem(amount=quantity.amount, size=quantity.size, pack_size=quantity.pack_size)
        act = Act(Intent.SET_QUANTITY, items=(item,), anaphoric=True, why=("an amount alone",))
        return Counted(act, Line(line.tokens[end:]))

    def amount_at(
        self, tokens: tuple[Token, ...], *, definite: bool = False
    ) -> tuple[Quantity, int] | None:
        """Return the amount at the start of some words, and where what is said of it ends.

        A `definite` one is "le paquet de vingt".
        """
        most = next(
            (at for at in range(1, len(tokens)) if self._is_reason(tokens[at])), len(tokens)
        )
        for end in range(min(most, _LONGEST_AMOUNT), 0, -1):
            said = tokens[:end]
            quantity = QuantityReader(said, self.words, self.known).read(0)
            if quantity.end != end or quantity.amount is None:
                continue
            if quantity.definite and not definite:
                continue
            if said[-1].plain in self.words.of:
                continue
            closed = end
            while closed < most and self._is_closing(tokens[closed]):
                closed += 1
            closed = self._past_judgement(tokens, closed)
            most = max(most, closed)
            return (quantity, closed) if closed == most else None
        return None

    def _past_judgement(self, tokens: tuple[Token, ...], at: int) -> int:
        """Return the place behind "c'est bien", which is said of the amount before it."""
        judged = next(iter(Line(tokens[at:]).spans(self.rules.judged)), None)
        return at + judged.end if judged is not None and not judged.start else at

    def _change(self, line: Line) -> Counted | None:
        """Read "un de plus pour le chat" and "un de moins ma mère est au régime"."""
        for pattern, sign in ((self.rules.more, 1), (self.rules.less, -1)):
            for span in line.spans(pattern):
                if span.start or not self._ends(line.tokens, span.end):
                    break
                said = line.tokens[: span.end]
                numbers = [one.value for one in said if isinstance(one.value, Fraction)]
                delta = sign * (numbers[0] if numbers else Fraction(1))
                act = Act(Intent.SET_QUANTITY, delta=delta, anaphoric=True, why=("so many more",))
                return Counted(act, Line(line.tokens[span.end :]))
        return None

    def _ends(self, tokens: tuple[Token, ...], index: int) -> bool:
        while index < len(tokens) and tokens[index].plain in self.rules.closings:
            index += 1
        return index >= len(tokens) or self._is_reason(tokens[index])

    def _is_reason(self, token: Token) -> bool:
        talks = token.plain in self.rules.reasons or token.plain in self.words.relatives
        return token.kind is Kind.STOP or (token.kind is Kind.WORD and talks)

    def _is_closing(self, token: Token) -> bool:
        described = not self.words.adjectives_first and stem(token.plain) in self.words.adjectives
        return token.kind is Kind.WORD and (token.plain in self.rules.closings or described)


def _more(counted: Counted) -> Counted:
    """Read "rajoute deux" and "rajoute cent grammes" as so many more."""
    amount = counted.act.items[0].amount if counted.act.items else None
    if amount is None:
        return counted
    manners = counted.act.manners | Manner.MORE_OF_IT
    if amount.unit is Unit.PIECE:
        act = replace(counted.act, items=(), delta=amount.value, manners=manners)
    else:
        act = replace(counted.act, intent=Intent.ADD, manners=manners)
    return replace(counted, act=act)


def _opened(line: Line, openings: re.Pattern[str]) -> Iterator[Line]:
    """Return a line as it stands, then without each of the words that may stand before."""
    yield line
    tokens = line.tokens
    while tokens:
        span = next(iter(Line(tokens).spans(openings)), None)
        if span is None or span.start or span.end >= len(tokens):
            break
        tokens = tokens[span.end :]
        yield Line(tokens)

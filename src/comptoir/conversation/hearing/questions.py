"""Read how much goods cost, and how many there are, wherever they are named in the question."""

from collections.abc import Iterator
from dataclasses import replace

from comptoir.conversation.hearing.first_goods import FirstGoodsReader
from comptoir.conversation.hearing.lexicon import Lexicon
from comptoir.conversation.hearing.patterns import Line, Span
from comptoir.conversation.hearing.tokens import Kind
from comptoir.conversation.model import Act, Intent, SaidItem
from comptoir.conversation.vocabulary import Vocabulary


class QuestionReader(FirstGoodsReader):
    """Reads questions with one language's words."""

    def __init__(self, lexicon: Lexicon, known: Vocabulary) -> None:
        super().__init__(lexicon, known)
        self.questions = lexicon.named_first.questions

    def read(self, line: Line) -> Act | None:
        """Return the question that a line asks of goods it names, None when it does not."""
        asked = (
            (self.questions.prices, Intent.ASK_PRICE),
            (self.questions.counts, Intent.SHOW_CART),
        )
        for pattern, intent in asked:
            for span in line.spans(pattern):
                goods = next(self._goods_of(line, span), None)
                if goods is not None and not self.is_adjective(goods.product):
                    why = ("asked of goods that are named",)
                    return Act(intent, items=(goods,), filters=goods.filters, why=why)
        return None

    def _goods_of(self, line: Line, span: Span) -> Iterator[SaidItem]:
        """Return the goods before a question, then those behind it."""
        before = self._goods(line.tokens, span.start)
        if before is not None and before.only is not None:
            yield replace(before.only, amount=before.amount)
        rest = Line(line.tokens[span.end :])
        link = next(iter(rest.spans(self.questions.links)), None)
        start = link.end if link is not None and not link.start else 0
        end = next(
            (at for at, one in enumerate(rest.tokens) if at >= start and one.kind is Kind.STOP),
            len(rest.tokens),
        )
        behind = self._goods(rest.tokens, end)
        if behind is not None and behind.only is not None and behind.start == start:
            yield replace(behind.only, amount=behind.amount)

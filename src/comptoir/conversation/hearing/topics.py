"""Read what is said of goods that were named first: "les œufs passe à douze"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from comptoir.conversation.hearing.counts import CountReader
from comptoir.conversation.hearing.first_goods import LONGEST_TOPIC, FirstGoods, FirstGoodsReader
from comptoir.conversation.hearing.lexicon import Lexicon
from comptoir.conversation.hearing.patterns import Line
from comptoir.conversation.hearing.quantities import Quantity
from comptoir.conversation.hearing.tokens import Kind
from comptoir.conversation.hearing.told_kinds import ToldKindReader
from comptoir.conversation.hearing.topic_rules import Topical
from comptoir.conversation.manners import Manner
from comptoir.conversation.model import Act, Amount, Intent, SaidItem, Unit
from comptoir.conversation.vocabulary import Vocabulary


class TopicReader(FirstGoodsReader):
    """Reads sentences that name goods first and then say something of them."""

    def __init__(self, lexicon: Lexicon, known: Vocabulary) -> None:
        super().__init__(lexicon, known)
        self.kinds = ToldKindReader(lexicon, known)
        self.counts = CountReader(lexicon.named_first.counts, lexicon.goods, known)

    def read(self, line: Line, *, pointing: bool) -> Topical | None:
        """Return what is said of goods that a line names first, None when it does not.

        Where one of several is `pointed` at, an amount alone behind a name says which: "la boîte
        de six".
        """
        return min(self._found(line, pointing=pointing), key=lambda one: one.at, default=None)

    def _found(self, line: Line, *, pointing: bool) -> Iterator[Topical]:
        yield from self._dropped(line)
        yield from self._counted(line, self.rules.finals, Intent.SET_QUANTITY)
        yield from self._counted(line, self.rules.adds, Intent.ADD)
        yield from self._as_many(line)
        yield from self.kinds.found(line, pointing=pointing)
        yield from self._counted_before(line)
        if not (pointing or self.rules.bare):
            yield from self._bare(line)

    def _dropped(self, line: Line) -> Iterator[Topical]:
        for span in line.spans(self.rules.drops):
            goods = self._goods(line.tokens, span.start)
            if goods is None and span.end - span.start > 2:  # "le kirsch je m'en passe"
                goods = self._goods(line.tokens, span.start, sure=True)
                vague = goods is not None and any(
                    self.is_adjective(one.product) for one in goods.items
                )
                goods = goods if goods is not None and goods.start < 2 and not vague else None
            rest = Line(line.tokens[span.end :])
            if goods is None or self._counts_on(rest):
                continue
            items, rest = self._with_others(goods.items, rest)
            act = Act(Intent.REMOVE, items=items, manners=Manner.ABOUT_TOPIC)
            yield Topical(act, Line(line.tokens[: goods.start]), rest, span.start)

    def _counts_on(self, rest: Line) -> bool:
        """Tell whether goods that there are at home are wanted all the same: "mets-en deux"."""
        spans = (*rest.spans(self.rules.finals), *rest.spans(self.rules.adds))
        return any(
            self.counts.amount_at(rest.tokens[span.end :], definite=True) is not None
            for span in spans
        )

    def _with_others(
        self, items: tuple[SaidItem, ...], rest: Line
    ) -> tuple[tuple[SaidItem, ...], Line]:
        """Add the "poulet" of "le riz j'en ai et le poulet aussi"."""
        for span in rest.spans(self.rules.too):
            if span.start == 0:
                other = self._goods(rest.tokens, span.end - 1)
                if other is not None:
                    return (*items, *other.items), Line(rest.tokens[span.end :])
            break
        return items, rest

    def _counted(self, line: Line, pattern: re.Pattern[str], intent: Intent) -> Iterator[Topical]:
        for span in line.spans(pattern):
            sure = span.end - span.start > 1
            goods = self._goods(line.tokens, span.start, sure=sure)
            if goods is None or len(goods.items) > 1:
                continue
            tokens = line.tokens[span.end :]
            found = self.counts.amount_at(tokens, definite=intent is Intent.ADD)
            if found is None:
                continue
            said = {token.plain for token in line.tokens[span.start : span.end]}
            intent = Intent.SET_QUANTITY if goods.settled else intent
            again = bool(said & self.rules.again)
            manners = Manner.ABOUT_TOPIC | Manner.AS_MUCH if again else Manner.ABOUT_TOPIC
            amount = (found[0], span.start, span.end + found[1])
            yield _topical(line, goods, Act(intent, manners=manners), amount)

    def _bare(self, line: Line) -> Iterator[Topical]:
        """Read "les baguettes deux suffiront" and "les accras vingt"."""
        for at in range(2, min(len(line.tokens), LONGEST_TOPIC + 2)):
            if line.tokens[at].kind not in (Kind.NUMBER, Kind.AMOUNT):
                continue
            goods = self._goods(line.tokens, at)
            found = self.counts.amount_at(line.tokens[at:])
            if goods is None or goods.start > 1 or len(goods.items) > 1 or found is None:
                continue
            act = Act(Intent.ADD, manners=Manner.ABOUT_TOPIC)
            if found[1] > found[0].end:
                act = replace(act, intent=Intent.SET_QUANTITY)
            yield _topical(line, goods, act, (found[0], at, at + found[1]))

    def _counted_before(self, line: Line) -> Iterator[Topical]:
        """Read "trois paquets les crêpes dentelle"."""
        goods = self._goods(line.tokens, len(line.tokens)) if len(line.tokens) > 2 else None
        only = goods.only if goods is not None else None
        if goods is None or only is None or not goods.start:
            return
        counted = self.counts.read(Line(line.tokens[: goods.start]), asked=True)
        if counted is None or counted.rest.tokens or not counted.act.items:
            return
        item = replace(only, amount=counted.act.items[0].amount)
        yield Topical(
            Act(Intent.ADD, items=(item,), manners=Manner.ABOUT_TOPIC), Line(()), Line(()), 0
        )

    def _as_many(self, line: Line) -> Iterator[Topical]:
        for span in line.spans(self.rules.same):
            goods = self._goods(line.tokens, span.start)
            if goods is None:
                continue
            act = Act(Intent.ADD, items=goods.items, anaphoric=True, manners=Manner.ABOUT_TOPIC)
            before, rest = Line(line.tokens[: goods.start]), Line(line.tokens[span.end :])
            yield Topical(act, before, rest, span.start)


def _topical(line: Line, goods: FirstGoods, act: Act, amount: tuple[Quantity, int, int]) -> Topical:
    """Return the goods with the amount that is said of them."""
    quantity, start, end = amount
    counted = quantity.amount
    if counted is not None and goods.packed and quantity.bare:
        counted = Amount(counted.value, Unit.PACK)
    item = replace(
        goods.items[0],
        amount=counted,
        size=quantity.size or goods.items[0].size,
        pack_size=quantity.pack_size or goods.items[0].pack_size,
    )
    before, rest = Line(line.tokens[: goods.start]), Line(line.tokens[end:])
    return Topical(replace(act, items=(item,)), before, rest, start)

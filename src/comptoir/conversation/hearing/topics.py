"""Read what is said of goods that were named first: "les œufs passe à douze"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from comptoir.conversation.hearing.counts import CountReader
from comptoir.conversation.hearing.items import ItemReader, Read
from comptoir.conversation.hearing.lexicon import Lexicon
from comptoir.conversation.hearing.patterns import Line
from comptoir.conversation.hearing.quantities import Quantity
from comptoir.conversation.hearing.tokens import Kind, Token, fold, stem
from comptoir.conversation.model import Act, Amount, Intent, SaidItem, Unit
from comptoir.conversation.vocabulary import Vocabulary

ABOUT_TOPIC = "said of what was named first"
AS_MUCH = "as much of it"
_LONGEST_TOPIC = 8


@dataclass(frozen=True, slots=True)
class Topical:
    """What was said of goods named first, and what was said before and behind it."""

    act: Act
    before: Line
    rest: Line
    at: int
    """Where what is said of the goods begins: the earliest is believed."""


@dataclass(frozen=True, slots=True)
class _Goods:
    """Goods that were named first, and where their words begin."""

    items: tuple[SaidItem, ...]
    start: int
    packed: bool = False
    """True for "les bouteilles de cidre", of which a number counts the bottles."""
    settled: bool = False
    """True for "les œufs finalement", of which so many in all are wanted."""


class TopicReader:
    """Reads sentences that name goods first and then say something of them."""

    def __init__(self, lexicon: Lexicon, known: Vocabulary) -> None:
        self.rules = lexicon.named_first.topics
        self.words = lexicon.goods
        talk = lexicon.goods.relatives | lexicon.clauses.sentence_words
        self.talk = talk - lexicon.named_first.topics.joints - lexicon.named_first.topics.starts
        self.items = ItemReader(lexicon.goods, known)
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
        if not (pointing or self.rules.bare):
            yield from self._bare(line)

    def _dropped(self, line: Line) -> Iterator[Topical]:
        for span in line.spans(self.rules.drops):
            goods = self._goods(line.tokens, span.start)
            if goods is None:
                continue
            rest = Line(line.tokens[span.end :])
            items, rest = self._with_others(goods.items, rest)
            act = Act(Intent.REMOVE, items=items, why=(ABOUT_TOPIC,))
            yield Topical(act, Line(line.tokens[: goods.start]), rest, span.start)

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
            why = (ABOUT_TOPIC, *((AS_MUCH,) if said & self.rules.again else ()))
            amount = (found[0], span.start, span.end + found[1])
            yield _topical(line, goods, Act(intent, why=why), amount)

    def _bare(self, line: Line) -> Iterator[Topical]:
        """Read "les baguettes deux suffiront" and "les accras vingt"."""
        for at in range(2, min(len(line.tokens), _LONGEST_TOPIC + 2)):
            if line.tokens[at].kind not in (Kind.NUMBER, Kind.AMOUNT):
                continue
            goods = self._goods(line.tokens, at)
            found = self.counts.amount_at(line.tokens[at:])
            if goods is None or goods.start > 1 or len(goods.items) > 1 or found is None:
                continue
            act = Act(Intent.ADD, why=(ABOUT_TOPIC,))
            if found[1] > found[0].end:
                act = replace(act, intent=Intent.SET_QUANTITY)
            yield _topical(line, goods, act, (found[0], at, at + found[1]))

    def _as_many(self, line: Line) -> Iterator[Topical]:
        for span in line.spans(self.rules.same):
            goods = self._goods(line.tokens, span.start)
            if goods is None:
                continue
            act = Act(Intent.ADD, items=goods.items, anaphoric=True, why=(ABOUT_TOPIC,))
            before, rest = Line(line.tokens[: goods.start]), Line(line.tokens[span.end :])
            yield Topical(act, before, rest, span.start)

    def _goods(self, tokens: tuple[Token, ...], end: int, *, sure: bool = False) -> _Goods | None:
        """Return the goods whose words end at a place, several when they are joined.

        They may be unknown where what follows makes it `sure` that they are goods.
        """
        last = self._without_endings(tokens, end)
        settled = any(token.plain in self.rules.settling for token in tokens[last:end])
        end = last
        first = self._one(tokens, end, sure=sure)
        if first is None:
            return None
        items, start = first.items, first.start
        while start > 1 and tokens[start - 1].plain in self.rules.links:
            other = self._one(tokens, start - 1, sure=sure)
            if other is None:
                break
            items, start = (*other.items, *items), other.start
        return _Goods(items, start, first.packed, settled)

    def _without_endings(self, tokens: tuple[Token, ...], end: int) -> int:
        ended = True
        while ended and end > 1:
            spans = Line(tokens[:end]).spans(self.rules.endings)
            last = next((span for span in spans if span.end == end), None)
            ended = last is not None
            end = last.start if last is not None else end
        return end

    def _is_nobody(self, read: Read, *, sure: bool) -> bool:
        """Tell whether a word is a person's, or none that a shop knows where that is needed."""
        head = stem(fold(read.item.product).split()[0])
        strange = not (read.known or read.modifies)
        return (strange and not sure) or (not read.known and head in self.words.talk.persons)

    def _one(self, tokens: tuple[Token, ...], end: int, *, sure: bool) -> _Goods | None:
        for start in range(end - 1 - (not self.rules.bare), max(end - _LONGEST_TOPIC - 2, -1), -1):
            if tokens[start].kind not in (Kind.WORD, Kind.FILTER):
                return None
            if tokens[start].plain in self.talk:
                return None
            opens = tokens[start].plain in self.rules.starts
            inside = start > 0 and tokens[start - 1].plain in self.rules.joints
            bare = self._is_bare(tokens, start)
            if not (opens or bare) or inside:
                continue
            reads = self.items.read(tokens[start:end])
            whole = len(reads) == 1 and reads[0].item.span[1] == tokens[end - 1].end
            if not whole or not (reads[0].quantity.definite or bare):
                return None
            if not reads[0].item.product or self._is_nobody(reads[0], sure=sure and not bare):
                return None
            head = tokens[min(start + 1, end - 1)].plain
            packed = not bare and stem(head) in self.words.vessels.containers
            return _Goods((replace(reads[0].item, amount=None),), start, packed)
        return None

    def _is_bare(self, tokens: tuple[Token, ...], start: int) -> bool:
        """Tell whether goods without an article may begin at a place."""
        if not self.rules.bare or tokens[start].plain in self.rules.starts:
            return False
        return start == 0 or tokens[start - 1].plain in self.rules.links


def _topical(line: Line, goods: _Goods, act: Act, amount: tuple[Quantity, int, int]) -> Topical:
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

"""Set aside what a shopper tells of life beside what is asked: "ma mère vient dîner"."""

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, auto

from comptoir.conversation.hearing.frames import Cue, Takes
from comptoir.conversation.hearing.goods_words import word_at
from comptoir.conversation.hearing.patterns import Line, Span
from comptoir.conversation.hearing.remark_rules import RemarkRules
from comptoir.conversation.hearing.tokens import Kind, Token, spelling, stem
from comptoir.conversation.model import Intent
from comptoir.conversation.vocabulary import Vocabulary

_LONGEST_SUBJECT = 5
"""Words after the article of a subject: "le fils de la voisine"."""
_TOLD = (Intent.OUT_OF_DOMAIN, Intent.RECIPE)
"""What is told rather than asked when a request goes with it: "on se fait une raclette"."""
_ORDERED = (Intent.ADD, Intent.REMOVE, Intent.REPLACE, Intent.SET_QUANTITY)
"""What is asked of the shop, and never of those of whom something is told."""
_TELLING = frozenset({Kind.PRICE, Kind.LIMIT, Kind.FILTER})
"""What a remark may say that matters: a budget, a diet."""


class _Goods(Enum):
    """The goods by which a remark ends, beside a turn of phrase and "alors"."""

    ANY = auto()
    LINKED = auto()
    """Behind "et", for goods were named before."""
    NONE = auto()
    """What is cooked is named in the remark itself."""


class RemarkReader:
    """Finds the remarks of one line."""

    def __init__(
        self, line: Line, cues: Sequence[Cue], rules: RemarkRules, known: Vocabulary
    ) -> None:
        self.line = line
        self.rules = rules
        self.known = known
        self.plains = tuple(
            token.plain if token.kind is Kind.WORD else token.sign for token in line.tokens
        )
        self.cues = cues
        self._openers = {span.start: span.end for span in line.spans(rules.openers)}
        self._purposes = {span.start: span.end for span in line.spans(rules.purposes)}
        kept = (span for pattern in rules.kept for span in line.spans(pattern))
        self._kept = {at for span in kept for at in range(span.start, span.end)}
        self._restarts = {span.start for span in line.spans(rules.restarts)}
        self._partitive = {span.start: span.end for span in line.spans(rules.partitive)}
        self._linked = {span.start: span.end for span in line.spans(rules.linked)}
        self._lengths: dict[int, int] = {}

    def without(self) -> tuple[Line, tuple[str, ...]]:
        """Return what is left of the line without its remarks, and each remark."""
        spans = self.spans()
        left: list[Token] = []
        start = 0
        for span in spans:
            pause = replace(self.line.tokens[span.start], kind=Kind.STOP, plain=",", value=None)
            left.extend((*self.line.tokens[start : span.start], pause))
            start = span.end
        told = (self.line.tokens[span.start : span.end] for span in spans)
        return Line((*left, *self.line.tokens[start:])), tuple(map(spelling, told))

    def spans(self) -> tuple[Span, ...]:
        """Return where remarks stand, from left to right."""
        found: list[Span] = []
        at = 0
        while at < len(self.plains):
            named_for = self._purpose(at)
            if named_for:
                found.append(Span(at, named_for))
                at = named_for
                continue
            opened = self._opener(at) or self._clause(at)
            if not opened:
                at += 1
                continue
            dish = any(
                cue.span.start == at and cue.frame.intent is Intent.RECIPE for cue in self.cues
            )
            first = not self._goods_before(at, found)
            end = self._end(
                opened, among=_Goods.NONE if dish else _Goods.ANY if first else _Goods.LINKED
            )
            span = Span(at, end)
            if not self._tells(span) and not (dish and end == len(self.plains)):
                found.append(span)
            at = end
        return tuple(found)

    def _goods_before(self, at: int, found: Sequence[Span]) -> bool:
        """Tell whether goods were named before a place and outside the remarks found."""
        start = found[-1].end if found and not found[0].start else 0
        return any(0 < self._length(index) <= at - index for index in range(start, at))

    def _tells(self, span: Span) -> bool:
        """Tell whether a remark says what the grammar needs."""
        tokens = self.line.tokens[span.start : span.end]
        return any(token.kind in _TELLING for token in tokens) or any(
            at in self._kept for at in range(span.start, span.end)
        )

    def _opener(self, at: int) -> int:
        """Return the end of words that open a remark, unless a turn of phrase holds them."""
        held = any(cue.span.start < at < cue.span.end for cue in self.cues)
        return 0 if held else self._openers.get(at, 0)

    def _purpose(self, at: int) -> int:
        """Return the end of what the goods that follow it at once are for, 0 for nothing."""
        opened = self._purposes.get(at)
        end = self._end(opened, among=_Goods.ANY) if opened is not None else 0
        told = opened is not None and not self.rules.verbs.isdisjoint(self.plains[opened:end])
        opens = end and self._opens_goods(end + (end in self._restarts), linked=False)
        return end if opens and not told and not self._counts_kinds(opened, end) else 0

    def _counts_kinds(self, noun: int | None, at: int) -> bool:
        """Tell whether a number counts kinds of goods just named: "pour les yaourts trois à …"."""
        named = noun is not None and self._known(noun - 1)
        counted = at < len(self.plains) and self.line.tokens[at].kind is Kind.NUMBER
        goods = self._known(at + 1) or self._word(at + 2) in self.rules.joints
        return named and counted and not goods

    def _clause(self, at: int) -> int:
        """Return the end of a subject with its verb that no turn of phrase holds, 0 for none."""
        subject = self._subject(at)
        if not subject:
            return 0
        if self._word(subject) in self.rules.subjects and subject > at + 1:  # mon coloc il est
            subject += 1
        verb = subject
        while self._is_clitic(verb) and self._word(verb + 1):
            verb += 1
        pronoun = self.plains[at] in self.rules.subjects
        if not self._is_verb(verb, pronoun=pronoun):
            return 0
        if any(self._protects(cue, at, verb) for cue in self.cues):
            return 0
        return verb + 1

    def _protects(self, cue: Cue, subject: int, verb: int) -> bool:
        """Tell whether a turn of phrase makes a request of a subject and its verb."""
        reach = verb + (self._word(verb) in self.rules.modals)
        if cue.span.start > reach or cue.span.end <= subject:
            return False
        if cue.frame.intent in _TOLD and cue.span.start >= subject:
            return False
        timed = cue.frame.takes is Takes.TIME and cue.frame.mode is None
        if timed and not any(True for _ in self.line.spans(self.rules.moments)):
            return False
        told = self._word(subject) in self.rules.others  # "ça monte vite"
        if told and cue.span.start == verb and cue.frame.intent in _ORDERED:
            return False
        inside = cue.span.start > subject
        named = self._word(subject) not in self.rules.subjects
        return not inside or not (named or self._word(cue.span.start) in self.rules.auxiliaries)

    def _subject(self, at: int) -> int:
        """Return the end of a subject: "je", "ma mère", "le petit"."""
        word = self._word(at)
        if at and self._word(at - 1) in self.rules.governed:
            return 0
        if word in self.rules.subjects or word in self.rules.kin:
            return at + 1
        if self._is_contracted(at) and word.partition("'")[0] in self.rules.kin:
            return at
        named = word in self.rules.owners or word in self.rules.definite
        return self._noun(at, owned=word in self.rules.owners) if named else 0

    def _noun(self, at: int, *, owned: bool) -> int:
        """Return the end of the noun behind an article, 0 when no verb follows it."""
        end = at + 1
        while end - at <= _LONGEST_SUBJECT and self._is_noun(end):
            if self._is_contracted(end):
                return end
            ahead = end + 1
            if owned and self._repeats(ahead):
                return ahead
            while self._is_clitic(ahead):
                ahead += 1
            if self._is_verb(ahead, pronoun=False):
                goods = self._known(at + 1)
                person = stem(self._word(at + 1)) in self.rules.persons
                return end + 1 if owned or person or not goods else 0
            end += 1
        return 0

    def _repeats(self, at: int) -> bool:
        """Tell whether a pronoun takes up a person just named: "mon coloc il est"."""
        person = stem(self._word(at - 1)) in self.rules.persons
        return person and self._word(at) in self.rules.subjects

    def _is_noun(self, at: int) -> bool:
        word = self._word(at)
        return bool(word) and word not in self.rules.no_nouns

    def _is_clitic(self, at: int) -> bool:
        """Tell whether a word stands between a subject and its verb and tells no verb by itself."""
        return self._word(at) in self.rules.plain_clitics

    def _is_contracted(self, at: int) -> bool:
        """Tell a noun with its verb, "husband's", from an owner: "the husband's shampoo"."""
        word = self._word(at)
        mark = word.rfind("'")
        return mark > 0 and word[mark:] in self.rules.contractions and not self._known(at + 1)

    def _is_verb(self, at: int, *, pronoun: bool) -> bool:
        word = self._word(at)
        if pronoun:
            return bool(word) and word not in self.rules.no_verbs
        if word in self.rules.contractions and self._known(at + 1):
            return False
        if self._is_contracted(at):
            return True
        return word in self.rules.verbs and self.line.tokens[at].text.lower() != "à"

    def _end(self, at: int, *, among: "_Goods") -> int:
        """Return where a remark ends whose verb stands before a place."""
        resumes = self._resumes(at) if among is _Goods.ANY else 0
        while at < len(self.plains):
            token = self.line.tokens[at]
            linked = self._word(at) in self.rules.links
            goods = at + 1 if linked else at
            if token.kind is Kind.STOP or at in self._restarts or self._orders(at):
                return at
            if at in self._kept or self._past_goods(at) in self._kept:
                return at
            if at < resumes:
                at += 1
                continue
            heard = among is _Goods.ANY or (linked and among is _Goods.LINKED)
            if heard and self._opens_goods(goods, linked=linked):
                return at
            at += 1
        return at

    def _resumes(self, at: int) -> int:
        """Return the place of the last "donc" to come, before which nothing is asked, or 0."""
        stops = (i for i, token in enumerate(self.line.tokens) if token.kind is Kind.STOP)
        stop = next((i for i in stops if i > at), len(self.plains))
        return max((restart for restart in self._restarts if restart < stop), default=0)

    def _past_goods(self, at: int) -> int:
        """Return the place behind "les endives", or the same place."""
        noun = self._linked.get(at, len(self.plains))
        return noun + self._length(noun) if self._known(noun) else at

    def _orders(self, at: int) -> bool:
        """Tell whether a request begins at a place: "mets", "tu peux"."""
        inside = self._word(at) in self.rules.within or self._is_contracted(at - 1)
        if inside or self._word(at - 1) in self.rules.before_no_order:
            return False
        return self._is_command(at) or any(
            cue.span.start == at and cue.frame.intent is not Intent.OUT_OF_DOMAIN
            for cue in self.cues
        )

    def _is_command(self, at: int) -> bool:
        """Tell whether a word is an imperative and not the verb of a subject before it."""
        spelt = self.line.tokens[at].text.lower()
        told = self._word(at - 1) in self.rules.before_no_command
        return not told and self._word(at) in self.rules.commands and spelt[-1] not in "éè"

    def _opens_goods(self, at: int, *, linked: bool) -> bool:
        """Tell whether goods are named from a place: "deux litres de lait", "des œufs"."""
        if at >= len(self.plains):
            return False
        token = self.line.tokens[at]
        if self._word(at - 1) in self.rules.negation:
            return False
        if token.kind in (Kind.NUMBER, Kind.AMOUNT):
            return any(self._known(at + skip) for skip in (1, 2, 3))
        end = (self._linked if linked else self._partitive).get(at)
        if end is None:
            return self._counts_goods(at)
        held = self._word(end + 1) in self.rules.joints and end + 1 not in self._partitive
        return self._known(end) or (held and self._known(end + 2))

    def _counts_goods(self, at: int) -> bool:
        """Tell whether goods without an article stand before their amount: "ail deux kilos"."""
        length = self._length(at)
        behind = self.line.tokens[at + length : at + length + 1]
        return length > 0 and any(one.kind in (Kind.NUMBER, Kind.AMOUNT) for one in behind)

    def _known(self, at: int) -> bool:
        return self._length(at) > 0

    def _length(self, at: int) -> int:
        """Return how many words name the goods at a place, 0 for none."""
        if at >= len(self.plains):
            return 0
        if at not in self._lengths:
            self._lengths[at] = self.known.longest(self.plains, at)
        return self._lengths[at]

    def _word(self, at: int) -> str:
        return word_at(self.line.tokens, at)

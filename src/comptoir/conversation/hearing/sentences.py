"""Read one sentence: which reader understands it, and what is left when that one is done."""

from dataclasses import replace

from comptoir.conversation.hearing.acts import ClauseReader
from comptoir.conversation.hearing.answers import (
    COUNTED,
    POINTING,
    TIMED,
    TOLD,
    YES_OR_NO,
    AnswerReader,
)
from comptoir.conversation.hearing.antecedents import AntecedentReader
from comptoir.conversation.hearing.chosen_counts import ChosenCountReader
from comptoir.conversation.hearing.clause_rules import store_in
from comptoir.conversation.hearing.contrasts import ContrastReader
from comptoir.conversation.hearing.frames import Clause, Cue, Frame, Takes, clauses_of, cues_of
from comptoir.conversation.hearing.joining import (
    exchanged,
    fronted,
    is_loose,
    is_sure,
    let_go,
    settled,
    stands_beside,
    with_store,
    without_strays,
)
from comptoir.conversation.hearing.lexicon import Lexicon
from comptoir.conversation.hearing.merging import merged
from comptoir.conversation.hearing.patterns import Line
from comptoir.conversation.hearing.questions import QuestionReader
from comptoir.conversation.hearing.remarks import RemarkReader
from comptoir.conversation.hearing.requests import PERSONAL, asks, asks_more, is_plain, spares
from comptoir.conversation.hearing.stages import polite_free
from comptoir.conversation.hearing.tokens import Kind, Token
from comptoir.conversation.hearing.topics import TopicReader
from comptoir.conversation.hearing.verdicts import with_opening
from comptoir.conversation.manners import Manner
from comptoir.conversation.model import Act, Intent, PendingKind
from comptoir.conversation.vocabulary import Vocabulary

WEAK_BESIDE_TIME = frozenset(
    {
        Intent.ADD,
        Intent.RECIPE,
        Intent.SEARCH,
        Intent.REPLACE,
        Intent.ASK_STOCK,
        Intent.OUT_OF_DOMAIN,
    }
)
"""What a sentence is hardly about when a time was asked and one is said."""


FURTHER = frozenset(
    {Intent.ADD, Intent.REMOVE, Intent.REPLACE, Intent.SET_QUANTITY, Intent.CHECKOUT}
)
"""What may follow an amount and the reason for it."""


def unstopped(line: Line) -> Line:
    """Return the line without the stops at its ends."""
    tokens = line.tokens
    while tokens and tokens[0].kind is Kind.STOP:
        tokens = tokens[1:]
    while tokens and tokens[-1].kind is Kind.STOP:
        tokens = tokens[:-1]
    return Line(tokens)


def _takes_more(frame: Frame) -> bool:
    """Tell whether a turn of phrase is but the beginning of something, or talk."""
    return frame.takes is not Takes.NOTHING or frame.intent is Intent.OUT_OF_DOMAIN


def _counts_twice(line: Line, ones: frozenset[str]) -> bool:
    counted = (Kind.NUMBER, Kind.AMOUNT)
    said = (token.kind in counted or token.plain in ones for token in line.tokens)
    return sum(said) > 1


def _understands(acts: tuple[Act, ...]) -> bool:
    """Tell whether acts say more than an opening no, or a place where nothing was offered."""
    told = (
        act for act in acts if act.intent is not Intent.CHOOSE and Manner.OPENS not in act.manners
    )
    return is_sure(tuple(told))


NO_ANSWER = frozenset({Intent.ASK_PRICE, Intent.REORDER})
"""What is asked by itself whatever waits: "comme la semaine dernière" is not the last one."""


class SentenceReader:
    """One sentence being understood."""

    def __init__(self, book: Lexicon, known: Vocabulary, kind: PendingKind | None) -> None:
        self.book = book
        self.kind = kind
        self.clauses = ClauseReader(book, known)
        self.answers = AnswerReader(book, known)
        self.chosen = ChosenCountReader(book, known, self.answers)
        self.topics = TopicReader(book, known)
        self.contrasts = ContrastReader(book, known)
        self.questions = QuestionReader(book, known)
        self.antecedents = AntecedentReader(book.goods, known)
        self.said: tuple[Token, ...] = ()
        self._clauses: dict[tuple[int, str], tuple[Clause, ...]] = {}
        self._found: dict[str, tuple[Cue, ...]] = {}

    def _cut(self, line: Line) -> tuple[Clause, ...]:
        """Return the clauses of a line, which is asked for more than once."""
        asked = (line.tokens[0].start if line.tokens else 0, line.text)
        if asked not in self._clauses:
            self._clauses[asked] = clauses_of(line, self._cues(line))
        return self._clauses[asked]

    def _cues(self, line: Line) -> tuple[Cue, ...]:
        """Return the turns of phrase of a line, which are asked for more than once."""
        if line.text not in self._found:
            found = cues_of(line, self.book.frames, self.book.before_nouns)
            self._found[line.text] = found
        return self._found[line.text]

    def best(self, line: Line) -> tuple[tuple[Act, ...], tuple[str, ...]]:
        """Return the acts of a prepared line, and what was set aside of it."""
        self.said = line.tokens
        settled = self._settled(line) if _counts_twice(line, self.book.goods.articles) else ()
        settled = settled or self._asked_of(line) or self._told_kind(line)
        if settled:
            return settled, ()
        acts, remarks = self._without_remarks(line)
        settled = () if _understands(acts) else self._settled(line)
        return (settled, ()) if settled else (acts, remarks)

    def _asked_of(self, line: Line) -> tuple[Act, ...]:
        """Read how much is asked of goods that are named, whatever is told before."""
        act = None if self.kind in (*TIMED, *PERSONAL) else self.questions.read(line)
        return () if act is None else (act,)

    def _told_kind(self, line: Line) -> tuple[Act, ...]:
        """Read what kind is meant of goods named first, whatever reason follows."""
        if self.kind in (*TIMED, *YES_OR_NO):
            return ()
        said = next(self.topics.kinds.found(line, pointing=self.kind in POINTING), None)
        return () if said is None else (said.act, *self._further(said.rest))

    def _settled(self, line: Line) -> tuple[Act, ...]:
        """Read the amount that talk about goods in the cart ends in."""
        told = self.kind is None or self.kind in (*COUNTED, *TOLD)
        counted = self.topics.counts.settled(line) if told else None
        return () if counted is None else (counted.act,)

    def _without_remarks(self, line: Line) -> tuple[tuple[Act, ...], tuple[str, ...]]:
        """Return the acts of a line, its remarks set aside where a request is left."""
        if self.kind in PERSONAL or self._contrasted(line):
            return self.acts(line), ()
        reader = RemarkReader(line, self._cues(line), self.book.remarks, self.clauses.known)
        shorter, remarks = reader.without()
        shorter = unstopped(shorter)
        short = self.acts(shorter) if remarks and shorter.tokens else ()
        if not asks(short, self.kind):
            return self.acts(line), ()
        plain = is_plain(short)
        if plain and any(act.intent is not Intent.REMOVE for act in short):
            return short, remarks
        whole = self.acts(line)
        more = spares(whole, short) if plain else asks_more(whole, short)
        return (whole, ()) if more else (short, remarks)

    def acts(self, line: Line) -> tuple[Act, ...]:
        """Return the acts of a prepared line."""
        answer = self._verdict(line) or self._guests(line) or self._refusal(line)
        if answer is not None:
            return (answer,)
        rights = self._puts_right(line)
        line = polite_free(line, self.book.stages)
        answer = self._verdict(line)
        if answer is not None:
            return (answer,)
        rights = rights or self._puts_right(line)
        opening, rest = self.answers.opening(line)
        if opening is not None and self._opens_with_frame(line):
            opening, rest = None, line
        said = self._contrasted(rest) or self._counted(rest) or self._about_topic(rest)
        said = said or self._this_and_more(rest) or self._kind_alone(rest)
        said = said or self._chosen(rest) or self._answered(rest)
        if not said:
            store, rest = store_in(rest, self.book.clauses)
            said = with_store(store, self._alone(rest) or self._framed(rest))
            said = said or self._pointing(rest)
        if opening is None and self.kind in YES_OR_NO and not is_sure(said):
            opening = self.answers.within(line)
        if rights and said:
            said = (replace(said[0], manners=said[0].manners | Manner.PUT_RIGHT), *said[1:])
        return with_opening(opening, said, self.kind, self.book.clauses.nothing_goods)

    def _verdict(self, line: Line) -> Act | None:
        return self.answers.undo(line, self.kind) or self.answers.verdict(line, self.kind)

    def _guests(self, line: Line) -> Act | None:
        """Read how many will eat, where that was asked."""
        if self.kind is not PendingKind.ASK_SERVINGS:
            return None
        counted = self.answers.answer(line, self.kind, framed=False)
        return counted if counted is not None and counted.servings else None

    def _refusal(self, line: Line) -> Act | None:
        """Read "des nectarines non je suis pas fan" where nectarines were offered."""
        offered = self.kind is PendingKind.OFFER_SUBSTITUTE
        return self.answers.refuses(line) if offered else None

    def _puts_right(self, line: Line) -> bool:
        """Tell whether a sentence begins or ends with "pardon", "je voulais dire"."""
        spans = list(line.spans(self.book.goods.correction))
        return any(span.start == 0 or span.end == len(line.tokens) for span in spans)

    def _alone(self, line: Line) -> tuple[Act, ...]:
        """Read "non l'autre", which no turn of phrase and no product makes anything else."""
        act = self.answers.alone(line)
        return () if act is None else (act,)

    def _pointing(self, line: Line) -> tuple[Act, ...]:
        """Read "va pour le deuxième" where nothing is known to have been asked."""
        if self.kind in YES_OR_NO or (self.kind is None and len(line.tokens) < 2):
            return ()
        act = self.answers.answer(line, PendingKind.CHOICES, framed=True)
        return () if act is None else (act,)

    def _opens_with_frame(self, line: Line) -> bool:
        """Tell whether the first word belongs to a turn of phrase: "no more milk"."""
        first = self._cut(line)[0]
        at_start = first.frame is not None and first.start == line.tokens[0].start
        strange = first.frame is not None and first.frame.intent is Intent.OUT_OF_DOMAIN
        stops = first.frame is not None and first.frame.intent is Intent.STOP
        silenced = stops and len(first.said) > 1 and self.kind not in YES_OR_NO
        return at_start and (bool(first.content) or strange or silenced)

    def _answered(self, line: Line) -> tuple[Act, ...]:
        if self.kind is None:
            return ()
        if any(one.frame and one.frame.intent in NO_ANSWER for one in self._cut(line)):
            return ()
        weak = WEAK_BESIDE_TIME if self.kind in TIMED else frozenset({Intent.ADD})
        framed = any(
            clause.frame is not None
            and not (clause.frame.intent in weak and _takes_more(clause.frame))
            for clause in self._cut(line)
        )
        act = self.answers.answer(line, self.kind, framed=framed)
        return () if act is None else (act, *self.answers.further_places(line, act))

    def _this_and_more(self, line: Line) -> tuple[Act, ...]:
        """Read "je prends celui-là et du pain" where one of several was offered."""
        if self.kind not in POINTING:
            return ()
        for span in line.spans(self.book.pointing.this_one):
            more = self._further(Line(line.tokens[span.end :]))
            return (Act(Intent.CHOOSE, why=("this one",)), *more) if more else ()
        return ()

    def _contrasted(self, line: Line) -> tuple[Act, ...]:
        """Read "il fallait du doux pas du demi-sel" where no choice waits."""
        if self.kind in (*POINTING, *TIMED):
            return ()
        act = self.contrasts.read(line, offered=self.kind is PendingKind.OFFER_SUBSTITUTE)
        return () if act is None else (act,)

    def _chosen(self, line: Line) -> tuple[Act, ...]:
        """Read "le brut deux bouteilles" where one of several was offered."""
        return self.chosen.read(line, self.kind) if self.kind is PendingKind.CHOICES else ()

    def _kind_alone(self, line: Line) -> tuple[Act, ...]:
        """Read "en grains plutôt" behind what was just added."""
        told = self.kind in (PendingKind.ADDED, PendingKind.REPLACED)
        act = self.topics.kinds.alone(line) if told else None
        return () if act is None else (act,)

    def _counted(self, line: Line) -> tuple[Act, ...]:
        """Read an amount that was asked, whatever reason follows: "six on sera nombreux"."""
        if self.kind not in COUNTED:
            return ()
        counted = self.topics.counts.read(line, asked=self.kind is PendingKind.ASK_QTY)
        return () if counted is None else (counted.act, *self._further(counted.rest))

    def _about_topic(self, line: Line) -> tuple[Act, ...]:
        """Read what is said of goods named first: "les piles prends le paquet de vingt"."""
        if self.kind in TIMED:
            return ()
        said = self.topics.read(line, pointing=self.kind in POINTING)
        if said is None:
            return ()
        before = self._framed(said.before) if said.before.tokens else ()
        before = tuple(act for act in before if is_sure((act,)) and not is_loose(act))
        return merged(exchanged(settled([*before, said.act, *self._further(said.rest)])))

    def _further(self, rest: Line) -> tuple[Act, ...]:
        """Return what else is asked behind an amount and the reason for it."""
        separators = self.book.goods.separators
        joined = bool(rest.tokens) and rest.tokens[0].plain in separators
        if joined:
            rest = Line(rest.tokens[1:])
        acts = self._framed(rest) if rest.tokens else ()
        return tuple(
            act
            for act in acts
            if act.intent in FURTHER
            and is_sure((act,))
            and (joined or not (is_loose(act) or act.intent is Intent.REMOVE))
            and (any(item.product for item in act.items) or act.intent is Intent.CHECKOUT)
        )

    def _untold(self, clause: Clause) -> Clause:
        """Leave what is told before "pas la peine d'en prendre" to the search for what is meant."""
        talk = self.book.clauses.sentence_words
        before = (token for token in self.said if token.start < clause.start)
        if clause.points_back or not (clause.pronoun and any(one.text in talk for one in before)):
            return clause
        return replace(clause, content=(), points_back=True)

    def _framed(self, line: Line) -> tuple[Act, ...]:
        clauses = self._cut(line)
        several = len(clauses) > 1
        found: list[Act] = []
        for clause in map(self._untold, clauses):
            acts = self.clauses.acts(clause)
            if clause.frame is None and several:
                acts = tuple(act for act in acts if stands_beside(act))
            if not any(item.product for act in found for item in act.items):
                acts = tuple(self.antecedents.named(act, clause, self.said) for act in acts)
            found.extend(acts)
        return merged(without_strays(exchanged(settled(fronted(let_go(found))))))

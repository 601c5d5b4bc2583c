"""Read which of the things offered is meant and how many of it: "en grains un kilo"."""

from collections.abc import Iterator

from comptoir.conversation.hearing.answers import AnswerReader
from comptoir.conversation.hearing.counts import CountReader
from comptoir.conversation.hearing.goods_words import word_at
from comptoir.conversation.hearing.lexicon import Lexicon
from comptoir.conversation.hearing.patterns import Line
from comptoir.conversation.hearing.quantities import Quantity
from comptoir.conversation.hearing.tokens import Kind, Token, stem, word_stems
from comptoir.conversation.model import Act, Intent, PendingKind, RefBy, SaidItem
from comptoir.conversation.vocabulary import Vocabulary


class ChosenCountReader:
    """Reads a choice and its amount with one language's words."""

    def __init__(self, lexicon: Lexicon, known: Vocabulary, answers: AnswerReader) -> None:
        self.words = lexicon.goods
        self.rules = lexicon.named_first.topics
        self.known = known
        self.answers = answers
        self.counts = CountReader(lexicon.named_first.counts, lexicon.goods, known)

    def read(self, line: Line, kind: PendingKind) -> tuple[Act, ...]:
        """Return the choice and the amount that a line is made of, nothing when it is not."""
        for told, quantity in (*self._before(line), *self._behind(line)):
            chosen = self.answers.answer(Line(told), kind, framed=False)
            if chosen is None or chosen.ref is None or not self._is_kind(told, chosen):
                continue
            item = SaidItem(amount=quantity.amount, size=quantity.size)
            return (
                chosen,
                Act(
                    Intent.SET_QUANTITY,
                    items=(item,),
                    anaphoric=True,
                    why=("so many of the one chosen",),
                ),
            )
        return ()

    def _before(self, line: Line) -> Iterator[tuple[tuple[Token, ...], Quantity]]:
        """Return what is told before an amount that ends the line: "le brut deux bouteilles"."""
        for at in range(1, len(line.tokens)):
            found = (
                self.counts.amount_at(line.tokens[at:]) if self._counts(line.tokens[at]) else None
            )
            if found is not None and at + found[1] == len(line.tokens):
                yield self._without_verb(line.tokens[:at]), found[0]

    def _without_verb(self, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
        """Return what is told before "mettez-en"."""
        spans = (*Line(tokens).spans(self.rules.finals), *Line(tokens).spans(self.rules.adds))
        starts = [span.start for span in spans if span.end == len(tokens) and span.start]
        return tokens[: min(starts, default=len(tokens))]

    def _without_order(self, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
        """Return what follows "mets-moi"."""
        spans = Line(tokens).spans(self.counts.rules.openings)
        opening = next((span for span in spans if not span.start), None)
        return tokens if opening is None else tokens[opening.end :]

    def _behind(self, line: Line) -> Iterator[tuple[tuple[Token, ...], Quantity]]:
        """Return what is told behind an amount: "deux bouteilles de brut", "une à la menthe"."""
        joints = self.words.joints | self.words.openers_as_joints
        tokens = self._without_order(line.tokens)
        for at in range(1, min(len(tokens), 5)):
            if word_at(tokens, at) not in joints:
                continue
            found = self.counts.amount_at(tokens[:at])
            if found is not None and found[0].end == at:
                garnish = word_at(tokens, at) in self.words.joints - self.words.of
                yield tokens[at + (not garnish) :], found[0]
                return

    def _is_kind(self, told: tuple[Token, ...], chosen: Act) -> bool:
        """Tell a kind of what was offered from goods of their own: "du basilic deux pots"."""
        if chosen.ref is None or chosen.ref.by is not RefBy.ATTRIBUTE:
            return chosen.ref is not None and chosen.ref.by is RefBy.BRAND
        stems = word_stems(str(chosen.ref.value))
        if self._joins(told[-1]) or not stems:
            return False
        if stems[0] in self.words.joints - self.words.of:
            return True
        flavour = " ".join(stems) in self.words.kinds.flavours
        named = word_at(told, 0) in self.words.definite and flavour
        return named or all(one in self.words.adjectives for one in stems)

    def _joins(self, token: Token) -> bool:
        """Tell whether a word goes on with a number behind it: "taille", "le lot de", "les"."""
        words = self.words
        joining = words.joints | words.definite | words.articles | words.numbered
        vessel = stem(token.plain) in words.vessels.containers
        return token.kind is not Kind.WORD or token.plain in joining or vessel

    def _counts(self, token: Token) -> bool:
        return token.kind in (Kind.NUMBER, Kind.AMOUNT) or token.plain in self.words.articles

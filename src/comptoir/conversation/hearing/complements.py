"""Read what stands behind a product and belongs to it: its origin, participles, counted parts."""

from comptoir.conversation.hearing.compounds import CompoundReader
from comptoir.conversation.hearing.goods_words import opening_at, word_at
from comptoir.conversation.hearing.phrase import Phrase
from comptoir.conversation.hearing.tokens import Kind, fold, stem

_MIDDLES = 3
"""Words that may stand before a counted part: "à partir de six mois"."""


class ComplementReader(CompoundReader):
    """Reads complements in a row of prepared tokens."""

    def _is_origin(self, at: int) -> bool:
        """Tell whether a place of origin stands here: "des charentes", "de la drôme"."""
        return stem(word_at(self.tokens, at)) in self.words.complements.places

    def _is_unheard_of(self, phrase: Phrase, at: int) -> bool:
        """Tell whether "des" opens a complement, for no known goods follow a counted product."""
        word = word_at(self.tokens, at)
        if not word or phrase.headless or phrase.partitive or len(word) < 4:
            return False
        if self.known.knows(word) or self.quantities.holds_at(at):
            return False
        return self.known.near_sound((self.tokens[at].text,)) is None

    def _is_participle(self, at: int) -> bool:
        """Tell whether a word has the accent of a participle that no noun has: truffé."""
        token = self.tokens[at] if at < len(self.tokens) else None
        if token is None or token.kind is not Kind.WORD:
            return False
        if not token.text.lower().endswith(self.words.complements.participles):
            return False
        noun = self.known.by_sound((token.text,))
        return noun is None or stem(fold(noun)) != stem(token.plain)

    def _coordinated(self, phrase: Phrase) -> int:
        """Return how much of "et roulée" or "et au piment" goes on with a product, 0 for none."""
        at = phrase.end
        if self.plains[at] not in self.words.complements.links or phrase.headless:
            return 0
        last = phrase.kept[-1]
        described = stem(last.plain) in self.words.adjectives
        if self._is_participle(at + 1):
            return 2 if described or len(phrase.kept) > 1 else 0
        if described and self._is_described_by(at + 1):
            return 2
        following = word_at(self.tokens, at + 1)
        garnish = self.words.complements.garnishes
        joined = any(token.plain in garnish for token in phrase.kept)
        return 1 if following in garnish and joined else 0

    def _counted_part(self, phrase: Phrase) -> bool:
        """Read "cinq prises" and "dès six mois" behind a product."""
        parts = self.words.complements
        at = phrase.end
        opened = self._opening_of_part(at)
        number = at + opened
        part = stem(word_at(self.tokens, number + 1))
        if not phrase.kept or not part or self._counts_goods_at(phrase, number):
            return False
        aged = opened and self.plains[at] not in self.words.of
        named = self.tokens[at].text in parts.kept_openings
        if named and part in parts.ages:
            return self._take_part(phrase, number + 2)
        if part in parts.dropped and (aged or part not in parts.kept):
            phrase.end = number + 2
            return True
        joined = self.plains[at] in self.words.of
        if part in parts.kept and (joined or not opened):
            return self._take_part(phrase, number + 2)
        return False

    def _take_part(self, phrase: Phrase, end: int) -> bool:
        phrase.kept.extend(self.tokens[phrase.end : end])
        phrase.end = end
        return True

    def _counts_goods_at(self, phrase: Phrase, number: int) -> bool:
        """Tell whether a number counts goods: "deux têtes d'ail", "du sopalin deux rouleaux"."""
        of = word_at(self.tokens, number + 2) in self.words.of
        part = stem(word_at(self.tokens, number + 1))
        uncounted = phrase.partitive or not phrase.determined
        return (
            self.tokens[number].kind is not Kind.NUMBER
            or (of and part not in self.words.complements.ages)
            or (uncounted and self.quantities.holds_at(number + 1))
        )

    def _is_described_by(self, at: int) -> bool:
        """Tell whether an adjective and nothing it could describe stands here: "fine et forte"."""
        adjective = stem(word_at(self.tokens, at)) in self.words.adjectives
        following = at + 1 < len(self.tokens) and self.tokens[at + 1].kind is Kind.WORD
        alone = not following or self.plains[at + 1] in self.words.separators
        return adjective and alone and not self.known.longest(self.plains, at)

    def _opening_of_part(self, at: int) -> int:
        """Return how many words open a counted part: "dès", "à partir de"."""
        text = "".join(f"{token.sign} " for token in self.tokens[at : at + _MIDDLES])
        found = self.words.complements.openings.match(text)
        return found.group().count(" ") if found else int(self.plains[at] in self.words.of)

    def _garnished(self, phrase: Phrase) -> int:
        """Return the length of "avec la peau", which tells of the goods before it, or 0."""
        at = phrase.end + 1
        at += word_at(self.tokens, at) in self.words.definite or opening_at(
            self.tokens, at, self.words
        )
        part = stem(word_at(self.tokens, at)) in self.words.complements.remains
        return at + 1 - phrase.end if part and phrase.kept and at > phrase.end + 1 else 0

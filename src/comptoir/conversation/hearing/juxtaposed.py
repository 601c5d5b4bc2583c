"""Decide whether a noun beside another belongs to it: "yaourt fraise", but "pain fromage"."""

from comptoir.conversation.hearing.complements import ComplementReader
from comptoir.conversation.hearing.phrase import Phrase
from comptoir.conversation.hearing.tokens import Kind, Token, stem

_LONGEST_FLAVOUR = 4
_LIST = 3
"""Bare nouns in a row that make a list rather than one product with its flavours."""


class JuxtapositionReader(ComplementReader):
    """Reads nouns without joints in a row of prepared tokens.

    A speaker who opens one product with "du" or a number opens the next one so too: behind it a
    bare noun is a flavour. In a row of bare nouns only what mostly comes in flavours takes one.
    """

    def _fits(self, phrase: Phrase, length: int) -> bool:
        """Tell whether a known phrase may join what has been read."""
        flavour = self._word_at(phrase.end + length) in self.words.postposed
        if not phrase.kept or flavour:
            return True
        joined = phrase.kept[-1].plain
        if phrase.closed and joined not in self.words.joints:
            return False
        group = self.plains[phrase.end : phrase.end + length]
        if length == 1 and self._is_adjective(self.tokens[phrase.end], alone=True):
            return not self.words.adjectives_first or phrase.headless
        branded = self.known.is_brand(group) and stem(joined) not in self.words.joints
        linked = joined in self.words.joints or self._prefixed(phrase, joined, group[0])
        return branded or linked or phrase.headless or self._stands_beside(phrase, group)

    def _prefixed(self, phrase: Phrase, joined: str, first: str) -> bool:
        """Tell "goût pizza" and "anti-calcaire" from an adjective that ends: "tampons super"."""
        ended = not phrase.headless and joined in self.words.kinds.intensives
        return (joined in self.words.prefixes and not ended) or first in self.words.prefixes

    def _stands_beside(self, phrase: Phrase, group: tuple[str, ...]) -> bool:
        """Tell whether a known noun belongs to the one that was read before it."""
        kinds, name = self.words.kinds, " ".join(stem(word) for word in group)
        single = len(group) == 1
        if self.words.adjectives_first:  # "chicken soup"
            return single and name in kinds.flavoured
        if single and (self._is_participle(phrase.end) or self._is_matter(phrase, group[0])):
            return True
        flavour = name in kinds.flavours
        if phrase.determined:
            if self._takes_flavour(phrase):
                return flavour or stem(group[0]) in kinds.edible
            return flavour or (single and name in self.words.complements.fillings)
        return flavour and self._takes_flavour(phrase) and not self._is_listing(phrase)

    def _flavour_at(self, phrase: Phrase, known: int) -> int:
        """Return the length of a flavour of several words, longer than known goods: "ail et …"."""
        if not phrase.determined or phrase.headless or not self._takes_flavour(phrase):
            return 0
        for length in range(_LONGEST_FLAVOUR, max(known, 1), -1):
            group = self.plains[phrase.end : phrase.end + length]
            if len(group) == length and " ".join(map(stem, group)) in self.words.kinds.flavours:
                return length
        return 0

    def _is_matter(self, phrase: Phrase, word: str) -> bool:
        """Tell whether a noun is what goods are made of or for: papier, inox, mains."""
        kinds = self.words.kinds
        if phrase.head in kinds.edible:
            return False
        if stem(word) in kinds.materials and stem(word) == word:
            return phrase.determined or not self._is_listing(phrase)
        return phrase.determined and stem(word) in kinds.parts

    def _coordinated(self, phrase: Phrase) -> int:
        """Return how much behind "et" goes on with a product, a second flavour first."""
        linked = self.plains[phrase.end] in self.words.complements.links and not phrase.headless
        return (self._paired(phrase) if linked else 0) or super()._coordinated(phrase)

    def _paired(self, phrase: Phrase) -> int:
        """Return the length of the "et légumes" of "des croquettes poulet et légumes", or 0."""
        at = phrase.end + 1
        if not (phrase.determined and self._word_at(at)) or len(phrase.kept) < 2:
            return 0
        kinds, last = self.words.kinds, stem(phrase.kept[-1].plain)
        length = self.known.longest(self.plains, at)
        if phrase.kept[0].plain in kinds.sets:
            return 1 + (length or 1) if self._is_bare(at) else 0
        group = " ".join(stem(word) for word in self.plains[at : at + length])
        bare = last in kinds.flavours and group in kinds.flavours
        before = phrase.kept[-2].plain not in self.words.joints
        return 1 + length if bare and before and self._takes_flavour(phrase) else 0

    def _takes_flavour(self, phrase: Phrase) -> bool:
        stems = [stem(token.plain) for token in phrase.kept]
        named = {phrase.head, stems[-1], " ".join(stems[:2]), stems[0]}
        return not named.isdisjoint(self.words.kinds.flavoured)

    def _is_listing(self, phrase: Phrase) -> bool:
        """Tell whether a bare noun stands in a list: "pain lait fromage", "yaourts pommes"."""
        nouns = self._nouns_from(phrase.start)
        listed = nouns >= _LIST or self._follows_bare(phrase.start)
        if phrase.head in self.words.kinds.staples and listed:
            return True
        head, beside = phrase.kept[0].plain, self.plains[phrase.end]
        return listed and stem(head) != head and stem(beside) != beside

    def _nouns_from(self, start: int) -> int:
        """Return how many known nouns stand bare in a row, no more than make a list."""
        nouns, at = 0, start
        while nouns < _LIST and at < len(self.tokens) and self._is_bare(at):
            length = self._known_at(at)
            described = length <= 1 and stem(self.plains[at]) in self.words.adjectives
            nouns += bool(length) and not described
            at += length or 1
        return nouns

    def _follows_bare(self, start: int) -> bool:
        return start > 0 and self._is_bare(start - 1) and self.known.knows(self.plains[start - 1])

    def _is_bare(self, at: int) -> bool:
        return self.tokens[at].kind is Kind.WORD and self.plains[at] not in self.words.little

    def _is_adjective(self, token: Token, *, alone: bool) -> bool:
        """Tell an adjective from a noun that differs by an accent only: sucré, sucre."""
        if stem(token.plain) not in self.words.adjectives:
            return False
        return stem(token.text) in self.words.spelt_adjectives or not (
            alone and self.known.longest((token.plain,), 0)
        )

    def _word_at(self, at: int) -> str:
        within = at < len(self.tokens) and self.tokens[at].kind is Kind.WORD
        return self.plains[at] if within else ""

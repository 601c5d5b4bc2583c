"""Tell where an English product ends: at its plural, past its adjectives, past a paired flavour."""

from comptoir.conversation.hearing.phrase import Phrase
from comptoir.conversation.hearing.purposes import PurposeReader
from comptoir.conversation.hearing.tokens import Kind, Token, stem

_LONGEST_ADJECTIVE = 3
_LONGEST_PAIR = 4


class CompoundReader(PurposeReader):
    """Reads nouns that stand before nouns in a row of prepared tokens."""

    def _closes(self, token: Token) -> bool:
        """Tell whether a word is a plural, behind which an English product has ended."""
        word = token.plain
        plural = word.endswith("s") and stem(word) != word and not word.endswith(("us", "is"))
        open_still = not self.words.adjectives_first or word in self.words.invariable
        return plural and "'" not in word and not open_still

    def _describes_after(self, phrase: Phrase) -> bool:
        """Take the adjectives said behind a product and before a boundary: "eggs free range"."""
        end = phrase.end
        while length := self._adjective_length(end):
            end += length
        if end == phrase.end or not (phrase.known or phrase.closed):
            return False
        words_follow = end < len(self.tokens) and self.tokens[end].kind is Kind.WORD
        if words_follow and self.plains[end] not in self.words.separators:
            return False
        phrase.kept.extend(self.tokens[phrase.end : end])
        phrase.end = end
        phrase.closed = True
        return True

    def _adjective_length(self, index: int) -> int:
        for length in range(_LONGEST_ADJECTIVE, 0, -1):
            group = self.tokens[index : index + length]
            if len(group) < length or any(one.kind is not Kind.WORD for one in group):
                continue
            if " ".join(stem(one.plain) for one in group) in self.words.adjectives:
                noun = self.known.longest(tuple(one.plain for one in group), 0)
                return 0 if noun else length
        return 0

    def _pair_length(self, phrase: Phrase) -> int:
        """Return the length of the "and coriander soup" of "carrot and coriander soup", or 0."""
        if self.plains[phrase.end] not in self.words.pairing or not phrase.kept or phrase.closed:
            return 0
        if not self._is_flavour(tuple(one.plain for one in phrase.kept)):
            return 0
        at = phrase.end + 1
        for length in range(min(_LONGEST_PAIR, len(self.tokens) - at), 1, -1):
            if any(token.kind is not Kind.WORD for token in self.tokens[at : at + length]):
                continue
            group = self.plains[at : at + length]
            if stem(group[-1]) in self.words.kinds.flavoured and self._is_flavour(group[:-1]):
                return 1 + length
        return 0

    def _is_flavour(self, words: tuple[str, ...]) -> bool:
        return any(" ".join(words[at:]) in self.words.kinds.flavours for at in range(len(words)))

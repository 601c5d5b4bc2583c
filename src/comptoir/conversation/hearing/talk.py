"""Tell goods from what is told about people: "mamie en a", "les enfants adorent"."""

from comptoir.conversation.hearing.goods_words import GoodsWords, word_at
from comptoir.conversation.hearing.quantities import QuantityReader
from comptoir.conversation.hearing.tokens import Kind, Token, stem
from comptoir.conversation.vocabulary import Vocabulary


class TalkReader:
    """Finds where talk begins and ends in a row of prepared tokens."""

    def __init__(
        self,
        tokens: tuple[Token, ...],
        words: GoodsWords,
        known: Vocabulary,
    ) -> None:
        self.tokens = tokens
        self.plains = tuple(
            token.plain if token.kind is Kind.WORD else token.sign for token in tokens
        )
        self.words = words
        self.known = known
        self.quantities = QuantityReader(tokens, words, known)
        self._talk: dict[int, bool] = {}

    def _begins_talk(self, at: int) -> bool:
        """Tell whether a clause about somebody begins at a place."""
        if at in self._talk:
            return self._talk[at]
        subject = self.plains[at] not in self.words.separators and at + 1 < len(self.tokens)
        noun = at + (self.plains[at] in self.words.definite)
        verb = noun + 1
        while subject and word_at(self.tokens, verb) in self.words.talk.pronouns:
            verb += 1
        talks = subject and word_at(self.tokens, verb) in self.words.talk.verbs
        person = stem(word_at(self.tokens, noun)) in self.words.talk.persons
        self._talk[at] = talks and (person or (verb > noun + 1 and not self._known_at(noun)))
        return self._talk[at]

    def past_talk(self, index: int) -> int:
        """Return the place where a list goes on after talk, or opens a new product."""
        while index < len(self.tokens) and not self._resumes(index):
            if self.tokens[index].value is not None or self.tokens[index].kind is Kind.STOP:
                break
            index += 1
        return index

    def _past_talk(self, index: int) -> int:
        index += 1
        while index < len(self.tokens) and not self._resumes(index):
            index += 1
        return index

    def _known_at(self, index: int) -> int:
        """Return the length of the known product at a place; "mais" is maïs only behind "du"."""
        length = self.known.longest(self.plains, index)
        spelt = self.tokens[index].text in self.words.spelt_separators
        before = self.plains[index - 1] if index else ""
        wanted = before in self.words.of or before in self.words.openers_as_joints
        return 0 if length == 1 and spelt and not wanted else length

    def _is_relative(self, index: int) -> bool:
        token = self.tokens[index]
        return token.text in self.words.relatives or token.plain in self.words.relatives

    def _past_relative(self, index: int) -> int:
        while index < len(self.tokens) and not self._resumes(index):
            index += 1
        return index

    def _resumes(self, index: int) -> bool:
        """Tell whether a list goes on after talk: "et", but not the "plus" of "c'est plus bon"."""
        following = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        counted = following is not None and following.value is not None
        separates = self.plains[index] in self.words.separators
        return separates and (counted or self.plains[index] not in self.words.negated)

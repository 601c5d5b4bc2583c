"""Tell containers from goods in a row of words: "boîtes de", but "une flûte tradition"."""

from fractions import Fraction

from comptoir.conversation.hearing.goods_words import GoodsWords, opening_at, word_at
from comptoir.conversation.hearing.sounds import sound_of
from comptoir.conversation.hearing.tokens import Kind, Token, stem
from comptoir.conversation.model import Amount, Unit
from comptoir.conversation.vocabulary import Vocabulary


class VesselReader:
    """Finds containers, numbers and measures at the places of prepared tokens."""

    def __init__(self, tokens: tuple[Token, ...], words: GoodsWords, known: Vocabulary) -> None:
        self.tokens = tokens
        self.words = words
        self.known = known

    def _is_boundary(self, index: int) -> bool:
        if index >= len(self.tokens) or self.tokens[index].kind is Kind.STOP:
            return True
        if self.tokens[index].kind in (Kind.FILTER, Kind.LIMIT):
            return self._is_boundary(index + 1)
        word = word_at(self.tokens, index)
        opens = opening_at(self.tokens, index, self.words) and word not in self.words.of
        return bool(opens) or word in self.words.separators or word in self.words.purposes.openings

    def _number(self, index: int) -> Fraction | None:
        if index < len(self.tokens):
            token = self.tokens[index]
            if token.kind is Kind.NUMBER and isinstance(token.value, Fraction):
                return token.value
        return None

    def is_number(self, index: int) -> bool:
        """Tell whether a number stands at a place."""
        return self._number(index) is not None

    def amount_at(self, index: int) -> Amount | None:
        """Return the measured amount that stands at a place."""
        if index < len(self.tokens):
            value = self.tokens[index].value
            if isinstance(value, Amount):
                return value
        return None

    def _past_sizes(self, at: int) -> int:
        """Return the place behind adjectives that name no goods: normale, grosse."""
        while stem(word_at(self.tokens, at)) in self.words.vessels.plain:
            at += 1
        return at

    def _past_adjectives(self, at: int) -> int:
        """Return the last adjective before the "de" of "tranches épaisses de", else the place."""
        end = at
        while stem(word_at(self.tokens, end + 1)) in self.words.adjectives:
            end += 1
        joined = word_at(self.tokens, end + 1) in self.words.of and not self.words.adjectives_first
        return end if joined else at

    def _described_unit(self, at: int) -> Unit | None:
        """Return the unit of a container with an adjective behind it: "tranches épaisses de"."""
        if self._past_adjectives(at) == at:
            return None
        return self.words.vessels.containers.get(stem(word_at(self.tokens, at)))

    def _unit_of(self, index: int) -> Unit | None:
        word = word_at(self.tokens, index)
        unit = self.words.vessels.containers.get(stem(word)) if word else None
        if unit is None:
            return self._unit_by_sound(index) if word else None
        plains = tuple(
            word_at(self.tokens, at) for at in range(index, min(index + 6, len(self.tokens)))
        )
        named = stem(word) in self.words.vessels.named
        if self.known.longest(plains, 0) > 1 and (named or plains[1] not in self.words.of):
            return None
        if stem(word) in self.words.vessels.nets and not self._holds_net_goods(index):
            return None
        followed = plains[1] if len(plains) > 1 else ""
        if stem(followed) in self.words.adjectives and self.known.longest(plains, 0):
            return None  # "une flûte tradition" is no container
        ends = self.words.definite | self.words.relatives | self.words.articles
        loose = not followed or followed in self.words.of | ends
        loose = loose or self._is_boundary(self._past_sizes(index + 1))
        return unit if loose or self.known.longest(plains, 1) else None

    def _unit_by_sound(self, index: int) -> Unit | None:
        """Return the container that a word sounds like in "un peau de miel"."""
        counted = self._number(index - 1) is not None or (
            word_at(self.tokens, index - 1) in self.words.articles
        )
        if not counted or word_at(self.tokens, index + 1) not in self.words.of:
            return None
        plains = tuple(word_at(self.tokens, at) for at in (index, index + 1, index + 2))
        if self.known.longest(plains, 0):
            return None
        vessels = self.words.vessels
        meant = vessels.by_sound.get(sound_of(plains[0], self.words.ear.sounds))
        return vessels.containers.get(meant) if meant else None

    def holds_at(self, index: int) -> bool:
        """Tell whether a container stands at a place: "des boîtes"."""
        return stem(word_at(self.tokens, index)) in self.words.vessels.containers

    def _holds_net_goods(self, index: int) -> bool:
        goods = self.words.vessels.net_goods
        if word_at(self.tokens, index + 1) not in self.words.of:
            netted = stem(word_at(self.tokens, index - 2)) in goods
            return netted or self._is_boundary(index + 1)
        return stem(word_at(self.tokens, index + 2)) in goods

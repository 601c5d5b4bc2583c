"""Read measured amounts: "un kilo cinq", "une livre et demie", "trois quarts", "half a dozen"."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from comptoir.conversation.hearing.tokens import Kind, Token, merged
from comptoir.conversation.model import Amount, Unit

HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """The words of measure of a language."""

    units: dict[str, Amount]
    """From a word to what one of it is: livre is 500 g."""
    after_number: frozenset[str]
    """Unit words that are too short or too common to stand without a number: l, g, pot."""
    collectives: dict[str, int]
    fractions: dict[str, Fraction]
    halves: frozenset[str]
    not_halves: frozenset[str]
    """Words before which "demi" belongs to the product: écrémé."""
    articles: frozenset[str]
    definite: frozenset[str]
    partitive: frozenset[str]
    after_rest: frozenset[str]
    """Words before which "un kilo deux" is over: pour, et."""
    links: frozenset[str]
    alternatives: frozenset[str]
    adjectives: frozenset[str]


class MeasureReader:
    """Finds amounts in a row of tokens in which numbers have been read."""

    def __init__(self, tokens: Sequence[Token], words: MeasureWords) -> None:
        self.tokens = tokens
        self.words = words

    def read_all(self) -> tuple[Token, ...]:
        """Return the tokens with every measured amount as one token."""
        result: list[Token] = []
        index = 0
        while index < len(self.tokens):
            amount, end = self._amount(index)
            if amount is None:
                result.append(self.tokens[index])
                index += 1
            else:
                result.append(merged(self.tokens[index:end], Kind.AMOUNT, amount))
                index = end
        return tuple(result)

    def _word(self, index: int) -> str:
        if 0 <= index < len(self.tokens) and self.tokens[index].kind is Kind.WORD:
            return self.tokens[index].plain
        return ""

    def _number(self, index: int) -> Fraction | None:
        if index < len(self.tokens):
            value = self.tokens[index].value
            if self.tokens[index].kind is Kind.NUMBER and isinstance(value, Fraction):
                return value
        return None

    def _amount(self, start: int) -> tuple[Amount | None, int]:
        count, index, is_part = self._count(start)
        if count is None:
            return None, start
        at = index + (self._word(index) in self.words.adjectives)
        if is_part and self._word(at) in self.words.partitive:
            at += 1
            at += self._word(at) in self.words.articles
        word = self._word(at)
        if word in self.words.collectives:
            return self._collective(count, at)
        if word in self.words.units:
            return self._measured(count, at)
        if is_part and word not in self.words.not_halves:
            return Amount(count, Unit.PIECE), index
        return None, start

    def _count(self, start: int) -> tuple[Fraction | None, int, bool]:
        """Return the number before a unit, where it ends, and whether it is a part of one."""
        number, word = self._number(start), self._word(start)
        if number is not None:
            return self._counted(number, start)
        if word in self.words.halves or word in self.words.fractions:
            return self._half(start) if word in self.words.halves else self._part(start)
        if word in self.words.articles:
            return self._after_article(start)
        if word in self.words.definite:
            return self._after_definite(start)
        dozen = word in self.words.collectives and (
            self._word(start - 1) not in self.words.partitive
        )
        if dozen or (word in self.words.units and self._opens(start)):
            return Fraction(1), start, False
        return None, start, False

    def _part(self, start: int) -> tuple[Fraction | None, int, bool]:
        """Read "quarter of a pound"."""
        unit = self._of_a_unit(start + 1)
        part = self.words.fractions[self._word(start)] if unit > start + 1 else None
        return part, unit, part is not None

    def _of_a_unit(self, index: int) -> int:
        """Return where the unit stands in "of a pound", the place itself where none does."""
        said = (
            self._word(index) in self.words.partitive
            and self._word(index + 1) in self.words.articles
            and self._word(index + 2) in self.words.units
        )
        return index + 2 if said else index

    def _opens(self, start: int) -> bool:
        """Tell whether a unit stands alone at the start of what is wanted: "pound of butter"."""
        first = start == 0 or self.tokens[start - 1].kind is Kind.STOP
        return first and self._word(start + 1) in self.words.partitive

    def _after_article(self, start: int) -> tuple[Fraction, int, bool]:
        following = self._word(start + 1)
        if following in self.words.halves:
            return HALF, start + 2, True
        if following in self.words.fractions:
            return self.words.fractions[following], self._of_a_unit(start + 2), True
        return self._plus_half(Fraction(1), start + 1)

    def _counted(self, number: Fraction, start: int) -> tuple[Fraction, int, bool]:
        following = self._word(start + 1)
        if following in self.words.fractions:
            return number * self.words.fractions[following], self._of_a_unit(start + 2), True
        if following in self.words.alternatives and self._number(start + 2) is not None:
            return number, start + 3, False
        return self._plus_half(number, start + 1)

    def _plus_half(self, count: Fraction, index: int) -> tuple[Fraction, int, bool]:
        """Read "two and a half" before the unit."""
        half = self._linked_half(index)
        if half and self._word(index + half) in self.words.units:
            return count + HALF, index + half, False
        return count, index, False

    def _half(self, start: int) -> tuple[Fraction | None, int, bool]:
        """Read "demi-livre" or "half a pumpkin"; a half needs a unit or an article."""
        if self._word(start + 1) in self.words.articles:
            return HALF, start + 2, True
        known = self.words.units.keys() | self.words.collectives.keys()
        if self._word(start + 1) in known:
            return HALF, start + 1, True
        return None, start, False

    def _after_definite(self, start: int) -> tuple[Fraction | None, int, bool]:
        following = self._word(start + 1)
        if following in self.words.fractions and self._word(start + 2) in self.words.partitive:
            return self.words.fractions[following], start + 2, True
        if following in self.words.units and following not in self.words.after_number:
            return Fraction(1), start + 1, False
        return None, start, False

    def _linked_half(self, index: int) -> int:
        """Return how many tokens say "et demi", "and a half", 0 when none do."""
        if self._word(index) not in self.words.links:
            return 0
        at = index + 1 + (self._word(index + 1) in self.words.articles)
        return at + 1 - index if self._word(at) in self.words.halves else 0

    def _collective(self, count: Fraction, at: int) -> tuple[Amount, int]:
        dozen = self.words.collectives[self._word(at)]
        half = self._linked_half(at + 1)
        value = (count + HALF if half else count) * dozen
        unit = at + 2 + half
        if self._word(unit - 1) in self.words.partitive and self._word(unit) in self.words.units:
            return self._measured(value, unit)
        return Amount(value, Unit.PIECE), at + 1 + half

    def _measured(self, count: Fraction, at: int) -> tuple[Amount, int]:
        one = self.words.units[self._word(at)]
        index = at + 1
        half = self._linked_half(index)
        if half:
            return Amount((count + HALF) * one.value, one.unit), index + half
        linked = index + (self._word(index) in self.words.links)
        linked += linked > index and self._word(linked) in self.words.articles
        if linked > index and self._word(linked) in self.words.fractions:
            part = self.words.fractions[self._word(linked)]
            return Amount((count + part) * one.value, one.unit), linked + 1
        return self._with_rest(Amount(count * one.value, one.unit), index)

    def _with_rest(self, amount: Amount, start: int) -> tuple[Amount, int]:
        """Read the "cinq" of "un kilo cinq", the "deux cents" of "un kilo deux cents"."""
        index = start
        number = self._number(index)
        if number is None and self._is_comma(index):
            number, index = self._number(index + 1), index + 1
        large = amount.unit in (Unit.KILOGRAM, Unit.LITRE, Unit.POUND)
        if number is None or not large or number.denominator != 1:
            return amount, start
        following = self._word(index + 1)
        small = self.words.units.get(following)
        thousandth = {Unit.KILOGRAM: Unit.GRAM, Unit.LITRE: Unit.MILLILITRE}.get(amount.unit)
        if small is not None and small.unit is thousandth:
            rest = number * small.value / 1000
            return Amount(amount.value + rest, amount.unit), index + 2
        ends = index + 1 >= len(self.tokens) or following in self.words.after_rest
        if following in self.words.partitive or ends:
            return Amount(amount.value + _decimal(number), amount.unit), index + 1
        return amount, start

    def _is_comma(self, index: int) -> bool:
        """Tell whether the comma of "1 kg, 2 pour la viande" stands at a place."""
        inside = index + 1 < len(self.tokens) and self.tokens[index].kind is Kind.STOP
        return inside and self.tokens[index].text == ","


def _decimal(number: Fraction) -> Fraction:
    """Return what a number said after "un kilo" adds: cinq .5, vingt .20, deux cents .2."""
    scale = 10 if number < 10 else 100 if number < 100 else 1000
    return number / scale

"""Read how much comes before or after a product: "deux paquets de", "un pack de six"."""

from dataclasses import dataclass, replace
from fractions import Fraction

from comptoir.conversation.hearing.goods_words import opening_at, word_at
from comptoir.conversation.hearing.tokens import stem
from comptoir.conversation.hearing.vessels import VesselReader
from comptoir.conversation.model import Amount, Unit


@dataclass(frozen=True, slots=True)
class Quantity:
    """What was said of how much, and the token after it; `said` is false when nothing was."""

    end: int
    amount: Amount | None = None
    size: Amount | None = None
    pack_size: int | None = None
    said: bool = True
    bare: bool = False
    """True for a number without a unit: "deux"."""
    article: bool = False
    """True for "un" or "une", which is hardly a quantity."""
    implied: bool = False
    """True for a container that nobody counted: "briques de soupe"."""
    definite: bool = False
    partitive: bool = False
    misheard: bool = False
    """True where the number was written as another word."""

    @property
    def unit(self) -> Unit | None:
        """The unit of the amount: the slices of "un jambon quatre tranches"."""
        return self.amount.unit if self.amount is not None else None


class QuantityReader(VesselReader):
    """Reads quantities from a row of prepared tokens."""

    def read(self, start: int) -> Quantity:
        """Return the quantity that opens an item at `start`."""
        vague = self._vague(start)
        if vague:
            return Quantity(self._after_of(vague))
        counted = self._counted(start)
        if counted is not None:
            return counted
        opening = opening_at(self.tokens, start, self.words)
        if opening:
            return self._opened(start + opening)
        word = word_at(self.tokens, start)
        if word in self.words.definite:
            return self._definite(start)
        if word in self.words.ear.two and word_at(self.tokens, start + 1):
            return Quantity(start + 1, Amount(Fraction(2), Unit.PIECE), bare=True)
        loose = self._container(start, Fraction(1))
        return replace(loose, implied=True) if loose else Quantity(start, said=False)

    def _opened(self, start: int) -> Quantity:
        """Read what follows a partitive, an amount in "another two bottles"."""
        counted = self.words.adjectives_first and self._number(start) is not None
        found = self._counted(start) if counted else None
        if found is None and self.words.adjectives_first:  # "another bag of rice"
            held = self._container(start, Fraction(1))
            joined = held is not None and word_at(self.tokens, held.end - 1) in self.words.of
            many = held is not None and self._is_plural(start)
            found = held if joined and not many else None
        return found or Quantity(start, said=False, partitive=True)

    def trailing(self, start: int) -> Quantity | None:
        """Return a quantity said after its product: "deux boîtes" and nothing behind it."""
        word = word_at(self.tokens, start)
        alone = word in self.words.articles and self._is_boundary(start + 1)
        if alone and not self.words.adjectives_first:  # "le reblochon un et des oignons trois"
            return Quantity(start + 1, Amount(Fraction(1), Unit.PIECE), bare=True)
        if word in self.words.articles | self.words.definite:
            after = self._container(start + 1, Fraction(1))
            ends = after is not None and (
                self._is_boundary(after.end) or self._is_alone(start, after)
            )
            return after if ends else None
        quantity = self._counted(start)
        if quantity is None:
            return None
        quantity = self._before_partitive(quantity)
        pronoun = word_at(self.tokens, quantity.end) in self.words.nameless
        if not self._is_boundary(quantity.end + pronoun) and not self._is_alone(start, quantity):
            return None
        misheard = any(token.misheard for token in self.tokens[start : quantity.end])
        return replace(quantity, end=quantity.end + pronoun, misheard=misheard)

    def _is_alone(self, start: int, quantity: Quantity) -> bool:
        """Tell whether a container or a measure holds nothing, for no "de" follows it."""
        held = quantity.end > 0 and self.tokens[quantity.end - 1].plain in self.words.of
        amount = quantity.amount
        loose = amount is None or (amount.unit is Unit.PIECE and quantity.end < start + 2)
        return not (quantity.bare or held or loose or self.words.adjectives_first)

    def _before_partitive(self, quantity: Quantity) -> Quantity:
        """End at the "du" of "six tranches du beurre", which opens the next product."""
        for opening in self.words.partitive:
            start = quantity.end - len(opening)
            apart = len(opening) > 1 or bool({*opening} & self.words.openers_as_joints)
            if apart and opening_at(self.tokens, start, self.words) == len(opening):
                return replace(quantity, end=start)
        return quantity

    def _names_size(self, start: int) -> bool:
        """Tell goods named by a size, "petits pots", from small containers: "petits pots de"."""
        sized = word_at(self.tokens, start) in self.words.vessels.sizes
        if not sized or self.words.adjectives_first or start + 1 >= len(self.tokens):
            return False
        plains = tuple(token.sign for token in self.tokens[start : start + 4])
        joined = word_at(self.tokens, start + 2) in self.words.of
        return self.known.longest(plains, 0) > 1 and not joined

    def _vague(self, start: int) -> int:
        """Return where a vague quantity ends, 0 when none opens here."""
        text = "".join(f"{token.sign} " for token in self.tokens[start : start + 6])
        found = self.words.vague.match(text)
        return start + found.group().count(" ") if found else 0

    def _counted(self, start: int) -> Quantity | None:
        number, index = self._number(start), start + 1
        article = word_at(self.tokens, start) in self.words.articles
        if number is None:
            measured = self._measured_from(start, article=article)
            if measured is not None or not article:
                return measured
        return self._numbered(start, number, index, article=article)

    def _measured_from(self, start: int, *, article: bool) -> Quantity | None:
        """Read an amount, with an article before it: "a hundred grams of it"."""
        amount = self.amount_at(start)
        if amount is not None:
            return self._measured(start, amount)
        after = self.amount_at(start + 1) if article else None
        if after is None or after.unit is Unit.PIECE:
            return None
        one = Fraction(1)
        return self._sized_container(start + 1, one) or self._measured(start + 1, after)

    def _numbered(
        self, start: int, number: Fraction | None, index: int, *, article: bool
    ) -> Quantity:
        if article and self._number(start + 1) is not None and not self.words.partitive:
            number, index, article = self._number(start + 1), start + 2, False
        index = self._past_alternative(index)
        count = Fraction(1) if number is None else number
        if word_at(self.tokens, index) in self.words.times:
            return self._multiplied(count, index + 1)
        packed = self._sized_container(index, count) or self._pack_of(start, number)
        packed = packed or self._container(index, count) or self._sized(index, count)
        if packed is not None:
            return packed
        amount = Amount(count, Unit.PIECE)
        end = self._past_total(self._after_of(index), index)
        inner = self._container(end, count) if end > index else None
        if inner is not None:  # "un des deux pots de miso"
            return inner
        return Quantity(end, amount, bare=True, article=article)

    def _sized(self, index: int, count: Fraction) -> Quantity | None:
        """Read the "two litre bottles" of "three two litre bottles"."""
        held = self.amount_at(index)
        if held is None or self._unit_of(index + 1) is None:
            return None
        return Quantity(self._after_of(index + 2), Amount(count, Unit.PACK), size=held)

    def _past_total(self, end: int, index: int) -> int:
        """Skip the "deux" of "une des deux baguettes" and the "the" of "one of the eggs"."""
        if end == index:
            return end
        end += word_at(self.tokens, end) in self.words.definite
        return end + (self._number(end) is not None)

    def _past_alternative(self, index: int) -> int:
        """Skip the "ou trois" of "deux ou trois", the second number of "deux trois"."""
        if word_at(self.tokens, index) in self.words.alternatives:
            if self._number(index + 1) is not None:
                return index + 2
        elif self._number(index) is not None and self._number(index - 1) is not None:
            return index + 1
        return index

    def _measured(self, start: int, amount: Amount) -> Quantity:
        index = start + 1
        if amount.unit is Unit.PIECE:
            packed = self._container(index, amount.value)
            if packed is not None:
                return packed
        else:
            packed = self._sized_container(start, Fraction(1))
            if packed is not None:
                return packed
            if (
                self._unit_of(index) is not None
                and word_at(self.tokens, index + 1) in self.words.of
            ):
                end = self._after_of(index + 1)
                return Quantity(end, Amount(Fraction(1), Unit.PACK), size=amount)
        end = self._after_of(index)
        if end > index or amount.unit is Unit.PIECE:
            end += word_at(self.tokens, end) in (self.words.articles | self.words.definite)
        return Quantity(end, amount)

    def _sized_container(self, index: int, count: Fraction) -> Quantity | None:
        """Read "a two litre bottle of" and "three 500 gram tubs of", the size before the name."""
        size = self.amount_at(index)
        if size is None or size.unit is Unit.PIECE or not self.words.adjectives_first:
            return None
        packed = self._container(index + 1, count)
        if packed is None:
            return None
        many = count == 1 and self._is_plural(index + 1) and size.value.denominator == 1
        if many and size.value > 1:  # two bottles of a litre rather than one of two litres
            return replace(
                packed, amount=Amount(size.value, Unit.PACK), size=Amount(Fraction(1), size.unit)
            )
        return replace(packed, size=size)

    def _pack_of(self, start: int, number: Fraction | None) -> Quantity | None:
        """Read "a six pack of" and "two four packs of"."""
        if not self.words.adjectives_first:
            return None
        inner = self._number(start + 1)
        article = word_at(self.tokens, start) in self.words.articles
        count, at = (
            (number or Fraction(1), start + 2) if inner is not None else (Fraction(1), start + 1)
        )
        held = inner if inner is not None else number
        if held is None or held < 2 or held.denominator != 1:
            return None
        if stem(word_at(self.tokens, at)) not in self.words.vessels.packs:
            return None
        if inner is None and (article or self._is_plural(at)):
            return None
        packed = self._container(at, count)
        return None if packed is None else replace(packed, pack_size=int(held))

    def _multiplied(self, count: Fraction, index: int) -> Quantity:
        """Read what follows "deux fois"."""
        amount = self.amount_at(index)
        if amount is not None and amount.unit is not Unit.PIECE:
            return Quantity(self._after_of(index + 1), Amount(count, Unit.PACK), size=amount)
        inner = self._counted(index)
        if inner is None or inner.amount is None:
            return Quantity(index, Amount(count, Unit.PIECE))
        return replace(inner, amount=Amount(count * inner.amount.value, inner.amount.unit))

    def _definite(self, start: int) -> Quantity:
        number = self._number(start + 1)
        if number is not None and not self._number(start + 2):
            counted = self._counted(start + 1)
            if counted is not None:
                return replace(counted, definite=True)
        packed = self._container(start + 1, Fraction(1))
        if packed is None:
            return Quantity(start + 1, said=False, definite=True)
        if self._is_plural(start + 1):  # "les bouteilles de lait" says no number
            return replace(packed, amount=None, said=False, definite=True)
        return replace(packed, definite=True)

    def _is_plural(self, index: int) -> bool:
        index += word_at(self.tokens, index) in self.words.vessels.sizes
        word = word_at(self.tokens, index)
        return stem(word) != word

    def counts_container(self, index: int) -> bool:
        """Tell whether a number and a container stand at a place: "deux boîtes"."""
        return self._number(index) is not None and self._unit_of(index + 1) is not None

    def _container(self, index: int, count: Fraction) -> Quantity | None:
        """Read a container and what is inside: "boîtes de", "pack de six", "bidon d'un litre"."""
        at = index + (word_at(self.tokens, index) in self.words.vessels.sizes)
        if self._names_size(index):
            return None
        unit = self._unit_of(at) or self._described_unit(at)
        if unit is None:
            return None
        at = self._past_adjectives(at)
        end = self._past_sizes(at + 1)
        if end > at + 1 and self._is_boundary(end):  # "trois bouteilles normales"
            return Quantity(end, Amount(count, unit))
        quantity = Quantity(at + 1, Amount(count, unit))
        inside = at + 1 + (word_at(self.tokens, at + 1) in self.words.of)
        size, number = self.amount_at(inside), self._number(inside)
        if size is not None and size.unit is not Unit.PIECE:
            quantity = replace(quantity, end=inside + 1, size=size)
        elif size is not None:
            quantity = replace(quantity, end=inside + 1, pack_size=int(size.value))
        elif number is not None and inside > at + 1:
            quantity = self._many_inside(replace(quantity, end=inside + 1, pack_size=int(number)))
        return replace(quantity, end=self._after_of(quantity.end))

    def _many_inside(self, quantity: Quantity) -> Quantity:
        """Skip the inner container of "un pack de six bouteilles d'eau"."""
        inner = self._unit_of(quantity.end)
        if inner is None or word_at(self.tokens, quantity.end + 1) not in self.words.of:
            return quantity
        return replace(quantity, end=quantity.end + 1)

    def _after_of(self, index: int) -> int:
        """Skip the "de" between a quantity and its product."""
        opening = opening_at(self.tokens, index, self.words)
        if opening:
            return index + opening
        of = word_at(self.tokens, index) in self.words.of
        pointed = of and word_at(self.tokens, index + 1) in self.words.pointers
        return index + of + pointed

"""What goods are called anywhere, numbered once, and which of it one store has."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from sys import intern
from threading import Lock

from comptoir.conversation.hearing.alike import SHORTEST_ALIKE, bones_of
from comptoir.conversation.hearing.nearness import SHORTEST_SPELT, skeleton, without_one
from comptoir.conversation.hearing.sounds import (
    SHORTEST_SLIP,
    SoundRules,
    pieces,
    shortenings,
    sound_of_all,
)
from comptoir.conversation.hearing.tokens import plural_stem, word_stems
from comptoir.kernel.postings import Postings

_LONGEST_PHRASE = 7

Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Neighbours:
    """What is found by something near it, by number."""

    slips: Postings = field(default_factory=Postings)
    """Sounds, by themselves and by what is left of them without one sign."""
    bones: Postings = field(default_factory=Postings)
    """Sounds, by their consonants and by those without one of them."""
    skeletons: Postings = field(default_factory=Postings)
    spellings: Postings = field(default_factory=Postings)
    """Words, by themselves and by what is left of them without one letter."""


class Names:
    """Every name by which goods of a language are called, found by stems, sound and spelling.

    One for all stores: each says by an `Assortment` which of the names it has. Names are added and
    never taken away, so that who hears need not wait for who learns.
    """

    def __init__(self, rules: SoundRules) -> None:
        self.rules = rules
        self.texts: list[str] = []
        self.brands: list[bool] = []
        self.sounds: list[str] = []
        self.singles: list[str] = []
        self.longest: dict[str, int] = {}
        self.near = _Neighbours()
        self._numbers: dict[tuple[str, bool], int] = {}
        self._by_stems: dict[Stems, tuple[int, ...]] = {}
        self._by_word: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self._by_sound: dict[str, tuple[int, ...]] = {}
        self._by_bare_sound: dict[str, tuple[int, ...]] = {}
        self._learning = Lock()

    def learn(self, phrases: Iterable[str], brands: Iterable[str]) -> "Assortment":
        """Number what is new among these names and give the assortment of them all."""
        with self._learning:
            sounds, singles = len(self.sounds), len(self.singles)
            told = [self._number(text, is_brand=False) for text in phrases]
            told += [self._number(text, is_brand=True) for text in brands]
            self._index(sounds, singles)
            return Assortment(self, _bits(told, len(self.texts)))

    def _number(self, text: str, *, is_brand: bool) -> int:
        number = self._numbers.get((text, is_brand))
        if number is None:
            number = len(self.texts)
            self.texts.append(text)
            self.brands.append(is_brand)
            self._add(text, number, is_brand=is_brand)
            self._numbers[text, is_brand] = number
        return number

    def _add(self, text: str, number: int, *, is_brand: bool) -> None:
        stems = tuple(map(intern, word_stems(text)))
        for form in {stems, *_plurals(stems)}:
            known = self._by_stems.get(form, ())
            if len(form) == 1 and not is_brand and all(self.brands[one] for one in known):
                self.singles.append(form[0])
            self._by_stems[form] = (*known, number)
            most = min(len(form), _LONGEST_PHRASE)
            self.longest[form[0]] = max(self.longest.get(form[0], 0), most)
            for word in form:
                self._by_word[word].append(number)
        written, bare = sound_of_all(pieces(text), self.rules), sound_of_all(stems, self.rules)
        self._sound(self._by_sound, written, number)
        if bare != written:
            self._sound(self._by_bare_sound, bare, number)

    def _sound(self, sounds: dict[str, tuple[int, ...]], sound: str, number: int) -> None:
        if sound not in self._by_sound and sound not in self._by_bare_sound:
            self.sounds.append(sound)
        sounds[sound] = (*sounds.get(sound, ()), number)

    def _index(self, sounds: int, singles: int) -> None:
        """Let what was added since be found by what is near it."""
        heard = list(enumerate(self.sounds[sounds:], start=sounds))
        spelt = list(enumerate(self.singles[singles:], start=singles))
        self.near.slips.add(
            (short, at)
            for at, one in heard
            if len(one) >= SHORTEST_SLIP
            for short in shortenings(one)
        )
        self.near.bones.add(
            (bones, at)
            for at, one in heard
            if len(one) >= SHORTEST_ALIKE
            for bones in bones_of(one)
        )
        self.near.skeletons.add((skeleton(one), at) for at, one in heard)
        self.near.spellings.add(
            (short, at)
            for at, one in spelt
            if len(one) > SHORTEST_SPELT
            for short in without_one(one)
        )

    def with_stems(self, stems: Stems) -> Sequence[int]:
        """Give the names of these stems, in the singular or the plural."""
        return self._by_stems.get(stems, ())

    def with_word(self, word: str) -> Sequence[int]:
        """Give the names that have a word."""
        return self._by_word.get(word, ())

    def said(self, sound: str) -> tuple[Sequence[int], Sequence[int]]:
        """Give the names of a sound as they are written, and those of it without their accents."""
        return self._by_sound.get(sound, ()), self._by_bare_sound.get(sound, ())


@dataclass(frozen=True)
class Assortment:
    """Some of all names: those of a store, or those of the lexicon."""

    names: Names = field(repr=False)
    bits: bytes = field(repr=False)
    """One bit a name."""

    def longest(self, first: str) -> int:
        """Return the most words that a name beginning with this stem may have."""
        return self.names.longest.get(first, 0)

    def has_phrase(self, stems: Stems) -> bool:
        """Return whether goods are called so, or a brand."""
        return any(map(self._has, self.names.with_stems(stems)))

    def is_brand(self, stems: Stems) -> bool:
        """Return whether a brand is called so."""
        brands = self.names.brands
        return any(brands[one] and self._has(one) for one in self.names.with_stems(stems))

    def knows(self, word: str) -> bool:
        """Return whether a stem occurs in any name."""
        return any(map(self._has, self.names.with_word(word)))

    def sounding(self, sound: str) -> str | None:
        """Return the one name of a sound, None when not one."""
        written, bare = (list(filter(self._has, several)) for several in self.names.said(sound))
        return self._one_of(written or bare)

    def slips(self, shortened: str) -> Iterator[str]:
        """Return the sounds that are this one, or this one and one sign more."""
        return self._sounds(self.names.near.slips.of(shortened))

    def with_bones(self, bones: str) -> Iterator[str]:
        """Return the sounds that have these consonants, or these and one more."""
        return self._sounds(self.names.near.bones.of(bones))

    def with_skeleton(self, bones: str) -> Iterator[str]:
        """Return the sounds that have just these consonants."""
        return self._sounds(self.names.near.skeletons.of(bones))

    def spellings(self, shortened: str) -> Iterator[str]:
        """Return the words that name goods and are this one, or this one and one letter more."""
        for at in self.names.near.spellings.of(shortened):
            word = self.names.singles[at]
            if any(
                self._has(one) and not self.names.brands[one]
                for one in self.names.with_stems((word,))
            ):
                yield word

    def _sounds(self, numbers: Sequence[int]) -> Iterator[str]:
        return (self.names.sounds[at] for at in numbers)

    def _has(self, number: int) -> bool:
        place = number >> 3
        return place < len(self.bits) and bool(self.bits[place] >> (number & 7) & 1)

    def _one_of(self, numbers: Sequence[int]) -> str | None:
        """Return the one name that these are, told from others by its stems; goods before brands.

        Which of several spellings stands for it does not depend on which was learned first.
        """
        texts, brands = self.names.texts, self.names.brands
        if len(numbers) < 2:
            return texts[numbers[0]] if numbers else None
        if len({_key(texts[one]) for one in numbers}) > 1:
            return None
        return max((not brands[one], texts[one]) for one in numbers)[1]


@lru_cache(maxsize=4_096)
def _key(text: str) -> Stems:
    return word_stems(text)


def _plurals(stems: Stems) -> Iterator[Stems]:
    """Return a name with its first or its last word in such a plural as stems do not undo."""
    for place in {0, len(stems) - 1}:
        other = plural_stem(stems[place])
        if other:
            yield (*stems[:place], intern(other), *stems[place + 1 :])


def _bits(numbers: Iterable[int], size: int) -> bytes:
    bits = bytearray((size + 7) >> 3)
    for number in numbers:
        bits[number >> 3] |= 1 << (number & 7)
    return bytes(bits)

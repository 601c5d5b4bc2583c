"""The product words that understanding knows, by letters and by sound."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from comptoir.conversation.hearing.alike import Likeness, SoundsAlike
from comptoir.conversation.hearing.dictionary import Dictionary
from comptoir.conversation.hearing.nearness import Misspelt, Nearby
from comptoir.conversation.hearing.sounds import (
    SoundIndex,
    SoundRules,
    pieces,
    sound_of_all,
    sounds_of,
)
from comptoir.conversation.hearing.tokens import fold, plural_stem, stem, word_stems

_SHORTEST_SOUND = 2
_LONGEST_PHRASE = 7
_SHORTEST_SHARED = 4
_SHORTEST_MISSPELT = 7
"""Letters below which another spelling is another word."""


@dataclass(frozen=True)
class Words:
    """A vocabulary: phrases by their stems, brands, and phrases by their sound."""

    phrases: frozenset[tuple[str, ...]]
    brands: frozenset[tuple[str, ...]]
    words: frozenset[str]
    sounds: SoundIndex = field(compare=False)
    """The phrases by their sound; those that sound alike are left out."""
    rules: SoundRules = field(compare=False)
    longest_by_first: dict[str, int] = field(compare=False)
    dictionary: Dictionary | None = field(default=None, compare=False)
    """The words of the language, which are no slip of another; None where they are not known."""

    @classmethod
    def of(
        cls,
        phrases: Iterable[str],
        brands: Iterable[str],
        rules: SoundRules,
        dictionary: Dictionary | None = None,
    ) -> "Words":
        """Index phrases and brands written with accents, in the singular or the plural."""
        written = {key(phrase): phrase for phrase in phrases}
        names = {key(brand): brand for brand in brands}
        heard = {**names, **written}
        for inflected in (written, names):
            inflected.update(_plurals(inflected))
        everything = {**names, **written}
        longest: dict[str, int] = {}
        for stems in everything:
            longest[stems[0]] = max(longest.get(stems[0], 0), min(len(stems), _LONGEST_PHRASE))
        return cls(
            phrases=frozenset(written),
            brands=frozenset(names),
            words=frozenset(word for stems in everything for word in stems),
            sounds=_by_sound(heard, rules),
            rules=rules,
            longest_by_first=longest,
            dictionary=dictionary,
        )

    def with_store(self, phrases: Iterable[str], brands: Iterable[str]) -> "Words":
        """Return this vocabulary with a store's own words added."""
        added = Words.of(phrases, brands, self.rules)
        longest = dict(self.longest_by_first)
        for word, length in added.longest_by_first.items():
            longest[word] = max(length, longest.get(word, 0))
        return Words(
            phrases=self.phrases | added.phrases,
            brands=self.brands | added.brands,
            words=self.words | added.words,
            sounds=SoundIndex({**added.sounds.exact, **self.sounds.exact}),
            rules=self.rules,
            longest_by_first=longest,
            dictionary=self.dictionary,
        )

    def longest(self, words: tuple[str, ...], start: int) -> int:
        """Return how many folded words from `start` form the longest known product phrase."""
        most = self.longest_by_first.get(stem(words[start]), 0)
        stems = tuple(stem(word) for word in words[start : start + most])
        for length in range(len(stems), 0, -1):
            if stems[:length] in self.phrases or stems[:length] in self.brands:
                return length
        return 0

    def knows(self, word: str) -> bool:
        """Return whether a folded word occurs in any known phrase."""
        return stem(word) in self.words

    def is_brand(self, words: tuple[str, ...]) -> bool:
        """Return whether folded words name a brand."""
        return tuple(stem(word) for word in words) in self.brands

    @cached_property
    def _nearby(self) -> Nearby:
        return Nearby(self.sounds.exact)

    @cached_property
    def _misspelt(self) -> Misspelt:
        return Misspelt(frozenset(stems[0] for stems in self.phrases if len(stems) == 1))

    def near(self, words: tuple[str, ...]) -> str | None:
        """Return the one known phrase that nearly sounds or is spelt like words."""
        if self._spelt_well(words):
            return None
        words = tuple(fold(word) for word in words)
        first = words[0] if words else ""
        if len(words) > 1:
            found = self._nearby.find(sound_of_all(words, self.rules))
            return found if found is not None and fold(found)[:1] == first[:1] else None
        return self._misspelt.find(stem(first)) if len(stem(first)) >= _SHORTEST_MISSPELT else None

    @cached_property
    def _alike(self) -> SoundsAlike:
        return SoundsAlike(self.sounds.exact)

    def alike(self, words: tuple[str, ...], *, most: float) -> tuple[Likeness, ...]:
        """Return the known phrases that sound at most so far from words, the nearest first."""
        found = (one for sound in self._sounds(words) for one in self._alike.near(sound, most=most))
        return tuple(sorted(found))

    def sounding(self, sound: str) -> str | None:
        """Return the one known phrase of a sound, None when not one."""
        return self.sounds.exact.get(sound)

    def is_no_word(self, word: str) -> bool:
        """Return whether a word is none of the language, as far as its words are known."""
        return self.dictionary is not None and not self.dictionary.has(word)

    def by_sound(self, words: tuple[str, ...]) -> str | None:
        """Return the one known phrase that sounds like words, None when not one."""
        found = (self.sounds.exact.get(sound) for sound in self._sounds(words))
        return next((phrase for phrase in found if phrase is not None), None)

    def near_sound(self, words: tuple[str, ...]) -> str | None:
        """Return the one known phrase that words may be a slip of, None when not one."""
        alike = self.by_sound(words)
        if alike is not None:
            return alike
        near = (self.sounds.near(sound) for sound in self._sounds(words))
        found = next((one for one in near if one is not None), None)
        if found is None or not self._spelt_well(words):
            return found
        return found if _shares_a_word(words, found) else None

    def _spelt_well(self, words: tuple[str, ...]) -> bool:
        """Return whether all of these are words as they are written, and none a slip."""
        if self.dictionary is None:
            return False
        return all(self.knows(fold(word)) or self.dictionary.has(word) for word in words)

    def _sounds(self, words: tuple[str, ...]) -> tuple[str, ...]:
        sounds = sounds_of(words, self.rules)
        return tuple(sound for sound in sounds if len(sound) >= _SHORTEST_SOUND)


def _shares_a_word(words: tuple[str, ...], phrase: str) -> bool:
    """Tell "poison pané" for poisson pané from a word that is spelt well and meant: lard."""
    said = {stem(fold(word)) for word in words if len(word) >= _SHORTEST_SHARED}
    return len(words) > 1 and not said.isdisjoint(key(phrase))


def key(phrase: str) -> tuple[str, ...]:
    """Return a phrase as the stems by which it is found."""
    return word_stems(phrase)


def _plurals(phrases: Mapping[tuple[str, ...], str]) -> dict[tuple[str, ...], str]:
    """Return the phrases with the first or the last word in such a plural."""
    plurals: dict[tuple[str, ...], str] = {}
    for stems, phrase in phrases.items():
        for place in {0, len(stems) - 1}:
            other = plural_stem(stems[place])
            if other:
                plurals[(*stems[:place], other, *stems[place + 1 :])] = phrase
    return plurals


def _by_sound(written: dict[tuple[str, ...], str], rules: SoundRules) -> SoundIndex:
    """Index phrases by how they sound as written, and without their accents."""
    phrases = tuple(written.items())
    said = ((sound_of_all(pieces(phrase), rules), phrase) for _, phrase in phrases)
    index = SoundIndex.of(said)
    bare = SoundIndex.of((sound_of_all(stems, rules), phrase) for stems, phrase in phrases)
    return SoundIndex({**bare.exact, **index.exact})


def plural_free(words: Sequence[str]) -> tuple[str, ...]:
    """Return folded words without their plural marks."""
    return tuple(stem(word) for word in words)

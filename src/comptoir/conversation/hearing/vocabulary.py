"""The product words that understanding knows, by letters and by sound."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

from comptoir.conversation.hearing.alike import Likeness, likenesses
from comptoir.conversation.hearing.dictionary import Dictionary
from comptoir.conversation.hearing.names import Assortment, Names
from comptoir.conversation.hearing.nearness import misspelt, nearest, skeleton
from comptoir.conversation.hearing.sounds import SoundRules, slip_of, sound_of_all, sounds_of
from comptoir.conversation.hearing.tokens import fold, stem, word_stems

_SHORTEST_SOUND = 2
_SHORTEST_SHARED = 4
_SHORTEST_MISSPELT = 7
"""Letters below which another spelling is another word."""


@dataclass(frozen=True, eq=False)
class Words:
    """A vocabulary: the names of the lexicon, and beside them those of a store.

    What the lexicon calls by a sound is meant by it, whatever else a store has of that sound.
    """

    assortments: tuple[Assortment, ...]
    rules: SoundRules
    dictionary: Dictionary | None = None
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
        named = {key(brand): brand for brand in brands}
        return cls((Names(rules).learn(written.values(), named.values()),), rules, dictionary)

    def beside(self, assortment: Assortment) -> "Words":
        """Return this vocabulary with a store's own names beside it."""
        return replace(self, assortments=(*self.assortments, assortment))

    def longest(self, words: tuple[str, ...], start: int) -> int:
        """Return how many folded words from `start` form the longest known product phrase."""
        first = stem(words[start])
        most = max(each.longest(first) for each in self.assortments)
        stems = (first, *map(stem, words[start + 1 : start + most])) if most else ()
        for length in range(len(stems), 0, -1):
            if any(each.has_phrase(stems[:length]) for each in self.assortments):
                return length
        return 0

    def knows(self, word: str) -> bool:
        """Return whether a folded word occurs in any known phrase."""
        word = stem(word)
        return any(each.knows(word) for each in self.assortments)

    def is_brand(self, words: tuple[str, ...]) -> bool:
        """Return whether folded words name a brand."""
        stems = tuple(map(stem, words))
        return any(each.is_brand(stems) for each in self.assortments)

    def near(self, words: tuple[str, ...]) -> str | None:
        """Return the one known phrase that nearly sounds or is spelt like words."""
        if self._spelt_well(words):
            return None
        words = tuple(fold(word) for word in words)
        first = words[0] if words else ""
        if len(words) > 1:
            found = self._nearest(sound_of_all(words, self.rules))
            return found if found is not None and fold(found)[:1] == first[:1] else None
        spelt = stem(first)
        return misspelt(spelt, self._spellings) if len(spelt) >= _SHORTEST_MISSPELT else None

    def alike(self, words: tuple[str, ...], *, most: float) -> tuple[Likeness, ...]:
        """Return the known phrases that sound at most so far from words, the nearest first."""
        found = (
            one
            for sound in self._sounds(words)
            for one in likenesses(sound, self._with_bones, self.sounding, most=most)
        )
        return tuple(sorted(found))

    def sounding(self, sound: str) -> str | None:
        """Return the one known phrase of a sound, None when not one."""
        found = (each.sounding(sound) for each in self.assortments)
        return next((phrase for phrase in found if phrase is not None), None)

    def is_no_word(self, word: str) -> bool:
        """Return whether a word is none of the language, as far as its words are known."""
        return self.dictionary is not None and not self.dictionary.has(word)

    def by_sound(self, words: tuple[str, ...]) -> str | None:
        """Return the one known phrase that sounds like words, None when not one."""
        found = map(self.sounding, self._sounds(words))
        return next((phrase for phrase in found if phrase is not None), None)

    @lru_cache(maxsize=16_384)  # noqa: B019 - it holds no more than it says
    def near_sound(self, words: tuple[str, ...]) -> str | None:
        """Return the one known phrase that words may be a slip of, None when not one.

        A sentence asks again and again of the same few words.
        """
        alike = self.by_sound(words)
        if alike is not None:
            return alike
        near = (slip_of(sound, self._slips, self.sounding) for sound in self._sounds(words))
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

    def _nearest(self, sound: str) -> str | None:
        bones = skeleton(sound)
        alike = chain.from_iterable(each.with_skeleton(bones) for each in self.assortments)
        return nearest(sound, dict.fromkeys(alike), self.sounding)

    def _slips(self, shortened: str) -> Iterator[str]:
        return chain.from_iterable(each.slips(shortened) for each in self.assortments)

    def _with_bones(self, bones: str) -> Iterator[str]:
        return chain.from_iterable(each.with_bones(bones) for each in self.assortments)

    def _spellings(self, shortened: str) -> Iterator[str]:
        return chain.from_iterable(each.spellings(shortened) for each in self.assortments)


def _shares_a_word(words: tuple[str, ...], phrase: str) -> bool:
    """Tell "poison pané" for poisson pané from a word that is spelt well and meant: lard."""
    said = {stem(fold(word)) for word in words if len(word) >= _SHORTEST_SHARED}
    return len(words) > 1 and not said.isdisjoint(key(phrase))


def key(phrase: str) -> tuple[str, ...]:
    """Return a phrase as the stems by which it is found."""
    return word_stems(phrase)

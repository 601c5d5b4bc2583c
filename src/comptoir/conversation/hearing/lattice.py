"""Cut a sentence anew by its sound: which of its words may have been others, and at what cost.

A recogniser writes what sounds like what was said, and moves the bounds of words: "rampe lace" for
remplace, "taramassi" for tarama si, "l'angètes" for lingettes. Each stretch of words that may have
been something else is a segment; the readings of the whole sentence are the ways through its
segments, the cheapest first. A word that is none of the language may be mended boldly, one that is
spelt well only where it stands beside a word of the same goods, or where a verb has to stand.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from itertools import islice
from typing import TypeAlias

from comptoir.conversation.hearing.alike import SoundsAlike
from comptoir.conversation.hearing.nearness import Nearby
from comptoir.conversation.hearing.sounds import SoundRules, pieces, sound_of_all, sounds_of
from comptoir.conversation.hearing.tokens import Kind, Token, fold, respelt, stem
from comptoir.conversation.vocabulary import Likeness, Vocabulary

_LONGEST_VERB = 3
_LONGEST_PRODUCT = 4
_SHORTEST_PRODUCT = 4
_BOLD, _TIMID = 0.18, 0.13
"""How far off a phrase may sound from words that are none, and from words that are spelt well."""
_CERTAIN, _DISH = 0.1, 0.25
"""How far off it may sound inside goods that are known, and where a dish is expected."""
_GUESSED = 0.12
"""From here on a phrase is a guess, which the shopper is asked about."""
_UNLIKELY, _STRANGE = 0.3, 1.0
"""What it costs to leave a word that no goods have, and one that is none of the language."""
_VERB, _NUMBER, _SPELT = 0.35, 0.15, 0.2
_BEST = 2
"""Phrases that one stretch may be."""
_KEPT = 8
"""Ways that are followed at once through a sentence."""
_MOST_WINDOWS = 60
"""Stretches of a sentence that are looked at: the work is bounded, however long it is."""


Way: TypeAlias = tuple[float, int, tuple[Token, ...]]
"""What a way through a sentence costs, how many segments it takes, and the words on it."""


@dataclass(frozen=True)
class SecondWords:
    """What may have been meant by words that a recogniser misspelt."""

    verbs: Nearby
    dishes: SoundsAlike
    requests: SoundsAlike
    """What a request begins with, the verb and its pronouns run together: mets-moi."""
    numbers: Nearby
    counting: frozenset[str]
    """Words for numbers, which are no verb misheard."""
    measured: frozenset[str]
    """The stems of words that stand behind a number: gramme, tranche, heure, personne."""
    openings: frozenset[str]
    """Words before which a verb stands, and behind which no product begins: le, du, mon."""
    starts: frozenset[str]
    """Words behind which a clause may begin: et, puis, non."""
    tails: dict[str, str]
    """From its sound to a word that runs into the goods before it: si, et."""
    common: frozenset[str]
    adjectives: frozenset[str]
    rules: SoundRules


@dataclass(frozen=True, slots=True)
class Doubted:
    """Where the words of a sentence begin that may have been others."""

    places: frozenset[int]
    """All that no known goods and nothing pointed at are made of."""
    unknown: frozenset[int] = frozenset()
    """Those of them that are said to be goods, though no goods are called so."""
    within: frozenset[int] = frozenset()
    """Those that belong to known goods, of which only what is no word is taken for another."""
    cooking: bool = False
    """True where a dish is named: its name is looked for among the dishes."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a sentence as something else, and what it costs to believe that."""

    start: int
    end: int
    meant: tuple[Token, ...]
    cost: float


def variants(
    tokens: tuple[Token, ...],
    doubtful: "Doubted",
    words: SecondWords,
    known: Vocabulary,
    *,
    verbless: bool,
) -> Iterator[tuple[Token, ...]]:
    """Return what may have been said, the likeliest first.

    Only the words of doubtful places are taken for others. Verbs are looked for only in a
    sentence that has none.
    """
    lattice = Lattice(tokens, doubtful, words, known)
    segments = [*lattice.numbers(), *lattice.tails(), *lattice.products()]
    if verbless:
        segments.extend(lattice.verbs())
    segments.extend(lattice.requests(verbless=verbless))
    return lattice.ways(segments)


class Lattice:
    """One sentence, and what its stretches may have been."""

    def __init__(
        self,
        tokens: tuple[Token, ...],
        doubtful: "Doubted",
        words: SecondWords,
        known: Vocabulary,
    ) -> None:
        self.tokens = tokens
        self.words = words
        self.known = known
        self.doubtful = doubtful
        alone = tuple(self._strangeness(token) for token in tokens)
        unheard = not any(
            self._is_unknown(token) for token, at in zip(tokens, alone, strict=True) if at
        )
        self.strangeness = tuple(
            _UNLIKELY if unheard and self._is_unknown(token) else strange
            for token, strange in zip(tokens, alone, strict=True)
        )

    def _strangeness(self, token: Token) -> float:
        """Return how strange a word is by itself where it may be another."""
        strange = strangeness(token, self.words, self.known)
        if token.start in self.doubtful.within:
            return strange if strange == _STRANGE else 0.0
        return strange if token.start in self.doubtful.places else 0.0

    def _is_unknown(self, token: Token) -> bool:
        """Tell whether a word is said of goods that nothing is called, small words left out."""
        little = self.words.openings | self.words.starts
        unknown = token.start in self.doubtful.unknown and token.kind is Kind.WORD
        return unknown and token.plain not in little

    def ways(self, segments: Sequence[Segment]) -> Iterator[tuple[Token, ...]]:
        """Return the sentence by each way through its segments, the cheapest first."""
        by_end: dict[int, list[Segment]] = {}
        for segment in segments:
            by_end.setdefault(segment.end, []).append(segment)
        reached: list[list[Way]] = [[(0.0, 0, ())]]
        for end, token in enumerate(self.tokens, start=1):
            ways: list[Way] = [
                (cost + self.strangeness[end - 1], changed, (*said, token))
                for cost, changed, said in reached[end - 1]
            ]
            for segment in by_end.get(end, ()):
                ways.extend(
                    (cost + segment.cost, changed + 1, (*said, *segment.meant))
                    for cost, changed, said in reached[segment.start]
                )
            reached.append(nsmallest(_KEPT, ways, key=lambda way: way[:2]))
        return (said for _, changed, said in reached[-1] if changed)

    def _windows(self, longest: int) -> Iterator[tuple[int, int]]:
        """Return where stretches that hold a strange word begin and end, the longest first."""
        found = (
            (start, start + length)
            for start in range(len(self.tokens))
            for length in range(longest, 0, -1)
            if start + length <= len(self.tokens)
            and any(self.strangeness[start : start + length])
            and self._is_worded(start, start + length)
        )
        return islice(found, _MOST_WINDOWS)

    def _is_worded(self, start: int, end: int) -> bool:
        """Tell whether a stretch is made of words, and stops between them."""
        kinds = [token.kind for token in self.tokens[start:end]]
        return all(kind in (Kind.WORD, Kind.STOP) for kind in kinds) and not (
            kinds[0] is Kind.STOP or kinds[-1] is Kind.STOP
        )

    def _said(self, start: int, end: int) -> tuple[Token, ...]:
        return tuple(token for token in self.tokens[start:end] if token.kind is Kind.WORD)

    def products(self) -> Iterator[Segment]:
        """Return stretches as the goods that they nearly sound or are spelt like."""
        for start, end in self._windows(_LONGEST_PRODUCT):
            said = self._said(start, end)
            plains = tuple(token.plain for token in said)
            boldly = all(strange != _UNLIKELY for strange in self.strangeness[start:end])
            little = self.words.openings | self.words.starts
            opens = plains[0].endswith("'") or plains[0] in little
            joined = boldly and len(said) > 1 and plains[0].endswith("'")
            if (opens and not joined) or plains[-1] in little:
                continue
            if _amid_talk(plains, self.words) and not self._is_unknown(self.tokens[start]):
                continue
            if len(said) == 1 and self._is_within(start, end):
                continue
            yield from self._goods(start, end, boldly=boldly)

    def _goods(self, start: int, end: int, *, boldly: bool) -> Iterator[Segment]:
        said = self._said(start, end)
        texts = tuple(token.text for token in said)
        spelt = self.known.near(texts)
        if spelt is not None and len(spelt) >= _SHORTEST_PRODUCT:
            yield Segment(start, end, put_right(said, spelt), _SPELT)
        for likeness in self._alike(texts, self._most(start, end, boldly=boldly)):
            if self._is_believed(start, end, likeness.phrase, boldly=boldly):
                guessed = likeness.cost > _GUESSED or not boldly
                yield Segment(
                    start, end, put_right(said, likeness.phrase, guessed=guessed), likeness.cost
                )

    def _most(self, start: int, end: int, *, boldly: bool) -> float:
        """Return how far off goods may sound from a stretch."""
        if self._is_within(start, end):
            return _CERTAIN
        return _BOLD if boldly else _TIMID

    def _is_believed(self, start: int, end: int, phrase: str, *, boldly: bool) -> bool:
        """Tell whether a phrase keeps what was heard well of a stretch."""
        spelt = zip(self.tokens[start:end], self.strangeness[start:end], strict=True)
        well = [token.plain for token, strange in spelt if strange < _STRANGE]
        if self._is_within(start, end):
            return all(len(word) < _SHORTEST_PRODUCT or _has(phrase, word) for word in well)
        lost = [word for word in well if len(word) >= _SHORTEST_PRODUCT and not _has(phrase, word)]
        kept = len(lost) < len(well) and not any(map(self.known.knows, lost))
        return boldly or (end - start > 1 and kept and any(_has(phrase, word) for word in well))

    def _is_within(self, start: int, end: int) -> bool:
        within = self.doubtful.within
        return any(token.start in within for token in self.tokens[start:end])

    def _alike(self, texts: tuple[str, ...], most: float) -> Sequence[Likeness]:
        dishes: list[Likeness] = []
        if self.doubtful.cooking:
            sounds = sounds_of(texts, self.words.rules)
            dishes.extend(one for at in sounds for one in self.words.dishes.near(at, most=_DISH))
        return (*dishes[:_BEST], *self.known.alike(texts, most=most)[:_BEST])

    def requests(self, *, verbless: bool) -> Iterator[Segment]:
        """Return stretches that are no words as the request that they sound like: "mémoies"."""
        for start, end in self._windows(_LONGEST_PRODUCT):
            said = self._said(start, end)
            odd = _STRANGE in self.strangeness[start:end]
            following = self.tokens[end : end + 1]
            opens = not following or self._opens(following[0])
            if not (odd or (verbless and start == 0)) or not opens or len(said) < end - start:
                continue
            for sound in sounds_of(tuple(token.text for token in said), self.words.rules):
                near = self.words.requests.near(sound, most=_BOLD if odd else 0.0)
                for likeness in near[:_BEST]:
                    yield Segment(start, end, put_right(said, likeness.phrase), likeness.cost + 0.1)

    def _opens(self, token: Token) -> bool:
        """Tell whether a word stands behind the verb of a request."""
        counted = token.kind is Kind.NUMBER or token.plain in self.words.counting
        return counted or token.plain in self.words.openings

    def verbs(self) -> Iterator[Segment]:
        """Return what opens a clause as the verb that it sounds like."""
        for start in range(min(len(self.tokens), _MOST_WINDOWS)):
            if start and self.tokens[start - 1].plain not in self.words.starts:
                continue
            for length in range(_LONGEST_VERB, 0, -1):
                window = self.tokens[start : start + length]
                following = self.tokens[start + length : start + length + 1]
                if len(window) < length or not _all_words(window) or not following:
                    continue
                if following[0].kind is Kind.WORD and not self._opens(following[0]):
                    continue
                meant = self._verb(tuple(token.plain for token in window))
                if meant is not None:
                    yield Segment(start, start + length, put_right(window, meant), _VERB)

    def _verb(self, plains: tuple[str, ...]) -> str | None:
        """Return the verb that words sound like, None where they were heard well."""
        alone = len(plains) == 1
        well = alone and (plains[0] in self.words.common or self.known.longest(plains, 0))
        if plains[0] in self.words.counting or well:
            return None
        meant = self.words.verbs.find(sound_of_all(plains, self.words.rules))
        return meant if meant != plains[0] else None

    def numbers(self) -> Iterator[Segment]:
        """Return what stands before "grammes" as the number that it sounds like."""
        for at, token in enumerate(self.tokens[:-1]):
            before_unit = stem(self.tokens[at + 1].plain) in self.words.measured
            plain = token.plain
            strange = plain not in self.words.common and not self.known.longest((plain,), 0)
            if token.kind is not Kind.WORD or not before_unit or not strange:
                continue
            meant = self.words.numbers.find(sound_of_all((plain,), self.words.rules))
            if meant is not None:
                said = tuple(respelt(token, word) for word in meant.split())
                yield Segment(at, at + 1, said, _NUMBER)

    def tails(self) -> Iterator[Segment]:
        """Return a word that is none as goods and a little word run together: "taramassi"."""
        for at, token in enumerate(self.tokens):
            if self.strangeness[at] < _STRANGE:
                continue
            for sound in sounds_of((token.text,), self.words.rules):
                for tail, word in self.words.tails.items():
                    goods = self.known.sounding(sound.removesuffix(tail))
                    if sound.endswith(tail) and goods is not None and len(goods) > len(word) + 1:
                        said = (*put_right((token,), goods), respelt(token, word))
                        yield Segment(at, at + 1, said, _NUMBER)


def strangeness(token: Token, words: SecondWords, known: Vocabulary) -> float:
    """Return what it costs to leave a word as it is: nothing where it is understood."""
    plain = token.plain
    if token.kind is not Kind.WORD or token.misheard or len(plain.strip("'")) < 2:
        return 0.0
    if plain in words.common or known.knows(plain) or stem(plain) in words.adjectives:
        return 0.0
    return _STRANGE if known.is_no_word(token.text) else _UNLIKELY


def oddities(
    tokens: Sequence[Token], places: frozenset[int], words: SecondWords, known: Vocabulary
) -> frozenset[str]:
    """Return the words at some places of a sentence that are none of the language."""
    strange = (
        token.plain
        for token in tokens
        if token.start in places and strangeness(token, words, known) == _STRANGE
    )
    return frozenset(strange)


def put_right(window: Sequence[Token], meant: str, *, guessed: bool = False) -> tuple[Token, ...]:
    """Return the words meant in place of those written, which the last of them remembers."""
    said = [replace(respelt(window[0], word), misheard="") for word in pieces(meant)]
    written = " ".join(token.text for token in window)
    said[-1] = replace(said[-1], end=window[-1].end, misheard=written, guessed=guessed)
    return tuple(said)


def _has(phrase: str, word: str) -> bool:
    """Tell whether a phrase has a word that is long enough to tell: "campagne"."""
    long = len(word) >= _SHORTEST_PRODUCT
    return long and stem(word) in (stem(fold(one)) for one in pieces(phrase))


def _amid_talk(plains: tuple[str, ...], words: SecondWords) -> bool:
    """Tell whether most of a window are words of the grammar, which were not misheard."""
    said = [word in words.common for word in plains]
    return len(said) > 1 and sum(said) > len(said) / 2 and not said[-1]


def _all_words(tokens: Sequence[Token]) -> bool:
    return all(token.kind is Kind.WORD for token in tokens)

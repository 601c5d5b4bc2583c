"""Which known words a misspelt one may stand for."""

from comptoir.goods.catalog.phonetics import sound
from comptoir.goods.shelf.vocabulary import Vocabulary

_FAR, _FARTHEST = 3, 5
"""Words that sound alike may differ by so many letters; names of one sound by more (ph, f)."""


def distance(first: str, second: str, most: int = 2) -> int:
    """Count the slips between two words: letters added, lost, changed, or two swapped.

    Damerau's optimal string alignment; anything above `most` is given as `most + 1`.
    """
    if abs(len(first) - len(second)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, left in enumerate(first, 1):
        last, row = row, [i, *[0] * len(second)]
        for j, right in enumerate(second, 1):
            cost = last[j - 1] + (left != right)
            best = min(cost, last[j] + 1, row[j - 1] + 1)
            if i > 1 and j > 1 and left == second[j - 2] and first[i - 2] == right:
                best = min(best, before[j - 2] + 1)
            row[j] = best
        if min(row) > most:
            return most + 1
        before = last
    return row[-1]


def corrections(word: str, key: str, vocabulary: Vocabulary, most: int = 3) -> tuple[str, ...]:
    """Give the terms that a word may be a slip for, the likeliest first.

    `word` is folded and `key` its stem. Few slips count most, then the same sound, the same first
    letter, a word of the lexicon, and how common the term is.
    """
    allowed = 0 if len(key) < 3 else 1 if len(key) < 6 else 2
    said = {sound(word)} | ({sound(word[:-1])} if word.endswith("er") else set[str]())
    ranked: list[tuple[float, int, str]] = []
    alike = set(vocabulary.sounding(word))
    for candidate in vocabulary.near(key) | alike:
        if candidate == key:
            continue
        heard = candidate in alike or vocabulary.sound(candidate) in said
        far = _FARTHEST if heard and len(key) > 2 * _FARTHEST - 2 else _FAR
        slips = distance(key, candidate, far)
        if slips > allowed and not (heard and slips <= far):
            continue
        worth = (
            0.4 * slips
            if heard
            else _worth(slips, said, vocabulary.sound(candidate))
            + (0.4 if candidate[0] != key[0] else 0)
        )
        worth -= 0.3 if vocabulary.is_lexical(candidate) else 0
        common = vocabulary.weight(candidate)
        ranked.append((worth - min(common, 400) / 1000, -common, candidate))
    ranked.sort()
    limit = ranked[0][0] + 0.5 if ranked else 0
    return tuple(candidate for worth, _, candidate in ranked[:most] if worth <= limit)


def _worth(slips: int, said: set[str], other: str) -> float:
    """Weigh slips, a little less where two words nearly sound alike."""
    return slips - (0.3 if any(distance(each, other, 1) <= 1 for each in said) else 0)

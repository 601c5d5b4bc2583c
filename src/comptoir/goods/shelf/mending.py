"""Words that no product has, mended: joined, parted, completed or spelt right; pure."""

from dataclasses import replace

from comptoir.goods.catalog.terms import stems
from comptoir.goods.catalog.text import stem
from comptoir.goods.shelf.question import Group, Question
from comptoir.goods.shelf.spelling import corrections
from comptoir.goods.shelf.vocabulary import Vocabulary

_SEEN = 2
"""A joined or parted word counts when so many products have it."""
_COMPLETIONS = 6
_ELISIONS = ("d", "l", "de", "du", "la", "le", "au", "aux", "des", "les", "s")


def mend(question: Question, vocabulary: Vocabulary) -> Question:
    """Give the question with every group that no product meets put right, where that can be."""
    groups = _join(list(question.groups), vocabulary)
    mended: list[Group] = []
    corrected = False
    for group in groups:
        if _known(group, vocabulary):
            mended.append(_pruned(group, vocabulary))
            continue
        better = _mended(group, vocabulary, last=group is groups[-1])
        corrected = corrected or better is not group
        mended.append(better)
    return replace(question, groups=tuple(mended), corrected=corrected)


def products(group: Group, vocabulary: Vocabulary) -> int:
    """Estimate how many products meet a group: those of the rarest term of each alternative."""
    return sum(
        min((vocabulary.products(key) for key in keys), default=0) for keys in group.alternatives
    )


def _known(group: Group, vocabulary: Vocabulary) -> bool:
    return products(group, vocabulary) > 0


def _pruned(group: Group, vocabulary: Vocabulary) -> Group:
    """Drop the alternatives that no product meets."""
    if len(group.alternatives) == 1:
        return group
    met = tuple(
        keys for keys in group.alternatives if all(vocabulary.products(key) for key in keys)
    )
    return replace(group, alternatives=met or group.alternatives[:1])


def _join(groups: list[Group], vocabulary: Vocabulary) -> list[Group]:
    """Put neighbours together that are one word ("con fiture"), when one of them is unknown."""
    joined: list[Group] = []
    position = 0
    while position < len(groups):
        if position + 1 < len(groups):
            first, second = groups[position : position + 2]
            if not (_known(first, vocabulary) and _known(second, vocabulary)):
                word = (first.said + second.said).replace(" ", "")
                key = stems(word)
                if key and vocabulary.products(key[0]) >= _SEEN:
                    joined.append(Group(word, (key[:1],)))
                    position += 2
                    continue
        joined.append(groups[position])
        position += 1
    return joined


def _mended(group: Group, vocabulary: Vocabulary, *, last: bool) -> Group:
    word = group.said.replace(" ", "")
    key = stem(word)
    if group.without() is not None or word.isdigit():
        return group
    if last and len(word) >= 3:
        begun = vocabulary.beginning(word, _COMPLETIONS)
        if begun:
            return replace(group, alternatives=tuple((each,) for each in begun))
    parted = _parted(word, vocabulary)
    if parted:
        return replace(group, alternatives=(parted,))
    near = corrections(word, key, vocabulary)
    if near:
        return replace(group, alternatives=tuple((each,) for each in near))
    return group


def _parted(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Part a word in two that products have ("jusdorange")."""
    best: tuple[int, tuple[str, ...]] = (_SEEN - 1, ())
    for cut in range(3, len(word) - 2):
        left, right = word[:cut], word[cut:]
        rights = [right, *(right[len(e) :] for e in _ELISIONS if right.startswith(e))]
        for each in rights:
            if len(each) < 3:
                continue
            keys = stems(f"{left} {each}")
            seen = min((vocabulary.products(key) for key in keys), default=0)
            if len(left) + len(each) >= len(word) - 2 and seen > best[0]:
                best = (seen, keys)
    return best[1]

"""Words that no product has, mended: joined, parted, completed or spelt right; pure."""

from dataclasses import replace

from comptoir.goods.catalog.lexicon import entries
from comptoir.goods.catalog.terms import stems
from comptoir.goods.catalog.text import stem
from comptoir.goods.shelf.question import Group, Question
from comptoir.goods.shelf.spelling import corrections, distance
from comptoir.goods.shelf.vocabulary import Vocabulary

_COMPLETIONS = 6
_SEEN = 2
_RARE = 3
_SOME = 30
_COMMON = 10
"""A word is taken for a slip when so many times more products have the other one."""
_ELISIONS = ("d", "l", "de", "du", "la", "le", "au", "aux", "des", "les", "s")


def mend(question: Question, vocabulary: Vocabulary) -> Question:
    """Give the question with every group that no product meets put right, where that can be."""
    groups = _join(list(question.groups), vocabulary)
    mended: list[Group] = []
    for group in groups:
        if _known(group, vocabulary):
            mended.append(_widened(_pruned(group, vocabulary), vocabulary))
            continue
        mended.append(_mended(group, vocabulary, last=group is groups[-1]))
    return replace(question, groups=tuple(mended))


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


def _widened(group: Group, vocabulary: Vocabulary) -> Group:
    """Let a word that few products have also stand for a near one that is everywhere.

    What hardly any product has is taken for a slip; what some have may have been misheard.
    """
    seen = products(group, vocabulary)
    word = group.said
    known = group.alternatives[0][0] in entries.french_words()
    if seen > _SOME or known or " " in word or group.without() is not None:
        return group
    common = max(_COMMON, _COMMON * seen)
    heard = [each for each in vocabulary.sounding(word)[:2] if vocabulary.products(each) >= common]
    if seen <= _RARE and len(word) >= 5:
        near = corrections(word, group.alternatives[0][0], vocabulary)
        heard += [each for each in near if vocabulary.products(each) >= common]
    others = tuple((each,) for each in heard if (each,) not in group.alternatives)
    if seen <= _RARE:
        return replace(group, alternatives=(*others, *group.alternatives))
    return replace(group, alternatives=(*group.alternatives, *others))


def _join(groups: list[Group], vocabulary: Vocabulary) -> list[Group]:
    """Put neighbours together that are one word ("con fiture"), when one of them is unknown."""
    joined: list[Group] = []
    position = 0
    while position < len(groups):
        if position + 1 < len(groups):
            first, second = groups[position : position + 2]
            seen = min(products(first, vocabulary), products(second, vocabulary))
            if seen <= _RARE:
                word = (first.said + second.said).replace(" ", "")
                keys = [*stems(word)[:1], *vocabulary.sounding(word)[:1]]
                least = _COMMON * seen or _SEEN
                key = next((each for each in keys if vocabulary.products(each) >= least), "")
                if key:
                    joined.append(Group(word, ((key,),)))
                    position += 2
                    continue
        joined.append(groups[position])
        position += 1
    return joined


def _mended(group: Group, vocabulary: Vocabulary, *, last: bool) -> Group:
    word = group.said.replace(" ", "")
    if group.without() is not None or word.isdigit():
        return group
    begun = vocabulary.beginning(word, _COMPLETIONS) if last and len(word) >= 3 else []
    if begun:
        return replace(group, alternatives=tuple((each,) for each in begun))
    near = corrections(word, stem(word), vocabulary)
    parted = () if near and distance(near[0], stem(word)) <= 1 else _parted(word, vocabulary)
    if parted:
        return replace(group, alternatives=(parted,), corrected=True)
    if not near:
        return group
    instead = tuple(stems(text) for text in entries.generics().get(near[:1], ()))
    found = tuple((each,) for each in near)
    return replace(group, alternatives=found, instead=instead, corrected=True)


def _parted(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Part a word in two that products have ("jusdorange")."""
    best: tuple[int, tuple[str, ...]] = (_COMMON - 1, ())
    for cut in range(1, len(word) - 2):
        left, right = word[:cut], word[cut:]
        rights = [right, *(right[len(e) :] for e in _ELISIONS if right.startswith(e))]
        for each in rights:
            if len(each) < 3 or (cut < 3 and left not in _ELISIONS):
                continue
            keys = stems(f"{left} {each}")
            seen = min((vocabulary.products(key) for key in keys), default=0)
            if len(keys) == 2 - (cut < 3) and seen > best[0]:
                best = (seen, keys)
    return best[1]

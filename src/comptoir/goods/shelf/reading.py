"""A shopper's words, French or English, read into a question: pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from comptoir.goods.catalog.lexicon import entries
from comptoir.goods.catalog.sizes import take_sizes
from comptoir.goods.catalog.terms import Word, kept_words, stems, terms_of
from comptoir.goods.catalog.text import english_stem, fold, raw_words, stem_of
from comptoir.goods.shelf import mending, purposes
from comptoir.goods.shelf.mending import Mended
from comptoir.goods.shelf.question import Group, Keys, Question
from comptoir.goods.shelf.vocabulary import Vocabulary
from comptoir.kernel.locale import Language

LONGEST = 200
MOST_WORDS = 14
_LONGEST_RUN = 5
_WITHOUT = frozenset({"without", "no"})
_SHORT_WITHOUT = re.compile(r"\bs/\s*", re.IGNORECASE)


def read(text: str, *, vocabulary: Vocabulary, language: Language | None = None) -> Question:
    """Read what a shopper typed or said; `language` is a hint that clear words overrule."""
    bare, sizes = take_sizes(_SHORT_WITHOUT.sub("sans ", text[:LONGEST]))
    told = raw_words(bare)[: 2 * MOST_WORDS]
    serving = purposes.serving(told, vocabulary)
    if serving is not None:
        wanted = tuple(keys for keys in serving.alternatives for keys in _sections(keys))
        return Question(groups=(serving,), sizes=sizes, preferred=wanted, serves=True)
    words = _goods(told)[:MOST_WORDS]
    english = is_english(words, language)
    if english:
        mended = mending.mend_english(words)
        groups = _english_groups([each.word for each in mended])
    else:
        mended = mending.mend([_spelt_out(word) for word in words], vocabulary)
        groups = _french_groups([each.word for each in mended])
    groups = [_as_mended(group, mended, vocabulary) for group in groups]
    return Question(
        groups=tuple(groups),
        sizes=sizes,
        preferred=_preferred(groups),
        brands=_brands(words, vocabulary),
        order=-1 if english else 1,
    )


def is_english(words: Sequence[str], hint: Language | None) -> bool:
    """Decide whether words are English: more of them are only English than only French."""
    english = french = 0
    for raw in words:
        word = fold(raw)
        in_french = entries.is_french(word)
        in_english = (
            english_stem(word) in entries.english_words() or word in entries.english_stop_words()
        )
        english += in_english and not in_french
        french += in_french and not in_english
    return english > french or (english == french and hint is Language.ENGLISH)


def _goods(words: list[str]) -> list[str]:
    """Drop what is said around the goods, unless nothing else is said.

    "Pour les frites, il me faut du ketchup" asks for ketchup.
    """
    folded = [fold(word) for word in words]
    kept: list[str] = []
    position = 0
    aside = folded[:1] in (["pour"], ["avec"])
    while position < len(words):
        for run in entries.carriers().get(folded[position], ()):
            if tuple(folded[position : position + len(run)]) == run:
                position += len(run)
                if aside and len(run) > 1 and position < len(words):
                    kept, aside = [], False
                break
        else:
            kept.append(words[position])
            position += 1
    return kept or words


def _naming(groups: list[Group]) -> list[Group]:
    """Drop single words that name no goods, where others remain."""
    named = [group for group in groups if group.said not in entries.spoken_words()]
    return named or groups


def _french_groups(words: Sequence[str]) -> list[Group]:
    kept = kept_words(" ".join(words)) or [Word(fold(raw), stem_of(raw)) for raw in words[-1:]]
    groups: list[Group] = []
    position = 0
    while position < len(kept):
        group, length = _french_group(kept[position:], alone=len(kept) == 1)
        groups.append(group)
        position += length
    return _naming(groups)


def _as_mended(group: Group, mended: Sequence[Mended], vocabulary: Vocabulary) -> Group:
    """Add to a group what else its words may mean; drop alternatives that no product meets."""
    parts = [each for each in mended if fold(each.word) in group.said.split()]
    others = [(key,) for each in parts[:1] for key in each.others if len(parts) == 1]
    alternatives = tuple(dict.fromkeys((*group.alternatives, *others)))
    heard = tuple((key,) for each in parts if len(parts) == 1 for key in each.heard)
    beside = group.instead or _beside(group.alternatives)
    met = tuple(keys for keys in alternatives if all(map(vocabulary.products, keys)))
    return replace(
        group,
        said=" ".join(each.said for each in parts) or group.said,
        alternatives=met or group.alternatives[:1],
        instead=beside,
        heard=tuple(keys for keys in heard if keys not in alternatives),
        corrected=any(each.corrected for each in parts),
    )


def _spelt_out(raw: str) -> str:
    """Write a word in full that is cut short and stands for one thing only."""
    meant = entries.abbreviations().get((fold(raw),), ())
    return meant[0] if len(meant) == 1 else raw


def _french_group(ahead: Sequence[Word], *, alone: bool) -> tuple[Group, int]:
    """Read the longest run at the beginning of `ahead` that means something together."""
    for length in range(min(_LONGEST_RUN, len(ahead)), 0, -1):
        run = ahead[:length]
        if length > 1 and run[-1].folded == "sans":
            continue
        alternatives = _together(run) or (_heard(run) if length > 1 else ())
        instead = _all_stems(entries.generics().get(tuple(word.stem for word in run), ()))
        if instead and not alternatives:
            alternatives = (tuple(term.key for term in terms_of(run)),)
        if alternatives:
            said = " ".join(word.folded for word in run)
            needed = _needed(run, alone=alone)
            return Group(said, alternatives, needed=needed, instead=instead), length
    first = ahead[0]
    heard = entries.homophones().get((first.stem,), ())
    alternatives = (*_all_stems(heard), (first.stem,))
    return Group(first.folded, alternatives, needed=_needed(ahead[:1], alone=alone)), 1


def _all_stems(texts: Sequence[str]) -> tuple[Keys, ...]:
    return tuple(dict.fromkeys(keys for text in texts if (keys := stems(text))))


def _together(run: Sequence[Word]) -> tuple[Keys, ...]:
    """Give what a run means as one: by the lists of meanings and short words, or a compound.

    Where the words themselves are among the meanings they come first.
    """
    meant = entries.meanings().get(tuple(word.stem for word in run))
    meant = meant or entries.abbreviations().get(tuple(word.folded for word in run))
    found = terms_of(run)
    if meant is not None:
        own = tuple(term.key for term in found)
        return tuple(sorted(_all_stems(meant), key=lambda keys: keys != own))
    if len(found) == 1 and (len(run) > 1 or found[0].key != run[0].stem):
        return ((found[0].key,),)
    swapped = terms_of(run[::-1]) if len(run) == 2 and run[0].folded != "sans" else ()
    return ((swapped[0].key,),) if len(swapped) == 1 else ()


def _heard(run: Sequence[Word]) -> tuple[Keys, ...]:
    """Give what a run means once its words are taken for others that sound the same."""
    homophones = entries.homophones()
    whole = homophones.get(tuple(word.stem for word in run))
    if whole is not None:
        return _all_stems(whole)
    others = [homophones.get((word.stem,), (word.folded,))[0] for word in run]
    return _together(kept_words(" ".join(others))) if len(set(others)) > 1 else ()


def _needed(run: Sequence[Word], *, alone: bool) -> bool:
    """Tell whether goods must have a run: not where it is a container or a single letter."""
    return alone or not all(
        word.folded in entries.containers() or len(word.folded) == 1 for word in run
    )


def _preferred(groups: Sequence[Group]) -> tuple[Keys, ...]:
    """Give the sections that a single bare thing means."""
    needed = [group for group in groups if group.needed]
    if len(needed) != 1:
        return ()
    return tuple(keys for each in needed[0].alternatives[:1] for keys in _sections(each))


def _sections(thing: Keys) -> tuple[Keys, ...]:
    """Give the sections in which a bare thing stands."""
    found = _all_stems(_by_terms(entries.preferences).get(thing, ()))
    return tuple((f"k.{keys[0]}", *keys[1:]) for keys in found)


def _beside(alternatives: Sequence[Keys]) -> tuple[Keys, ...]:
    """Give what may be shown beside a thing when hardly any is found."""
    near = _by_terms(entries.neighbours)
    return next((_all_stems(near[keys]) for keys in alternatives if keys in near), ())


@cache
def _by_terms(
    sayings: Callable[[], Mapping[Keys, tuple[str, ...]]],
) -> Mapping[Keys, tuple[str, ...]]:
    """Give a list of the lexicon by the terms of what is said, compounds put together."""
    return {
        tuple(term.key for term in terms_of([Word(s, s) for s in said])): meant
        for said, meant in sayings().items()
    }


def _brands(words: Sequence[str], vocabulary: Vocabulary) -> Keys:
    """Find brands of the chain among the words, whole; not what more names begin with."""
    keys = stems(" ".join(words))
    runs = (
        f"b.{''.join(keys[start:end])}"
        for start in range(len(keys))
        for end in range(start + 1, min(start + 4, len(keys)) + 1)
    )
    return tuple(
        run
        for run in runs
        if vocabulary.products(run) > vocabulary.products(f"h.{run.removeprefix('b.')}")
    )


def _english_groups(words: Sequence[str]) -> list[Group]:
    stop = entries.english_stop_words()
    kept = [(raw, english_stem(fold(raw))) for raw in words if fold(raw) not in stop]
    groups: list[Group] = []
    position = 0
    while position < len(kept):
        group, length = _english_group(kept[position:], alone=len(kept) == 1)
        groups.append(group)
        position += length
    return _naming(groups)


def _english_group(ahead: Sequence[tuple[str, str]], *, alone: bool) -> tuple[Group, int]:
    """Read the longest run that has a French meaning; it may also stand in English names."""
    if len(ahead) > 1 and fold(ahead[0][0]) in _WITHOUT:
        group, length = _english_group(ahead[1:], alone=alone)
        keys = tuple((f"sans.{each[0]}",) for each in group.alternatives if len(each) == 1)
        said = f"{fold(ahead[0][0])} {group.said}"
        return Group(said, keys or group.alternatives), length + 1
    for length in range(min(_LONGEST_RUN, len(ahead)), 0, -1):
        run = ahead[:length]
        meant = entries.english().get(tuple(stem for _, stem in run))
        if meant is None and length > 1:
            continue
        said = " ".join(fold(raw) for raw, _ in run)
        french = tuple(stems(text) for text in meant or ())
        english = tuple(f"e.{stem}" for _, stem in run)
        as_written = tuple(stem_of(raw) for raw, _ in run)
        alternatives = tuple(dict.fromkeys(keys for keys in (*french, english, as_written) if keys))
        if not french:
            alternatives = alternatives[::-1]
        needed = alone or not all(fold(raw) in entries.containers() for raw, _ in run)
        return Group(said, alternatives, needed=needed), length
    raise AssertionError("a run of one always reads")

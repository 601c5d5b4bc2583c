"""A shopper's words, French or English, read into a question: pure."""

from collections.abc import Sequence

from comptoir.goods.catalog.lexicon import entries
from comptoir.goods.catalog.sizes import take_sizes
from comptoir.goods.catalog.terms import Word, stems, terms_of
from comptoir.goods.catalog.text import english_stem, fold, raw_words, stem_of
from comptoir.goods.shelf import mending
from comptoir.goods.shelf.question import Group, Keys, Question
from comptoir.goods.shelf.vocabulary import Vocabulary
from comptoir.kernel.locale import Language

LONGEST = 200
MOST_WORDS = 14
_LONGEST_RUN = 5


def read(text: str, *, vocabulary: Vocabulary, language: Language | None = None) -> Question:
    """Read what a shopper typed or said; `language` is a hint that clear words overrule."""
    bare, sizes = take_sizes(text[:LONGEST])
    words = _goods(raw_words(bare)[: 2 * MOST_WORDS])[:MOST_WORDS]
    if is_english(words, language):
        groups = _english_groups(words)
        read_so = Question(groups=tuple(groups), sizes=sizes, english=True)
    else:
        groups = _french_groups(words)
        read_so = Question(groups=tuple(groups), sizes=sizes, preferred=_preferred(groups))
    return mending.mend(read_so, vocabulary)


def is_english(words: Sequence[str], hint: Language | None) -> bool:
    """Decide whether words are English: more of them are only English than only French."""
    english = french = 0
    for raw in words:
        word = fold(raw)
        in_french = stem_of(raw) in entries.french_words() or word in entries.stop_words()
        in_english = (
            english_stem(word) in entries.english_words() or word in entries.english_stop_words()
        )
        english += in_english and not in_french
        french += in_french and not in_english
    return english > french or (english == french and hint is Language.ENGLISH)


def _goods(words: list[str]) -> list[str]:
    """Drop what is said around the goods, unless nothing else is said."""
    folded = [fold(word) for word in words]
    kept: list[str] = []
    position = 0
    while position < len(words):
        for run in entries.carriers().get(folded[position], ()):
            if tuple(folded[position : position + len(run)]) == run:
                position += len(run)
                break
        else:
            kept.append(words[position])
            position += 1
    return kept or words


def _french_groups(words: Sequence[str]) -> list[Group]:
    kept = [Word(fold(raw), stem_of(raw)) for raw in words if fold(raw) not in entries.stop_words()]
    groups: list[Group] = []
    position = 0
    while position < len(kept):
        group, length = _french_group(kept[position:], alone=len(kept) == 1)
        groups.append(group)
        position += length
    return groups


def _french_group(ahead: Sequence[Word], *, alone: bool) -> tuple[Group, int]:
    """Read the longest run at the beginning of `ahead` that means something together."""
    for length in range(min(_LONGEST_RUN, len(ahead)), 0, -1):
        run = ahead[:length]
        if length > 1 and run[-1].folded == "sans":
            continue
        forms = tuple(word.stem for word in run)
        said = " ".join(word.folded for word in run)
        meant = entries.meanings().get(forms) or (
            entries.homophones().get(forms) if length > 1 else None
        )
        if meant is not None:
            alternatives = tuple(dict.fromkeys(stems(text) for text in meant))
            return Group(said, alternatives, needed=_needed(run, alone=alone)), length
        if len(found := terms_of(run)) == 1 and (length > 1 or found[0].key != run[0].stem):
            return Group(said, ((found[0].key,),)), length
        swapped = terms_of(run[::-1]) if length == 2 else ()
        if len(swapped) == 1 and not swapped[0].key.startswith("sans."):
            return Group(said, ((swapped[0].key,),)), length
    first = ahead[0]
    heard = entries.homophones().get((first.stem,), ())
    alternatives = ((first.stem,), *(stems(text) for text in heard))
    return Group(first.folded, alternatives, needed=_needed(ahead[:1], alone=alone)), 1


def _needed(run: Sequence[Word], *, alone: bool) -> bool:
    return alone or not all(word.folded in entries.containers() for word in run)


def _preferred(groups: Sequence[Group]) -> tuple[Keys, ...]:
    """Give the sections that a single bare thing means."""
    needed = [group for group in groups if group.needed]
    if len(needed) != 1:
        return ()
    texts = [
        text for keys in needed[0].alternatives[:1] for text in entries.preferences().get(keys, ())
    ]
    return tuple(stems(text) for text in texts)


def _english_groups(words: Sequence[str]) -> list[Group]:
    stop = entries.english_stop_words()
    kept = [(raw, english_stem(fold(raw))) for raw in words if fold(raw) not in stop]
    groups: list[Group] = []
    position = 0
    while position < len(kept):
        group, length = _english_group(kept[position:], alone=len(kept) == 1)
        groups.append(group)
        position += length
    return groups


def _english_group(ahead: Sequence[tuple[str, str]], *, alone: bool) -> tuple[Group, int]:
    """Read the longest run that has a French meaning; it may also stand in English names."""
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
        needed = alone or not all(fold(raw) in entries.containers() for raw, _ in run)
        return Group(said, alternatives, needed=needed), length
    raise AssertionError("a run of one always reads")

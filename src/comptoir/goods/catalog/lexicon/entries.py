"""The lexicon's files, read once: stop words, compounds, synonyms and what they stand for."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from comptoir.goods.catalog.text import english_stem, fold, raw_words, stem_of, words


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a run of words stands for: one key, and the weaker keys of the words it hides."""

    key: str
    parts: tuple[str, ...] = ()


def lines(name: str) -> list[str]:
    """Read a file of the lexicon: its lines without comments and blank ones."""
    text = (files("comptoir.goods.catalog.lexicon") / name).read_text(encoding="utf-8")
    stripped = (line.split("#", 1)[0].strip() for line in text.splitlines())
    return [line for line in stripped if line]


@cache
def stop_words() -> frozenset[str]:
    """Give the folded French words that say nothing about goods."""
    return frozenset(fold(word) for line in lines("stop_fr.txt") for word in line.split())


@cache
def english_stop_words() -> frozenset[str]:
    """Give the folded English words that say nothing about goods."""
    return frozenset(fold(word) for line in lines("stop_en.txt") for word in line.split())


def phrase_stems(text: str) -> tuple[str, ...]:
    """Give the stems of a phrase of the lexicon, stop words dropped unless it has no others."""
    found = raw_words(text)
    kept = [word for word in found if fold(word) not in stop_words()]
    return tuple(stem_of(word) for word in kept or found)


@cache
def phrases() -> dict[tuple[str, ...], Phrase]:
    """Give every run of stems that stands for one thing: compounds and synonyms.

    A line of `forms.txt` is "first | same | same"; the first is the name of the thing, and its
    other words can be found one by one unless "!" stands before it. "Pâtes à pizza" are no pasta.
    """
    known: dict[tuple[str, ...], Phrase] = {}
    for line in lines("forms.txt"):
        forms = [phrase_stems(form) for form in line.lstrip("! ").split("|")]
        key = "".join(forms[0])
        if forms[0][0] == "san":
            key = "sans." + "".join(forms[0][1:])
        plurals = [("pates", *form[1:]) for form in forms if len(form) > 1 and form[0] == "pat"]
        for form in (*forms, *plurals):
            shown = () if line.startswith("!") or len(form) == 1 else form
            known.setdefault(form, Phrase(key, tuple(part for part in shown if part != key)))
        known.setdefault((key,), Phrase(key))
    return known


@cache
def lengths() -> dict[str, int]:
    """Give, for each stem that begins a phrase, how many stems its longest phrase has."""
    longest: dict[str, int] = {}
    for form in phrases():
        longest[form[0]] = max(len(form), longest.get(form[0], 0))
    return longest


def _word_list(name: str) -> frozenset[str]:
    return frozenset(stem_of(word) for line in lines(name) for word in line.split())


@cache
def qualifiers() -> frozenset[str]:
    """Give the stems that may stand before the head of a name without being it."""
    return _word_list("qualifiers.txt")


@cache
def cuts() -> frozenset[str]:
    """Give the stems of cuts and forms, after which the head of a name goes on."""
    return _word_list("cuts.txt")


@cache
def containers() -> frozenset[str]:
    """Give the folded words of a question that need not be found."""
    return frozenset(fold(word) for line in lines("containers.txt") for word in line.split())


@cache
def spoken_words() -> frozenset[str]:
    """Give the folded words of spoken questions that name no goods."""
    return frozenset(word for line in lines("spoken_words.txt") for word in line.split())


@cache
def carriers() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Give the runs of folded words said around the goods by first word, the longest first."""
    runs = {tuple(fold(run).split()) for line in lines("spoken.txt") for run in line.split("|")}
    known: dict[str, tuple[tuple[str, ...], ...]] = {}
    for run in sorted(runs - {()}, key=len, reverse=True):
        known[run[0]] = (*known.get(run[0], ()), run)
    return known


def _sayings(name: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Read lines "said | said = meant | meant": the stems said give the texts meant."""
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    for line in lines(name):
        said, meant = line.split("=", 1)
        texts = tuple(text.strip() for text in meant.split("|"))
        for form in said.split("|"):
            known.setdefault(phrase_stems(form), texts)
    return known


@cache
def meanings() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Give what runs of stems in a question mean among the goods."""
    return _sayings("meanings.txt")


@cache
def abbreviations() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Give what runs of folded words stand for that are cut short."""
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    for line in lines("abbreviations.txt"):
        short, meant = line.split("=", 1)
        texts = tuple(text.strip() for text in meant.split("|"))
        known.update((tuple(words(form)), texts) for form in short.split("|"))
    return known


@cache
def homophones() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Give what was said when a recogniser writes these runs of stems; no single known word."""
    heard = _sayings("homophones.txt")
    known = french_words()
    return {form: meant for form, meant in heard.items() if len(form) > 1 or known.isdisjoint(form)}


@cache
def homophone_words() -> frozenset[str]:
    """Give every stem that stands in what a recogniser writes for something else."""
    return frozenset(stem for form in homophones() for stem in form)


@cache
def generics() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Give what to show instead of brands, by the stems of their names."""
    return _sayings("brands.txt")


@cache
def neighbours() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Give what to show beside things of which hardly any is found."""
    return _sayings("near.txt")


@cache
def purposes() -> tuple[tuple[frozenset[str], tuple[str, ...]], ...]:
    """Give the goods that serve a purpose by the words that tell it, those of most words first."""
    told: list[tuple[frozenset[str], tuple[str, ...]]] = []
    for line in lines("purposes.txt"):
        said, meant = line.split("=", 1)
        texts = tuple(text.strip() for text in meant.split("|"))
        told.extend(
            (frozenset(map(purpose_stem, raw_words(form))), texts) for form in said.split("|")
        )
    return tuple(sorted(told, key=lambda each: -len(each[0])))


def purpose_stem(raw: str) -> str:
    """Reduce a word of either language to what purposes are compared by."""
    return stem_of(english_stem(fold(raw)))


@cache
def flavours() -> frozenset[str]:
    """Give the folded words of names after which only a taste or a manner is told."""
    return frozenset(fold(word) for line in lines("flavours.txt") for word in line.split())


@cache
def preferences() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Give the sections that a bare word means, as words of their names."""
    return _sayings("prefer.txt")


_ENGLISH = (
    "fresh", "meat-fish", "dairy-bakery", "grocery", "sweet-drinks", "frozen-baby-pets",
    "household", "adjectives",
)  # fmt: skip


@cache
def english() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Give the French texts for runs of English stems, the likeliest first."""
    known: dict[tuple[str, ...], list[str]] = {}
    for name in _ENGLISH:
        for line in lines(f"english/{name}.txt"):
            french, said = line.split("=", 1)
            for form in said.split("|"):
                known.setdefault(english_phrase(form), []).append(french.strip())
    return {form: tuple(dict.fromkeys(meant)) for form, meant in known.items()}


def english_phrase(text: str) -> tuple[str, ...]:
    """Give the stems of an English phrase, stop words dropped."""
    stop = english_stop_words()
    return tuple(english_stem(word) for word in words(text) if word not in stop)


@cache
def english_words() -> frozenset[str]:
    """Give every English stem that the lexicon can translate a phrase of."""
    return frozenset(stem for form in english() for stem in form)


def _french_texts() -> Iterator[str]:
    """Give every French text of the lexicon."""
    for line in lines("forms.txt"):
        yield from line.lstrip("! ").split("|")
    for sayings in (meanings(), preferences(), generics(), abbreviations(), english()):
        for texts in sayings.values():
            yield from texts
    yield from lines("words.txt")
    for name in ("meanings.txt", "prefer.txt", "brands.txt"):
        for line in lines(name):
            yield from line.split("=", 1)[0].split("|")


@cache
def surfaces() -> dict[str, str]:
    """Give, for each French stem of the lexicon, the shortest word it stems from, folded."""
    known: dict[str, str] = {}
    for text in _french_texts():
        for word in raw_words(text):
            key, folded = stem_of(word), fold(word)
            if key not in known or len(folded) < len(known[key]):
                known[key] = folded
    return known


@cache
def written_words() -> frozenset[str]:
    """Give every French word of the lexicon as written, with its accents."""
    return frozenset(word for text in _french_texts() for word in raw_words(text))


@cache
def is_french(word: str) -> bool:
    """Tell whether a word, folded, is written so in French: itself, or in the other number."""
    if english_stem(word) in _english_only():
        return False
    written = _folded_words()
    return word in written or word.removesuffix("s") in written or f"{word}s" in written


@cache
def _folded_words() -> frozenset[str]:
    return frozenset(fold(word) for word in written_words()) | stop_words()


@cache
def _english_only() -> frozenset[str]:
    return frozenset(word for line in lines("english_only.txt") for word in line.split())


@cache
def french_words() -> frozenset[str]:
    """Give every French stem that the lexicon knows."""
    return frozenset(surfaces())

"""A language as understanding uses it, built once from the pages of its lexicon."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from comptoir.conversation.hearing import pages
from comptoir.conversation.hearing.alike import SoundsAlike
from comptoir.conversation.hearing.answer_rules import AnswerRules
from comptoir.conversation.hearing.clause_rules import ClauseRules
from comptoir.conversation.hearing.clitics import Clitics
from comptoir.conversation.hearing.described import ParticipleWords
from comptoir.conversation.hearing.dictionary import Dictionary
from comptoir.conversation.hearing.frames import Frame
from comptoir.conversation.hearing.goods_page import goods_words
from comptoir.conversation.hearing.goods_words import GoodsWords
from comptoir.conversation.hearing.homophones import homophones
from comptoir.conversation.hearing.hyphens import HyphenWords
from comptoir.conversation.hearing.lattice import SecondWords
from comptoir.conversation.hearing.measures_page import stage_rules, time_rules
from comptoir.conversation.hearing.nearness import Nearby
from comptoir.conversation.hearing.pages import Page
from comptoir.conversation.hearing.premodified import LongAdjectives, long_adjectives
from comptoir.conversation.hearing.recipes import RecipeRules
from comptoir.conversation.hearing.references import PointingRules
from comptoir.conversation.hearing.remark_rules import RemarkRules
from comptoir.conversation.hearing.repair import (
    Rewriting,
    SpokenWords,
    likely_answers,
    rewritings,
)
from comptoir.conversation.hearing.sounded import SoundedWords
from comptoir.conversation.hearing.sounds import (
    SoundIndex,
    SoundRules,
    pieces,
    sound_of,
    sound_of_all,
    sounds_of,
)
from comptoir.conversation.hearing.stages import StageRules
from comptoir.conversation.hearing.talk_page import (
    answer_rules,
    clause_rules,
    frames_of,
    pointing_rules,
    recipe_rules,
)
from comptoir.conversation.hearing.times import TimeRules
from comptoir.conversation.hearing.tokens import Token, cut, fold, stem
from comptoir.conversation.hearing.topic_rules import NamedFirst
from comptoir.conversation.hearing.topics_page import named_first
from comptoir.conversation.hearing.twos import TwoWords
from comptoir.conversation.hearing.vocabulary import Words
from comptoir.conversation.model import PendingKind

_GRAMMAR = ("frames", "talk", "topics", "times", "measures", "goods", "filters")
_WORD = re.compile(r"[a-z]{2,}")
_STEM = re.compile(r"\b[a-z]+-(?:er|ir)\b")
"""The stem of a regular verb with the name of its endings, neither of them a word."""


@dataclass(frozen=True)
class Lexicon:
    """Everything that is known of a language."""

    language: str
    elisions: frozenset[str]
    before_nouns: frozenset[str]
    """Words behind which stands no verb: the "a" of "a stick of butter"."""
    clitics: Clitics
    hyphens: HyphenWords | None
    """How compounds are told from joined words, None where all hyphens join words."""
    participles: ParticipleWords | None
    """How participles are told from verbs, None where they are not spelt alike."""
    stages: StageRules
    times: TimeRules
    goods: GoodsWords
    pointing: PointingRules
    recipes: RecipeRules
    clauses: ClauseRules
    answers: AnswerRules
    named_first: NamedFirst
    frames: tuple[Frame, ...]
    rewritings: tuple[Rewriting, ...]
    spoken: SpokenWords
    second: SecondWords
    expected: Mapping[PendingKind, SoundIndex]
    """What is likely answered to a question, by its sound."""
    words: Words
    remarks: RemarkRules
    twos: TwoWords | None
    """How "deux" is told from what sounds like it, None where nothing does."""
    long_adjectives: LongAdjectives
    """Adjectives of several words where they stand before goods, none elsewhere."""
    homophones: Mapping[str, tuple[str, ...]]
    """Words that sound as others do, by these as they are folded."""

    @cached_property
    def sounded(self) -> SoundedWords | None:
        """How goods are told from words of their sound, None where words are not all known."""
        if self.words.dictionary is None:
            return None
        return SoundedWords(
            bounds=self.goods.little | self.second.starts,
            openings=self.second.openings | self.goods.articles | self.goods.of,
            counting=self.second.counting | self.goods.articles,
            vessels=frozenset(self.goods.vessels.containers),
            common=self.second.common,
            adjectives=self.goods.adjectives,
        )

    def cut(self, text: str) -> tuple[Token, ...]:
        """Return the tokens of a text in this language."""
        return cut(text, self.elisions)


@lru_cache(maxsize=8)
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language.

    :raises LookupError: when the language has none
    """
    if language not in pages.languages():
        raise LookupError(language)
    page = Page.open(language, "frames", {})
    classes = _classes(page)
    talk = Page.open(language, "talk", classes)
    topics = Page.open(language, "topics", classes)
    goods = Page.open(language, "goods", classes)
    common = _common(language, classes)
    said = goods_words(goods, language, _sounds(language), common)
    return Lexicon(
        language=language,
        elisions=goods.words("elisions"),
        before_nouns=goods.words("before_nouns"),
        clitics=Clitics.of(goods.words("clitics"), _texts(language, classes)),
        hyphens=_hyphens(goods, common),
        participles=_participles(language, goods),
        stages=stage_rules(language, classes),
        times=time_rules(Page.open(language, "times", classes), goods.pattern("correction")),
        goods=said,
        pointing=pointing_rules(talk.inner("pointing")),
        recipes=recipe_rules(talk.inner("recipes"), language),
        clauses=clause_rules(talk.inner("clauses")),
        answers=answer_rules(talk.inner("answers")),
        named_first=named_first(topics),
        frames=frames_of(Page.open(language, "frames", classes)),
        rewritings=rewritings(talk),
        spoken=_spoken(language, page, common),
        second=_second(language, page, goods, common),
        expected=likely_answers(talk, _sounds(language)),
        words=_words(language, goods),
        remarks=_remarks(Page.open(language, "remarks", classes), said, topics),
        twos=_twos(language, goods),
        long_adjectives=_long_adjectives(language, said),
        homophones=homophones(pages.rows(language, "homophones")),
    )


def _classes(page: Page) -> dict[str, str]:
    """Return the classes of words that patterns name, the forms of verbs among them."""
    written = {name: fold(str(text)) for name, text in page.inner("classes").table.items()}
    return {**written, **pages.conjugated(page)}


def _long_adjectives(language: str, words: GoodsWords) -> LongAdjectives:
    if not words.adjectives_first:
        return frozenset()
    return long_adjectives(pages.phrases(language, "adjectives"))


def _twos(language: str, goods: Page) -> TwoWords | None:
    words = goods.table.get("twos")
    if words is None:
        return None
    page, numbers = goods.inner("twos"), Page.open(language, "measures", {}).inner("numbers")
    vessels = [word for unit in goods.inner("containers").keys for word in _vessel(goods, unit)]
    return TwoWords(
        misheard=page.words("misheard"),
        two=page.text("two"),
        containers=frozenset(stem(word) for word in vessels),
        measures=frozenset(stem(word) for word in page.words("measures")),
        counting=goods.words("articles") | numbers.numbers("digits").keys(),
        raw=pages.heads(language, "products", page.lines("raw")),
        openings=page.words("openings") | goods.words("separators"),
    )


def _remarks(page: Page, goods: GoodsWords, topics: Page) -> RemarkRules:
    return RemarkRules.of(page, goods.talk.persons, topics.pattern("drops"))


def _hyphens(goods: Page, common: frozenset[str]) -> HyphenWords | None:
    openers = goods.words("compound_openers")
    if not openers:
        return None
    return HyphenWords(openers, goods.words("hyphen_clitics"), common)


def _participles(language: str, goods: Page) -> ParticipleWords | None:
    endings = tuple(goods.inner("complements").text("participles").split())
    if not endings:
        return None
    return ParticipleWords(
        endings=endings,
        nouns=goods.words("verb_nouns"),
        openings=goods.words("verb_noun_openings"),
        denials=goods.words("participle_denials"),
        exempt=goods.words("participle_exempt"),
        verbs=frozenset(word.removesuffix("e") for word in goods.words("participle_verbs")),
        adjectives=pages.stems(language, "adjectives"),
    )


def _words(language: str, goods: Page) -> Words:
    rules = _sounds(language)
    products = (*pages.phrases(language, "products"), *pages.phrases(language, "dishes"))
    dictionary = Dictionary.of(language) if goods.table.get("dictionary") else None
    return Words.of(products, pages.phrases(language, "brands"), rules, dictionary)


@lru_cache(maxsize=8)
def _sounds(language: str) -> SoundRules:
    rows = [line.split() for line in pages.rows(language, "sounds")]
    return SoundRules.of([(row[0], row[1] if len(row) > 1 else "") for row in rows])


def _texts(language: str, classes: Mapping[str, str]) -> list[str]:
    """Return all that the grammar says."""
    return [*classes.values(), *(_grammar(language, name) for name in _GRAMMAR)]


def _common(language: str, classes: Mapping[str, str]) -> frozenset[str]:
    """Return the words of the grammar, which are no product misheard."""
    texts = _texts(language, classes)
    whole = (_STEM.sub("", fold(text)) for text in texts)
    return frozenset(word for text in whole for word in _WORD.findall(text))


def _grammar(language: str, name: str) -> str:
    """Return a page without what is misheard and remarked, whose words are none of the grammar."""
    said = pages.source(language, name).partition("[[mishearing]]")[0]
    return "\n".join(line for line in said.splitlines() if not line.startswith("#"))


def _spoken(language: str, frames: Page, common: frozenset[str]) -> SpokenWords:
    """Return the verbs and the words of time by their sound."""
    rules = _sounds(language)
    verbs = [word for forms in pages.conjugated(frames).values() for word in forms.split("|")]
    times = Page.open(language, "times", frames.classes).words("spoken")
    return SpokenWords.of(
        verbs=verbs,
        times=times,
        common=common,
        before_verbs=frames.words("before_verbs"),
        around_answers=frames.words("around_answers"),
        rules=rules,
    )


def _second(language: str, frames: Page, goods: Page, common: frozenset[str]) -> SecondWords:
    """Return what may have been meant by words that make no sense as they are written."""
    rules = _sounds(language)
    numbers = Page.open(language, "measures", {}).inner("numbers")
    verbs = [word for forms in pages.conjugated(frames).values() for word in forms.split("|")]
    digits, teens, tens = (numbers.numbers(key) for key in ("digits", "teens", "tens"))
    pairs = [f"{ten} {digit}" for ten in (*tens, "dix") for digit in digits]
    hundreds = numbers.words("hundreds")
    vessels = [word for unit in goods.inner("containers").keys for word in _vessel(goods, unit)]
    return SecondWords(
        verbs=_heard_as([*frames.words("spoken_verbs"), *verbs], rules),
        dishes=SoundsAlike(_by_sound(pages.dishes(language), rules), shortest=3),
        requests=SoundsAlike(_requests(frames, verbs, rules), shortest=4),
        tails={sound_of(word, rules): word for word in frames.words("tails")},
        numbers=_heard_as([*digits, *teens, *tens, *hundreds, *pairs], rules),
        counting=frozenset((*digits, *teens, *tens)),
        measured=frozenset(stem(word) for word in (*vessels, *frames.words("measured"))),
        openings=frames.words("verb_openings"),
        starts=frames.words("clause_starts"),
        common=common,
        adjectives=pages.stems(language, "adjectives") | pages.stems(language, "flavours"),
        rules=rules,
    )


def _requests(frames: Page, verbs: list[str], rules: SoundRules) -> dict[str, str]:
    """Return by their sound what requests begin with: phrases, and verbs with their pronouns."""
    imperatives = [f"{verb}-{who}" for verb in verbs for who in frames.words("request_pronouns")]
    return _by_sound((*frames.lines("requests"), *verbs, *imperatives), rules)


def _by_sound(said: Sequence[str], rules: SoundRules) -> dict[str, str]:
    """Return phrases by their sounds; of those that sound alike the first stands for all."""
    return {
        sound: phrase for phrase in reversed(said) for sound in sounds_of(pieces(phrase), rules)
    }


def _vessel(goods: Page, unit: str) -> frozenset[str]:
    return goods.inner("containers").words(unit)


def _heard_as(words: Iterable[str], rules: SoundRules) -> Nearby:
    ordered = reversed(list(words))
    return Nearby({sound_of_all(tuple(word.split()), rules): word for word in ordered})

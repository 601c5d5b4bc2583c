"""A language as understanding uses it, built once from the pages of its lexicon."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from comptoir.conversation.hearing import pages
from comptoir.conversation.hearing.answer_rules import AnswerRules
from comptoir.conversation.hearing.clause_rules import ClauseRules
from comptoir.conversation.hearing.clitics import Clitics
from comptoir.conversation.hearing.frames import Frame, Side, Takes
from comptoir.conversation.hearing.goods_page import goods_words
from comptoir.conversation.hearing.goods_words import GoodsWords
from comptoir.conversation.hearing.guests import GuestWords
from comptoir.conversation.hearing.measures import MeasureWords
from comptoir.conversation.hearing.nearness import Nearby
from comptoir.conversation.hearing.numbers import NumberWords
from comptoir.conversation.hearing.pages import Page
from comptoir.conversation.hearing.recipes import RecipeRules
from comptoir.conversation.hearing.references import PointingRules
from comptoir.conversation.hearing.repair import (
    Mishearing,
    SpokenWords,
    likely_answers,
    mishearings,
)
from comptoir.conversation.hearing.second import SecondWords
from comptoir.conversation.hearing.sounds import (
    SoundIndex,
    SoundRules,
    sound_of_all,
)
from comptoir.conversation.hearing.stages import StageRules
from comptoir.conversation.hearing.times import TimeRules
from comptoir.conversation.hearing.tokens import Token, cut, fold, stem
from comptoir.conversation.hearing.vocabulary import Words, key
from comptoir.conversation.model import Amount, DayPart, Filter, Intent, Mode, PendingKind, Unit

_GRAMMAR = ("frames", "talk", "times", "measures", "goods", "filters")
_WORD = re.compile(r"[a-z]{2,}")


@dataclass(frozen=True)
class Lexicon:
    """Everything that is known of a language."""

    language: str
    elisions: frozenset[str]
    before_nouns: frozenset[str]
    """Words behind which stands no verb: the "a" of "a stick of butter"."""
    clitics: Clitics
    stages: StageRules
    times: TimeRules
    goods: GoodsWords
    pointing: PointingRules
    recipes: RecipeRules
    clauses: ClauseRules
    answers: AnswerRules
    frames: tuple[Frame, ...]
    mishearings: tuple[Mishearing, ...]
    spoken: SpokenWords
    second: SecondWords
    expected: Mapping[PendingKind, SoundIndex]
    """What is likely answered to a question, by its sound."""
    words: Words

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
    written = {name: fold(str(text)) for name, text in page.inner("classes").table.items()}
    classes = {**written, **pages.conjugated(page)}
    talk = Page.open(language, "talk", classes)
    goods = Page.open(language, "goods", classes)
    common = _common(language, classes)
    return Lexicon(
        language=language,
        elisions=goods.words("elisions"),
        before_nouns=goods.words("before_nouns"),
        clitics=Clitics.of(goods.words("clitics"), _texts(language, classes)),
        stages=_stages(language, classes),
        times=_times(Page.open(language, "times", classes), goods.pattern("correction")),
        goods=goods_words(goods, language, _sounds(language), common),
        pointing=_pointing(talk.inner("pointing")),
        recipes=_recipes(talk.inner("recipes"), language),
        clauses=_clauses(talk.inner("clauses")),
        answers=_answers(talk.inner("answers")),
        frames=_frames(Page.open(language, "frames", classes)),
        mishearings=mishearings(talk),
        spoken=_spoken(language, page, common),
        second=_second(language, page, goods, common),
        expected=likely_answers(talk, _sounds(language)),
        words=_words(language),
    )


def _words(language: str) -> Words:
    rules = _sounds(language)
    products = (*pages.phrases(language, "products"), *pages.phrases(language, "dishes"))
    return Words.of(products, pages.phrases(language, "brands"), rules)


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
    return frozenset(word for text in texts for word in _WORD.findall(fold(text)))


def _grammar(language: str, name: str) -> str:
    """Return a page without what is misheard, whose words are none of the grammar."""
    return pages.source(language, name).partition("[[mishearing]]")[0]


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
        numbers=_heard_as([*digits, *teens, *tens, *hundreds, *pairs], rules),
        counting=frozenset((*digits, *teens, *tens)),
        measured=frozenset(stem(word) for word in (*vessels, *frames.words("measured"))),
        openings=frames.words("verb_openings"),
        starts=frames.words("clause_starts"),
        common=common,
        adjectives=pages.stems(language, "adjectives") | pages.stems(language, "flavours"),
        rules=rules,
    )


def _vessel(goods: Page, unit: str) -> frozenset[str]:
    return goods.inner("containers").words(unit)


def _heard_as(words: Iterable[str], rules: SoundRules) -> Nearby:
    ordered = reversed(list(words))
    return Nearby({sound_of_all(tuple(word.split()), rules): word for word in ordered})


def _stages(language: str, classes: Mapping[str, str]) -> StageRules:
    page = Page.open(language, "measures", classes)
    filters = Page.open(language, "filters", classes)
    numbers = _numbers(page.inner("numbers"))
    return StageRules(
        numbers=numbers,
        measures=_measures(page.inner("measures"), numbers),
        names_with_numbers=page.pattern("names_with_numbers"),
        grade=page.pattern("grade"),
        stammered=page.words("stammered"),
        hesitation=page.pattern("hesitation"),
        politeness=page.pattern("politeness"),
        price=page.pattern("price"),
        cents=page.words("cents"),
        limit=page.pattern("limit"),
        hour=page.pattern("hour"),
        hour_shifts=tuple(
            (tuple(fold(words).split()), int(str(minutes)))
            for words, minutes in page.inner("hour_shifts").table.items()
        ),
        hour_minus=page.words("hour_minus"),
        noon=page.words("noon"),
        midnight=page.words("midnight"),
        filters=tuple((Filter(name), filters.pattern(name)) for name in filters.keys),
    )


def _numbers(page: Page) -> NumberWords:
    return NumberWords(
        digits=page.numbers("digits"),
        teens=page.numbers("teens"),
        tens=page.numbers("tens"),
        hundreds=page.words("hundreds"),
        thousands=page.words("thousands"),
        links=page.words("links"),
        linked_after_tens=page.words("linked_after_tens"),
        links_hundreds=bool(page.table.get("links_hundreds")),
        scores=page.words("scores"),
        long_tens=frozenset(int(word) for word in page.text("long_tens").split()),
        articles=page.words("articles"),
    )


def _measures(page: Page, numbers: NumberWords) -> MeasureWords:
    units = {
        word: Amount(Fraction(row.text("each") or "1"), Unit(row.text("unit")))
        for row in page.rows("unit")
        for word in row.words("words")
    }
    fractions = {
        word: Fraction(str(part))
        for words, part in page.inner("fractions").table.items()
        for word in fold(words).split()
    }
    return MeasureWords(
        units=units,
        after_number=page.words("after_number"),
        collectives=page.numbers("collectives"),
        fractions=fractions,
        halves=page.words("halves"),
        not_halves=page.words("not_halves"),
        articles=numbers.articles | page.words("articles"),
        definite=page.words("definite"),
        partitive=page.words("partitive"),
        after_rest=page.words("after_rest"),
        links=page.words("links"),
        alternatives=page.words("alternatives"),
        adjectives=page.words("adjectives"),
    )


def _times(page: Page, correction: re.Pattern[str]) -> TimeRules:
    return TimeRules(
        days=tuple((name, page.inner("days").pattern(name)) for name in page.inner("days").keys),
        months=page.numbers("months"),
        date=page.pattern("date"),
        parts=tuple(
            (DayPart(name), page.inner("parts").pattern(name)) for name in page.inner("parts").keys
        ),
        between=page.pattern("between"),
        after=page.pattern("after"),
        before=page.pattern("before"),
        at=page.pattern("at"),
        at_bare=page.pattern("at_bare"),
        earliest=page.pattern("earliest"),
        earliest_asked=page.pattern("earliest_asked"),
        ordinals=_ordinals(page.inner("ordinals")),
        window_words=page.pattern("window_words"),
        denied=page.pattern("denied"),
        correction=correction,
        morning_words=page.pattern("morning_words"),
        about=page.pattern("about"),
    )


def _ordinals(page: Page) -> tuple[tuple[int, re.Pattern[str]], ...]:
    return tuple((int(place), page.pattern(place)) for place in page.keys)


def _pointing(page: Page) -> PointingRules:
    return PointingRules(
        ordinals=_ordinals(page.inner("ordinals")),
        numbered=page.pattern("numbered"),
        cheapest=page.pattern("cheapest"),
        largest=page.pattern("largest"),
        smallest=page.pattern("smallest"),
        leading=page.words("leading"),
        other=page.pattern("other"),
        any_one=page.pattern("any_one"),
        several=page.pattern("several"),
        demonstrative=page.pattern("demonstrative"),
        openings=page.pattern("openings"),
        makers=page.pattern("makers"),
        closings=page.pattern("closings"),
        new_goods=page.pattern("new_goods"),
        centilitres=page.words("centilitres"),
        not_attributes=page.words("not_attributes"),
        relatives=page.words("relatives"),
    )


def _recipes(page: Page, language: str) -> RecipeRules:
    return RecipeRules(
        servings=page.pattern("servings"),
        servings_bare=page.pattern("servings_bare"),
        openings=page.pattern("openings"),
        closings=page.pattern("closings"),
        with_goods=page.pattern("with_goods"),
        generic=frozenset(stem(word) for word in page.words("generic")),
        dishes=frozenset(key(dish) for dish in pages.phrases(language, "dishes")),
        guests=GuestWords(
            selves=page.words("selves"),
            persons=frozenset(stem(word) for word in page.words("persons")),
            couples=frozenset(stem(word) for word in page.words("couples")),
            little=page.words("around_persons"),
        ),
    )


def _clauses(page: Page) -> ClauseRules:
    factors = page.inner("factors")
    return ClauseRules(
        nothing_goods=page.words("nothing_goods"),
        generic_goods=page.words("generic_goods"),
        delivery=page.pattern("delivery"),
        pickup=page.pattern("pickup"),
        in_cart=page.pattern("in_cart"),
        store=page.pattern("store"),
        after_store=page.words("after_store"),
        instead=page.pattern("instead"),
        instead_alone=page.pattern("instead_alone"),
        swap_by=page.pattern("swap_by"),
        prefer_to=page.words("prefer_to"),
        points_back=page.pattern("points_back"),
        more=page.pattern("more"),
        less=page.pattern("less"),
        again=page.pattern("again"),
        factors=tuple((Fraction(number), factors.pattern(number)) for number in factors.keys),
        same_amount=page.pattern("same_amount"),
        exclusion=page.pattern("exclusion"),
        elsewhere=page.pattern("elsewhere"),
        sentence_words=page.spelt("sentence_words"),
        also=page.pattern("also"),
        only=page.pattern("only"),
        not_number=page.pattern("not_number"),
        ones=page.words("ones"),
        from_to=page.pattern("from_to"),
        each=page.pattern("each"),
        finally_=page.pattern("finally"),
        not_this=page.pattern("not_this"),
        time_talk=page.pattern("time_talk"),
        time_joints=page.words("time_joints"),
        subjects=page.pattern("subjects"),
    )


def _answers(page: Page) -> AnswerRules:
    return AnswerRules(
        yes=page.pattern("yes"),
        no=page.pattern("no"),
        padding=page.pattern("padding"),
        opening_yes=page.pattern("opening_yes"),
        opening_no=page.pattern("opening_no"),
        opening_padding=page.pattern("opening_padding"),
        whole_yes=page.pattern("whole_yes"),
        whole_no=page.pattern("whole_no"),
        age=page.pattern("age"),
        minor=page.pattern("minor"),
        everything=page.pattern("everything"),
        nearest=page.pattern("nearest"),
        none_of_it=page.pattern("none_of_it"),
        undo=page.pattern("undo"),
        store_openings=page.pattern("store_openings"),
    )


def _frames(page: Page) -> tuple[Frame, ...]:
    return tuple(_frame(row) for row in page.rows("frame"))


def _frame(row: Page) -> Frame:
    mode, factor, delta = row.text("mode"), row.text("factor"), row.table.get("delta")
    weight = row.table.get("weight")
    return Frame(
        name=row.text("name"),
        intent=Intent(row.text("intent")),
        pattern=row.pattern("say"),
        takes=Takes(row.text("takes") or "items"),
        side=Side(row.text("side") or "after"),
        mode=Mode(mode) if mode else None,
        order=row.text("order") or None,
        factor=Fraction(factor) if factor else None,
        delta=int(str(delta)) if delta is not None else None,
        question=bool(row.table.get("question")),
        filters=tuple(Filter(name) for name in row.text("filters").split()),
        weight=int(str(weight)) if weight is not None else 0,
    )

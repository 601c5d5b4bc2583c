"""Read what a language's pages of measures, filters and times say."""

import re
from collections.abc import Mapping
from fractions import Fraction

from comptoir.conversation.hearing.measures import MeasureWords
from comptoir.conversation.hearing.numbers import NumberWords
from comptoir.conversation.hearing.pages import Page, ordinals
from comptoir.conversation.hearing.shares import ShareWords
from comptoir.conversation.hearing.stages import StageRules
from comptoir.conversation.hearing.times import TimeRules
from comptoir.conversation.hearing.tokens import fold
from comptoir.conversation.model import Amount, DayPart, Filter, Unit


def stage_rules(language: str, classes: Mapping[str, str]) -> StageRules:
    """Return what turns words into numbers, amounts, hours, prices and filters."""
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
        opposing=page.text("opposing"),
        price=page.pattern("price"),
        weighs=page.pattern("weighs"),
        before_prices=page.words("before_prices"),
        around=page.words("around"),
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
        shares=ShareWords(
            page.pattern("share_each"), page.pattern("share_eaters"), numbers.articles
        ),
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


def time_rules(page: Page, correction: re.Pattern[str]) -> TimeRules:
    """Return how days and hours are said; a correction puts the later one in force."""
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
        ordinals=ordinals(page.inner("ordinals")),
        window_words=page.pattern("window_words"),
        denied=page.pattern("denied"),
        correction=correction,
        morning_words=page.pattern("morning_words"),
        about=page.pattern("about"),
    )

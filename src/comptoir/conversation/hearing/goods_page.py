"""Read from the lexicon how a language puts products in a row."""

import re

from comptoir.conversation.hearing import pages
from comptoir.conversation.hearing.goods_words import (
    Complements,
    Ear,
    GoodsWords,
    Kinds,
    Purposes,
    TalkWords,
    Vessels,
)
from comptoir.conversation.hearing.pages import Page
from comptoir.conversation.hearing.sounds import SoundRules, sound_of
from comptoir.conversation.hearing.tokens import fold, stem
from comptoir.conversation.model import Unit

_SHORTEST_ADJECTIVE = 4
_PLAIN = (
    "articles",
    "definite",
    "of",
    "joints",
    "openers_as_joints",
    "degrees",
    "negated",
    "others",
    "demonstratives",
    "pronouns",
    "companions",
    "times",
    "numbered",
    "alternatives",
    "fillers",
    "prefixes",
    "diets",
    "pairing",
    "postposed",
    "pointers",
    "finite",
    "nameless",
)
"""Rows of words that are read as they stand."""


def goods_words(
    page: Page, language: str, sounds: SoundRules, common: frozenset[str]
) -> GoodsWords:
    """Return the goods words of a language; `common` words are never a product misheard."""
    partitive = sorted((tuple(fold(line).split()) for line in page.lines("partitive")), key=len)
    return GoodsWords(
        **{name: page.words(name) for name in _PLAIN},
        partitive=tuple(reversed(partitive)),
        purposes=_purposes(page),
        complements=_complements(page.inner("complements")),
        separators=page.words("separators") | {","},
        spelt_separators=page.spelt("separators"),
        talk=_talk(page),
        changes=page.numbers("changes"),
        stand_in=page.text("stand_in"),
        relatives=page.spelt("relatives"),
        vague=page.pattern("vague"),
        vessels=_vessels(page, sounds),
        ear=_ear(page, language, sounds, common),
        adjectives=pages.stems(language, "adjectives"),
        spelt_adjectives=pages.spelt_stems(language, "adjectives"),
        adjectives_first=bool(page.table.get("adjectives_first")),
        opposites=tuple(
            frozenset(stem(fold(word)) for word in row.split()) for row in page.lines("opposites")
        ),
        kinds=_kinds(page, language),
        correction=page.pattern("correction"),
        negation=page.pattern("negation"),
        singular=_singular(page),
        invariable=frozenset(page.text("invariable").split()),
        half_after=page.pattern("half_after"),
        as_much=page.pattern("as_much"),
        asides=page.pattern("asides"),
    )


def _kinds(page: Page, language: str) -> Kinds:
    table = page.inner("kinds")
    return Kinds(
        flavours=pages.stems(language, "flavours"),
        flavoured=pages.stems(language, "flavoured"),
        staples=_stems(table, "staples"),
        edible=pages.heads(language, "products", table.lines("edible"))
        - _stems(table, "never_inside"),
        materials=_stems(table, "materials"),
        intensives=table.words("intensives"),
        sets=table.words("sets"),
        forms=_stems(table, "forms"),
        parts=_stems(table, "parts"),
    )


def _stems(page: Page, key: str) -> frozenset[str]:
    return frozenset(stem(word) for word in page.words(key))


def _purposes(page: Page) -> Purposes:
    return Purposes(
        openings=page.words("purpose"),
        attached=_stems(page, "attached"),
        events=_stems(page, "events"),
        makeshifts=_stems(page, "makeshifts"),
        verbs=page.words("purpose_verbs"),
        infinitives=tuple(page.text("infinitives").split()),
        free=page.words("free_purpose"),
        bare=bool(page.table.get("bare_purpose")),
    )


def _complements(page: Page) -> Complements:
    return Complements(
        places=_stems(page, "places"),
        participles=tuple(page.text("participles").split()),
        links=page.words("links"),
        garnishes=page.words("garnishes"),
        kept=_stems(page, "kept"),
        ages=_stems(page, "ages"),
        dropped=_stems(page, "dropped"),
        openings=page.pattern("openings"),
        fillings=_stems(page, "fillings"),
        kept_openings=page.spelt("kept_openings"),
        remains=_stems(page, "remains"),
        qualities=page.words("qualities"),
    )


def _singular(page: Page) -> tuple[tuple[re.Pattern[str], str], ...]:
    endings = page.inner("singular").table.items()
    return tuple((re.compile(f"{ending}$"), str(shape)) for ending, shape in endings)


def _talk(page: Page) -> TalkWords:
    return TalkWords(
        pronouns=page.words("talk_pronouns"),
        verbs=page.words("talk_verbs"),
        persons=_stems(page, "persons"),
    )


def _vessels(page: Page, sounds: SoundRules) -> Vessels:
    table = page.inner("containers")
    containers = {stem(word): Unit(unit) for unit in table.keys for word in table.words(unit)}
    return Vessels(
        containers=containers,
        by_sound={sound_of(word, sounds): word for word in containers},
        net_goods=_stems(page, "net_goods"),
        nets=page.words("nets"),
        named=_stems(page, "named_vessels"),
        packs=page.words("packs"),
        sizes=page.words("sizes"),
        plain=_stems(page, "plain_sizes"),
        sized_goods=_stems(page, "sized_goods"),
    )


def _ear(page: Page, language: str, sounds: SoundRules, common: frozenset[str]) -> Ear:
    adjectives = (word for word in pages.phrases(language, "adjectives") if word.isalpha())
    return Ear(
        adjectives={
            sound_of(fold(word), sounds): word
            for word in adjectives
            if len(word) >= _SHORTEST_ADJECTIVE
        },
        sounds=sounds,
        deaf=page.words("deaf"),
        common=common,
        two=page.words("two"),
        miswritten=re.compile(page.text("miswritten")) if page.text("miswritten") else None,
    )

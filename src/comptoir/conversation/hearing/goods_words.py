"""The words between which products are said: articles, containers, adjectives, prepositions."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from comptoir.conversation.hearing.sounds import SoundRules
from comptoir.conversation.hearing.tokens import Kind, Token
from comptoir.conversation.model import Unit


@dataclass(frozen=True)
class Vessels:
    """The containers goods come in."""

    containers: dict[str, Unit]
    by_sound: dict[str, str]
    """From the sound of a container to its name."""
    net_goods: frozenset[str]
    """What a filet is a bag of; a filet of anything else is a product."""
    nets: frozenset[str]
    named: frozenset[str]
    """Containers that name goods with what they hold: "plateau de fruits de mer"."""
    packs: frozenset[str]
    """Containers counted by what they hold: "a six pack"."""
    sizes: frozenset[str]
    """Adjectives that may stand before a container: petit, gros."""
    plain: frozenset[str]
    """Adjectives behind a container that name no goods: normale, grosse."""
    sized_goods: frozenset[str]
    """What is sold by what it holds: "sacs poubelle cinquante litres"."""


@dataclass(frozen=True)
class Ear:
    """What is needed to recognise words that were misspelt as they sound."""

    adjectives: dict[str, str]
    """From the sound of an adjective to the adjective."""
    sounds: SoundRules
    deaf: frozenset[str]
    """Words that are never a product misheard."""
    common: frozenset[str]
    """Words of the grammar, a product misheard only behind "du" or "un pot de"."""
    two: frozenset[str]
    """Words that are "deux" misheard, before a noun and nothing else."""
    miswritten: re.Pattern[str] | None = None
    """Numbers as recognisers write what is none: 3,25 for trois quarts."""

    def doubts_amount(self, said: Sequence[Token]) -> bool:
        """Tell whether an amount may have been misheard, or written as another."""
        if any(token.misheard for token in said):
            return True
        if said[0].plain in self.two and said[0].kind is Kind.WORD:
            return True
        return self.miswritten is not None and any(
            self.miswritten.match(token.text) is not None for token in said if token.value
        )

    @cached_property
    def well(self) -> frozenset[str]:
        """Words that are heard as they are written."""
        return self.deaf | self.common


@dataclass(frozen=True)
class Purposes:
    """What goods are for, and when that belongs to the product."""

    openings: frozenset[str]
    """Words that open a purpose, dropped unless its noun is in `attached`: pour, for."""
    attached: frozenset[str]
    events: frozenset[str]
    """What goods are bought for, and are not themselves: barbecue, anniversaire."""
    makeshifts: frozenset[str]
    """Words for a thing whose name is not known: truc, machin, quelque chose."""
    verbs: frozenset[str]
    """What is done with goods, with all that follows: accompagner, aller."""
    infinitives: tuple[str, ...]
    """Endings of verbs that are not known one by one: er, ir."""
    free: frozenset[str]
    """Words after a bare "pour" that are no part of a product: demain, moi."""
    bare: bool
    """Whether "pour" and a bare noun belong to the product: pain pour burger."""


@dataclass(frozen=True)
class Complements:
    """What stands behind a product and belongs to it, or to nothing."""

    places: frozenset[str]
    """Where goods come from: charentes, camargue."""
    participles: tuple[str, ...]
    """Endings that make an unknown word an adjective: é, ées."""
    links: frozenset[str]
    """Words that join a second adjective or garnish: et."""
    garnishes: frozenset[str]
    """Joints that may be said twice: "à la tomate et au piment"."""
    kept: frozenset[str]
    """Parts that are counted in a product's name: prises, watts."""
    ages: frozenset[str]
    """Parts that tell an age: mois, ans."""
    dropped: frozenset[str]
    """Parts that only size it: mois, couches."""
    openings: re.Pattern[str]
    """Words before a counted part that is dropped: dès, à partir de."""
    fillings: frozenset[str]
    """Goods that flavour the product before them where one was opened: aneth, comté."""
    kept_openings: frozenset[str]
    """Those of them, with their accents, that stay with their part: dès."""
    remains: frozenset[str]
    """What is left on a product: "avec la peau"."""
    qualities: frozenset[str]
    """Praise before a product: belle, bon."""


@dataclass(frozen=True)
class Kinds:
    """What decides whether a noun that stands beside another belongs to it."""

    flavours: frozenset[str]
    """Nouns that follow a flavoured product without a joint: yaourt fraise."""
    flavoured: frozenset[str]
    """Heads that take a flavour without a joint: yaourt."""
    staples: frozenset[str]
    """Those of them that are named alone in lists: pain, lait, café."""
    edible: frozenset[str]
    """What goods that are eaten may be made of."""
    materials: frozenset[str]
    """What goods that are not eaten may be made of: papier, inox."""
    intensives: frozenset[str]
    """Prefixes that close a product when they stand behind it: "tampons super"."""
    sets: frozenset[str]
    """Heads that hold several goods: "un kit pinceaux et rouleau"."""
    forms: frozenset[str]
    """How goods are cut or kept: "en grains", "en tranches"."""
    parts: frozenset[str]
    """What goods are for or how they are held, said without a joint: yeux, mains."""


@dataclass(frozen=True)
class TalkWords:
    """What is told rather than asked: "mamie en a", "les enfants adorent"."""

    pronouns: frozenset[str]
    verbs: frozenset[str]
    persons: frozenset[str]


@dataclass(frozen=True)
class GoodsWords:
    """How a language puts products in a row."""

    articles: frozenset[str]
    """Words for one: un, une, a, an."""
    definite: frozenset[str]
    partitive: tuple[tuple[str, ...], ...]
    """Openings such as "de la", the longest first."""
    of: frozenset[str]
    """Words that join a container to its contents: de, d', of."""
    joints: frozenset[str]
    """Words that join a noun to its complement: de, à, au, en, sans, with."""
    openers_as_joints: frozenset[str]
    """Words that open an item but may join before `attached`: du, des."""
    purposes: Purposes
    complements: Complements
    separators: frozenset[str]
    spelt_separators: frozenset[str]
    """The same with their accents: mais is one, maïs is not."""
    degrees: frozenset[str]
    """Words that belong to the adjective behind them: bien cuite."""
    talk: TalkWords
    changes: dict[str, int]
    """Words behind "de" that change an amount: plus, moins."""
    negated: frozenset[str]
    """Separators that negate inside a sentence: plus."""
    pronouns: frozenset[str]
    """Words that stand for the product spoken of: ones."""
    demonstratives: frozenset[str]
    """Words that point at a kind of the goods before them: "celui en dosettes"."""
    others: frozenset[str]
    """Words before a product that make it no other product: autre."""
    stand_in: str
    """The pronoun that stands for what was spoken of beside an adjective: celui, one."""
    companions: frozenset[str]
    """Words that join before a bare noun and separate before an article: avec."""
    relatives: frozenset[str]
    vague: re.Pattern[str]
    times: frozenset[str]
    numbered: frozenset[str]
    alternatives: frozenset[str]
    vessels: Vessels
    ear: Ear
    adjectives: frozenset[str]
    spelt_adjectives: frozenset[str]
    """The same with their accents: sucré is one, sucre is not."""
    adjectives_first: bool
    opposites: tuple[frozenset[str], ...]
    """Kinds that exclude each other: doux and demi-sel, frais and surgelé."""
    kinds: Kinds
    fillers: frozenset[str]
    """Words that mean nothing inside a list: aussi, encore, s'il."""
    prefixes: frozenset[str]
    """Words that open a modifier: anti, multi."""
    diets: frozenset[str]
    """Words that tell a diet and have lost theirs: "pain gluten"."""
    pairing: frozenset[str]
    """Words between two flavours of one product: "carrot and coriander soup"."""
    postposed: frozenset[str]
    """Words that make a flavour of the noun before them: "turkey flavour"."""
    pointers: frozenset[str]
    """Words that point at goods behind "of": "two bottles of that"."""
    finite: frozenset[str]
    """Verbs that no product has: what stands before one is talk, or ends there."""
    nameless: frozenset[str]
    """Words that name no product when nothing else is said: them, it."""
    correction: re.Pattern[str]
    negation: re.Pattern[str]
    singular: tuple[tuple[re.Pattern[str], str], ...]
    invariable: frozenset[str]
    half_after: re.Pattern[str]
    as_much: re.Pattern[str]
    """Words for the amount said before: "autant de"."""
    asides: re.Pattern[str]
    """Adverbials beside goods that are no part of them: "cette semaine", "en vrai"."""

    @cached_property
    def little(self) -> frozenset[str]:
        """Words that open, join or end products, so that a noun behind one does not stand bare."""
        opening = self.articles | self.definite | self.openers_as_joints | self.purposes.openings
        return opening | self.separators | self.joints | self.companions | self.relatives

    @cached_property
    def partitives(self) -> Mapping[str, Sequence[tuple[str, ...]]]:
        """The partitives by their first word, in their order."""
        found: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
        for opening in self.partitive:
            found[opening[0]].append(opening)
        return dict(found)


def word_at(tokens: tuple[Token, ...], index: int) -> str:
    """Return the folded word at a place, an empty text when no word stands there."""
    if 0 <= index < len(tokens) and tokens[index].kind is Kind.WORD:
        return tokens[index].plain
    return ""


def opening_at(tokens: tuple[Token, ...], index: int, words: GoodsWords) -> int:
    """Return how many tokens are a partitive ("de la") at a place."""
    for opening in words.partitives.get(word_at(tokens, index), ()):
        if all(word_at(tokens, index + at) == word for at, word in enumerate(opening)):
            return len(opening)
    return 0


def singular(word: str, words: GoodsWords) -> str:
    """Return a word as said in the singular, accents kept."""
    if len(word) <= 3 or "'" in word or word in words.invariable:
        return word
    for ending, replacement in words.singular:
        changed, count = ending.subn(replacement, word)
        if count:
            return changed
    return word

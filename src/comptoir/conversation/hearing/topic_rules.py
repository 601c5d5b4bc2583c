"""How a language says amounts alone, and what it says of goods that were named first."""

import re
from dataclasses import dataclass

from comptoir.conversation.hearing.patterns import Line
from comptoir.conversation.model import Act


@dataclass(frozen=True)
class CountRules:
    """How a language says an amount alone."""

    openings: re.Pattern[str]
    """What may stand before it: oui, alors, mets-en."""
    again: frozenset[str]
    """Verbs before it that add to what there is: rajoute."""
    closings: frozenset[str]
    """What may stand behind it and says nothing: seulement, suffira."""
    reasons: frozenset[str]
    """Words with which a reason begins: pour, ma, on."""
    judged: re.Pattern[str]
    """What is said of an amount that is wanted: "c'est bien", "ça suffira"."""
    resumes: re.Pattern[str]
    """Words behind talk with which the amount comes that is meant: disons, mets-en."""
    more: re.Pattern[str]
    less: re.Pattern[str]
    same: re.Pattern[str]


@dataclass(frozen=True)
class TopicRules:
    """What a language says of goods that were named first."""

    starts: frozenset[str]
    """Words that open the goods: le, la, mes."""
    bare: bool
    """True where goods are named without an article: "satsumas better be twenty"."""
    joints: frozenset[str]
    """Words behind which an article opens nothing: the "la" of "crème de la mer"."""
    links: frozenset[str]
    """Words that join two of them: et, ni."""
    endings: re.Pattern[str]
    """Words between the goods and what is said of them: aussi, finalement."""
    settling: frozenset[str]
    """Those of them that make what follows final: finalement, plutôt."""
    finals: re.Pattern[str]
    """Turns of phrase before an amount that is so many in all."""
    adds: re.Pattern[str]
    """Turns of phrase before an amount that is wanted."""
    again: frozenset[str]
    """Verbs that add to what there is: remets."""
    drops: re.Pattern[str]
    """Turns of phrase that want the goods no more."""
    too: re.Pattern[str]
    """"et le poulet aussi": the same is said of other goods."""
    told: re.Pattern[str]
    """Words between goods and what kind they are: "c'est du"."""
    kind_openings: re.Pattern[str]
    """Words before a kind that stands alone: "plutôt"."""
    kind_joints: frozenset[str]
    """Words that open a kind: "en grains"; "sans croûtons" may take croutons out."""
    changed: re.Pattern[str]
    """Words between goods and what is wanted in their place: "prends plutôt"."""
    same: re.Pattern[str]
    """"pareil": as many as of what was spoken of."""


@dataclass(frozen=True)
class ContrastRules:
    """How a language says that one thing is meant and not another."""

    denial: re.Pattern[str]
    """Words before what is not meant: "c'est pas"."""
    turn: re.Pattern[str]
    """Words between it and what is meant: "c'est", "mais"."""
    meant: re.Pattern[str]
    """Words before what is meant, "pas" and what is not: "il fallait"."""
    apart: re.Pattern[str]
    """Words before what is left out and not put in another's place: "sauf"."""
    told: re.Pattern[str]
    """Words before what is meant, with `wished` behind it: "c'est"."""
    wished: re.Pattern[str]
    sooner: re.Pattern[str]
    """Words before what is wanted, with `than` behind it: "plutôt"."""
    than: re.Pattern[str]
    rather: re.Pattern[str]
    """Words between what is wanted and what is not: "plutôt que"."""
    movers: re.Pattern[str]
    """Words before what is wanted there: "on passe aux"."""
    prefers: re.Pattern[str]
    """Words before what somebody likes better than what was added: "elle préfère"."""
    preferred: re.Pattern[str]
    """Words that may close what is preferred: finalement."""
    lacking: re.Pattern[str]
    """Words before what may be sold out, with what will do behind it: "si tu n'as plus de"."""


@dataclass(frozen=True)
class QuestionRules:
    """How a language asks how much."""

    prices: re.Pattern[str]
    """"il revient à combien", "ça fait quel prix"."""
    counts: re.Pattern[str]
    """"il y en a combien"."""
    links: re.Pattern[str]
    """Words between the question and the goods: "pour" in "ça fait combien pour les patates"."""


@dataclass(frozen=True)
class NamedFirst:
    """What is said of goods by what was named before: counted, dropped, meant in its place."""

    topics: TopicRules
    counts: CountRules
    contrasts: ContrastRules
    questions: QuestionRules


@dataclass(frozen=True, slots=True)
class Topical:
    """What was said of goods named first, and what was said before and behind it."""

    act: Act
    before: Line
    rest: Line
    at: int
    """Where what is said of the goods begins: the earliest is believed."""

"""How a language tells of life beside what is asked for."""

import re
from dataclasses import dataclass
from functools import cached_property

from comptoir.conversation.hearing.pages import Page


@dataclass(frozen=True)
class RemarkRules:
    """How a language tells of life."""

    subjects: frozenset[str]
    others: frozenset[str]
    """Subjects that neither ask nor are asked: ça, elles."""
    clitics: frozenset[str]
    """What may stand between a subject and its verb."""
    owners: frozenset[str]
    definite: frozenset[str]
    kin: frozenset[str]
    """People who need no article: mum."""
    contractions: frozenset[str]
    """Verbs that are written with their subject: 's, 've."""
    verbs: frozenset[str]
    """Finite verbs that a noun may be the subject of."""
    no_verbs: frozenset[str]
    """Words behind a pronoun that are no verb."""
    governed: frozenset[str]
    """Words behind which a noun is no subject."""
    openers: re.Pattern[str]
    """Words that open a remark whatever follows: "parce que"."""
    purposes: re.Pattern[str]
    """Words that open what goods are for, before their names: "pour le goûter"."""
    kept: tuple[re.Pattern[str], ...]
    """Remarks that tell what the grammar needs: "on est six", "j'en ai déjà"."""
    restarts: re.Pattern[str]
    """Words behind which the request goes on: "alors"."""
    negation: frozenset[str]
    joints: frozenset[str]
    links: frozenset[str]
    """Words that join goods to what was said before: et, puis."""
    modals: frozenset[str]
    """Verbs before the infinitive that tells what is meant: veux, vais."""
    auxiliaries: frozenset[str]
    """Forms of to be and to have, behind which a participle stands."""
    persons: frozenset[str]
    partitive: re.Pattern[str]
    linked: re.Pattern[str]
    """Articles behind a link: "et les œufs"."""
    moments: re.Pattern[str]
    commands: frozenset[str]
    """Imperatives: mets, enlève."""
    within: frozenset[str]
    """First words of a turn of phrase that may stand inside a remark: à, chez."""

    @cached_property
    def no_nouns(self) -> frozenset[str]:
        """The words that are no part of a noun that is a subject."""
        return (self.subjects | self.governed | self.links) - self.joints

    @cached_property
    def plain_clitics(self) -> frozenset[str]:
        """The words between a subject and its verb that are no verb themselves."""
        return self.clitics - self.verbs

    @cached_property
    def before_no_order(self) -> frozenset[str]:
        """The words behind which no turn of phrase begins a request."""
        return (self.clitics & self.verbs) | self.governed | self.auxiliaries

    @cached_property
    def before_no_command(self) -> frozenset[str]:
        """The words behind which a verb is no imperative."""
        return self.subjects | self.clitics | self.owners | self.definite

    @classmethod
    def of(
        cls, page: Page, persons: frozenset[str], said_of_goods: re.Pattern[str]
    ) -> "RemarkRules":
        """Read the rules from a page, given who people are and what is said of goods."""
        return cls(
            subjects=page.words("subjects"),
            others=page.words("others"),
            clitics=page.words("clitics"),
            owners=page.words("owners"),
            definite=page.words("definite"),
            kin=page.words("kin"),
            contractions=page.words("contractions"),
            verbs=page.words("verbs"),
            no_verbs=page.words("no_verbs"),
            governed=page.words("governed"),
            openers=page.pattern("openers"),
            purposes=page.pattern("purposes"),
            kept=(page.pattern("kept"), said_of_goods),
            restarts=page.pattern("restarts"),
            negation=page.words("negation"),
            joints=page.words("joints"),
            modals=page.words("modals"),
            auxiliaries=page.words("auxiliaries"),
            persons=persons,
            links=page.words("links"),
            partitive=page.pattern("partitive"),
            linked=page.pattern("linked"),
            moments=page.pattern("moments"),
            commands=page.words("commands"),
            within=page.words("within"),
        )

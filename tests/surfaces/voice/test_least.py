"""What leaves through a maker's machine is the least that answers: nothing that was planted."""

import pytest

from comptoir.adapters.payments.at_handover import AtHandover
from comptoir.db.unit_of_work import Database, UnitOfWork
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.locale import Language
from comptoir.street.counter import counter_of
from comptoir.street.guests import Guest
from comptoir.street.shop import Shop
from tests.journeys.doors import DOORS, OF_A_MAKER, written
from tests.shop.conversation.story import a_talk
from tests.surfaces.voice.canaries import (
    COLUMNS,
    MINE,
    NO_SECRETS,
    PLANTED,
    a_described_household,
    leaks,
    somebodys_order,
)

ASKED = {
    Language.FRENCH: (
        "bonjour", "qui suis-je", "comment je m'appelle", "quelle est mon adresse",
        "quel est mon numéro de téléphone", "où habitez-vous", "tu livres chez qui",
        "ajoute deux litres de lait demi-écrémé, du camembert et six œufs", "lis mon panier",
        "qui a ajouté le lait", "où en est ma commande", "quelles sont mes commandes",
        "comme la dernière fois", "mes courses habituelles", "non", "livraison demain matin",
        "le premier", "valide", "répète", "oui", "où en est ma commande",
        "qu'est-ce que j'ai commandé", "comme la dernière fois", "non", "annule ma commande",
        "oui", "une bouteille de vin rouge", "valide", "aide", "cherche du camembert",
        "combien coûte le camembert", "est-ce que le camembert contient du lait",
        "où en est la commande {number}", "annule la commande {number}", "oui", "stop",
    ),
    Language.ENGLISH: (
        "hello", "who am i", "what is my address", "what's my phone number",
        "add two litres of semi-skimmed milk, a camembert and six eggs", "what's in my basket",
        "where is my order", "my usual shopping", "no", "delivery tomorrow morning",
        "the first one", "check out", "repeat that", "yes", "where is my order",
        "same as last time", "no", "cancel my order", "yes", "help",
        "where is order {number}", "goodbye",
    ),
}  # fmt: skip


def a_shop(database: Database) -> Shop:
    """Open a shop that knows all about whoever comes in."""

    async def welcome(uow: UnitOfWork, _store: str, _language: Language) -> str:
        return await a_described_household(uow, MINE)

    return Shop(database, {"at_handover": AtHandover()}, welcome=welcome)


class TestWhatLeaves:
    @pytest.mark.parametrize("language", list(Language))
    @pytest.mark.parametrize("door", OF_A_MAKER)
    async def test_has_no_canary_in_a_whole_dialogue(
        self, database: Database, door: str, language: Language
    ) -> None:
        talk = await a_talk(database, at_home=False)
        order = await somebodys_order(talk)
        async with DOORS[door](a_shop(database), talk.store, language) as line:
            for sentence in ASKED[language]:
                await line.say(sentence.format(number=order.number))
            left = written(line.left)
        assert "camembert" in left.lower()
        assert await leaks(database, store=talk.store, order=order, left=left) == []

    @pytest.mark.parametrize("language", list(Language))
    async def test_has_none_in_any_field_whatever_a_recogniser_caught(
        self, database: Database, language: Language
    ) -> None:
        talk = await a_talk(database, at_home=False)
        order = await somebodys_order(talk)
        counter = counter_of(a_shop(database))
        guest = Guest("door", talk.store, "user", "session", language)
        spoken = [
            await counter.hear(guest, sentence.format(number=order.number))
            for sentence in ASKED[language]
        ]
        assert any(said.ends for said in spoken)
        left = str(spoken)
        assert await leaks(database, store=talk.store, order=order, left=left) == []

    async def test_a_door_that_tells_more_is_seen(self, database: Database) -> None:
        talk = await a_talk(database, at_home=False)
        order = await somebodys_order(talk)
        async with DOORS["api"](a_shop(database), talk.store, Language.FRENCH) as line:
            await line.say("du camembert")
            left = written(line.left)
        found = await leaks(database, store=talk.store, order=order, left=left)
        assert any("~" in each for each in found)
        planted = f"livré au {MINE.address.street.upper()}"
        assert await leaks(database, store=talk.store, order=order, left=planted)


class TestPlanting:
    @pytest.mark.parametrize("table", sorted(PLANTED))
    async def test_reaches_every_column_that_describes_a_customer(
        self, database: Database, table: str
    ) -> None:
        async with database.read(SYSTEM) as on:
            columns = set(await COLUMNS.all(on, table=table))
        assert columns == PLANTED[table] | NO_SECRETS[table]

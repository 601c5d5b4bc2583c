"""An address is dictated field by field, read back, and kept after a yes."""

import pytest

from comptoir.conversation.commands import start
from comptoir.db.unit_of_work import Database
from comptoir.kernel.locale import Language
from comptoir.shopping.customers import commands
from comptoir.shopping.customers import queries as customers
from comptoir.shopping.customers.model import Address
from tests.shop.conversation.story import BREAD, CALLER, Talk, a_talk, lines


async def home(talk: Talk) -> Address | None:
    """Give the household's preferred address."""
    assert talk.household is not None
    async with talk.database.read(CALLER) as on:
        return (await customers.household(on, household=talk.household)).home


class TestDictate:
    async def test_takes_it_in_one_breath(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.say("mon adresse est 7 rue du Four 35000 Rennes")
        assert "7 rue du Four, 35000 Rennes" in answer.say
        assert answer.pending == "ask_address"
        answer = await talk.say("oui")
        assert "Rennes" in answer.say
        assert answer.pending is None
        kept = await home(talk)
        assert kept is not None
        assert (kept.street, kept.postcode, kept.city) == ("7 rue du Four", "35000", "Rennes")
        assert kept.recipient.startswith("Camille")

    async def test_asks_for_one_field_at_a_time(self, database: Database) -> None:
        talk = await a_talk(database)
        assert "rue" in (await talk.say("je voudrais changer d'adresse")).say
        assert "code postal" in (await talk.say("12 bis avenue de la Gare")).say
        assert "ville" in (await talk.say("35 500")).say
        answer = await talk.say("Vitré")
        assert "12 bis avenue de la Gare, 35500 Vitré" in answer.say
        assert lines(await talk.say("oui")) == {}
        kept = await home(talk)
        assert kept is not None
        assert kept.street == "12 bis avenue de la Gare"

    async def test_keeps_nothing_after_a_no(self, database: Database) -> None:
        talk = await a_talk(database)
        before = await home(talk)
        answer = await talk.hold("mon adresse est 7 rue du Four 35000 Rennes", "non")
        assert answer.pending is None
        assert await home(talk) == before

    async def test_is_dropped_for_something_else(self, database: Database) -> None:
        talk = await a_talk(database)
        before = await home(talk)
        answer = await talk.hold("je voudrais changer d'adresse", "ajoute deux baguettes")
        assert lines(answer) == {BREAD.gtin: 2}
        assert answer.pending is None
        assert await home(talk) == before

    async def test_warns_outside_the_zone(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.hold("mon adresse est 7 rue du Four 75001 Paris", "oui")
        assert "hors de notre zone" in answer.say or "Paris" in answer.say

    async def test_is_not_said_aloud_on_a_shared_device(self, database: Database) -> None:
        talk = await a_talk(database)
        async with database.work(CALLER) as uow:
            opened = await start(
                uow,
                store=talk.store,
                language=Language.FRENCH,
                household=talk.household,
                shared=True,
            )
        talk.id = opened.id
        answer = await talk.say("mon adresse est 7 rue du Four 35000 Rennes")
        for text in (answer.say, answer.spoken, answer.card.text):
            assert "Rennes" in text
            assert "Four" not in text
            assert "35000" not in text

    async def test_is_refused_where_no_household_is_known(self, database: Database) -> None:
        talk = await a_talk(database, at_home=False)
        answer = await talk.say("mon adresse est 7 rue du Four 35000 Rennes")
        assert "sans savoir qui vous êtes" in answer.say
        assert answer.pending is None

    async def test_is_taken_in_english(self, database: Database) -> None:
        talk = await a_talk(database, language=Language.ENGLISH)
        answer = await talk.hold("my address is 7 rue du Four 35000 Rennes", "yes")
        assert "Rennes" in answer.say
        kept = await home(talk)
        assert kept is not None
        assert kept.postcode == "35000"


class TestAskOrigin:
    @pytest.mark.parametrize(
        "text",
        [
            "d'où viennent les tomates",
            "quelle est l'origine des tomates",
            "les tomates viennent d'où",
        ],
    )
    async def test_tells_what_the_offer_says(self, database: Database, text: str) -> None:
        talk = await a_talk(database)
        answer = await talk.say(text)
        assert answer.say.startswith("Tomates rondes\u00a0:")
        assert "origine" in answer.say
        assert lines(answer) == {}

    async def test_is_understood_in_english(self, database: Database) -> None:
        talk = await a_talk(database, language=Language.ENGLISH)
        answer = await talk.say("where do the tomatoes come from")
        assert "Round tomatoes" in answer.say

    async def test_says_what_it_does_not_know(self, database: Database) -> None:
        talk = await a_talk(database)
        assert "zorgluf" in (await talk.say("d'où vient le zorgluf")).say


class TestAskStores:
    async def test_names_the_others_and_says_how(self, database: Database) -> None:
        talk, other = await a_talk(database), await a_talk(database)
        assert other.store != talk.store
        answer = await talk.say("je voudrais changer de magasin")
        assert (answer.pending, answer.say[:17]) == ("ask_store", "Dans quel magasin")
        told = await talk.say("quels magasins avez-vous ?")
        assert "votre panier vous suit" in told.say
        assert lines(answer) == {}


class TestCheckOut:
    async def test_tells_a_household_that_it_may_dictate(self, database: Database) -> None:
        talk = await a_talk(database)
        async with database.work(CALLER) as uow:
            household = await commands.create_household(uow)
            opened = await start(
                uow, store=talk.store, language=Language.FRENCH, household=household
            )
        talk.id, talk.household = opened.id, household
        answer = await talk.hold("une baguette", "livraison demain soir", "valide")
        assert "«\u00a0mon adresse est\u00a0»" in answer.say
        await talk.hold("mon adresse est 7 rue du Four 35500 Vitré", "Camille Morvan", "oui")
        assert (await home(talk)) is not None

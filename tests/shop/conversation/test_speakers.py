"""A device that whoever is in the room may speak to: who speaks, who added what, who may drink."""

from datetime import timedelta

import pytest

from comptoir.conversation.commands import start
from comptoir.db.unit_of_work import Database
from comptoir.kernel.clock import FixedClock
from comptoir.kernel.locale import Language
from comptoir.shopping.customers import commands as customers
from comptoir.shopping.customers import queries as people
from tests.shop.conversation.story import BREAD, CALLER, WINE, Talk, a_talk, lines


async def a_speaker(
    database: Database, *, language: Language = Language.FRENCH, at_home: bool = True
) -> Talk:
    """Begin a conversation on a shared device: Camille is known to be of age, Léa is not."""
    talk = await a_talk(database, language=language, at_home=at_home)
    async with database.work(CALLER) as uow:
        if talk.household is not None:
            await customers.add_person(uow, household=talk.household, name="Léa Morvan")
            everybody = (await people.household(uow, household=talk.household)).people
            camille = next(each.id for each in everybody if each.name.startswith("Camille"))
            await customers.confirm_adult(uow, household=talk.household, person=camille)
        opened = await start(
            uow, store=talk.store, language=language, household=talk.household, shared=True
        )
    talk.id = opened.id
    return talk


class TestIntroduce:
    @pytest.mark.parametrize(
        "text",
        ["c'est léa", "je suis Léa", "moi c'est Léa Morvan", "ici Léa", "c'est Léa qui parle"],
    )
    async def test_knows_a_member_by_name(self, database: Database, text: str) -> None:
        talk = await a_speaker(database)
        answer = await talk.say(text)
        assert answer.say == "Bonjour Léa, je vous écoute."
        answer = await talk.say("deux baguettes")
        assert [(line.gtin, line.added_by) for line in answer.cart.lines] == [(BREAD.gtin, "Léa")]

    async def test_hears_the_rest_of_the_sentence(self, database: Database) -> None:
        talk = await a_speaker(database)
        answer = await talk.say("C'est Léa, ajoute deux baguettes et du zorgluf")
        assert lines(answer) == {BREAD.gtin: 2}
        assert answer.cart.lines[0].added_by == "Léa"
        assert "«\u00a0zorgluf\u00a0»" in answer.say

    async def test_notes_a_guest_who_says_a_name(self, database: Database) -> None:
        talk = await a_speaker(database)
        answer = await talk.say("je m'appelle Max")
        assert answer.say.startswith("Bonjour Max")
        answer = await talk.say("une baguette")
        assert answer.cart.lines[0].added_by == "Max"

    @pytest.mark.parametrize("text", ["c'est tout", "c'est bon", "je suis pressé", "c'est parfait"])
    async def test_takes_no_other_word_for_a_name(self, database: Database, text: str) -> None:
        talk = await a_speaker(database)
        assert "Bonjour" not in (await talk.say(text)).say

    async def test_works_in_english(self, database: Database) -> None:
        talk = await a_speaker(database, language=Language.ENGLISH)
        assert (await talk.say("this is Camille")).say == "Hello Camille, I'm listening."


class TestAlcohol:
    @pytest.mark.parametrize("name", [None, "c'est Léa", "je m'appelle Max"])
    async def test_is_refused_to_whom_nobody_knows_to_be_of_age(
        self, database: Database, name: str | None
    ) -> None:
        talk = await a_speaker(database)
        if name:
            await talk.say(name)
        answer = await talk.say("une bouteille de vin rouge et une baguette")
        assert lines(answer) == {BREAD.gtin: 1}
        assert "18 ans" in answer.say

    async def test_is_refused_to_a_guest_of_no_household(self, database: Database) -> None:
        talk = await a_speaker(database, at_home=False)
        assert lines(await talk.hold("c'est Camille", "du vin rouge")) == {}

    async def test_is_sold_to_an_adult_of_the_household(self, database: Database) -> None:
        talk = await a_speaker(database)
        answer = await talk.hold("c'est Camille", "du vin rouge", "livraison demain soir", "valide")
        assert lines(answer) == {WINE.gtin: 1}
        assert answer.pending == "confirm_age"
        assert (await talk.hold("oui", "oui")).order is not None

    async def test_is_ordered_by_nobody_else(self, database: Database) -> None:
        talk = await a_speaker(database)
        await talk.hold("c'est Camille", "du vin rouge", "livraison demain soir", "valide", "oui")
        answer = await talk.hold("c'est Léa", "oui")
        assert answer.order is None
        assert "18 ans" in answer.say
        assert (await talk.say("valide")).order is None

    async def test_asks_who_speaks_after_a_long_silence(
        self, database: Database, clock: FixedClock
    ) -> None:
        talk = await a_speaker(database)
        await talk.say("c'est Camille")
        clock.advance(timedelta(minutes=20))
        assert lines(await talk.say("du vin rouge")) == {}

    async def test_needs_no_name_on_a_device_of_ones_own(self, database: Database) -> None:
        talk = await a_talk(database)
        await talk.hold("du vin rouge", "livraison demain soir", "valide")
        answer = await talk.hold("oui", "oui")
        assert answer.order is not None
        async with database.read(CALLER) as on:
            household = await people.household(on, household=talk.household or "")
        assert [person.adult for person in household.people] == [True]

"""What chips offer under a list that was told is heard as the goods they stand for."""

import pytest

from comptoir.conversation.commands import start
from comptoir.db.unit_of_work import Database
from comptoir.kernel.locale import Language
from tests.shop.conversation.story import CALLER, Talk

REST = {Language.FRENCH: "La suite", Language.ENGLISH: "Show me more"}
LISTS = [
    (Language.FRENCH, "qu'est-ce que vous avez comme lait"),
    (Language.FRENCH, "quels fromages avez-vous"),
    (Language.FRENCH, "qu'est-ce que vous avez comme bière"),
    (Language.FRENCH, "quels jambons avez-vous"),
    (Language.ENGLISH, "what cheeses do you have"),
    (Language.ENGLISH, "what teas do you have"),
]


async def _talk(database: Database, language: Language) -> Talk:
    async with database.work(CALLER) as uow:
        opened = await start(uow, store="grand-ouest", language=language)
    return Talk(database, "grand-ouest", None, opened.id)


@pytest.mark.parametrize(("language", "asked"), LISTS)
class TestList:
    async def test_offers_what_it_names_and_the_rest(
        self, demo: Database, language: Language, asked: str
    ) -> None:
        answer = await (await _talk(demo, language)).say(asked)
        assert len(answer.card.chips) == 4, answer.say
        assert answer.card.chips[-1] == REST[language]

    async def test_is_chosen_from_by_each_chip(
        self, demo: Database, language: Language, asked: str
    ) -> None:
        added: set[str] = set()
        for place in range(3):
            talk = await _talk(demo, language)
            chips = (await talk.say(asked)).card.chips
            answer = await talk.say(chips[place])
            assert len(answer.cart.lines) == 1, (chips[place], answer.say)
            added.add(answer.cart.lines[0].gtin)
        assert len(added) == 3

    async def test_goes_on_by_its_last_chip(
        self, demo: Database, language: Language, asked: str
    ) -> None:
        talk = await _talk(demo, language)
        first = await talk.say(asked)
        further = await talk.say(first.card.chips[-1])
        assert not further.cart.lines
        assert further.card.chips
        assert further.say != first.say


class TestCart:
    async def test_that_is_read_in_parts_offers_the_rest(self, demo: Database) -> None:
        talk = await _talk(demo, Language.FRENCH)
        for said in (
            "une baguette, du sel, un kilo de carottes, un camembert et un ananas",
            "deux concombres, une laitue, un chou-fleur et un brie",
            "un kilo de courgettes, un melon charentais, des endives et un brocoli",
            "un kilo de navets, un céleri-rave et des poireaux",
        ):
            await talk.say(said)
        answer = await talk.say("relis mon panier")
        assert "autres articles" in answer.say
        assert answer.card.chips == ("Mon panier", "Commander", "La suite")
        assert "Ensuite" in (await talk.say("La suite")).say

"""What is said beside the shopping: it is answered from rows and changes nothing."""

import pytest

from comptoir.db.unit_of_work import Database
from tests.shop.conversation.story import CREAM, a_talk, lines


class TestTake:
    @pytest.mark.parametrize("text", ["bonjour", "salut", "merci", "merci beaucoup"])
    async def test_answers_courtesy_with_courtesy(self, database: Database, text: str) -> None:
        talk = await a_talk(database)
        answer = await talk.say(text)
        assert answer.say.startswith(("Bonjour", "Avec plaisir"))
        assert lines(answer) == {}

    @pytest.mark.parametrize(
        "text", ["je voudrais faire mes courses", "bonjour j’aimerais faire les courses"]
    )
    async def test_asks_whoever_comes_to_shop_what_is_needed(
        self, database: Database, text: str
    ) -> None:
        answer = await (await a_talk(database)).say(text)
        assert "recette" not in answer.say
        assert answer.say.endswith("?")

    async def test_keeps_the_question_that_waits(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.hold("du lait", "merci")
        assert answer.pending == "choices"
        assert len(answer.choices) == 3

    async def test_tells_the_hours(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.say("quels sont vos horaires ?")
        assert "heures d'ouverture" in answer.say or answer.say.startswith("Nous sommes")
        assert answer.pending is None

    async def test_tells_what_delivery_costs_and_leaves_the_mode(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.say("combien coûte la livraison ?")
        assert "4,90" in answer.say
        assert answer.cart.mode is None

    async def test_tells_where_it_delivers_and_leaves_the_mode(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.say("vous livrez à 99999 ?")
        assert "livr" in answer.say
        assert answer.cart.mode is None

    @pytest.mark.parametrize(
        "text",
        ["il manquait les œufs dans ma livraison", "deux pots étaient cassés", "une réclamation"],
    )
    async def test_owns_up_to_a_complaint_and_tells_who_mends_it(
        self, database: Database, text: str
    ) -> None:
        talk = await a_talk(database)
        answer = await talk.say(text)
        assert answer.say.startswith("Je suis désolé.")
        assert "accueil" in answer.say
        assert lines(answer) == {}

    async def test_tells_who_can_be_spoken_to(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.say("je voudrais parler à un conseiller")
        assert not answer.say.startswith("Je suis désolé.")
        assert lines(answer) == {}

    async def test_puts_nothing_for_an_age_that_was_not_asked(self, database: Database) -> None:
        talk = await a_talk(database)
        assert lines(await talk.say("oui j'ai plus de 18 ans")) == {}


class TestAskAllergens:
    async def test_tells_what_the_row_says(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.say("est-ce que la crème liquide contient des œufs ?")
        assert "allergènes indiqués sur la fiche\u00a0: lait" in answer.say
        assert "Traces possibles\u00a0: œufs" in answer.say
        assert "Oui" not in answer.say

    async def test_lists_those_of_the_product_named(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.say("c’est quoi les allergènes de la crème liquide")
        assert "allergènes indiqués sur la fiche\u00a0: lait" in answer.say

    async def test_judges_nothing_for_somebody_who_is_allergic(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.say("mon fils est allergique aux noix de cajou")
        assert answer.say.startswith("Je ne peux pas juger")

    async def test_speaks_of_what_was_put_last(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.hold("de la crème liquide", "ça contient du lait ?")
        assert "allergènes indiqués sur la fiche\u00a0: lait" in answer.say
        assert lines(answer) == {CREAM.gtin: 1}

    @pytest.mark.parametrize(
        "text",
        ["je suis allergique aux arachides", "y a-t-il de l'arachide dans les biscuits ?"],
    )
    async def test_judges_nothing_and_offers_nothing(self, database: Database, text: str) -> None:
        talk = await a_talk(database)
        answer = await talk.say(text)
        assert "Je ne peux pas juger" in answer.say
        assert answer.choices == ()


class TestPointing:
    async def test_at_nothing_offered_is_said_so(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.hold("deux baguettes", "le premier")
        assert "rien proposé" in answer.say

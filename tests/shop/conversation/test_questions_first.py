"""What is asked or pointed at changes nothing until there is something to answer."""

import pytest

from comptoir.db.unit_of_work import Database
from tests.shop.conversation.story import a_talk, lines


class TestChoose:
    @pytest.mark.parametrize("text", ["le premier", "le moins cher"])
    async def test_says_that_nothing_was_offered(self, database: Database, text: str) -> None:
        talk = await a_talk(database)
        answer = await talk.say(text)
        assert answer.say.startswith("Je ne vous ai rien proposé")
        assert answer.choices == ()
        assert lines(answer) == {}

    async def test_takes_no_question_for_a_choice(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.hold("du lait", "lequel est le moins cher en fromage ?")
        assert lines(answer) == {}

    async def test_proposes_nothing_for_nonsense(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.say("du foie gras de licorne")
        assert "pas trouvé" in answer.say
        assert answer.choices == ()


class TestCheckout:
    async def test_asks_for_the_window_that_waits_for_a_choice(self, database: Database) -> None:
        talk = await a_talk(database, deliveries=(8, 10, 18))
        answer = await talk.hold(
            "une baguette", "livraison demain soir", "non, plutôt demain matin", "valide"
        )
        assert answer.pending == "slots"
        answer = await talk.say("le deuxième")
        assert answer.pending == "confirm_checkout"
        assert "10 h" in answer.say

"""The last order again, and what is said when there is none."""

from comptoir.db.unit_of_work import Database
from tests.shop.conversation.story import BREAD, HALF, a_talk, lines


class TestReorder:
    async def test_says_that_there_is_none_and_offers_the_usual(self, database: Database) -> None:
        talk = await a_talk(database, usual={HALF.gtin: 1})
        answer = await talk.say("refais ma dernière commande")
        assert answer.say.startswith("Vous n'avez pas encore passé de commande ici.")
        assert answer.pending == "confirm_reorder"
        assert lines(await talk.say("oui")) == {HALF.gtin: 1}

    async def test_offers_the_last_order_rather_than_the_usual(self, database: Database) -> None:
        talk = await a_talk(database, usual={HALF.gtin: 1})
        answer = await talk.hold(
            "une baguette", "livraison demain soir", "valide", "oui", "refais ma dernière commande"
        )
        assert answer.pending == "confirm_reorder"
        assert lines(await talk.say("oui")) == {BREAD.gtin: 1}

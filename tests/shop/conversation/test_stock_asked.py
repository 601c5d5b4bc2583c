"""What is there is told and offered; a plain yes adds it, anything else does not."""

from comptoir.db.unit_of_work import Database
from tests.shop.conversation.story import BUTTER, a_talk, lines


class TestAskStock:
    async def test_offers_what_is_there(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.say("vous avez du beurre doux ?")
        assert "Je vous en mets" in answer.say
        assert lines(answer) == {}
        assert lines(await talk.say("oui")) == {BUTTER.gtin: 1}

    async def test_adds_nothing_without_a_yes(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.hold("vous avez du beurre doux ?", "non merci")
        assert lines(answer) == {}

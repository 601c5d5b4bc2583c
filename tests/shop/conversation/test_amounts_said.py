"""Amounts as they are said, against the packs that the shop has."""

from comptoir.db.unit_of_work import Database
from tests.shop.conversation.story import BUTTER, COLA, COLA_CANS, CREAM, a_talk, lines


class TestAdd:
    async def test_takes_the_bottle_of_the_size_said(self, database: Database) -> None:
        talk = await a_talk(database)
        assert lines(await talk.say("1,5 L de coca")) == {COLA.gtin: 1}

    async def test_counts_the_cans_inside_a_pack(self, database: Database) -> None:
        talk = await a_talk(database)
        assert lines(await talk.say("coca zéro 6 canettes")) == {COLA_CANS.gtin: 1}

    async def test_says_when_it_is_not_quite_what_was_said(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.say("un demi-litre de crème liquide")
        assert lines(answer) == {CREAM.gtin: 2}
        assert "Ça fait 40 cl" in answer.say

    async def test_asks_before_it_puts_far_more_than_was_said(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.say("100 g de beurre")
        assert answer.pending == "ask_qty"
        assert lines(answer) == {}
        assert lines(await talk.say("oui")) == {BUTTER.gtin: 1}

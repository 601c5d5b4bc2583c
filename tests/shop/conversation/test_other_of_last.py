"""Another of the kind that was just put takes its place."""

from comptoir.db.unit_of_work import Database
from tests.shop.conversation.story import GOLDEN, HALF, WHOLE, a_talk, lines


class TestReplace:
    async def test_puts_the_one_pointed_at_in_its_place(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.hold(
            "deux pommes golden", "du lait demi-écrémé", "celui au lait entier"
        )
        assert HALF.gtin not in lines(answer)
        assert WHOLE.gtin in lines(answer)
        assert GOLDEN.gtin in lines(answer)

"""What an answer says to each sense, in whole dialogues: the same facts, and chips that work."""

import re
from xml.etree import ElementTree

import pytest

from comptoir.conversation.answer import Answer
from comptoir.db.unit_of_work import Database
from comptoir.kernel.locale import Language
from tests.shop.conversation.story import HALF, SIX, SKIMMED, WHOLE, Talk, a_talk, lines

FRENCH = (
    "bonjour", "deux litres de lait demi-écrémé et six œufs", "une livre de tomates",
    "c'est combien le beurre", "du lait", "mon panier", "livraison demain soir", "valide", "oui",
)  # fmt: skip
ENGLISH = (
    "hello", "two litres of semi-skimmed milk and six eggs", "a pound of tomatoes",
    "how much is the butter", "milk", "my basket", "delivery tomorrow evening", "check out", "yes",
)  # fmt: skip


class TestEveryTurn:
    @pytest.mark.parametrize(
        ("language", "texts"), [(Language.FRENCH, FRENCH), (Language.ENGLISH, ENGLISH)]
    )
    async def test_is_said_to_every_sense(
        self, database: Database, language: Language, texts: tuple[str, ...]
    ) -> None:
        talk = await a_talk(database, language=language)
        answers = [await talk.say(text) for text in texts]
        assert answers[-1].order is not None
        for answer in answers:
            assert answer.card.title
            assert answer.card.text == answer.say
            assert not re.search(r"\d|[€%×«»]|  ", answer.spoken), answer.spoken
            root = ElementTree.fromstring(f"<speak>{answer.ssml}</speak>")
            assert "".join(root.itertext()).replace(" ", "") == answer.spoken.replace(" ", "")

    async def test_says_again_what_was_heard(self, database: Database) -> None:
        talk = await a_talk(database)
        first = await talk.say("deux litres de lait demi-écrémé")
        again = await talk.say("répète")
        assert (again.say, again.ssml) == (first.say, first.ssml)


class TestChips:
    async def _pressed(self, database: Database, place: int) -> Answer:
        talk = await a_talk(database)
        asked = await talk.say("du lait")
        assert asked.card.chips == ("Demi-écrémé", "Entier", "Écrémé")
        return await talk.say(asked.card.chips[place])

    @pytest.mark.parametrize(
        ("place", "gtin"), [(0, HALF.gtin), (1, WHOLE.gtin), (2, SKIMMED.gtin)]
    )
    async def test_choose_what_they_name(self, database: Database, place: int, gtin: str) -> None:
        assert lines(await self._pressed(database, place)) == {gtin: 1}

    async def test_lead_from_an_empty_cart_to_an_order(self, database: Database) -> None:
        talk = await a_talk(database, usual={SIX.gtin: 2})
        usual = await talk.say((await talk.say("bonjour")).card.chips[0])
        answer = await self._press_first(talk, usual)
        assert lines(answer) == {SIX.gtin: 2}
        answer = await talk.say(answer.card.chips[1])
        for _ in range(4):
            if answer.order is not None:
                break
            answer = await self._press_first(talk, answer)
        assert answer.order is not None

    async def _press_first(self, talk: Talk, answer: Answer) -> Answer:
        return await talk.say(answer.card.chips[0])

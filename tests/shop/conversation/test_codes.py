"""Discount codes that are said: taken however they are spelt, refused and told why, taken off."""

from dataclasses import replace
from datetime import timedelta

import pytest

from comptoir.conversation.answer import Answer
from comptoir.db.unit_of_work import Database
from comptoir.goods.pricing import commands as pricing
from comptoir.goods.pricing.model import DiscountCode
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.locale import Language
from tests.shop.conversation.story import BREAD, BUTTER, Talk, a_talk, lines


async def with_codes(talk: Talk, *codes: DiscountCode) -> Talk:
    """Make codes in the shop that a conversation is in: BIENVENUE, 10 %, unless told."""
    async with talk.database.work(SYSTEM) as uow:
        for code in codes or (DiscountCode(code="BIENVENUE", percent=10),):
            await pricing.create_discount_code(uow, store=talk.store, code=code)
    return talk


def discount(answer: Answer) -> tuple[str | None, int]:
    return answer.cart.discount_code, answer.cart.totals.discount


def said(answer: Answer) -> str:
    """Give an answer with plain blanks and apostrophes."""
    return answer.say.replace("\u202f", " ").replace("\u00a0", " ").replace("’", "'")


class TestTake:
    @pytest.mark.parametrize(
        "text",
        [
            "j'ai un code promo, c'est bienvenue",
            "j’ai un code promo bienvenue",
            "mon code de réduction est BIENVENUE",
            "applique le code bienvenue s'il te plaît",
            "utilise le code promo bienvenu",
            "avec le code b i e n v e n u e",
            "mets mon code bienvenue",
        ],
    )
    async def test_knows_a_code_however_it_is_said(self, database: Database, text: str) -> None:
        talk = await with_codes(await a_talk(database))
        answer = await talk.hold("du beurre", text)
        assert discount(answer) == ("BIENVENUE", 26)
        assert said(answer) == "Code BIENVENUE : 0,26 € de moins. Total : 2,39 €."
        assert lines(answer) == {BUTTER.gtin: 1}

    @pytest.mark.parametrize(
        "text", ["le code noël dix", "le code promo NOEL10", "code promo noel 10"]
    )
    async def test_knows_figures_said_as_numbers(self, database: Database, text: str) -> None:
        talk = await with_codes(await a_talk(database), DiscountCode(code="NOEL-10", amount=100))
        assert discount(await talk.hold("du beurre", text)) == ("NOEL-10", 100)

    async def test_asks_which_and_takes_the_answer(self, database: Database) -> None:
        talk = await with_codes(await a_talk(database))
        asked = await talk.hold("du beurre", "j'ai un code promo")
        assert said(asked) == "Oui, quel est ce code ?"
        assert discount(await talk.say("bienvenue")) == ("BIENVENUE", 26)

    async def test_lets_go_of_the_question_when_another_thing_is_said(
        self, database: Database
    ) -> None:
        talk = await with_codes(await a_talk(database))
        answer = await talk.hold("du beurre", "j'ai un code promo", "ajoute une baguette tradition")
        assert lines(answer) == {BUTTER.gtin: 1, BREAD.gtin: 1}
        assert discount(answer) == (None, 0)

    async def test_hears_the_rest_of_the_sentence(self, database: Database) -> None:
        talk = await with_codes(await a_talk(database))
        answer = await talk.say("ajoute du beurre et j'ai un code promo bienvenue")
        assert lines(answer) == {BUTTER.gtin: 1}
        assert answer.cart.discount_code == "BIENVENUE"
        answer = await talk.say("le code bienvenue et ajoute une baguette tradition")
        assert lines(answer) == {BUTTER.gtin: 1, BREAD.gtin: 1}

    async def test_says_that_nobody_knows_it(self, database: Database) -> None:
        talk = await with_codes(await a_talk(database))
        answer = await talk.hold("du beurre", "j'ai un code promo printemps")
        assert answer.say.startswith("Je ne connais pas le code PRINTEMPS.")
        assert discount(answer) == (None, 0)

    @pytest.mark.parametrize(
        ("facts", "says"),
        [
            ({"counts": False}, "n'est plus valable"),
            ({"minimum": 500}, "Il manque 2,35"),
            ({"valid_from": timedelta(days=3)}, "vaudra à partir de jeudi 18 juin"),
        ],
    )
    async def test_says_why_it_gives_nothing(
        self, database: Database, facts: dict[str, object], says: str
    ) -> None:
        talk = await a_talk(database)
        now = talk.database.clock.now()
        told = {
            name: now + fact if isinstance(fact, timedelta) else fact
            for name, fact in facts.items()
        }
        code = replace(DiscountCode(code="BIENVENUE", percent=10), **told)
        answer = await (await with_codes(talk, code)).hold("du beurre", "le code bienvenue")
        assert says in said(answer)
        assert discount(answer) == ("BIENVENUE", 0)

    async def test_takes_it_off(self, database: Database) -> None:
        talk = await with_codes(await a_talk(database))
        answer = await talk.hold("du beurre", "le code bienvenue", "enlève le code promo")
        assert said(answer).startswith("J'ai retiré le code BIENVENUE.")
        assert discount(answer) == (None, 0)
        more = await talk.hold(
            "le code bienvenue", "enlève le code et ajoute une baguette tradition"
        )
        assert lines(more) == {BUTTER.gtin: 1, BREAD.gtin: 1}
        assert discount(more) == (None, 0)
        again = await talk.say("enlève le code promo")
        assert "pas de code dans votre panier" in again.say

    @pytest.mark.parametrize("text", ["le code postal est 35500", "c'est quoi le code barre"])
    async def test_is_no_other_code(self, database: Database, text: str) -> None:
        talk = await with_codes(await a_talk(database))
        answer = await talk.hold("du beurre", text)
        assert discount(answer) == (None, 0)

    async def test_is_kept_for_an_empty_cart(self, database: Database) -> None:
        talk = await with_codes(await a_talk(database))
        answer = await talk.say("j'ai un code promo bienvenue")
        assert "le code BIENVENUE comptera" in answer.say
        assert discount(await talk.say("du beurre")) == ("BIENVENUE", 26)

    @pytest.mark.parametrize(
        "text", ["I have a promo code, it's welcome", "apply the discount code welcome please"]
    )
    async def test_is_heard_in_english(self, database: Database, text: str) -> None:
        talk = await with_codes(
            await a_talk(database, language=Language.ENGLISH),
            DiscountCode(code="WELCOME", amount=50),
        )
        answer = await talk.hold("a baguette", text)
        assert discount(answer) == ("WELCOME", 50)
        assert "WELCOME" in answer.say

    @pytest.mark.parametrize(
        "code",
        [
            DiscountCode(code="BIENVENUE", percent=10),
            DiscountCode(code="BIENVENUE", amount=100),
            DiscountCode(code="BIENVENUE", amount=100, minimum=300),
        ],
    )
    async def test_counts_in_a_total_without_something(
        self, database: Database, code: DiscountCode
    ) -> None:
        talk = await with_codes(await a_talk(database), code)
        before = await talk.hold("du beurre", "une baguette tradition", "le code bienvenue")
        asked = await talk.say("c'est quoi le total sans le beurre")
        assert asked.cart.totals == before.cart.totals
        after = await talk.say("enlève le beurre")
        euros, cents = divmod(after.cart.totals.total, 100)
        assert f"{euros},{cents:02} €" in said(asked)

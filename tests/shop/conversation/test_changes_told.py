"""Prices and stock that change between two turns are said, and what is said is what is paid."""

from datetime import timedelta

import pytest

from comptoir.conversation.answer import Answer
from comptoir.conversation.commands import start
from comptoir.db.unit_of_work import Database
from comptoir.goods.catalog.model import Product
from comptoir.kernel.clock import FixedClock
from comptoir.kernel.locale import Language
from tests.shop.conversation.story import BREAD, BRIE, CALLER, CAMEMBERT, WHOLE, a_talk, lines


def price_of(answer: Answer, product: Product) -> int:
    """Give what the cart pays for a product."""
    line = answer.cart.line(product.gtin)
    assert line is not None
    return line.price


class TestPriceChanged:
    async def test_is_said_once_when_it_fell(self, database: Database) -> None:
        talk = await a_talk(database)
        await talk.say("deux baguettes")
        await talk.price(BREAD, 90)
        answer = await talk.say("un brie")
        assert "0,90\u00a0€ au lieu de 1,10\u00a0€" in answer.say
        assert price_of(answer, BREAD) == 90
        assert "au lieu de" not in (await talk.say("un camembert")).say

    async def test_is_not_said_while_the_price_told_holds(self, database: Database) -> None:
        talk = await a_talk(database)
        await talk.say("deux baguettes")
        await talk.price(BREAD, 150)
        answer = await talk.say("un brie")
        assert "au lieu de" not in answer.say
        assert price_of(answer, BREAD) == 110

    async def test_is_said_when_the_price_told_has_lapsed(
        self, database: Database, clock: FixedClock
    ) -> None:
        talk = await a_talk(database)
        await talk.say("deux baguettes")
        await talk.price(BREAD, 150)
        clock.advance(timedelta(hours=25))
        answer = await talk.say("bonjour")
        assert "1,50\u00a0€ au lieu de 1,10\u00a0€" in answer.say

    async def test_is_said_of_goods_that_were_only_asked_about(self, database: Database) -> None:
        talk = await a_talk(database)
        assert "1,79" in (await talk.say("combien coûte le camembert")).say
        await talk.price(CAMEMBERT, 199)
        answer = await talk.say("j'en prends un")
        assert lines(answer) == {CAMEMBERT.gtin: 1}
        assert "1,99\u00a0€ au lieu de 1,79\u00a0€" in answer.say

    async def test_is_said_of_goods_that_were_offered(self, database: Database) -> None:
        talk = await a_talk(database)
        await talk.say("du lait")
        await talk.price(WHOLE, 139)
        answer = await talk.say("le deuxième")
        assert lines(answer) == {WHOLE.gtin: 1}
        assert "1,39\u00a0€ au lieu de 1,25\u00a0€" in answer.say

    async def test_is_in_a_question_asked_again(self, database: Database) -> None:
        talk = await a_talk(database)
        await talk.say("du lait")
        await talk.price(WHOLE, 139)
        answer = await talk.say("ajoute une baguette")
        assert "1,39" in answer.say
        assert [choice.label for choice in answer.choices][1].endswith("1,39 €")

    async def test_is_said_on_coming_back_another_day(
        self, database: Database, clock: FixedClock
    ) -> None:
        talk = await a_talk(database)
        cart = (await talk.say("deux baguettes")).cart.id
        await talk.price(BREAD, 150)
        clock.advance(timedelta(days=2))
        async with database.work(CALLER) as uow:
            again = await start(
                uow, store=talk.store, language=Language.FRENCH, household=talk.household, cart=cart
            )
        talk.id = again.id
        assert "1,50\u00a0€ au lieu de 1,10\u00a0€" in (await talk.say("bonjour")).say

    async def test_leaves_the_price_asked_for_to_be_what_the_cart_pays(
        self, database: Database
    ) -> None:
        talk = await a_talk(database)
        await talk.say("une baguette")
        await talk.price(BREAD, 150)
        answer = await talk.say("combien coûte la baguette")
        assert "1,10\u00a0€" in answer.say
        assert "1,50" not in answer.say


class TestStockChanged:
    async def test_is_said_once_when_it_ran_out(self, database: Database) -> None:
        talk = await a_talk(database)
        await talk.say("deux baguettes")
        await talk.stock(BREAD, 0)
        answer = await talk.say("un brie")
        assert "il n'y a plus de baguette tradition" in answer.say
        assert "plus de baguette" not in (await talk.say("un camembert")).say

    async def test_is_said_when_it_ran_short(self, database: Database) -> None:
        talk = await a_talk(database)
        await talk.say("deux baguettes")
        await talk.stock(BREAD, 1)
        assert "il ne reste que 1 baguette" in (await talk.say("un brie")).say

    async def test_is_said_when_it_came_back(self, database: Database) -> None:
        talk = await a_talk(database)
        await talk.say("deux baguettes")
        await talk.stock(BREAD, 0)
        await talk.say("un brie")
        await talk.stock(BREAD, 50)
        assert "Il y a de nouveau assez de baguette" in (await talk.say("un camembert")).say

    async def test_is_said_once_at_the_till(self, database: Database) -> None:
        talk = await a_talk(database)
        await talk.hold("deux baguettes", "livraison demain soir")
        await talk.stock(BREAD, 1)
        answer = await talk.say("valide")
        assert answer.say.count("1 baguette") == 1


class TestSameQuestionTwice:
    @pytest.mark.parametrize(
        "text",
        [
            "combien coûte le camembert",
            "est-ce que vous avez du lait",
            "vous avez quoi comme fromage",
            "qu'est-ce que vous avez comme pommes",
            "quels sont vos horaires",
            "combien coûte la livraison",
            "qu'est-ce qu'il y a dans mon panier",
        ],
    )
    async def test_gets_the_same_answer(self, database: Database, text: str) -> None:
        talk = await a_talk(database)
        await talk.say("un brie")
        first = await talk.say(text)
        again = await talk.say(text)
        assert again.say == first.say
        assert again.choices == first.choices
        assert lines(again) == {BRIE.gtin: 1}

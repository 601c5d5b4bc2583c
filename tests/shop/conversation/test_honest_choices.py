"""Which goods are meant, what is offered in their place, and what is asked rather than guessed."""

from dataclasses import replace

import pytest

from comptoir.db.unit_of_work import Database
from comptoir.goods.catalog import commands as catalog
from comptoir.goods.catalog.model import Product
from comptoir.goods.inventory import commands as inventory
from comptoir.goods.pricing import commands as pricing
from comptoir.goods.pricing.model import Offer
from comptoir.goods.shelf import commands as shelf
from tests.shop.conversation.story import (
    BREAD,
    BUTTER,
    CALLER,
    FLOUR,
    HALF,
    SKIMMED,
    Talk,
    a_talk,
    labels,
    lines,
)

BUCKWHEAT = replace(FLOUR, gtin="2890000009992", name="Farine de sarrasin", name_en="Buckwheat")
FINE = replace(FLOUR, gtin="2890000009985", name="Farine de blé T45", name_en="Fine wheat flour")
NUTTY = replace(
    HALF, gtin="2890000009978", name="Lait demi-écrémé aux noisettes", allergens=("milk", "nuts")
)


async def with_goods(database: Database, *goods: Product) -> Talk:
    """Begin to talk in a shop that has a few more goods, most of them by far."""
    talk = await a_talk(database)
    async with database.work(CALLER) as uow:
        await catalog.put_products(uow, products=goods)
        offers = [Offer(gtin=each.gtin, price=100) for each in goods]
        await pricing.set_offers(uow, store=talk.store, offers=offers)
        counts = {each.gtin: 900 for each in goods}
        await inventory.set_counts(uow, store=talk.store, counts=counts)
    return talk


async def sell(talk: Talk, product: Product, times: int) -> None:
    """Sell a product in so many orders."""
    async with talk.database.work(CALLER) as uow:
        for number in range(times):
            await shelf.count_sale(
                uow, store=talk.store, order_id=f"{product.gtin}-{number}", gtins=[product.gtin]
            )


class TestChoose:
    async def test_takes_the_plain_goods_and_not_those_there_is_most_of(
        self, database: Database
    ) -> None:
        talk = await with_goods(database, BUCKWHEAT, FINE)
        (gtin,) = lines(await talk.say("un kilo de farine"))
        assert gtin in (FLOUR.gtin, FINE.gtin)

    async def test_takes_what_the_store_sells_most(self, database: Database) -> None:
        talk = await with_goods(database, FINE)
        await sell(talk, FINE, 3)
        assert lines(await talk.say("un kilo de farine")) == {FINE.gtin: 1}
        await sell(talk, FLOUR, 9)
        assert FLOUR.gtin in lines(await talk.say("ajoute un kilo de farine"))

    async def test_takes_the_same_when_there_is_less_of_it(self, database: Database) -> None:
        talk = await with_goods(database, FINE)
        first = lines(await talk.say("un kilo de farine"))
        await talk.stock(FLOUR, 20)
        await talk.stock(FINE, 20)
        await talk.say("annule ça")
        assert lines(await talk.say("un kilo de farine")) == first

    async def test_counts_a_repeated_order_once(self, database: Database) -> None:
        talk = await with_goods(database, FINE)
        for _ in range(9):
            await sell(talk, FINE, 1)
        await sell(talk, FLOUR, 2)
        assert lines(await talk.say("un kilo de farine")) == {FLOUR.gtin: 1}


class TestSoldOut:
    async def test_of_the_usual_product_is_said_and_not_passed_over(
        self, database: Database
    ) -> None:
        talk = await a_talk(database, usual={SKIMMED.gtin: 1})
        await talk.stock(SKIMMED, 0)
        answer = await talk.say("du lait")
        assert lines(answer) == {}
        assert "Je n'ai plus de lait écrémé UHT" in answer.say
        assert answer.choices

    async def test_offers_nothing_with_another_allergen(self, database: Database) -> None:
        talk = await with_goods(database, NUTTY)
        await talk.stock(HALF, 0)
        answer = await talk.say("un litre de lait demi-écrémé uht")
        assert NUTTY.gtin not in [choice.gtin for choice in answer.choices]
        assert NUTTY.gtin not in lines(answer)

    async def test_offers_nothing_where_nothing_is_alike(self, database: Database) -> None:
        talk = await a_talk(database)
        await talk.stock(BREAD, 0)
        answer = await talk.say("deux baguettes")
        assert "Je n'ai plus de baguette" in answer.say
        assert answer.pending is None

    async def test_offers_the_same_whether_asked_or_told(self, database: Database) -> None:
        talk = await a_talk(database, usual={SKIMMED.gtin: 1})
        await talk.stock(SKIMMED, 0)
        told = await talk.say("du lait écrémé")
        await talk.say("non")
        asked = await talk.say("est-ce que vous avez du lait écrémé")
        assert labels(asked) == labels(told)


class TestUnknown:
    @pytest.mark.parametrize("text", ["du camanbert", "des baguète", "du bri"])
    async def test_is_found_by_sound_and_letters(self, database: Database, text: str) -> None:
        talk = await a_talk(database)
        answer = await talk.say(text)
        assert lines(answer) or answer.choices

    async def test_gets_the_nearest_three_at_most(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.say("du lait de licorne et une baguette")
        assert lines(answer) == {BREAD.gtin: 1}
        assert "«\u00a0lait de licorne\u00a0»" in answer.say
        assert 1 <= len(answer.choices) <= 3


class TestOneQuestionATurn:
    async def test_keeps_the_others_for_later(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.say(
            "du lait, du beurre, un litre et demi de lait entier et une baguette"
        )
        assert answer.say.count("?") == 1
        assert BREAD.gtin in lines(answer)
        assert BUTTER.gtin in lines(answer)


class TestMisheard:
    async def test_asks_for_a_number_that_was_perhaps_one(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.say("ajoute de baguettes")
        assert lines(answer) == {}
        assert answer.pending == "confirm_add"
        assert lines(await talk.say("oui")) == {BREAD.gtin: 2}

    async def test_takes_another_number_for_the_answer(self, database: Database) -> None:
        talk = await a_talk(database)
        await talk.say("ajoute de baguettes")
        assert lines(await talk.say("non trois")) == {BREAD.gtin: 3}

    async def test_puts_what_has_no_number(self, database: Database) -> None:
        talk = await a_talk(database)
        assert lines(await talk.say("de la farine")) == {FLOUR.gtin: 1}


LOTION = replace(
    BUTTER,
    gtin="2890000009954",
    name="Lait corporel crème",
    name_en="Body milk",
    category="t-bread",
    net_value=400,
    net_unit="ml",
)
CAVIAR = replace(FLOUR, gtin="2890000009961", name="Caviar d’aubergines", name_en="Aubergine dip")


class TestNearlyNamed:
    async def test_asks_rather_than_add_what_shares_the_wrong_word(
        self, database: Database
    ) -> None:
        talk = await with_goods(database, LOTION)
        answer = await talk.say("deux litres de lait demi-cremé")
        assert lines(answer) == {}
        assert "corporel" not in answer.say
        assert any("Lait demi-écrémé" in choice.label for choice in answer.choices)

    async def test_says_no_yes_to_goods_of_another_name(self, database: Database) -> None:
        talk = await with_goods(database, CAVIAR)
        answer = await talk.say("vous avez du caviar d’esturgeon ?")
        assert "Oui" not in answer.say

    async def test_comes_back_to_a_question_once_and_no_more(self, database: Database) -> None:
        talk = await a_talk(database)
        asked = await talk.say("100 g de beurre")
        assert asked.pending == "ask_qty"
        first = await talk.say("combien coûte le brie")
        again = await talk.say("combien coûte le brie")
        assert first.say.count("?") == 1
        assert again.say.count("?") == 0
        assert again.pending == "ask_qty"

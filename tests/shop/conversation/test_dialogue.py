"""From the first sentence to a placed order, and every question on the way."""

import pytest

from comptoir.db.unit_of_work import Database
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.locale import Language
from comptoir.shopping.orders import queries as orders
from comptoir.shopping.orders.model import State
from tests.shop.conversation.story import (
    APPLES,
    BREAD,
    BRIE,
    CAMEMBERT,
    FLOUR,
    GOLDEN,
    HALF,
    SIX,
    SKIMMED,
    TOMATOES,
    TWELVE,
    WHOLE,
    a_talk,
    labels,
    lines,
)


class TestTheWholeStory:
    async def test_ends_in_an_order_with_the_right_lines(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.say(
            "bonjour, ajoute deux litres de lait demi-écrémé, une livre de tomates et six œufs"
        )
        assert lines(answer) == {HALF.gtin: 2, TOMATOES.gtin: 500, SIX.gtin: 1}
        assert answer.cart.totals.total == 2 * 109 + 150 + 215
        answer = await talk.say("non plutôt un kilo de tomates")
        assert lines(answer)[TOMATOES.gtin] == 1000
        answer = await talk.say("livraison demain soir")
        assert answer.cart.slot is not None
        assert "18 h" in answer.say
        answer = await talk.say("valide")
        assert answer.pending == "confirm_checkout"
        assert "12,22\u00a0€" in answer.say
        assert "votre adresse" in answer.say
        assert "Lilas" not in answer.say
        answer = await talk.say("oui")
        assert answer.order is not None
        async with database.read(SYSTEM) as on:
            order = await orders.order(on, order=answer.order)
        assert order.state is State.PLACED
        assert order.totals.total == 218 + 299 + 215 + 490
        assert order.payment_method == "at_handover"

    async def test_goes_on_in_a_new_cart_after_the_order(self, database: Database) -> None:
        talk = await a_talk(database)
        ordered = await talk.hold("une baguette", "livraison demain soir", "valide", "oui")
        answer = await talk.say("un camembert")
        assert answer.cart.id == ordered.cart.id
        assert lines(answer) == {CAMEMBERT.gtin: 1}

    async def test_is_told_in_english_too(self, database: Database) -> None:
        talk = await a_talk(database, language=Language.ENGLISH)
        answer = await talk.say("add two litres of semi-skimmed milk and six eggs")
        assert answer.say == (
            "I've added 2 bottles of semi-skimmed milk (1 L each) and 1 box of 6 free-range eggs."
        )


class TestAdd:
    async def test_never_loses_the_rest_for_one_unknown(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.say("du zorgluf et deux baguettes")
        assert lines(answer) == {BREAD.gtin: 2}
        assert "«\u00a0zorgluf\u00a0»" in answer.say

    async def test_asks_which_kind_and_keeps_the_amount(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.say("trois litres de lait et une baguette")
        assert lines(answer) == {BREAD.gtin: 1}
        assert [choice.gtin for choice in answer.choices] == [
            HALF.gtin,
            WHOLE.gtin,
            SKIMMED.gtin,
        ]
        answer = await talk.say("le deuxième")
        assert lines(answer) == {BREAD.gtin: 1, WHOLE.gtin: 3}
        assert answer.choices == ()

    async def test_takes_the_usual_product_without_asking(self, database: Database) -> None:
        talk = await a_talk(database, usual={SKIMMED.gtin: 1})
        answer = await talk.say("du lait")
        assert lines(answer) == {SKIMMED.gtin: 1}

    async def test_asks_again_once_when_something_else_was_said(self, database: Database) -> None:
        talk = await a_talk(database)
        await talk.say("du lait")
        answer = await talk.say("ajoute une baguette")
        assert answer.pending == "choices"
        answer = await talk.say("ajoute un camembert")
        assert answer.pending is None

    async def test_weighs_what_was_counted(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.say("trois tomates")
        assert lines(answer) == {TOMATOES.gtin: 360}
        assert "3 tomates rondes (environ 360 g)" in answer.say

    async def test_takes_the_box_that_fits(self, database: Database) -> None:
        talk = await a_talk(database)
        assert lines(await talk.say("six œufs")) == {SIX.gtin: 1}

    async def test_finds_a_dozen(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.say("une douzaine d'œufs")
        assert lines(answer) in ({TWELVE.gtin: 1}, {SIX.gtin: 2})

    async def test_asks_when_packs_do_not_come_out(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.say("un litre et demi de lait entier")
        assert answer.pending == "ask_qty"
        assert lines(await talk.say("deux")) == {WHOLE.gtin: 2}

    async def test_offers_others_when_it_is_sold_out(self, database: Database) -> None:
        talk = await a_talk(database)
        await talk.stock(APPLES, 0)
        await talk.stock(GOLDEN, 50_000)
        answer = await talk.say("un kilo de pommes gala")
        assert lines(answer) == {}
        assert answer.choices[0].gtin == GOLDEN.gtin
        assert lines(await talk.say("oui")) == {GOLDEN.gtin: 1000}

    async def test_says_how_much_is_left_and_offers_it(self, database: Database) -> None:
        talk = await a_talk(database)
        await talk.stock(CAMEMBERT, 2)
        answer = await talk.say("cinq camemberts")
        assert lines(answer) == {}
        assert "2 camemberts" in answer.say
        assert lines(await talk.say("oui")) == {CAMEMBERT.gtin: 2}

    async def test_refuses_absurd_quantities_in_words(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.say("un million de baguettes")
        assert lines(answer) == {}
        assert answer.cart.totals.total == 0

    async def test_does_not_give_up_a_diet(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.say("de la pâte à tartiner sans gluten")
        assert lines(answer) == {}
        assert "sans gluten" in answer.say
        assert answer.choices == ()


class TestChange:
    async def test_takes_out_what_is_named(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.hold("une baguette et un camembert", "enlève le camembert")
        assert lines(answer) == {BREAD.gtin: 1}

    async def test_takes_out_so_many(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.hold("quatre baguettes", "retire une baguette")
        assert lines(answer) == {BREAD.gtin: 3}

    async def test_says_what_is_not_there(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.hold("une baguette", "enlève le camembert")
        assert lines(answer) == {BREAD.gtin: 1}
        assert "camembert" in answer.say

    async def test_replaces_as_much_of_it(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.hold("deux camemberts", "remplace le camembert par du brie")
        assert lines(answer) == {BRIE.gtin: 2}

    async def test_puts_one_more(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.hold("deux baguettes", "mets-en une de plus")
        assert lines(answer) == {BREAD.gtin: 3}

    async def test_empties_the_cart_only_after_a_yes(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.hold("deux baguettes", "vide le panier")
        assert answer.pending == "confirm_clear"
        assert lines(answer) == {BREAD.gtin: 2}
        assert lines(await talk.say("oui")) == {}

    async def test_keeps_the_cart_after_a_no(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.hold("deux baguettes", "vide le panier", "non")
        assert lines(answer) == {BREAD.gtin: 2}

    async def test_reads_the_cart_with_its_total(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.hold("deux baguettes", "qu'est-ce qu'il y a dans mon panier")
        assert "2 baguettes tradition" in answer.say
        assert "2,20\u00a0€" in answer.say


class TestAsk:
    async def test_tells_a_price_of_the_row(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.say("combien coûte le camembert")
        assert "1,79\u00a0€" in answer.say
        assert "7,16\u00a0€ le kilo" in answer.say
        assert lines(answer) == {}

    async def test_adds_what_a_price_was_told_of(self, database: Database) -> None:
        talk = await a_talk(database)
        assert lines(await talk.hold("combien coûte le brie", "mets-en deux")) == {BRIE.gtin: 2}

    async def test_tells_whether_it_is_there(self, database: Database) -> None:
        talk = await a_talk(database)
        await talk.stock(BRIE, 3)
        answer = await talk.say("est-ce qu'il vous reste du brie")
        assert "il en reste 3" in answer.say

    async def test_lets_the_shopper_point_at_what_was_found(self, database: Database) -> None:
        talk = await a_talk(database)
        found = await talk.say("je cherche des pommes")
        assert len(found.choices) == 2
        answer = await talk.say("la moins chère")
        assert list(lines(answer)) == [APPLES.gtin]


class TestWindows:
    async def test_offers_the_earliest_three(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.say("livraison demain")
        assert answer.pending == "slots"
        assert labels(answer) == [
            "demain de 8 h à 10 h",
            "demain de 10 h à 12 h",
            "demain de 12 h à 14 h",
        ]
        answer = await talk.say("le dernier")
        assert answer.cart.slot is not None
        assert answer.cart.slot.window.id == "delivery-1-12-20260616"

    async def test_takes_the_first_at_a_yes(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.hold("livraison demain", "oui")
        assert answer.cart.slot is not None

    async def test_asks_the_mode_and_remembers_the_time(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.say("demain soir")
        assert answer.pending == "ask_mode"
        answer = await talk.say("livraison")
        assert answer.cart.slot is not None

    async def test_says_when_nothing_fits_and_offers_others(self, database: Database) -> None:
        talk = await a_talk(database, deliveries=(8,))
        answer = await talk.say("livraison demain soir")
        assert answer.cart.slot is None
        assert len(answer.choices) == 1


class TestTill:
    async def test_asks_for_what_is_missing_one_by_one(self, database: Database) -> None:
        talk = await a_talk(database)
        await talk.say("une bouteille de vin rouge")
        assert (await talk.say("valide")).pending == "confirm_age"
        assert (await talk.say("oui")).pending == "ask_mode"
        assert (await talk.say("livraison")).pending == "slots"
        assert (await talk.say("le premier")).pending == "confirm_checkout"
        answer = await talk.say("oui")
        assert answer.order is not None

    async def test_offers_the_windows_again_while_they_wait(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.hold("une baguette", "livraison demain", "valide")
        assert answer.pending == "slots"
        assert answer.cart.slot is None

    async def test_goes_nowhere_with_an_empty_cart(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.say("valide")
        assert answer.pending is None
        assert "vide" in answer.say

    async def test_tells_what_is_missing_to_the_minimum(self, database: Database) -> None:
        talk = await a_talk(database, minimum_order=1000)
        answer = await talk.hold("une baguette", "valide")
        assert "8,90\u00a0€" in answer.say

    async def test_reads_back_again_when_the_total_has_changed(self, database: Database) -> None:
        talk = await a_talk(database)
        await talk.hold("une baguette", "livraison demain soir", "valide")
        await talk.price(BREAD, 90)
        answer = await talk.say("oui")
        assert answer.order is None
        assert answer.pending == "confirm_checkout"
        assert "5,80\u00a0€" in answer.say
        assert (await talk.say("oui")).order is not None

    async def test_offers_to_go_on_with_what_is_left(self, database: Database) -> None:
        talk = await a_talk(database)
        await talk.hold("trois baguettes", "livraison demain soir", "valide")
        await talk.stock(BREAD, 2)
        answer = await talk.say("oui")
        assert answer.order is None
        assert "2 baguettes tradition" in answer.say
        answer = await talk.say("oui")
        assert lines(answer) == {BREAD.gtin: 2}
        assert answer.pending == "confirm_checkout"

    async def test_tells_a_guest_that_there_is_no_address(self, database: Database) -> None:
        talk = await a_talk(database, at_home=False)
        answer = await talk.hold("une baguette", "livraison demain soir", "valide")
        assert answer.pending is None
        assert "adresse" in answer.say

    async def test_lets_a_guest_pick_up(self, database: Database) -> None:
        talk = await a_talk(database, at_home=False)
        answer = await talk.hold("une baguette", "retrait demain à 17 heures", "valide", "oui")
        assert answer.order is not None


class TestPast:
    async def test_tells_where_the_order_stands(self, database: Database) -> None:
        talk = await a_talk(database)
        await talk.hold("une baguette", "livraison demain soir", "valide", "oui")
        answer = await talk.say("où est ma commande")
        assert "enregistrée" in answer.say

    async def test_calls_an_order_off_after_a_yes(self, database: Database) -> None:
        talk = await a_talk(database)
        ordered = await talk.hold("une baguette", "livraison demain soir", "valide", "oui")
        answer = await talk.say("annule ma commande")
        assert answer.pending == "confirm_cancel"
        await talk.say("oui")
        async with database.read(SYSTEM) as on:
            order = await orders.order(on, order=ordered.order or "")
        assert order.state is State.CANCELLED

    async def test_puts_the_usual_basket_after_a_yes(self, database: Database) -> None:
        talk = await a_talk(database, usual={HALF.gtin: 2, APPLES.gtin: 1000})
        answer = await talk.say("les courses d'habitude")
        assert lines(answer) == {}
        answer = await talk.say("oui")
        assert lines(answer) == {HALF.gtin: 2, APPLES.gtin: 1000}

    async def test_offers_a_dish_for_so_many(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.say("de quoi faire des crêpes pour quatre")
        assert answer.pending == "recipe_list"
        answer = await talk.say("oui")
        assert {FLOUR.gtin, SIX.gtin, HALF.gtin} <= lines(answer).keys()


@pytest.mark.parametrize(
    "text", ["aide", "arrête", "raconte-moi une blague", "c'est quoi la capitale du pérou"]
)
class TestTalk:
    async def test_says_something_and_changes_nothing(self, database: Database, text: str) -> None:
        talk = await a_talk(database)
        answer = await talk.hold("une baguette", text)
        assert answer.say
        assert lines(answer) == {BREAD.gtin: 1}

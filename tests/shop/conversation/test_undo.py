"""Taking the last change back: the cart is what it was, and what cannot be is said."""

import pytest

from comptoir.conversation.model import Intent
from comptoir.db.unit_of_work import Database
from comptoir.goods.pricing import commands as pricing
from comptoir.goods.pricing.model import Offer
from comptoir.kernel.locale import Language
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.carts.model import Substitution
from tests.shop.conversation.story import (
    BREAD,
    BRIE,
    CALLER,
    CAMEMBERT,
    FLOUR,
    PRICES,
    TOMATOES,
    a_talk,
    lines,
)


class TestUndo:
    @pytest.mark.parametrize(
        "text",
        [
            "annule ça",
            "annule",
            "remets comme avant",
            "non laisse comme c'était",
            "reviens en arrière s'il te plaît",
            "Ah non, annule la dernière modification.",
        ],
    )
    async def test_takes_out_what_was_added(self, database: Database, text: str) -> None:
        talk = await a_talk(database)
        await talk.hold("un camembert", "deux baguettes et une livre de tomates")
        answer = await talk.say(text)
        assert lines(answer) == {CAMEMBERT.gtin: 1}
        assert answer.say.startswith("C'est annulé\u00a0: j'ai retiré 2 baguettes tradition")
        assert answer.acts[0].intent == Intent.REMOVE
        assert {item.gtin for item in answer.acts[0].items} == {BREAD.gtin, TOMATOES.gtin}

    async def test_puts_back_what_was_taken_out(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.hold("deux baguettes", "retire les baguettes", "annule ça")
        assert lines(answer) == {BREAD.gtin: 2}
        assert "j'ai remis 2 baguettes" in answer.say

    async def test_sets_a_quantity_to_what_it_was(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.hold(
            "deux baguettes", "mets plutôt six baguettes", "remets comme avant"
        )
        assert lines(answer) == {BREAD.gtin: 2}
        assert "vous avez de nouveau 2 baguettes" in answer.say

    async def test_fills_a_cart_that_was_emptied(self, database: Database) -> None:
        talk = await a_talk(database)
        await talk.hold("deux baguettes", "un kilo de tomates", "vide le panier", "oui")
        answer = await talk.say("annule ça")
        assert lines(answer) == {BREAD.gtin: 2, TOMATOES.gtin: 1000}

    async def test_goes_back_change_by_change_to_the_first(self, database: Database) -> None:
        talk = await a_talk(database)
        await talk.hold("une baguette", "combien coûte le brie", "un camembert")
        assert lines(await talk.say("annule ça")) == {BREAD.gtin: 1}
        assert lines(await talk.say("annule ça")) == {}
        answer = await talk.say("annule ça")
        assert "rien d'autre à annuler" in answer.say
        assert lines(answer) == {}

    async def test_keeps_only_the_newest_changes(self, database: Database) -> None:
        talk = await a_talk(database)
        for _ in range(7):
            await talk.say("ajoute une baguette")
        for _ in range(5):
            await talk.say("annule ça")
        answer = await talk.say("annule ça")
        assert lines(answer) == {BREAD.gtin: 2}
        assert "rien d'autre" in answer.say

    async def test_keeps_what_another_door_put_since(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.say("une baguette")
        async with database.work(CALLER) as uow:
            await carts.add_what_is_sold(
                uow, cart=answer.cart.id, quantities={BRIE.gtin: answer.cart.lines[0].quantity}
            )
        assert lines(await talk.say("annule ça")) == {BRIE.gtin: 1}

    async def test_is_remembered_with_the_conversation(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.hold("une baguette", "annule ça", "bonjour", "un brie", "merci")
        assert lines(answer) == {BRIE.gtin: 1}
        assert lines(await talk.say("remets comme avant")) == {}

    async def test_puts_notes_and_choices_of_a_line_back(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.say("un camembert")
        async with database.work(CALLER) as uow:
            await carts.set_note(uow, cart=answer.cart.id, gtin=CAMEMBERT.gtin, note="bien fait")
            await carts.set_substitution(
                uow,
                cart=answer.cart.id,
                gtin=CAMEMBERT.gtin,
                substitution=Substitution.THIS,
                substitute=BRIE.gtin,
            )
        (line,) = (await talk.hold("retire le camembert", "annule ça")).cart.lines
        assert (line.note, line.substitution, line.substitute) == (
            "bien fait",
            Substitution.THIS,
            BRIE.gtin,
        )

    async def test_is_understood_in_english(self, database: Database) -> None:
        talk = await a_talk(database, language=Language.ENGLISH)
        answer = await talk.hold("two baguettes", "undo that")
        assert lines(answer) == {}
        assert answer.say.startswith("Undone: I've taken out 2")

    async def test_gives_the_same_answer_to_a_repeated_turn(self, database: Database) -> None:
        talk = await a_talk(database)
        await talk.hold("une baguette", "un brie")
        first = await talk.say("annule ça", turn_id="one")
        assert await talk.say("annule ça", turn_id="one") == first
        assert lines(first) == {BREAD.gtin: 1}


class TestUndoWhileAQuestionWaits:
    async def test_takes_a_question_back_that_came_alone(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.hold("une baguette", "du lait", "annule")
        assert lines(answer) == {BREAD.gtin: 1}
        assert answer.pending is None

    async def test_takes_back_the_turn_that_asked_it(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.hold("un brie", "du lait et une baguette", "annule ça")
        assert lines(answer) == {BRIE.gtin: 1}
        assert answer.pending is None

    async def test_is_a_no_to_an_order_read_back(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.hold("une baguette", "livraison demain soir", "valide", "annule")
        assert answer.order is None
        assert lines(answer) == {BREAD.gtin: 1}

    async def test_gives_a_window_back(self, database: Database) -> None:
        talk = await a_talk(database)
        await talk.hold("une baguette", "livraison demain soir")
        answer = await talk.say("annule ça")
        assert answer.cart.slot is None
        assert answer.cart.mode is None
        assert lines(answer) == {BREAD.gtin: 1}

    async def test_takes_the_window_before_again(self, database: Database) -> None:
        talk = await a_talk(database)
        first = await talk.hold("une baguette", "livraison demain soir")
        await talk.say("plutôt un retrait demain à 17 heures")
        answer = await talk.say("annule ça")
        assert answer.cart.slot is not None
        assert first.cart.slot is not None
        assert answer.cart.slot.window.id == first.cart.slot.window.id

    async def test_asks_whether_to_cancel_an_order_just_placed(self, database: Database) -> None:
        talk = await a_talk(database)
        await talk.hold("une baguette", "livraison demain soir", "valide", "oui")
        answer = await talk.say("annule ça")
        assert answer.pending == "confirm_cancel"


class TestUndoAfterTheShopChanged:
    async def test_tells_what_is_gone(self, database: Database) -> None:
        talk = await a_talk(database)
        await talk.hold("deux baguettes et un brie", "retire les baguettes")
        await talk.stock(BREAD, 0)
        answer = await talk.say("annule ça")
        assert lines(answer) == {BRIE.gtin: 1}
        assert "Je n'ai plus de baguette tradition" in answer.say
        assert "J'ai remis" not in answer.say

    async def test_puts_back_what_is_left(self, database: Database) -> None:
        talk = await a_talk(database)
        await talk.hold("cinq baguettes et un brie", "retire les baguettes")
        await talk.stock(BREAD, 3)
        answer = await talk.say("annule ça")
        assert lines(answer) == {BRIE.gtin: 1, BREAD.gtin: 3}
        assert "Il ne me reste que 3 baguettes" in answer.say

    async def test_tells_another_price(self, database: Database) -> None:
        talk = await a_talk(database)
        await talk.hold("deux baguettes", "retire les baguettes")
        await talk.price(BREAD, PRICES[BREAD.gtin] + 20)
        answer = await talk.say("annule ça")
        assert answer.cart.lines[0].price == 130
        assert "1,30\u00a0€ au lieu de 1,10\u00a0€" in answer.say

    async def test_tells_what_is_sold_no_more(self, database: Database) -> None:
        talk = await a_talk(database)
        await talk.hold("un paquet de farine", "retire la farine")
        async with database.work(CALLER) as uow:
            await pricing.set_offers(
                uow, store=talk.store, offers=[Offer(gtin=FLOUR.gtin, price=95, listed=False)]
            )
        answer = await talk.say("annule ça")
        assert lines(answer) == {}
        assert "Je n'ai plus de farine de blé" in answer.say

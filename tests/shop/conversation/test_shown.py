"""What is on the screen can be pointed at, and what is said moves the screen."""

from datetime import timedelta

import pytest

from comptoir.conversation import queries
from comptoir.conversation.commands import show, show_windows
from comptoir.conversation.queries import store_of_conversation
from comptoir.conversation.shown import Show, Sight
from comptoir.db.unit_of_work import Database
from comptoir.goods.catalog.model import Product
from comptoir.kernel.caller import Caller, Door
from comptoir.kernel.refusals import Refusal
from comptoir.shopping.carts import queries as carts
from comptoir.shopping.slots import queries as slots
from comptoir.shopping.slots.model import Mode, Window
from tests.shop.conversation.story import (
    BRIE,
    CALLER,
    CAMEMBERT,
    HALF,
    SKIMMED,
    WHOLE,
    Talk,
    a_talk,
    lines,
)


async def see(talk: Talk, *products: Product, said: str = "", since: int | None = None) -> bool:
    """Show products on a page."""
    gtins = [each.gtin for each in products]
    async with talk.database.work(CALLER) as uow:
        return await show(uow, conversation=talk.id, gtins=gtins, said=said, since=since)


async def version(talk: Talk) -> int:
    async with talk.database.read(CALLER) as on:
        return (await queries.conversation(on, conversation=talk.id)).version


class TestShow:
    async def test_lets_the_second_one_be_pointed_at(self, database: Database) -> None:
        talk = await a_talk(database)
        assert await see(talk, CAMEMBERT, BRIE, HALF)
        assert lines(await talk.say("mets le deuxième")) == {BRIE.gtin: 1}

    async def test_lets_the_cheapest_and_the_last_be_pointed_at(self, database: Database) -> None:
        talk = await a_talk(database)
        await see(talk, HALF, WHOLE, SKIMMED, said="lait")
        assert lines(await talk.say("le moins cher")) == {SKIMMED.gtin: 1}
        await see(talk, HALF, WHOLE, SKIMMED, said="lait")
        answer = await talk.say("ajoute le premier")
        assert lines(answer) == {SKIMMED.gtin: 1, HALF.gtin: 1}

    async def test_lets_the_only_one_be_had_several_times(self, database: Database) -> None:
        talk = await a_talk(database)
        await see(talk, CAMEMBERT)
        assert lines(await talk.say("mets-en deux")) == {CAMEMBERT.gtin: 2}

    async def test_does_nothing_by_a_mere_yes_to_a_list(self, database: Database) -> None:
        talk = await a_talk(database)
        await see(talk, CAMEMBERT, BRIE)
        assert lines(await talk.say("oui")) == {}

    async def test_leaves_a_question_that_waits(self, database: Database) -> None:
        talk = await a_talk(database)
        await talk.hold("un camembert", "vide le panier")
        assert not await see(talk, BRIE, HALF)
        assert lines(await talk.say("oui")) == {}

    async def test_leaves_newer_choices_of_the_counter(self, database: Database) -> None:
        talk = await a_talk(database)
        before = await version(talk)
        answer = await talk.say("qu'est-ce que vous avez comme lait")
        second = answer.choices[1].gtin
        assert not await see(talk, CAMEMBERT, BRIE, since=before)
        assert set(lines(await talk.say("le deuxième"))) == {second}

    async def test_takes_the_place_of_older_ones(self, database: Database) -> None:
        talk = await a_talk(database)
        await talk.say("qu'est-ce que vous avez comme lait")
        assert await see(talk, CAMEMBERT, BRIE, since=await version(talk))
        assert lines(await talk.say("le deuxième")) == {BRIE.gtin: 1}

    async def test_tells_no_window_that_anything_was_said(self, database: Database) -> None:
        talk = await a_talk(database)
        before = await version(talk)
        await see(talk, CAMEMBERT)
        assert await version(talk) == before

    async def test_knows_only_what_the_store_sells(self, database: Database) -> None:
        talk = await a_talk(database)
        async with database.work(CALLER) as uow:
            assert not await show(uow, conversation=talk.id, gtins=["123", "' or 1=1"])

    async def test_is_refused_to_another_household(self, database: Database) -> None:
        talk = await a_talk(database)
        async with database.work(Caller(Door.WEB, household="another")) as uow:
            with pytest.raises(Refusal):
                await show(uow, conversation=talk.id, gtins=[CAMEMBERT.gtin])


async def windows_of(talk: Talk, mode: Mode = Mode.DELIVERY) -> tuple[Window, ...]:
    """Give the windows that a page of the till shows."""
    async with talk.database.read(CALLER) as on:
        now, store = on.now, store_of_conversation(talk.id)
        week = now + timedelta(days=7)
        return await slots.windows(on, store=store, mode=mode, from_=now, to=week, free=False)


async def see_windows(talk: Talk, *windows: Window, since: int | None = None) -> bool:
    """Show windows on a page."""
    async with talk.database.work(CALLER) as uow:
        ids = [each.id for each in windows]
        return await show_windows(uow, conversation=talk.id, windows=ids, since=since)


async def chosen(talk: Talk) -> str | None:
    """Give the window that the cart has a place in."""
    async with talk.database.read(CALLER) as on:
        found = await queries.conversation(on, conversation=talk.id)
        slot = (await carts.cart(on, cart=found.cart)).slot
    return None if slot is None else slot.window.id


class TestShowWindows:
    @pytest.mark.parametrize(
        ("said", "place"),
        [
            ("le deuxième", 1),
            ("le deuxième créneau", 1),
            ("le premier créneau", 0),
            ("prends le troisième", 2),
            ("le dernier", -1),
        ],
    )
    async def test_lets_one_be_pointed_at_by_its_place(
        self, database: Database, said: str, place: int
    ) -> None:
        talk = await a_talk(database)
        await talk.say("du camembert")
        shown = (await windows_of(talk))[1:]  # the first of the store is not on the page
        assert len(shown) >= 3
        assert await see_windows(talk, *shown)
        await talk.say(said)
        assert await chosen(talk) == shown[place].id

    async def test_chooses_none_by_a_mere_yes(self, database: Database) -> None:
        talk = await a_talk(database)
        await see_windows(talk, *await windows_of(talk))
        await talk.say("oui")
        assert await chosen(talk) is None

    async def test_does_not_stand_before_the_order(self, database: Database) -> None:
        talk = await a_talk(database)
        await talk.hold("du camembert", "livraison")
        shown = await windows_of(talk)
        await see_windows(talk, *shown, since=await version(talk))
        await talk.say("le deuxième")
        await see_windows(talk, *shown, since=await version(talk))
        answer = await talk.say("valide")
        assert "obligation de paiement" in answer.say
        assert await chosen(talk) == shown[1].id

    async def test_leaves_goods_to_be_asked_for(self, database: Database) -> None:
        talk = await a_talk(database)
        await see_windows(talk, *await windows_of(talk))
        assert lines(await talk.say("deux camemberts")) == {CAMEMBERT.gtin: 2}
        assert await chosen(talk) is None

    async def test_leaves_newer_choices_of_the_counter(self, database: Database) -> None:
        talk = await a_talk(database)
        before = await version(talk)
        answer = await talk.say("qu'est-ce que vous avez comme lait")
        assert not await see_windows(talk, *await windows_of(talk), since=before)
        assert set(lines(await talk.say("le deuxième"))) == {answer.choices[1].gtin}

    async def test_knows_only_what_the_store_has(self, database: Database) -> None:
        talk = await a_talk(database)
        async with database.work(CALLER) as uow:
            ids = ["nowhere", "' or 1=1"]
            assert not await show_windows(uow, conversation=talk.id, windows=ids)


class TestAnswer:
    @pytest.mark.parametrize(
        ("sentence", "seen"),
        [
            ("qu'est-ce que vous avez comme lait", Show(Sight.SEARCH, words="lait")),
            ("combien coûte le camembert", Show(Sight.PRODUCT, gtin=CAMEMBERT.gtin)),
            ("ajoute un brie", None),
            ("bonjour", None),
        ],
    )
    async def test_carries_what_to_show(
        self, database: Database, sentence: str, seen: Show | None
    ) -> None:
        talk = await a_talk(database)
        assert (await talk.say(sentence)).show == seen

    async def test_carries_the_cart_that_was_read(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.hold("un kilo de tomates", "qu'est-ce qu'il y a dans mon panier")
        assert answer.show == Show(Sight.CART)

    async def test_carries_the_till_and_then_the_order(self, database: Database) -> None:
        talk = await a_talk(database)
        await talk.say("un kilo de tomates")
        for sentence in ("en livraison", "demain soir", "valide"):
            assert (await talk.say(sentence)).show == Show(Sight.TILL), sentence
        placed = await talk.say("oui")
        assert placed.order is not None
        assert placed.show == Show(Sight.ORDER, order=placed.order)
        told = await talk.say("où en est ma commande")
        assert told.show == placed.show

    async def test_stays_where_two_things_were_asked_about(self, database: Database) -> None:
        talk = await a_talk(database)
        answer = await talk.say("combien coûtent les tomates rondes et les pommes gala")
        assert answer.show is None
        assert "Tomates" in answer.say

    async def test_is_kept_with_the_turn(self, database: Database) -> None:
        talk = await a_talk(database)
        first = await talk.say("combien coûte le camembert", turn_id="t")
        again = await talk.say("combien coûte le camembert", turn_id="t")
        assert again.show == first.show
        async with database.read(CALLER) as on:
            (told,) = await queries.turns(on, conversation=talk.id, limit=1)
        assert told.show == first.show

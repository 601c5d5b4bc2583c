"""Turns that are repeated, come at once, or are no sentences at all."""

import asyncio
import json
from dataclasses import replace

import pytest

from comptoir.conversation import queries
from comptoir.conversation.commands import start
from comptoir.conversation.memory import Memory
from comptoir.conversation.model import LONGEST_SENTENCE
from comptoir.db.query import Query
from comptoir.db.unit_of_work import Database
from comptoir.kernel.caller import SYSTEM, Caller, Door
from comptoir.kernel.ids import store_keyed
from comptoir.kernel.locale import Language
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.shopping.carts import commands as carts
from tests.shop.conversation.story import (
    BREAD,
    BRIE,
    CALLER,
    CAMEMBERT,
    Talk,
    a_talk,
    lines,
)
from tests.stories.shopping import a_household

MEMORY = Query("select memory::text from conversation where store = %(store)s and id = %(id)s", str)
ORDERS = Query("select count(*)::integer from shop_order where store = %(store)s", int)


class TestRepeatedTurn:
    async def test_gives_the_same_answer_and_changes_nothing(self, database: Database) -> None:
        talk = await a_talk(database)
        first = await talk.say("deux baguettes", turn_id="one")
        again = await talk.say("deux baguettes", turn_id="one")
        assert again == first
        assert lines(again) == {BREAD.gtin: 2}

    async def test_places_one_order(self, database: Database) -> None:
        talk = await a_talk(database)
        await talk.hold("une baguette", "livraison demain soir", "valide")
        first = await talk.say("oui", turn_id="yes")
        again = await talk.say("oui", turn_id="yes")
        assert again == first
        assert again.order is not None

    async def test_is_refused_with_another_sentence(self, database: Database) -> None:
        talk = await a_talk(database)
        await talk.say("deux baguettes", turn_id="one")
        with pytest.raises(Refusal) as refused:
            await talk.say("trois camemberts", turn_id="one")
        assert refused.value.code == "turn_id_reused"

    async def test_goes_on_where_it_broke_off(self, database: Database) -> None:
        talk = await a_talk(database)
        await talk.hold("une baguette", "livraison demain soir", "valide")
        talk.breaks_off = True
        with pytest.raises(ConnectionError):
            await talk.say("oui", turn_id="yes")
        talk.breaks_off = False
        answer = await talk.say("oui", turn_id="yes")
        assert answer.order is not None
        async with database.read(SYSTEM) as on:
            assert await ORDERS.one(on, store=talk.store) == 1


class TestTurnsAtOnce:
    async def test_lose_nothing(self, database: Database) -> None:
        talk = await a_talk(database)
        said = ["une baguette", "un camembert", "un brie", "ajoute une baguette"] * 3
        await asyncio.gather(*(talk.say(text) for text in said))
        answer = await talk.say("qu'est-ce qu'il y a dans mon panier")
        assert lines(answer) == {BREAD.gtin: 6, CAMEMBERT.gtin: 3, BRIE.gtin: 3}

    async def test_count_a_repeated_one_once(self, database: Database) -> None:
        talk = await a_talk(database)
        answers = await asyncio.gather(
            *(talk.say("deux baguettes", turn_id="one") for _ in range(6))
        )
        assert {answer.say for answer in answers} == {answers[0].say}
        assert lines(await talk.say("un brie")) == {BREAD.gtin: 2, BRIE.gtin: 1}


class TestBadInput:
    @pytest.mark.parametrize(
        ("text", "remedy"),
        [
            ("a" * (LONGEST_SENTENCE + 1), "at_most"),
            ("lait " * 200_000, "at_most"),
            ("   ", "required"),
            ("du lait\x00", "no_control_characters"),
            ("du\x1blait", "no_control_characters"),
            ("du lait\ud800", "no_control_characters"),
        ],
    )
    async def test_is_refused(self, database: Database, text: str, remedy: str) -> None:
        talk = await a_talk(database)
        with pytest.raises(Refusal) as refused:
            await talk.say(text)
        assert refused.value.kind is Kind.INVALID
        assert refused.value.facts["remedy"] == remedy

    @pytest.mark.parametrize(
        "text",
        [
            "'; drop table cart; --",
            "<script>alert(1)</script>",
            "moins trois baguettes",
            "%(store)s {said} %s",
            "🥖🥖🥖",
            "0 baguette",
        ],
    )
    async def test_changes_nothing(self, database: Database, text: str) -> None:
        talk = await a_talk(database)
        await talk.say("une baguette")
        answer = await talk.say(text)
        assert answer.say
        assert lines(answer).get(BREAD.gtin, 0) <= 4

    @pytest.mark.parametrize("turn_id", ["", "a" * 101, "a\nb"])
    async def test_refuses_a_turn_id_that_cannot_be_one(
        self, database: Database, turn_id: str
    ) -> None:
        talk = await a_talk(database)
        with pytest.raises(Refusal) as refused:
            await talk.say("du pain", turn_id=turn_id)
        assert refused.value.code == "invalid_turn_id"


class TestForeignConversation:
    @pytest.mark.parametrize("name", ["nonsense", "../../etc", store_keyed("nowhere"), ""])
    async def test_is_not_found(self, database: Database, name: str) -> None:
        talk = replace(await a_talk(database), id=name)
        with pytest.raises(Refusal) as refused:
            await talk.say("du pain")
        assert refused.value.code == "conversation_not_found"

    async def test_is_not_found_by_another_household(self, database: Database) -> None:
        talk = await a_talk(database)
        async with database.work(CALLER) as uow:
            other = await a_household(uow)
        stranger = replace(talk, caller=Caller(Door.API, household=other))
        with pytest.raises(Refusal) as refused:
            await stranger.say("qu'est-ce qu'il y a dans mon panier")
        assert refused.value.code == "conversation_not_found"


class TestStart:
    async def test_refuses_a_cart_of_another_household(self, database: Database) -> None:
        talk = await a_talk(database)
        async with database.work(CALLER) as uow:
            cart = await carts.open_cart(uow, store=talk.store, household=talk.household)
            with pytest.raises(Refusal) as refused:
                await start(uow, store=talk.store, language=Language.FRENCH, cart=cart)
        assert refused.value.code == "cart_not_found"

    async def test_refuses_an_unknown_store(self, database: Database) -> None:
        async with database.work(CALLER) as uow:
            with pytest.raises(Refusal) as refused:
                await start(uow, store="nowhere", language=Language.FRENCH)
        assert refused.value.code == "store_not_found"

    async def test_can_be_read_back(self, database: Database) -> None:
        talk = await a_talk(database)
        async with database.read(CALLER) as on:
            found = await queries.conversation(on, conversation=talk.id)
        assert (found.store, found.household) == (talk.store, talk.household)


class TestMemory:
    @pytest.mark.parametrize(
        "texts",
        [
            ("du lait", "deux baguettes"),
            ("livraison demain",),
            ("de quoi faire des crêpes pour quatre",),
            ("un litre et demi de lait entier",),
            ("une baguette", "livraison demain soir", "valide"),
        ],
    )
    async def test_is_read_back_as_it_was_written(
        self, database: Database, texts: tuple[str, ...]
    ) -> None:
        talk: Talk = await a_talk(database)
        await talk.hold(*texts)
        async with database.read(CALLER) as on:
            text = await MEMORY.one(on, store=talk.store, id=talk.id)
        kept = Memory.from_json(json.loads(text), language="fr")
        assert kept.question is not None
        assert Memory.from_json(kept.to_json(), language="fr") == kept

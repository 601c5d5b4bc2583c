"""Changing store by voice: the cart comes along, what changed is told shortly, nothing is lost."""

from dataclasses import dataclass, replace

import pytest
import pytest_asyncio

from comptoir.conversation.answer import Answer
from comptoir.conversation.shown import Sight
from comptoir.db.unit_of_work import Database
from comptoir.goods.inventory import commands as inventory
from comptoir.goods.pricing import commands as pricing
from comptoir.goods.pricing.model import Offer
from comptoir.goods.stores import commands as stores
from comptoir.kernel.ids import secret, store_of
from comptoir.kernel.locale import Language
from comptoir.shopping.slots.model import Mode
from tests.shop.conversation.story import (
    BREAD,
    BUTTER,
    CALLER,
    FLOUR,
    HALF,
    PRICES,
    WHOLE,
    Talk,
    a_talk,
    lines,
)
from tests.stories.goods import A_STORE
from tests.stories.shopping import a_window


@dataclass(slots=True)
class Chain:
    """A talk in one store, and another one that sells milk, bread and flour, all dearer."""

    talk: Talk
    other: str
    name: str
    town: str

    async def say(self, text: str, **more: str) -> Answer:
        """Say a sentence where the conversation has gone on."""
        answer = await self.talk.say(text.format(name=self.name, town=self.town), **more)
        if answer.onward is not None:
            self.talk.id = answer.onward
        return answer


async def a_chain(database: Database, language: Language = Language.FRENCH) -> Chain:
    """Open both stores; names and towns are of this test alone."""
    talk = await a_talk(database, language=language)
    letters = "".join(each for each in secret().lower() if each.isalpha()) + "ville"
    name, town = f"quai {letters}", f"bourg{letters}"
    async with database.work(CALLER) as uow:
        details = replace(A_STORE, name=f"Comptoir {name.title()}", city=town.title())
        other = (await stores.create_store(uow, store=f"autre-{letters}"[:38], details=details)).id
        sold = (HALF, WHOLE, BREAD, FLOUR)
        offers = [Offer(gtin=each.gtin, price=PRICES[each.gtin] + 10) for each in sold]
        await pricing.set_offers(uow, store=other, offers=offers)
        await inventory.set_counts(uow, store=other, counts={each.gtin: 50 for each in sold})
        await a_window(uow, store=other, mode=Mode.PICKUP, hour=10)
        await a_window(uow, store=other, mode=Mode.PICKUP, hour=16)
    return Chain(talk, other, letters, town)


@pytest_asyncio.fixture
async def chain(database: Database) -> Chain:
    return await a_chain(database)


class TestChange:
    @pytest.mark.parametrize(
        "text",
        [
            "change de magasin, je voudrais celui du {name}",
            "je veux retirer à {town} plutôt",
            "prends le magasin du {name}",
            "en fait je préfère le magasin de {town}",
            "livre-moi plutôt depuis {town}",
            "plutôt à {town}",
        ],
    )
    async def test_takes_the_cart_along_and_tells_what_changed(
        self, chain: Chain, text: str
    ) -> None:
        await chain.say("une baguette et deux paquets de farine")
        answer = await chain.say(text)
        assert store_of(answer.cart.id) == chain.other
        assert lines(answer) == {BREAD.gtin: 1, FLOUR.gtin: 2}
        assert "vos 2 articles y sont aussi" in answer.say
        assert "2 prix ne sont pas les mêmes" in answer.say
        assert answer.show is not None
        assert answer.show.sight is Sight.CHANGED

    async def test_tells_what_is_missing_and_puts_nothing_in_its_place(self, chain: Chain) -> None:
        await chain.say("une baguette et du beurre doux")
        answer = await chain.say("change de magasin pour {town}")
        assert "sur 2 articles, il en manque un, Beurre doux" in answer.say
        assert lines(answer) == {BREAD.gtin: 1}

    async def test_goes_on_with_how_and_when(self, chain: Chain) -> None:
        await chain.say("une baguette")
        answer = await chain.say("je veux retirer à {town} plutôt")
        assert answer.cart.mode is Mode.PICKUP
        assert answer.pending == "slots"
        taken = await chain.say("le premier")
        assert taken.cart.slot is not None
        assert store_of(taken.cart.id) == chain.other

    async def test_carries_the_rest_of_the_sentence_out_there(self, chain: Chain) -> None:
        await chain.say("une baguette")
        answer = await chain.say("change de magasin pour {town} et ajoute deux paquets de farine")
        assert lines(answer) == {BREAD.gtin: 1, FLOUR.gtin: 2}

    async def test_comes_back_to_the_cart_as_it_was(self, chain: Chain) -> None:
        before = lines(await chain.say("une baguette et du beurre doux"))
        here = chain.talk.store
        await chain.say("change de magasin pour {town}")
        async with chain.talk.database.work(CALLER) as uow:
            details = replace(A_STORE, name="Comptoir Retour", city="Retourville")
            await stores.edit_store(uow, store=here, details=details)
        answer = await chain.say("finalement je préfère le magasin de Retourville")
        assert store_of(answer.cart.id) == here
        assert lines(answer) == before

    async def test_without_a_cart_only_goes(self, chain: Chain) -> None:
        answer = await chain.say("change de magasin pour {town}")
        assert answer.say.startswith("Vous voilà chez")
        assert store_of(answer.cart.id) == chain.other

    async def test_repeated_gives_its_first_answer(self, chain: Chain) -> None:
        await chain.say("une baguette")
        began = chain.talk.id
        first = await chain.say("change de magasin pour {town}", turn_id="t")
        chain.talk.id = began
        again = await chain.say("change de magasin pour {town}", turn_id="t")
        assert (again.say, again.onward, again.cart.id) == (
            first.say,
            first.onward,
            first.cart.id,
        )


class TestAsk:
    async def test_which_store_where_none_is_named(self, chain: Chain) -> None:
        await chain.say("une baguette")
        answer = await chain.say("je voudrais changer de magasin")
        assert answer.pending == "ask_store"
        assert answer.say.startswith("Dans quel magasin")
        there = await chain.say("celui de {town}")
        assert store_of(there.cart.id) == chain.other
        assert lines(there) == {BREAD.gtin: 1}

    async def test_by_its_place_in_the_row(self, chain: Chain) -> None:
        asked = await chain.say("change de magasin")
        there = await chain.say("le premier")
        assert there.onward is not None
        assert asked.choices[0].label in there.say


class TestStay:
    @pytest.mark.parametrize(
        "text",
        [
            "quels magasins avez-vous ?",
            "est-ce que le magasin de {town} est ouvert ?",
            "vous avez du beurre à {town} ?",
            "livraison demain",
            "plutôt du beurre doux",
        ],
    )
    async def test_where_one_is_when_nothing_else_is_said(self, chain: Chain, text: str) -> None:
        await chain.say("une baguette")
        answer = await chain.say(text)
        assert answer.onward is None
        assert store_of(answer.cart.id) == chain.talk.store


class TestEnglish:
    @pytest.mark.parametrize(
        "text", ["switch store, i want the one in {town}", "i'd rather pick it up in {town}"]
    )
    async def test_takes_the_cart_along(self, database: Database, text: str) -> None:
        chain = await a_chain(database, Language.ENGLISH)
        await chain.say("a baguette and some butter")
        answer = await chain.say(text)
        assert store_of(answer.cart.id) == chain.other
        assert "one is missing, Unsalted butter" in answer.say


class TestNearest:
    async def test_is_offered_and_taken_by_a_yes(self, chain: Chain) -> None:
        async with chain.talk.database.work(CALLER) as uow:
            await inventory.set_counts(uow, store=chain.other, counts={HALF.gtin: 0})
        await chain.say("un litre de lait demi-écrémé")
        answer = await chain.say("change de magasin pour {town}")
        assert answer.pending == "choices"
        assert lines(answer) == {}
        taken = await chain.say("oui")
        assert lines(taken) == {WHOLE.gtin: 1}
        assert BUTTER.gtin not in lines(taken)

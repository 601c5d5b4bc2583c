"""Hearing knows the words of the store it is spoken to in, and of no other."""

from dataclasses import replace

import pytest

from comptoir.conversation.hear import hear
from comptoir.conversation.model import Doubt
from comptoir.conversation.turning import store_words as known
from comptoir.conversation.turning.store_words import gathered, store_words
from comptoir.db.unit_of_work import Database
from comptoir.goods.catalog import commands as catalog
from comptoir.goods.pricing import commands as pricing
from comptoir.goods.pricing.model import Offer
from comptoir.goods.shelf.model import Called
from comptoir.kernel.locale import Language
from tests.shop.conversation.story import BRIE, CALLER, a_talk, lines

GOODS = (
    Called("Kouign-amann pur beurre", "Breton butter cake", "Quimperlaise", ("kouign",)),
    Called("Oui", "Yes", "Deux", ("non",)),
)


class TestGathered:
    def test_know_names_and_what_shoppers_also_say(self) -> None:
        words = gathered(GOODS, Language.FRENCH)
        (act,) = hear("un kouign", language="fr", pending=None, vocabulary=words).acts
        assert [(item.product, item.doubts) for item in act.items] == [("kouign", ())]
        (plain,) = hear("un kouign", language="fr", pending=None).acts
        assert Doubt.UNKNOWN_PRODUCT in plain.items[0].doubts

    @pytest.mark.parametrize("text", ["oui", "non", "deux baguettes"])
    def test_make_no_goods_of_everyday_words(self, text: str) -> None:
        words = gathered(GOODS, Language.FRENCH)
        known = hear(text, language="fr", pending=None, vocabulary=words)
        assert known == hear(text, language="fr", pending=None)


class TestStoreWords:
    async def test_are_those_of_what_the_store_lists(self, database: Database) -> None:
        talk, other = await a_talk(database), await a_talk(database)
        cake = replace(BRIE, gtin="2890000009961", name="Kouign-amann", aliases=("kouign",))
        async with database.work(CALLER) as uow:
            await catalog.put_products(uow, products=[cake])
            await pricing.set_offers(
                uow, store=talk.store, offers=[Offer(gtin=cake.gtin, price=500)]
            )
        await talk.stock(cake, 10)
        assert lines(await talk.say("deux kouign amann")) == {cake.gtin: 2}
        assert lines(await other.say("deux kouign amann")) == {}

    async def test_are_kept_for_the_stores_last_spoken_to(
        self, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(known, "MOST_KEPT", 2)
        talks = [await a_talk(database) for _ in range(3)]
        async with database.read(CALLER) as on:
            for talk in (*talks, talks[0]):
                words = await store_words(on, store=talk.store, language=Language.FRENCH)
                assert words.knows("lait")
                assert known.kept() <= 2


class TestWhatIsGuessed:
    async def test_is_asked_about_before_it_is_put_into_the_cart(self, database: Database) -> None:
        talk = await a_talk(database)
        cake = replace(BRIE, gtin="2890000009961", name="Kougelhopf", aliases=())
        async with database.work(CALLER) as uow:
            await catalog.put_products(uow, products=[cake])
            await pricing.set_offers(
                uow, store=talk.store, offers=[Offer(gtin=cake.gtin, price=500)]
            )
        await talk.stock(cake, 10)
        asked = await talk.say("un couge élob")
        assert lines(asked) == {}
        assert "kougelhopf" in asked.say
        assert lines(await talk.say("oui")) == {cake.gtin: 1}

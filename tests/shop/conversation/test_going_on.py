"""« La suite »: what is longer than what is said at once, in order, nothing twice, nothing lost."""

from dataclasses import replace

import pytest

from comptoir.conversation.answer import Answer
from comptoir.conversation.commands import start
from comptoir.conversation.listing import Listed, Listing, listing_in
from comptoir.conversation.model import SaidItem
from comptoir.db.unit_of_work import Database
from comptoir.goods.catalog import commands as catalog
from comptoir.goods.inventory import commands as inventory
from comptoir.goods.pricing import commands as pricing
from comptoir.goods.pricing.model import Offer
from comptoir.kernel.locale import Language
from comptoir.kernel.measure import grams, pieces
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.carts.model import Want
from tests.shop.conversation.story import BREAD, CALLER, GOODS, HALF, WINE, Talk, a_talk, labels
from tests.stories.goods import a_gtin

MANY = tuple(each for each in GOODS if each is not WINE)[:17]


async def a_long_cart(
    database: Database, *, shared: bool = False, language: Language = Language.FRENCH
) -> Talk:
    """Fill a cart with seventeen lines, on a page or at a speaker."""
    talk = await a_talk(database, language=language)
    async with database.work(CALLER) as uow:
        opened = await start(
            uow, store=talk.store, language=language, household=talk.household, shared=shared
        )
        wants = [
            Want(each.gtin, grams(500) if each.sale_unit == "kg" else pieces(1)) for each in MANY
        ]
        await carts.add_lines(uow, cart=opened.cart, wants=wants)
    talk.id = opened.id
    return talk


def listed(answer: Answer) -> list[str]:
    """Give what an answer lists, each as it is said."""
    said = answer.say.replace("\u00a0", " ")
    row = next(each for each in said.split(". ") if each.startswith(("Dans votre", "Ensuite")))
    return [each.strip(" .") for each in row.partition(":")[2].replace(" et ", ", ").split(", ")]


class TestCart:
    async def test_goes_on_in_order_to_the_end_and_says_so(self, database: Database) -> None:
        talk = await a_long_cart(database)
        first = await talk.say("qu'est-ce que j'ai dans mon panier")
        assert "9 autres articles" in first.say
        second = await talk.say("la suite")
        assert second.say.startswith("Ensuite")
        assert "Il en reste 3" in second.say
        third = await talk.say("et la suite s'il te plaît")
        assert "est tout. Total" in third.say
        assert (await talk.say("la suite")).say.startswith("Je vous ai tout dit")

    async def test_says_each_line_once(self, database: Database) -> None:
        talk = await a_long_cart(database)
        first = await talk.say("lis mon panier")
        second, third = await talk.say("la suite"), await talk.say("continue")
        told = [*listed(first)[:8], *listed(second), *listed(third)]
        assert len(told) == len(set(told)) == len(MANY)

    async def test_says_fewer_to_an_ear_and_goes_on_from_there(self, database: Database) -> None:
        talk = await a_long_cart(database, shared=True)
        await talk.say("lis mon panier")
        second = await talk.say("la suite")
        assert "Il en reste huit" in second.spoken
        third = await talk.say("la suite")
        assert "Il en reste deux" in third.spoken or "est tout" in third.spoken

    async def test_neither_repeats_nor_skips_when_the_cart_changed(
        self, database: Database
    ) -> None:
        talk = await a_long_cart(database)
        first = await talk.say("lis mon panier")
        async with database.work(CALLER) as uow:
            gone = [MANY[0].gtin, MANY[9].gtin]
            await carts.remove_lines(uow, cart=first.cart.id, gtins=gone)
            wine = [Want(WINE.gtin, pieces(1))]
            await carts.add_lines(uow, cart=first.cart.id, wants=wine)
        second = await talk.say("la suite")
        assert "a changé entre-temps" in second.say
        third = await talk.say("et après")
        assert "a changé" not in third.say
        told = [*listed(second), *listed(third)]
        assert len(told) == len(set(told)) == 17 - 8 - 1 + 1
        assert not set(told) & set(listed(first)[:8])

    async def test_begins_anew_with_another_cart(self, database: Database) -> None:
        talk = await a_long_cart(database)
        await talk.say("lis mon panier")
        await talk.hold("vide mon panier", "oui", "une baguette")
        assert (await talk.say("la suite")).say.startswith("Je vous ai tout dit")

    async def test_speaks_english(self, database: Database) -> None:
        talk = await a_long_cart(database, language=Language.ENGLISH)
        await talk.say("what's in my basket")
        second = await talk.say("go on")
        assert "Then " in second.say
        assert "3 more to come" in second.say


async def more_milk(talk: Talk) -> None:
    """Put three more sorts of milk on the shelf."""
    names = ("Lait de pâturage", "Lait de montagne", "Lait de foin")
    goods = [replace(HALF, gtin=a_gtin(7100 + at), name=name) for at, name in enumerate(names)]
    async with talk.database.work(CALLER) as uow:
        await catalog.put_products(uow, products=goods)
        offers = [Offer(gtin=each.gtin, price=150) for each in goods]
        await pricing.set_offers(uow, store=talk.store, offers=offers)
        counts = {each.gtin: 50 for each in goods}
        await inventory.set_counts(uow, store=talk.store, counts=counts)


class TestFound:
    async def test_shows_the_next_finds_and_lets_them_be_pointed_at(
        self, database: Database
    ) -> None:
        talk = await a_talk(database)
        await more_milk(talk)
        asked = await talk.say("montre-moi le lait")
        assert "premiers" in asked.say
        more = await talk.say("la suite")
        assert more.say.startswith("Il y a aussi")
        assert labels(more)
        assert not set(labels(asked)) & set(labels(more))
        taken = await talk.say("le premier")
        assert [line.gtin for line in taken.cart.lines] == [more.choices[0].gtin]


class TestChoices:
    async def test_offers_no_choice_twice_and_says_when_there_are_no_more(
        self, database: Database
    ) -> None:
        talk = await a_talk(database)
        asked = await talk.say("du lait")
        assert asked.pending == "choices"
        answer = await talk.say("la suite")
        assert "rien d’autre" in answer.say.replace("'", "’")
        assert answer.pending == "choices"


class TestWindows:
    async def test_offers_the_next_ones_and_never_the_same(self, database: Database) -> None:
        talk = await a_talk(database)
        first = await talk.hold("une baguette", "livraison demain")
        assert first.pending == "slots"
        second = await talk.say("la suite")
        assert second.pending == "slots"
        assert labels(second)
        assert not set(labels(first)) & set(labels(second))

    async def test_takes_one_of_those_offered_last(self, database: Database) -> None:
        talk = await a_talk(database)
        await talk.hold("une baguette", "livraison demain")
        second = await talk.say("et après")
        taken = await talk.say("le premier")
        assert taken.cart.slot is not None
        assert taken.cart.slot.window.id == second.choices[0].window


class TestElse:
    async def test_is_nothing_where_nothing_is_read_out(self, database: Database) -> None:
        talk = await a_talk(database)
        assert (await talk.say("la suite")).say.startswith("Je vous ai tout dit")

    async def test_leaves_continue_to_a_question_that_it_answers(self, database: Database) -> None:
        talk = await a_talk(database)
        await talk.hold("cinq baguettes", "retrait demain", "le premier")
        await talk.stock(BREAD, 2)
        asked = await talk.say("valide")
        assert asked.pending == "confirm_add"
        assert "tout dit" not in (await talk.say("continue")).say


class TestListing:
    @pytest.mark.parametrize(
        "listing",
        [
            Listing(Listed.CART, ("1", "2"), cart="s~x", version=3),
            Listing(Listed.FOUND, (), item=SaidItem("lait")),
        ],
    )
    def test_is_read_back_as_it_was_written(self, listing: Listing) -> None:
        assert listing_in(listing.to_json()) == listing
        assert listing_in(None) is None

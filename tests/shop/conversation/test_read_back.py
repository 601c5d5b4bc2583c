"""An order is placed by a yes to the very order that was read back."""

from datetime import timedelta

import pytest

from comptoir.conversation.answer import Answer
from comptoir.db.unit_of_work import Database
from comptoir.kernel.clock import FixedClock
from comptoir.kernel.measure import pieces
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.carts.model import Want
from comptoir.shopping.orders import queries as orders
from comptoir.shopping.slots import queries as slots
from comptoir.shopping.slots.model import Mode
from tests.shop.conversation.story import BREAD, BRIE, CALLER, CAMEMBERT, Talk, a_talk


async def at_the_till(database: Database) -> tuple[Talk, Answer]:
    """Let an order of two baguettes, delivered tomorrow evening, be read back."""
    talk = await a_talk(database)
    answer = await talk.hold("deux baguettes", "livraison demain soir", "valide")
    assert answer.pending == "confirm_checkout"
    assert "7,10\u00a0€" in answer.say
    return talk, answer


class TestYes:
    async def test_orders_what_was_read(self, database: Database) -> None:
        talk, _ = await at_the_till(database)
        answer = await talk.say("oui")
        async with database.read(CALLER) as on:
            order = await orders.order(on, order=answer.order or "")
        assert order.totals.total == 710

    async def test_reads_again_what_another_door_added(self, database: Database) -> None:
        talk, read = await at_the_till(database)
        async with database.work(CALLER) as uow:
            await carts.add_lines(uow, cart=read.cart.id, wants=[Want(BRIE.gtin, pieces(1))])
        answer = await talk.say("oui")
        assert answer.order is None
        assert answer.pending == "confirm_checkout"
        assert "9,20\u00a0€" in answer.say
        assert (await talk.say("oui")).order is not None

    async def test_reads_again_other_goods_at_the_same_total(self, database: Database) -> None:
        talk, read = await at_the_till(database)
        await talk.price(CAMEMBERT, 110)
        async with database.work(CALLER) as uow:
            await carts.set_lines(uow, cart=read.cart.id, wants=[Want(BREAD.gtin, pieces(1))])
            await carts.add_lines(uow, cart=read.cart.id, wants=[Want(CAMEMBERT.gtin, pieces(1))])
        answer = await talk.say("oui")
        assert answer.order is None
        assert "a changé entre-temps" in answer.say

    async def test_reads_again_another_window(self, database: Database) -> None:
        talk, read = await at_the_till(database)
        async with database.work(CALLER) as uow:
            windows = await slots.windows(
                uow,
                store=talk.store,
                mode=Mode.DELIVERY,
                from_=uow.now,
                to=uow.now + timedelta(days=3),
            )
            await carts.choose_window(uow, cart=read.cart.id, window=windows[0].id)
        answer = await talk.say("oui")
        assert answer.order is None
        assert "de 8 h à 10 h" in answer.say

    async def test_reads_again_a_lower_price(self, database: Database) -> None:
        talk, _ = await at_the_till(database)
        await talk.price(BREAD, 90)
        answer = await talk.say("oui")
        assert answer.order is None
        assert "6,70\u00a0€" in answer.say
        assert "0,90\u00a0€ au lieu de 1,10\u00a0€" in answer.say
        assert (await talk.say("oui")).order is not None

    async def test_orders_nothing_short(self, database: Database) -> None:
        talk, _ = await at_the_till(database)
        await talk.stock(BREAD, 1)
        answer = await talk.say("oui")
        assert answer.order is None
        assert "1 baguette" in answer.say
        answer = await talk.say("oui")
        assert answer.pending == "confirm_checkout"
        assert "6,00\u00a0€" in answer.say

    async def test_orders_though_the_place_had_to_be_taken_again(
        self, database: Database, clock: FixedClock
    ) -> None:
        talk, _ = await at_the_till(database)
        clock.advance(timedelta(minutes=40))
        answer = await talk.say("oui")
        assert answer.order is not None
        assert "18 h" in answer.say

    @pytest.mark.parametrize("texts", [("valide",), ("je valide la commande",), ("merci", "oui")])
    async def test_is_read_anew_however_it_is_said(
        self, database: Database, texts: tuple[str, ...]
    ) -> None:
        talk, read = await at_the_till(database)
        async with database.work(CALLER) as uow:
            await carts.add_lines(uow, cart=read.cart.id, wants=[Want(BRIE.gtin, pieces(1))])
        answer = await talk.hold(*texts)
        assert answer.order is None
        assert answer.pending == "confirm_checkout"
        assert "9,20\u00a0€" in answer.say

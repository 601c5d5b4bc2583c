"""A conversation whose cart was ordered at another door goes on in the next."""

import pytest

from comptoir.conversation import queries
from comptoir.conversation.commands import go_on
from comptoir.db.unit_of_work import Database
from comptoir.kernel.caller import Caller, Door
from comptoir.kernel.refusals import Refusal
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.slots.model import Mode
from tests.shop.conversation.story import CALLER, Talk, a_talk


async def go(talk: Talk) -> str:
    async with talk.database.work(CALLER) as uow:
        return await go_on(uow, conversation=talk.id)


async def ordered(talk: Talk) -> str:
    """Have the conversation's cart ordered elsewhere, and give its id."""
    cart = (await talk.say("du lait")).cart.id
    async with talk.database.work(CALLER) as uow:
        await carts.mark_ordered(uow, cart=cart, mode=Mode.PICKUP, age_confirmed=False)
    return cart


class TestGoOn:
    async def test_opens_the_next_cart_once(self, database: Database) -> None:
        talk = await a_talk(database)
        before = await ordered(talk)
        after = await go(talk)
        assert after != before
        assert await go(talk) == after
        assert (await talk.say("six œufs")).cart.id == after

    async def test_tells_every_window(self, database: Database) -> None:
        talk = await a_talk(database)
        await ordered(talk)
        async with database.read(CALLER) as on:
            before = (await queries.conversation(on, conversation=talk.id)).version
        await go(talk)
        async with database.read(CALLER) as on:
            assert (await queries.conversation(on, conversation=talk.id)).version == before + 1

    async def test_leaves_an_open_cart_alone(self, database: Database) -> None:
        talk = await a_talk(database)
        cart = (await talk.say("du lait")).cart.id
        assert await go(talk) == cart

    async def test_is_refused_to_others(self, database: Database) -> None:
        talk = await a_talk(database)
        stranger = Caller(Door.WEB, CALLER.language, household="somebody-else")
        with pytest.raises(Refusal, match="conversation_not_found"):
            async with database.work(stranger) as uow:
                await go_on(uow, conversation=talk.id)

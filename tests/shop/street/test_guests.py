"""Guests of doors that have ids of their own: known again, and never for somebody else."""

from dataclasses import replace
from datetime import timedelta

import pytest

from comptoir.adapters.payments.at_handover import AtHandover
from comptoir.conversation import process, queries
from comptoir.conversation.turning.progress import Crossed
from comptoir.db.query import Query
from comptoir.db.unit_of_work import Database
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.clock import FixedClock
from comptoir.kernel.ids import store_of
from comptoir.kernel.locale import Language
from comptoir.kernel.refusals import Refusal
from comptoir.street.guests import GUEST_LIFE, SESSION_LIFE, Guest, GuestBook, Met, forget
from comptoir.street.shop import Shop
from tests.stories.goods import a_store

ROWS = Query(
    "select guest || ' ' || session from door_session where store = %(store)s order by 1", str
)


@pytest.fixture
async def guest(database: Database) -> Guest:
    """Give somebody at a door of a store of the test's own."""
    async with database.work(SYSTEM) as uow:
        store = await a_store(uow)
    return Guest("door", store.id, "user-of-the-maker", "session-of-the-maker", Language.FRENCH)


@pytest.fixture
def book(database: Database) -> GuestBook:
    """Give a guest book."""
    return GuestBook(Shop(database, {"at_handover": AtHandover()}))


class TestMeet:
    async def test_knows_a_guest_and_their_session_again(
        self, book: GuestBook, guest: Guest, database: Database
    ) -> None:
        first = await book.meet(guest)
        assert await book.meet(guest) == first
        # Another process has a book of its own, and the same key.
        assert await GuestBook(Shop(database, {})).meet(guest) == first

    async def test_another_session_or_language_has_the_same_household_and_cart(
        self, book: GuestBook, guest: Guest, database: Database
    ) -> None:
        first = await book.meet(guest)
        later = await book.meet(replace(guest, session="another"))
        english = await book.meet(replace(guest, language=Language.ENGLISH))
        assert len({first.conversation, later.conversation, english.conversation}) == 3
        assert {later.caller.household, english.caller.household} == {first.caller.household}
        async with database.read(SYSTEM) as on:
            talks = [
                await queries.conversation(on, conversation=met.conversation)
                for met in (first, later, english)
            ]
        assert len({talk.cart for talk in talks}) == 1

    @pytest.mark.parametrize("part", ["door", "user"])
    async def test_another_door_or_user_is_somebody_else(
        self, book: GuestBook, guest: Guest, part: str
    ) -> None:
        first = await book.meet(guest)
        other = await book.meet(replace(guest, **{part: "other"}))
        assert other.caller.household != first.caller.household
        assert other.conversation != first.conversation

    async def test_parts_cannot_be_shifted_between_user_and_session(
        self, book: GuestBook, guest: Guest
    ) -> None:
        one = await book.meet(replace(guest, user="a\nb", session="c"))
        two = await book.meet(replace(guest, user="a", session="b\nc"))
        assert one.caller.household != two.caller.household

    async def test_a_session_that_was_silent_for_long_is_a_new_one(
        self, book: GuestBook, guest: Guest, clock: FixedClock
    ) -> None:
        first = await book.meet(guest)
        clock.advance(SESSION_LIFE - timedelta(seconds=1))
        assert (await book.meet(guest)).conversation == first.conversation
        clock.advance(SESSION_LIFE)
        later = await book.meet(guest)
        assert later.conversation != first.conversation
        assert later.caller == first.caller

    async def test_one_that_was_ended_is_a_new_one(self, book: GuestBook, guest: Guest) -> None:
        first = await book.meet(guest)
        await book.part(guest)
        later = await book.meet(guest)
        assert later.conversation != first.conversation
        assert later.caller == first.caller

    async def test_keeps_no_id_of_the_door(
        self, book: GuestBook, guest: Guest, database: Database
    ) -> None:
        await book.meet(guest)
        async with database.read(SYSTEM) as on:
            (row,) = await ROWS.all(on, store=guest.store)
        assert "maker" not in row

    async def test_needs_a_store_that_exists(self, book: GuestBook, guest: Guest) -> None:
        with pytest.raises(Refusal):
            await book.meet(replace(guest, store="nowhere"))


class TestIsFirst:
    async def test_is_so_once_until_the_requests_own_time_is_over(
        self, book: GuestBook, guest: Guest, clock: FixedClock
    ) -> None:
        until = clock.now() + timedelta(seconds=150)

        async def first(request: str = "r1") -> bool:
            return await book.is_first(door="door", store=guest.store, request=request, until=until)

        assert await first()
        assert not await first()
        assert await first("r2")
        clock.advance(timedelta(seconds=150))
        assert await first()


class TestForget:
    async def test_lets_go_of_what_is_past_its_time(
        self, book: GuestBook, guest: Guest, database: Database, clock: FixedClock
    ) -> None:
        first = await book.meet(guest)
        clock.advance(SESSION_LIFE)
        async with database.work(SYSTEM) as uow:
            assert await forget(uow) >= 1
        async with database.read(SYSTEM) as on:
            assert await ROWS.all(on, store=guest.store) == []
        assert (await book.meet(guest)).caller == first.caller
        clock.advance(GUEST_LIFE)
        async with database.work(SYSTEM) as uow:
            await forget(uow)
        assert (await book.meet(guest)).caller != first.caller


class TestSeal:
    async def test_reads_back_what_it_signed_and_nothing_else(self, book: GuestBook) -> None:
        token = await book.seal("kitchen.one")
        assert await book.unseal(token) == "kitchen.one"
        signature = token.partition(".")[0]
        for other in (
            f"{signature}.kitchen.two",
            signature,
            "",
            ".kitchen.one",
            None,
            7,
            "é.\ud800",
        ):
            assert await book.unseal(other) is None


async def led_elsewhere(
    book: GuestBook, guest: Guest, met: Met, database: Database
) -> tuple[str, Crossed]:
    """Lead a guest's conversation to another store; give that store and what came of it."""
    async with database.work(SYSTEM) as uow:
        other = (await a_store(uow)).id
    crossed = await process.cross(
        database, caller=met.caller, conversation=met.conversation, store=other
    )
    await book.follow(guest, met, crossed.conversation)
    return other, crossed


class TestFollow:
    async def test_goes_on_in_another_store_in_this_session_and_the_next(
        self, book: GuestBook, guest: Guest, database: Database
    ) -> None:
        met = await book.meet(guest)
        other, crossed = await led_elsewhere(book, guest, met, database)
        again = await book.meet(guest)
        assert again.conversation == crossed.conversation
        later = await book.meet(replace(guest, session="another"))
        assert store_of(later.conversation) == other
        assert later.caller.household == met.caller.household
        async with database.read(SYSTEM) as on:
            carts = [
                (await queries.conversation(on, conversation=each.conversation)).cart
                for each in (again, later)
            ]
        assert carts[0] == carts[1]

    async def test_comes_back_to_the_doors_own_store(
        self, book: GuestBook, guest: Guest, database: Database
    ) -> None:
        met = await book.meet(guest)
        async with database.work(SYSTEM) as uow:
            other = (await a_store(uow)).id
        for store in (other, guest.store):
            crossed = await process.cross(
                database, caller=met.caller, conversation=met.conversation, store=store
            )
            await book.follow(guest, met, crossed.conversation)
            met = await book.meet(guest)
            assert store_of(met.conversation) == store

    async def test_ends_with_the_session_there_too(
        self, book: GuestBook, guest: Guest, database: Database
    ) -> None:
        met = await book.meet(guest)
        _, crossed = await led_elsewhere(book, guest, met, database)
        await book.part(guest)
        assert (await book.meet(guest)).conversation != crossed.conversation

"""Windows, and the places in them."""

from datetime import timedelta

import pytest

from comptoir.db.unit_of_work import Database, UnitOfWork
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.clock import FixedClock
from comptoir.kernel.refusals import Refusal
from comptoir.shopping.slots import commands, queries
from comptoir.shopping.slots.model import HOLD_FOR, Mode
from tests.stories.goods import a_store
from tests.stories.shopping import a_window

PARIS = "Europe/Paris"


async def _left(uow: UnitOfWork, store: str, window: str) -> int:
    return (await queries.window(uow, store=store, window=window)).left


class TestOpenWindows:
    async def test_opens_each_once(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        await a_window(uow, store=store, days=2)
        assert await commands.open_windows(uow, store=store, zone=PARIS) == 0
        assert await commands.open_windows(uow, store=store, zone=PARIS, days=15) == 1

    async def test_has_nothing_to_open_without_a_pattern(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        assert await commands.open_windows(uow, store=store, zone=PARIS) == 0


class TestWindows:
    async def test_gives_those_of_a_mode_that_can_still_be_ordered_for(
        self, uow: UnitOfWork
    ) -> None:
        store = (await a_store(uow)).id
        tomorrow = await a_window(uow, store=store, hour=18)
        later = await a_window(uow, store=store, days=2, hour=9)
        await a_window(uow, store=store, days=0, hour=12, cut_off_hours=4)  # cut off at 8 o'clock
        await a_window(uow, store=store, mode=Mode.DELIVERY)
        found = await queries.windows(
            uow,
            store=store,
            mode=Mode.PICKUP,
            from_=uow.now,
            to=uow.now + timedelta(days=3),
        )
        assert [window.id for window in found] == [tomorrow, later]
        assert found[0].mode is Mode.PICKUP

    async def test_leaves_out_the_full_unless_asked(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        window = await a_window(uow, store=store, capacity=1)
        await commands.hold(uow, store=store, cart="a", window=window)

        async def found(*, free: bool) -> list[int]:
            windows = await queries.windows(
                uow,
                store=store,
                mode=Mode.PICKUP,
                from_=uow.now,
                to=uow.now + timedelta(days=3),
                free=free,
            )
            return [each.left for each in windows]

        assert await found(free=True) == []
        assert await found(free=False) == [0]


class TestHold:
    async def test_keeps_a_place_for_a_while(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        window = await a_window(uow, store=store, capacity=2)
        held = await commands.hold(uow, store=store, cart="a", window=window)
        assert held.expires_at == uow.now + HOLD_FOR
        assert await _left(uow, store, window) == 1

    async def test_keeps_one_place_however_often_a_cart_asks(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        window = await a_window(uow, store=store, capacity=1)
        for _ in range(3):
            await commands.hold(uow, store=store, cart="a", window=window)
        assert await _left(uow, store, window) == 0

    async def test_gives_back_the_place_it_had_elsewhere(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        first = await a_window(uow, store=store, capacity=1, hour=9)
        second = await a_window(uow, store=store, capacity=1, hour=11)
        await commands.hold(uow, store=store, cart="a", window=first)
        await commands.hold(uow, store=store, cart="a", window=second)
        assert (await _left(uow, store, first), await _left(uow, store, second)) == (1, 0)

    async def test_refuses_when_it_is_full(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        window = await a_window(uow, store=store, capacity=1)
        await commands.hold(uow, store=store, cart="a", window=window)
        with pytest.raises(Refusal) as refused:
            await commands.hold(uow, store=store, cart="b", window=window)
        assert refused.value.code == "slot_full"

    async def test_refuses_a_window_nobody_opened(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        with pytest.raises(Refusal) as refused:
            await commands.hold(uow, store=store, cart="a", window="nowhen")
        assert refused.value.code == "window_not_found"

    async def test_refuses_a_window_of_another_store(self, uow: UnitOfWork) -> None:
        store, other = (await a_store(uow)).id, (await a_store(uow)).id
        window = await a_window(uow, store=other)
        with pytest.raises(Refusal) as refused:
            await commands.hold(uow, store=store, cart="a", window=window)
        assert refused.value.code == "window_not_found"

    async def test_refuses_past_the_cut_off(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        window = await a_window(uow, store=store, days=0, hour=12, cut_off_hours=4)
        with pytest.raises(Refusal) as refused:
            await commands.hold(uow, store=store, cart="a", window=window)
        assert refused.value.code == "slot_closed"

    async def test_gives_a_lapsed_place_to_the_next(
        self, database: Database, clock: FixedClock
    ) -> None:
        async with database.work(SYSTEM) as uow:
            store = (await a_store(uow)).id
            window = await a_window(uow, store=store, capacity=1)
            await commands.hold(uow, store=store, cart="a", window=window)
        clock.advance(HOLD_FOR)
        async with database.work(SYSTEM) as uow:
            await commands.hold(uow, store=store, cart="b", window=window)
            lapsed = await queries.held(uow, store=store, cart="a")
            assert lapsed is not None
            assert not lapsed.holds(uow.now)
            with pytest.raises(Refusal):
                await commands.hold(uow, store=store, cart="a", window=window)


class TestTake:
    async def test_keeps_the_place_for_good(self, database: Database, clock: FixedClock) -> None:
        async with database.work(SYSTEM) as uow:
            store = (await a_store(uow)).id
            window = await a_window(uow, store=store, capacity=1, days=6)
            await commands.hold(uow, store=store, cart="a", window=window)
            await commands.take(uow, store=store, cart="a", window=window, order_id="o")
        clock.advance(timedelta(days=2))
        async with database.work(SYSTEM) as uow:
            assert await _left(uow, store, window) == 0
            with pytest.raises(Refusal):
                await commands.hold(uow, store=store, cart="b", window=window)

    async def test_changes_nothing_when_the_order_has_it_even_past_the_cut_off(
        self, database: Database, clock: FixedClock
    ) -> None:
        async with database.work(SYSTEM) as uow:
            store = (await a_store(uow)).id
            window = await a_window(uow, store=store, capacity=1)
            await commands.take(uow, store=store, cart="a", window=window, order_id="o")
            known = await queries.window(uow, store=store, window=window)
        clock.instant = known.cut_off + timedelta(minutes=1)
        async with database.work(SYSTEM) as uow:
            await commands.take(uow, store=store, cart="a", window=window, order_id="o")
            with pytest.raises(Refusal) as refused:
                await commands.take(uow, store=store, cart="a", window=window, order_id="other")
            assert refused.value.code == "slot_closed"
            assert await _left(uow, store, window) == 0

    async def test_takes_a_lapsed_place_again_if_there_is_one(
        self, database: Database, clock: FixedClock
    ) -> None:
        async with database.work(SYSTEM) as uow:
            store = (await a_store(uow)).id
            window = await a_window(uow, store=store, capacity=1)
            await commands.hold(uow, store=store, cart="a", window=window)
        clock.advance(HOLD_FOR)
        async with database.work(SYSTEM) as uow:
            await commands.take(uow, store=store, cart="a", window=window, order_id="o")
            assert await _left(uow, store, window) == 0

    async def test_refuses_when_somebody_else_has_it_now(
        self, database: Database, clock: FixedClock
    ) -> None:
        async with database.work(SYSTEM) as uow:
            store = (await a_store(uow)).id
            window = await a_window(uow, store=store, capacity=1)
            await commands.hold(uow, store=store, cart="a", window=window)
        clock.advance(HOLD_FOR)
        async with database.work(SYSTEM) as uow:
            await commands.hold(uow, store=store, cart="b", window=window)
            with pytest.raises(Refusal) as refused:
                await commands.take(uow, store=store, cart="a", window=window, order_id="o")
            assert refused.value.code == "slot_full"


class TestGiveBack:
    async def test_leaves_the_place_to_the_cart_for_a_while(
        self, database: Database, clock: FixedClock
    ) -> None:
        async with database.work(SYSTEM) as uow:
            store = (await a_store(uow)).id
            window = await a_window(uow, store=store, capacity=1)
            await commands.take(uow, store=store, cart="a", window=window, order_id="o")
            await commands.give_back(uow, store=store, cart="a", until=uow.now + HOLD_FOR)
            assert await _left(uow, store, window) == 0
        clock.advance(HOLD_FOR)
        async with database.work(SYSTEM) as uow:
            assert await _left(uow, store, window) == 1
            held = await queries.held(uow, store=store, cart="a")
            assert held is not None
            assert held.window.id == window


class TestRelease:
    async def test_gives_the_place_back_and_may_be_repeated(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        window = await a_window(uow, store=store, capacity=1)
        await commands.hold(uow, store=store, cart="a", window=window)
        for _ in range(2):
            await commands.release(uow, store=store, cart="a")
        assert await _left(uow, store, window) == 1
        assert await queries.held(uow, store=store, cart="a") is None

"""Finding out what became of payments without a result, and letting overdue orders go."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
import pytest_asyncio

from comptoir.adapters.payments.sandbox import Behaviour, Sandbox
from comptoir.db.unit_of_work import Database
from comptoir.goods.inventory import commands as inventory
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.clock import FixedClock
from comptoir.kernel.refusals import Refusal
from comptoir.shopping.orders import process
from comptoir.shopping.orders.model import HOLD_AT_MOST, HOLD_FOR, PaymentPending, State
from comptoir.shopping.orders.process import SETTLE_AFTER
from comptoir.shopping.payments.model import Answer, Intent, IntentState
from comptoir.shopping.payments.ports import PaymentUnknown
from tests.stories.counter import Counter, a_counter
from tests.stories.shopping import EGGS, MILK, a_held_order

LATER = HOLD_FOR + timedelta(minutes=1)


@pytest_asyncio.fixture
async def counter(database: Database) -> Counter:
    """Open a shop and fill a cart."""
    return await a_counter(database, capacity=2)


async def pending(counter: Counter, silence: Behaviour) -> str:
    """Order at a provider that goes silent, and give the order."""
    counter.sandbox.behave = silence
    outcome = await counter.buy()
    counter.sandbox.behave = None
    return outcome.order.id


@dataclass(slots=True)
class Crash(Exception):
    """The process died."""


class Crashing(Sandbox):
    """A provider that did its part when the shop's process died."""

    async def authorise(self, intent: Intent) -> Answer:
        await Sandbox.authorise(self, intent)
        raise Crash


class Deaf(Sandbox):
    """A provider that answers questions but hears no request to let money go."""

    def __init__(self, like: Sandbox) -> None:
        super().__init__()
        self._kept = like._kept  # pyright: ignore[reportPrivateUsage]
        self.deaf = True

    async def void(self, intent: Intent) -> None:
        if self.deaf:
            raise PaymentUnknown
        await Sandbox.void(self, intent)


class Meanwhile(Sandbox):
    """A provider that takes its time to let money go: something else happens meanwhile."""

    def __init__(self, like: Sandbox, something: Callable[[], Awaitable[None]]) -> None:
        super().__init__()
        self._kept = like._kept  # pyright: ignore[reportPrivateUsage]
        self.something = something

    async def void(self, intent: Intent) -> None:
        await self.something()
        await Sandbox.void(self, intent)


class TestSettle:
    async def test_leaves_a_young_payment_alone(self, counter: Counter) -> None:
        order = await pending(counter, Behaviour.SILENT_AFTER)
        assert await counter.settle() == 0
        assert (await counter.order(order)).state is State.HELD

    async def test_places_what_was_authorised_in_silence(
        self, counter: Counter, clock: FixedClock
    ) -> None:
        order = await pending(counter, Behaviour.SILENT_AFTER)
        clock.advance(SETTLE_AFTER)
        assert await counter.settle() == 1
        assert (await counter.order(order)).state is State.PLACED
        assert await counter.settle() == 0

    async def test_places_what_a_crash_left_half_way(
        self, counter: Counter, clock: FixedClock
    ) -> None:
        crashing = Crashing()
        counter.sandbox = crashing
        with pytest.raises(Crash):
            await counter.buy()
        assert len(crashing.bound) == 1
        clock.advance(SETTLE_AFTER)
        await counter.settle()
        (intent,) = crashing.bound
        assert (await counter.held(), (await counter.whole_cart()).state) == (2, "ordered")
        async with counter.database.work(SYSTEM) as uow:
            again = await a_held_order(uow, cart=counter.cart)
        assert (again.order.state, again.intent.id) == (State.PLACED, intent)

    async def test_places_an_order_paid_at_handover_whose_process_died(
        self, counter: Counter, clock: FixedClock
    ) -> None:
        async with counter.database.work(SYSTEM) as uow:
            held = await a_held_order(uow, cart=counter.cart, method="at_handover")
        clock.advance(SETTLE_AFTER)
        await counter.settle()
        assert (await counter.order(held.order.id)).state is State.PLACED

    async def test_records_a_challenge_and_its_end(
        self, counter: Counter, clock: FixedClock
    ) -> None:
        counter.sandbox.behave = Behaviour.CHALLENGE
        outcome = await counter.buy()
        intent = await counter.intent(outcome.order.id)
        counter.sandbox.pass_challenge(intent.id, succeed=False)
        clock.advance(SETTLE_AFTER)
        await counter.settle()
        assert (await counter.order(outcome.order.id)).state is State.EXPIRED
        assert (await counter.intent(outcome.order.id)).state is IntentState.DECLINED

    async def test_may_run_twice_at_once(self, counter: Counter, clock: FixedClock) -> None:
        order = await pending(counter, Behaviour.SILENT_AFTER)
        clock.advance(LATER)
        await asyncio.gather(*(counter.settle() for _ in range(4)))
        assert (await counter.order(order)).state is State.PLACED
        assert len(counter.sandbox.bound) == 1
        assert await counter.held() == 2

    async def test_lets_everyone_have_a_turn(self, counter: Counter, clock: FixedClock) -> None:
        await pending(counter, Behaviour.CHALLENGE)
        counter.cart = await counter.fill({EGGS: 1})
        await pending(counter, Behaviour.SILENT_BEFORE)
        clock.advance(SETTLE_AFTER)
        assert await counter.settle() == 2
        assert await counter.settle() == 0, "those just asked wait until the others were"

    async def test_goes_on_when_nobody_serves_a_method_any_more(
        self, counter: Counter, clock: FixedClock
    ) -> None:
        async with counter.database.work(SYSTEM) as uow:
            orphan = await a_held_order(uow, cart=counter.cart, method="coquillages")
        counter.cart = await counter.fill({EGGS: 1})
        order = await pending(counter, Behaviour.SILENT_AFTER)
        clock.advance(SETTLE_AFTER)
        await counter.settle()
        assert (await counter.order(order)).state is State.PLACED
        assert (await counter.order(orphan.order.id)).state is State.HELD

    async def test_asks_no_more_once_an_authorisation_has_lapsed(
        self, counter: Counter, clock: FixedClock
    ) -> None:
        order = await pending(counter, Behaviour.SILENT_BEFORE)
        clock.advance(LATER)
        await counter.settle()
        clock.advance(process.AUTHORISATION_LIFE)
        assert await counter.settle() == 0
        assert (await counter.order(order)).state is State.EXPIRED


class TestOverdue:
    async def test_goes_when_the_provider_was_never_asked(
        self, counter: Counter, clock: FixedClock
    ) -> None:
        order = await pending(counter, Behaviour.SILENT_BEFORE)
        clock.advance(LATER)
        await counter.settle()
        assert (await counter.order(order)).state is State.EXPIRED
        assert await counter.held() == 0
        cart = await counter.whole_cart()
        assert (cart.state, len(cart.lines)) == ("open", 1)

    async def test_goes_when_the_challenge_was_abandoned(
        self, counter: Counter, clock: FixedClock
    ) -> None:
        order = await pending(counter, Behaviour.CHALLENGE)
        clock.advance(LATER)
        await counter.settle()
        assert (await counter.order(order)).state is State.EXPIRED

    async def test_is_placed_when_it_was_authorised_after_all(
        self, counter: Counter, clock: FixedClock
    ) -> None:
        order = await pending(counter, Behaviour.SILENT_AFTER)
        clock.advance(timedelta(hours=3))
        await counter.settle()
        assert (await counter.order(order)).state is State.PLACED

    async def test_waits_for_a_provider_that_cannot_be_reached_up_to_a_bound(
        self, counter: Counter, clock: FixedClock
    ) -> None:
        order = await pending(counter, Behaviour.SILENT_AFTER)
        counter.sandbox.reachable = False
        states: list[State] = []
        for _ in range(5):
            clock.advance(HOLD_FOR)
            await counter.settle()
            states.append((await counter.order(order)).state)
        assert states == [State.HELD] * 3 + [State.EXPIRED] * 2
        assert clock.now() - (await counter.order(order)).created_at > HOLD_AT_MOST

    async def test_keeps_the_place_while_it_waits(
        self, counter: Counter, clock: FixedClock
    ) -> None:
        await pending(counter, Behaviour.SILENT_AFTER)
        await counter.fill({})
        counter.sandbox.reachable = False
        clock.advance(LATER)  # the other cart's place lapses, the order's does not
        await counter.fill({})
        with pytest.raises(Refusal) as refused:
            await counter.fill({})
        assert refused.value.code == "slot_full"
        await counter.settle()
        with pytest.raises(Refusal):
            await counter.fill({})

    async def test_goes_like_all_the_others_past_the_bound(
        self, counter: Counter, clock: FixedClock
    ) -> None:
        counter.sandbox.behave = Behaviour.SILENT_AFTER
        first = await counter.buy()
        second = await counter.buy(cart=await counter.fill({EGGS: 1}))
        counter.sandbox.reachable = False
        clock.instant = first.order.cut_off + timedelta(minutes=1)
        await counter.settle()
        for order in (first.order, second.order):
            assert (await counter.order(order.id)).state is State.EXPIRED


class TestLateAuthorisation:
    async def expired(self, counter: Counter, clock: FixedClock) -> str:
        """Order, and let the order go while its provider cannot be reached."""
        counter.sandbox.behave = Behaviour.SILENT_AFTER
        outcome = await counter.buy()
        assert isinstance(outcome, PaymentPending)
        counter.sandbox.reachable = False
        clock.advance(HOLD_AT_MOST + timedelta(minutes=1))
        await counter.settle()
        assert (await counter.order(outcome.order.id)).state is State.EXPIRED
        assert await counter.held() == 0
        counter.sandbox.reachable = True
        clock.advance(SETTLE_AFTER)
        return outcome.order.id

    async def test_takes_goods_and_place_again(self, counter: Counter, clock: FixedClock) -> None:
        order = await self.expired(counter, clock)
        await counter.settle()
        assert (await counter.order(order)).state is State.PLACED
        assert (await counter.held(), (await counter.whole_cart()).state) == (2, "ordered")
        assert len(counter.sandbox.bound) == 1

    async def test_is_voided_when_the_goods_are_gone(
        self, counter: Counter, clock: FixedClock
    ) -> None:
        order = await self.expired(counter, clock)
        async with counter.database.work(SYSTEM) as uow:
            await inventory.set_counts(uow, store=counter.shop.store, counts={MILK.gtin: 1})
        await counter.settle()
        assert (await counter.order(order)).state is State.EXPIRED
        assert (await counter.intent(order)).state is IntentState.VOIDED
        assert counter.sandbox.bound == set()
        assert (await counter.held(), (await counter.whole_cart()).state) == (0, "open")

    async def test_is_voided_when_the_place_is_gone(
        self, counter: Counter, clock: FixedClock
    ) -> None:
        order = await self.expired(counter, clock)
        for _ in range(2):
            await counter.fill({})
        await counter.settle()
        assert (await counter.intent(order)).state is IntentState.VOIDED
        assert counter.sandbox.bound == set()

    async def test_is_voided_when_the_cart_was_ordered_again(
        self, counter: Counter, clock: FixedClock
    ) -> None:
        lost = await self.expired(counter, clock)
        again = await counter.buy("at_handover")
        await counter.settle()
        assert (await counter.order(lost)).state is State.EXPIRED
        assert (await counter.order(again.order.id)).state is State.PLACED
        assert counter.sandbox.bound == set()
        assert await counter.held() == 2

    async def test_tells_the_shopper_who_comes_back_that_it_is_too_late(
        self, counter: Counter, clock: FixedClock
    ) -> None:
        order = await self.expired(counter, clock)
        async with counter.database.work(SYSTEM) as uow:
            await inventory.set_counts(uow, store=counter.shop.store, counts={MILK.gtin: 0})
        with pytest.raises(Refusal) as refused:
            await counter.resume(order)
        assert (refused.value.code, refused.value.facts["why"]) == ("order_gone", "order_gone")
        assert counter.sandbox.bound == set()

    async def test_places_nothing_on_money_that_is_being_let_go(
        self, counter: Counter, clock: FixedClock
    ) -> None:
        order = await self.expired(counter, clock)
        async with counter.database.work(SYSTEM) as uow:
            await inventory.set_counts(uow, store=counter.shop.store, counts={MILK.gtin: 0})

        async def milk_arrives_and_the_shopper_comes_back() -> None:
            async with counter.database.work(SYSTEM) as uow:
                await inventory.set_counts(uow, store=counter.shop.store, counts={MILK.gtin: 9})
            with pytest.raises(Refusal):
                await counter.resume(order)

        counter.sandbox = Meanwhile(counter.sandbox, milk_arrives_and_the_shopper_comes_back)
        await counter.settle()
        assert (await counter.order(order)).state is State.EXPIRED
        assert (await counter.intent(order)).state is IntentState.VOIDED
        assert counter.sandbox.bound == set()
        assert await counter.held() == 0

    async def test_is_voided_later_when_voiding_fails_now(
        self, counter: Counter, clock: FixedClock
    ) -> None:
        order = await self.expired(counter, clock)
        async with counter.database.work(SYSTEM) as uow:
            await inventory.set_counts(uow, store=counter.shop.store, counts={MILK.gtin: 0})
        deaf = Deaf(counter.sandbox)
        counter.sandbox = deaf
        await counter.settle()
        assert len(deaf.bound) == 1
        assert (await counter.intent(order)).state is IntentState.VOIDING
        deaf.deaf = False
        await counter.settle()
        assert deaf.bound == set()
        assert (await counter.intent(order)).state is IntentState.VOIDED

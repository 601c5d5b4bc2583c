"""From a cart to an order that stands, with a payment provider in between."""

import asyncio
from datetime import timedelta

import pytest
import pytest_asyncio

from comptoir.adapters.payments.sandbox import Behaviour, Sandbox
from comptoir.db.unit_of_work import Database
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.clock import FixedClock
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.carts import queries as cart_queries
from comptoir.shopping.orders import process
from comptoir.shopping.orders.amendments import amend
from comptoir.shopping.orders.model import PaymentChallenged, PaymentPending, Placed, State
from comptoir.shopping.payments.model import Answer, Found, Intent, IntentState
from tests.stories.counter import Counter, a_counter
from tests.stories.shopping import MILK, so_much, want


class Endless(Sandbox):
    """A provider that never answers and never hangs up."""

    async def authorise(self, intent: Intent) -> Answer:
        await asyncio.Event().wait()
        return await Sandbox.authorise(self, intent)

    async def look_up(self, intent: Intent) -> Found:
        await asyncio.Event().wait()
        return await Sandbox.look_up(self, intent)


@pytest_asyncio.fixture
async def counter(database: Database) -> Counter:
    """Open a shop and fill a cart."""
    return await a_counter(database)


class TestPlaceOrder:
    async def test_binds_the_money_and_places_the_order(self, counter: Counter) -> None:
        outcome = await counter.buy()
        assert isinstance(outcome, Placed)
        intent = await counter.intent(outcome.order.id)
        assert (intent.state, intent.authorised) == (IntentState.AUTHORISED, 218)
        assert counter.sandbox.bound == {intent.id}

    async def test_binds_nothing_when_paid_at_handover(self, counter: Counter) -> None:
        assert isinstance(await counter.buy("at_handover"), Placed)
        assert counter.sandbox.bound == set()

    async def test_gives_the_same_order_however_often_it_is_asked(self, counter: Counter) -> None:
        first = await counter.buy()
        assert await counter.buy() == first
        assert await counter.buy("at_handover") == first
        assert len(counter.sandbox.bound) == 1
        assert await counter.held() == 2

    async def test_binds_money_once_for_many_at_once(self, counter: Counter) -> None:
        outcomes = await asyncio.gather(*(counter.buy() for _ in range(8)))
        assert all(isinstance(each, Placed) for each in outcomes)
        assert len({each.order.id for each in outcomes}) == 1
        assert len(counter.sandbox.bound) == 1
        assert await counter.held() == 2

    async def test_refuses_a_method_nobody_serves(self, counter: Counter) -> None:
        with pytest.raises(Refusal) as refused:
            await counter.buy("coquillages")
        assert refused.value.facts["methods"] == ["at_handover", "sandbox"]
        assert (await counter.whole_cart()).state == "open"


class TestPlaceOrderDeclined:
    async def test_leaves_the_cart_open_with_its_place(self, counter: Counter) -> None:
        counter.sandbox.behave = Behaviour.DECLINE
        with pytest.raises(Refusal) as refused:
            await counter.buy()
        assert (refused.value.kind, refused.value.code) == (Kind.PAYMENT, "payment_declined")
        assert refused.value.facts == {"reason": "insufficient_funds"}
        assert await counter.held() == 0
        cart = await counter.whole_cart()
        assert cart.state == "open"
        assert cart.slot is not None
        assert cart.slot.holds(counter.database.clock.now())

    async def test_lets_the_shopper_pay_otherwise(self, counter: Counter) -> None:
        counter.sandbox.behave = Behaviour.DECLINE
        with pytest.raises(Refusal):
            await counter.buy()
        assert isinstance(await counter.buy("at_handover"), Placed)
        assert counter.sandbox.bound == set()
        assert await counter.held() == 2

    async def test_tells_twins_the_same(self, counter: Counter) -> None:
        counter.sandbox.behave = Behaviour.DECLINE
        found = await asyncio.gather(*(counter.buy() for _ in range(4)), return_exceptions=True)
        assert all(isinstance(each, Refusal) for each in found)
        assert await counter.held() == 0
        assert (await counter.whole_cart()).state == "open"


class TestPlaceOrderChallenged:
    async def test_keeps_goods_and_place_meanwhile(self, counter: Counter) -> None:
        counter.sandbox.behave = Behaviour.CHALLENGE
        outcome = await counter.buy()
        assert isinstance(outcome, PaymentChallenged)
        assert outcome.url.startswith("/sandbox/challenge/")
        assert outcome.until == outcome.order.hold_expires_at
        assert await counter.held() == 2
        again = await counter.buy()
        assert isinstance(again, PaymentChallenged)
        assert again.url == outcome.url

    async def test_goes_on_once_it_is_passed(self, counter: Counter) -> None:
        counter.sandbox.behave = Behaviour.CHALLENGE
        outcome = await counter.buy()
        assert isinstance(await counter.resume(outcome.order.id), PaymentChallenged)
        counter.sandbox.pass_challenge((await counter.intent(outcome.order.id)).id)
        for _ in range(2):
            assert isinstance(await counter.resume(outcome.order.id), Placed)
        assert len(counter.sandbox.bound) == 1

    async def test_is_lost_once_it_is_failed(self, counter: Counter) -> None:
        counter.sandbox.behave = Behaviour.CHALLENGE
        outcome = await counter.buy()
        intent = await counter.intent(outcome.order.id)
        counter.sandbox.pass_challenge(intent.id, succeed=False)
        for _ in range(2):
            with pytest.raises(Refusal) as refused:
                await counter.resume(outcome.order.id)
            assert refused.value.facts["why"] == "challenge_failed"
        assert await counter.held() == 0
        assert (await counter.whole_cart()).state == "open"

    async def test_cannot_be_walked_around_by_paying_otherwise(self, counter: Counter) -> None:
        counter.sandbox.behave = Behaviour.CHALLENGE
        await counter.buy()
        assert isinstance(await counter.buy("at_handover"), PaymentChallenged)


class TestPlaceOrderUnanswered:
    @pytest.mark.parametrize("silence", [Behaviour.SILENT_BEFORE, Behaviour.SILENT_AFTER])
    async def test_keeps_goods_and_place(self, counter: Counter, silence: Behaviour) -> None:
        counter.sandbox.behave = silence
        outcome = await counter.buy()
        assert isinstance(outcome, PaymentPending)
        assert (await counter.order(outcome.order.id)).state is State.HELD
        assert await counter.held() == 2

    @pytest.mark.parametrize("silence", [Behaviour.SILENT_BEFORE, Behaviour.SILENT_AFTER])
    async def test_binds_money_once_when_asked_again(
        self, counter: Counter, silence: Behaviour
    ) -> None:
        counter.sandbox.behave = silence
        pending = await counter.buy()
        counter.sandbox.behave = Behaviour.AUTHORISE
        outcome = await counter.buy()
        assert isinstance(outcome, Placed)
        assert outcome.order.id == pending.order.id
        assert len(counter.sandbox.bound) == 1

    async def test_is_paid_as_was_said_first(self, counter: Counter) -> None:
        counter.sandbox.behave = Behaviour.SILENT_BEFORE
        await counter.buy()
        outcome = await counter.buy("at_handover")
        assert isinstance(outcome, PaymentPending), "nobody has bound any money for it"

    async def test_finds_the_money_when_it_looks_again(self, counter: Counter) -> None:
        counter.sandbox.behave = Behaviour.SILENT_AFTER
        pending = await counter.buy()
        assert isinstance(await counter.resume(pending.order.id), Placed)

    async def test_stops_waiting_for_one_that_never_answers(
        self, counter: Counter, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(process, "PROVIDER_PATIENCE", timedelta(0))
        counter.sandbox = Endless()
        pending = await counter.buy()
        assert isinstance(pending, PaymentPending)
        assert isinstance(await counter.resume(pending.order.id), PaymentPending)
        assert await counter.held() == 2


class TestResume:
    async def test_tells_of_an_order_that_is_gone(self, counter: Counter) -> None:
        placed = await counter.buy()
        await counter.cancel(placed.order.id)
        with pytest.raises(Refusal) as refused:
            await counter.resume(placed.order.id)
        assert (refused.value.kind, refused.value.code) == (Kind.GONE, "order_gone")

    async def test_refuses_an_unknown_order(self, counter: Counter) -> None:
        with pytest.raises(Refusal) as refused:
            await counter.resume(f"{counter.shop.store}~{'a' * 22}")
        assert refused.value.code == "order_not_found"

    async def test_queues_with_an_amendment_and_never_deadlocks(self, counter: Counter) -> None:
        placed = await counter.buy()

        async def change(count: int) -> None:
            async with counter.database.work(SYSTEM) as uow:
                await amend(
                    uow, order=placed.order.id, quantities={MILK.gtin: so_much(MILK, count)}
                )

        await asyncio.gather(
            *(change(1 + turn % 2) for turn in range(10)),
            *(counter.resume(placed.order.id) for _ in range(10)),
        )
        order, intent = (
            await counter.order(placed.order.id),
            await counter.intent(placed.order.id),
        )
        assert intent.amount == order.totals.total


class TestCancelOrder:
    async def test_lets_the_money_go(self, counter: Counter) -> None:
        placed = await counter.buy()
        cancelled = await counter.cancel(placed.order.id)
        assert cancelled.state is State.CANCELLED
        assert counter.sandbox.bound == set()
        assert (await counter.intent(placed.order.id)).state is IntentState.VOIDED
        assert await counter.held() == 0

    async def test_may_be_repeated(self, counter: Counter) -> None:
        placed = await counter.buy()
        first = await counter.cancel(placed.order.id)
        assert await counter.cancel(placed.order.id) == first

    async def test_remembers_to_let_it_go_when_the_provider_is_silent(
        self, counter: Counter
    ) -> None:
        placed = await counter.buy()
        counter.sandbox.reachable = False
        await counter.cancel(placed.order.id)
        counter.sandbox.reachable = True
        assert len(counter.sandbox.bound) == 1
        await counter.settle()
        assert counter.sandbox.bound == set()

    async def test_lets_go_of_money_that_is_bound_only_afterwards(
        self, counter: Counter, clock: FixedClock
    ) -> None:
        counter.sandbox.behave = Behaviour.SILENT_AFTER
        pending = await counter.buy()
        await counter.cancel(pending.order.id)
        assert len(counter.sandbox.bound) == 1, "nobody knows of it yet"
        clock.advance(timedelta(minutes=1))
        await counter.settle()
        assert counter.sandbox.bound == set()
        assert (await counter.order(pending.order.id)).state is State.CANCELLED


class TestReopenedCart:
    async def test_does_not_disturb_the_cart_a_household_opened_meanwhile(
        self, counter: Counter, clock: FixedClock
    ) -> None:
        counter.sandbox.behave = Behaviour.SILENT_BEFORE
        await counter.buy()
        async with counter.database.work(SYSTEM) as uow:
            newer = await carts.open_cart(
                uow, store=counter.shop.store, household=counter.household
            )
            await carts.add_lines(uow, cart=newer, wants=[want(MILK, 1)])
        clock.advance(timedelta(minutes=20))
        await counter.settle()
        assert await counter.held() == 0
        async with counter.database.read(SYSTEM) as on:
            assert (await cart_queries.cart(on, cart=newer)).state == "open"

"""The payment providers that need nobody else."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from comptoir.adapters.payments.at_handover import AtHandover
from comptoir.adapters.payments.sandbox import BY_CENTS, Behaviour, Sandbox
from comptoir.shopping.payments.model import (
    Authorised,
    Challenged,
    Declined,
    Intent,
    IntentState,
    NeverSeen,
)
from comptoir.shopping.payments.ports import PaymentPort, PaymentUnknown

INTENT = Intent(
    store="essai",
    id="intent-1",
    order_id="essai~order",
    method="sandbox",
    amount=1200,
    authorised=None,
    currency="EUR",
    state=IntentState.OPEN,
    provider_reference=None,
    challenge_url=None,
    reason="",
    created_at=datetime(2026, 6, 15, 8, 0, tzinfo=UTC),
)
KEPT = Authorised("sandbox-intent-1")


def a_provider(port: PaymentPort) -> PaymentPort:
    """Have the type checker see that an adapter fills the port."""
    return port


class TestAtHandover:
    async def test_accepts_and_binds_nothing(self) -> None:
        port = a_provider(AtHandover())
        answer = await port.authorise(INTENT)
        assert isinstance(answer, Authorised)
        assert await port.look_up(INTENT) == answer
        await port.void(INTENT)
        assert not port.keeps_money


class TestSandbox:
    async def test_binds_the_money_once(self) -> None:
        sandbox = Sandbox()
        port = a_provider(sandbox)
        assert await port.look_up(INTENT) == NeverSeen()
        assert await port.authorise(INTENT) == KEPT
        assert await port.authorise(INTENT) == KEPT
        assert await port.look_up(INTENT) == KEPT
        assert sandbox.bound == {INTENT.id}

    async def test_lets_money_go(self) -> None:
        sandbox = Sandbox()
        await sandbox.authorise(INTENT)
        await sandbox.void(INTENT)
        await sandbox.void(INTENT)
        assert sandbox.bound == set()

    async def test_declines_and_binds_nothing(self) -> None:
        sandbox = Sandbox(behave=Behaviour.DECLINE)
        assert await sandbox.authorise(INTENT) == Declined("insufficient_funds")
        assert sandbox.bound == set()

    @pytest.mark.parametrize(
        ("succeed", "after"), [(True, KEPT), (False, Declined("challenge_failed"))]
    )
    async def test_challenges_until_the_shopper_answers(
        self, succeed: bool, after: Authorised | Declined
    ) -> None:
        sandbox = Sandbox(behave=Behaviour.CHALLENGE)
        answer = await sandbox.authorise(INTENT)
        assert isinstance(answer, Challenged)
        assert INTENT.id in answer.url
        assert sandbox.bound == set()
        sandbox.pass_challenge(INTENT.id, succeed=succeed)
        assert await sandbox.look_up(INTENT) == after
        assert sandbox.bound == ({INTENT.id} if succeed else set())

    async def test_has_no_challenge_to_pass_for_a_stranger(self) -> None:
        sandbox = Sandbox()
        sandbox.pass_challenge(INTENT.id)
        assert sandbox.bound == set()

    async def test_goes_silent_before_it_heard(self) -> None:
        sandbox = Sandbox(behave=Behaviour.SILENT_BEFORE)
        with pytest.raises(PaymentUnknown):
            await sandbox.authorise(INTENT)
        assert await sandbox.look_up(INTENT) == NeverSeen()
        assert sandbox.bound == set()

    async def test_goes_silent_with_the_money_bound(self) -> None:
        sandbox = Sandbox(behave=Behaviour.SILENT_AFTER)
        with pytest.raises(PaymentUnknown):
            await sandbox.authorise(INTENT)
        assert await sandbox.look_up(INTENT) == KEPT
        assert sandbox.bound == {INTENT.id}

    async def test_answers_nothing_while_it_cannot_be_reached(self) -> None:
        sandbox = Sandbox(reachable=False)
        for question in (sandbox.authorise, sandbox.look_up, sandbox.void):
            with pytest.raises(PaymentUnknown):
                await question(INTENT)
        sandbox.reachable = True
        assert await sandbox.look_up(INTENT) == NeverSeen()

    @pytest.mark.parametrize("cents", [91, 92, 93, 94])
    async def test_lets_an_amounts_cents_choose(self, cents: int) -> None:
        by_amount, told = Sandbox(), Sandbox(behave=BY_CENTS[cents])
        outcomes: list[object] = []
        for sandbox in (by_amount, told):
            try:
                outcomes.append(await sandbox.authorise(replace(INTENT, amount=4000 + cents)))
            except PaymentUnknown:
                outcomes.append(PaymentUnknown)
        assert outcomes[0] == outcomes[1] != KEPT

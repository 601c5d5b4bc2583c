"""Codes, and staying signed in."""

from datetime import timedelta

import pytest

from comptoir.db.query import Query
from comptoir.db.unit_of_work import UnitOfWork
from comptoir.kernel.ids import secret
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.shopping.customers import commands as customers
from comptoir.shopping.identity import commands, queries
from comptoir.shopping.identity.model import (
    CODE_LIFE,
    CODE_PAUSE,
    CODES_FOR_CALLER,
    CODES_TO_ADDRESS,
    GUESSES_AT_ADDRESS,
    MOST_GUESSES,
    SESSION_LIFE,
    NoCode,
    Proven,
    WrongCode,
)
from tests.stories.shopping import a_household

_EVERYTHING = Query(
    "select id || ' ' || session || ' ' || email || ' ' || salt || ' ' || hash from sign_in_code "
    "where email = %(email)s",
    str,
)


def an_address() -> str:
    return f"{secret().lower().strip('-_')}@example.org"


def wait(uow: UnitOfWork, time: timedelta) -> None:
    """Let time pass for a unit of work."""
    uow.now += time


async def a_code(uow: UnitOfWork, session: str, email: str, caller: str = "192.0.2.1") -> str:
    asked = await commands.ask_code(uow, session=session, email=email, caller=caller)
    assert asked.code is not None
    return asked.code


async def typed(uow: UnitOfWork, session: str, code: str, caller: str = "192.0.2.1") -> object:
    return await commands.check_code(uow, session=session, code=code, caller=caller)


def another(code: str) -> str:
    return f"{(int(code) + 1) % 10**8:08}"


class TestCode:
    async def test_proves_its_address_once(self, uow: UnitOfWork) -> None:
        session, email = secret(), an_address()
        code = await a_code(uow, session, email)
        assert await typed(uow, session, f" {code[:4]} {code[4:]} ") == Proven(email)
        assert await typed(uow, session, code) == NoCode()

    async def test_is_nowhere_to_be_read(self, uow: UnitOfWork) -> None:
        session, email = secret(), an_address()
        code = await a_code(uow, session, email)
        (kept,) = await _EVERYTHING.all(uow, email=email)
        assert code not in kept
        assert session not in kept

    async def test_is_of_use_to_nobody_but_who_asked(self, uow: UnitOfWork) -> None:
        code = await a_code(uow, secret(), an_address())
        assert await typed(uow, secret(), code) == NoCode()

    async def test_expires(self, uow: UnitOfWork) -> None:
        session = secret()
        code = await a_code(uow, session, an_address())
        wait(uow, CODE_LIFE)
        assert await typed(uow, session, code) == NoCode()
        assert await queries.waiting_code(uow, session=session) is None

    async def test_may_be_typed_wrong_a_few_times(self, uow: UnitOfWork) -> None:
        session = secret()
        code = await a_code(uow, session, an_address())
        for left in range(MOST_GUESSES - 1, 0, -1):
            assert await typed(uow, session, another(code)) == WrongCode(left)
        assert await typed(uow, session, another(code)) == NoCode()
        assert await typed(uow, session, code) == NoCode()

    async def test_ends_the_one_before(self, uow: UnitOfWork) -> None:
        session, email = secret(), an_address()
        first = await a_code(uow, session, email)
        wait(uow, CODE_PAUSE)
        second = await a_code(uow, session, email)
        assert first == second or isinstance(await typed(uow, session, first), WrongCode)
        assert await typed(uow, session, second) == Proven(email)

    async def test_is_not_sent_again_at_once(self, uow: UnitOfWork) -> None:
        session, email = secret(), an_address()
        code = await a_code(uow, session, email)
        again = await commands.ask_code(uow, session=session, email=email, caller="x")
        assert again.code is None
        assert await typed(uow, session, code) == Proven(email)

    async def test_is_bounded_for_an_address_whoever_asks(self, uow: UnitOfWork) -> None:
        email = an_address()
        for number in range(CODES_TO_ADDRESS.most):
            await a_code(uow, secret(), email, caller=str(number))
        with pytest.raises(Refusal) as refused:
            await a_code(uow, secret(), email.upper(), caller="other")
        assert (refused.value.kind, refused.value.code) == (Kind.TOO_MANY, "too_often")
        await a_code(uow, secret(), an_address())
        wait(uow, CODES_TO_ADDRESS.within)
        await a_code(uow, secret(), email)

    async def test_is_bounded_for_a_caller_whatever_the_address(self, uow: UnitOfWork) -> None:
        caller = secret()
        for _ in range(CODES_FOR_CALLER.most):
            await a_code(uow, secret(), an_address(), caller)
        with pytest.raises(Refusal):
            await a_code(uow, secret(), an_address(), caller)

    async def test_cannot_be_guessed_on_and_on(self, uow: UnitOfWork) -> None:
        email = an_address()
        for _ in range(GUESSES_AT_ADDRESS.most // MOST_GUESSES):
            session, caller = secret(), secret()
            code = await a_code(uow, session, email, caller)
            for _ in range(MOST_GUESSES):
                await typed(uow, session, another(code), caller)
            wait(uow, CODES_TO_ADDRESS.within / CODES_TO_ADDRESS.most)
        session = secret()
        code = await a_code(uow, session, email)
        with pytest.raises(Refusal) as refused:
            await typed(uow, session, code)
        assert refused.value.facts["what"] == GUESSES_AT_ADDRESS.kind

    @pytest.mark.parametrize(
        "email", ["", "camille", "a@b", "a b@example.org", "a@example.org,b@example.org", "é@x.fr"]
    )
    async def test_goes_to_an_address_only(self, uow: UnitOfWork, email: str) -> None:
        with pytest.raises(Refusal) as refused:
            await a_code(uow, secret(), email)
        assert refused.value.code == "invalid_email"


class TestSession:
    async def test_lasts_while_it_is_seen(self, uow: UnitOfWork) -> None:
        household, session = await a_household(uow), secret()
        email = an_address()
        person = await customers.add_person(uow, household=household, name="Camille", email=email)
        assert await queries.signed_in(uow, session=session) is None
        await commands.sign_in(
            uow, session=session, household=household, person=person, device="Firefox · Linux"
        )
        wait(uow, SESSION_LIFE - timedelta(seconds=1))
        await commands.see(uow, session=session)
        wait(uow, timedelta(days=1))
        known = await queries.signed_in(uow, session=session)
        assert known is not None
        assert (known.household, known.person, known.email) == (household, person, email)
        wait(uow, SESSION_LIFE)
        assert await queries.signed_in(uow, session=session) is None

    async def test_ends_in_one_browser_or_in_all(self, uow: UnitOfWork) -> None:
        household = await a_household(uow)
        person = await customers.add_person(uow, household=household, name="Camille")
        other = await customers.add_person(uow, household=household, name="Aziz")
        keys = [secret() for _ in range(3)]
        for key in keys:
            await commands.sign_in(uow, session=key, household=household, person=person, device="")
        elsewhere = secret()
        await commands.sign_in(uow, session=elsewhere, household=household, person=other, device="")
        await commands.sign_out(uow, session=keys[0])
        assert await queries.signed_in(uow, session=keys[0]) is None
        assert len(await queries.devices(uow, household=household, person=person)) == 2
        ended = await commands.sign_out_everywhere(uow, household=household, person=person)
        assert ended == 2
        assert [await queries.signed_in(uow, session=key) for key in keys] == [None] * 3
        assert await queries.signed_in(uow, session=elsewhere) is not None

    async def test_of_another_is_not_ended_by_its_name(self, uow: UnitOfWork) -> None:
        household = await a_household(uow)
        person = await customers.add_person(uow, household=household, name="Camille")
        session = secret()
        await commands.sign_in(uow, session=session, household=household, person=person, device="")
        (device,) = await queries.devices(uow, household=household, person=person)
        await commands.sign_out_device(uow, household=household, person="somebody", key=device.key)
        assert await queries.signed_in(uow, session=session) is not None
        await commands.sign_out_device(uow, household=household, person=person, key=device.key)
        assert await queries.signed_in(uow, session=session) is None


class TestForget:
    async def test_forgets_what_is_of_no_more_use(self, uow: UnitOfWork) -> None:
        email = an_address()
        await a_code(uow, secret(), email)
        wait(uow, timedelta(days=3))
        assert await commands.forget(uow) >= 1
        assert await _EVERYTHING.all(uow, email=email) == []

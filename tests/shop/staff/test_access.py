"""How the staff come in: links open once, sessions are short and their secrets change."""

from datetime import timedelta

import pytest

from comptoir.db.query import Query
from comptoir.db.unit_of_work import UnitOfWork
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.staff.access import commands, queries
from comptoir.staff.access.model import (
    CODE_LIFE,
    CODES_AN_HOUR,
    DRAW_EVERY,
    IDLE,
    LIFE,
    LINK_LIFE,
    OVERLAP,
    TRIES,
    Entered,
    NotThatCode,
)
from comptoir.staff.directory import commands as directory
from comptoir.staff.directory.model import Member, MemberDetails, Role
from tests.stories.staff import an_administrator

_DIGESTS = Query("select digest from staff_session union select digest from staff_link", str)


def later(uow: UnitOfWork, by: timedelta) -> None:
    """Let time pass within the story's unit of work."""
    uow.now += by


async def come_in(uow: UnitOfWork) -> tuple[Member, Entered, str]:
    """Let an administrator in and give them, their session and its secret."""
    who = await an_administrator(uow)
    entered = await commands.enter(uow, link=await commands.give_link(uow, member=who.id))
    assert entered.secret is not None
    return who, entered, entered.secret


async def leave(uow: UnitOfWork, who: Member) -> None:
    await an_administrator(uow)
    gone = MemberDetails(name=who.name, role=Role.ADMINISTRATOR, active=False)
    await directory.edit_member(uow, member=who.id, details=gone)


class TestEnter:
    async def test_opens_once(self, uow: UnitOfWork) -> None:
        who = await an_administrator(uow)
        link = await commands.give_link(uow, member=who.id)
        assert (await queries.bearer(uow, link=link)) == who
        assert (await commands.enter(uow, link=link)).member == who
        assert await queries.bearer(uow, link=link) is None
        with pytest.raises(Refusal) as refused:
            await commands.enter(uow, link=link)
        assert (refused.value.kind, refused.value.code) == (Kind.GONE, "link_spent")

    async def test_asking_whose_a_link_is_does_not_use_it(self, uow: UnitOfWork) -> None:
        who = await an_administrator(uow)
        link = await commands.give_link(uow, member=who.id)
        for _ in range(3):
            assert await queries.bearer(uow, link=link) == who

    async def test_a_new_link_takes_the_place_of_the_one_before(self, uow: UnitOfWork) -> None:
        who = await an_administrator(uow)
        first = await commands.give_link(uow, member=who.id)
        await commands.give_link(uow, member=who.id)
        with pytest.raises(Refusal):
            await commands.enter(uow, link=first)

    async def test_refuses_an_old_a_made_up_and_an_endless_link(self, uow: UnitOfWork) -> None:
        who = await an_administrator(uow)
        link = await commands.give_link(uow, member=who.id)
        later(uow, LINK_LIFE)
        for each in (link, "made-up", "x" * 5_000, ""):
            with pytest.raises(Refusal):
                await commands.enter(uow, link=each)
            assert await queries.bearer(uow, link=each) is None

    async def test_lets_nobody_in_who_has_left(self, uow: UnitOfWork) -> None:
        who = await an_administrator(uow)
        link = await commands.give_link(uow, member=who.id)
        await leave(uow, who)
        assert await queries.bearer(uow, link=link) is None
        with pytest.raises(Refusal) as refused:
            await commands.enter(uow, link=link)
        assert refused.value.code == "member_left"

    async def test_keeps_no_secret_that_could_be_read_back(self, uow: UnitOfWork) -> None:
        who, _, secret = await come_in(uow)
        link = await commands.give_link(uow, member=who.id)
        kept = await _DIGESTS.all(uow)
        assert secret not in kept
        assert link not in kept


class TestEnterByCode:
    async def test_opens_once_in_the_browser_that_asked(self, uow: UnitOfWork) -> None:
        who = await an_administrator(uow)
        asked = await commands.ask_code(uow, email=who.email.upper())
        assert asked.member == who
        half = f"{asked.code[:4]} {asked.code[4:]}"
        assert await commands.enter_by_code(uow, browser="x", code=half) == NotThatCode(0)
        entered = await commands.enter_by_code(uow, browser=asked.browser, code=half)
        assert isinstance(entered, Entered)
        assert entered.member == who
        again = await commands.enter_by_code(uow, browser=asked.browser, code=half)
        assert again == NotThatCode(0)

    async def test_is_tried_five_times_at_most(self, uow: UnitOfWork) -> None:
        asked = await commands.ask_code(uow, email=(await an_administrator(uow)).email)
        wrong = f"{(int(asked.code) + 1) % 10**8:08}"
        left = [
            await commands.enter_by_code(uow, browser=asked.browser, code=wrong)
            for _ in range(TRIES)
        ]
        assert left == [NotThatCode(number) for number in (4, 3, 2, 1, 0)]
        late = await commands.enter_by_code(uow, browser=asked.browser, code=asked.code)
        assert late == NotThatCode(0)

    async def test_ends_in_time_and_when_another_is_drawn(self, uow: UnitOfWork) -> None:
        who = await an_administrator(uow)
        first = await commands.ask_code(uow, email=who.email)
        second = await commands.ask_code(uow, email=who.email)
        old = await commands.enter_by_code(uow, browser=first.browser, code=first.code)
        assert old == NotThatCode(0)
        later(uow, CODE_LIFE)
        late = await commands.enter_by_code(uow, browser=second.browser, code=second.code)
        assert late == NotThatCode(0)

    async def test_is_drawn_for_nobody_else_and_not_without_end(self, uow: UnitOfWork) -> None:
        who = await an_administrator(uow)
        assert (await commands.ask_code(uow, email="nobody@essai.example")).member is None
        drawn = [await commands.ask_code(uow, email=who.email) for _ in range(CODES_AN_HOUR + 1)]
        assert [each.member is None for each in drawn] == [False] * CODES_AN_HOUR + [True]
        later(uow, timedelta(hours=1))
        assert (await commands.ask_code(uow, email=who.email)).member == who
        await leave(uow, who)
        assert (await commands.ask_code(uow, email=who.email)).member is None


class TestResume:
    async def test_goes_on_for_who_brings_the_secret(self, uow: UnitOfWork) -> None:
        who, entered, secret = await come_in(uow)
        resumed = await commands.resume(uow, cookie=secret)
        assert resumed == Entered(entered.id, who, None)

    @pytest.mark.parametrize("cookie", [None, "", "made-up", "x" * 5_000])
    async def test_knows_nobody_else(self, uow: UnitOfWork, cookie: str | None) -> None:
        await come_in(uow)
        assert await commands.resume(uow, cookie=cookie) is None

    async def test_ends_when_nobody_uses_it(self, uow: UnitOfWork) -> None:
        _, _, secret = await come_in(uow)
        later(uow, IDLE - timedelta(minutes=1))
        assert await commands.resume(uow, cookie=secret) is not None
        later(uow, IDLE)
        assert await commands.resume(uow, cookie=secret) is None

    async def test_ends_with_the_day_however_much_it_is_used(self, uow: UnitOfWork) -> None:
        _, _, secret = await come_in(uow)
        spent = timedelta()
        while spent + IDLE / 2 < LIFE:
            later(uow, IDLE / 2)
            spent += IDLE / 2
            resumed = await commands.resume(uow, cookie=secret)
            assert resumed is not None
            secret = resumed.secret or secret
        later(uow, IDLE / 2)
        assert await commands.resume(uow, cookie=secret) is None

    async def test_draws_a_new_secret_while_it_is_used(self, uow: UnitOfWork) -> None:
        _, _, first = await come_in(uow)
        later(uow, DRAW_EVERY)
        resumed = await commands.resume(uow, cookie=first)
        assert resumed is not None
        assert resumed.secret not in (None, first)
        assert await commands.resume(uow, cookie=resumed.secret) is not None
        later(uow, OVERLAP)
        assert await commands.resume(uow, cookie=first) is None
        assert await commands.resume(uow, cookie=resumed.secret) is not None

    async def test_a_lost_answer_locks_nobody_out(self, uow: UnitOfWork) -> None:
        _, _, first = await come_in(uow)
        later(uow, DRAW_EVERY)
        assert await commands.resume(uow, cookie=first) is not None
        later(uow, OVERLAP * 2)
        again = await commands.resume(uow, cookie=first)
        assert again is not None
        assert again.secret is not None

    async def test_pages_asked_for_at_once_are_all_answered(self, uow: UnitOfWork) -> None:
        _, _, first = await come_in(uow)
        later(uow, DRAW_EVERY)
        resumed = await commands.resume(uow, cookie=first)
        assert resumed is not None
        assert await commands.resume(uow, cookie=resumed.secret) is not None
        assert await commands.resume(uow, cookie=first) is not None

    async def test_ends_when_its_member_leaves(self, uow: UnitOfWork) -> None:
        who, _, secret = await come_in(uow)
        await leave(uow, who)
        assert await commands.resume(uow, cookie=secret) is None


class TestClose:
    async def test_ends_one_session(self, uow: UnitOfWork) -> None:
        who, entered, secret = await come_in(uow)
        other = await commands.open_session(uow, member=who.id)
        await commands.close(uow, session=entered.id)
        assert await commands.resume(uow, cookie=secret) is None
        assert await commands.resume(uow, cookie=other.secret) is not None

    async def test_all_ends_every_session_and_link(self, uow: UnitOfWork) -> None:
        who, _, secret = await come_in(uow)
        link = await commands.give_link(uow, member=who.id)
        await commands.close_all(uow, member=who.id)
        assert await commands.resume(uow, cookie=secret) is None
        assert await queries.bearer(uow, link=link) is None


class TestForget:
    async def test_forgets_what_is_over_and_nothing_else(self, uow: UnitOfWork) -> None:
        who, _, secret = await come_in(uow)
        later(uow, LIFE)
        fresh = await commands.open_session(uow, member=who.id)
        assert await commands.forget(uow) >= 1
        assert await commands.resume(uow, cookie=secret) is None
        assert await commands.resume(uow, cookie=fresh.secret) is not None

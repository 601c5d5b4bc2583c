"""The staff's directory: who is in it, what they may do, and who stays."""

import pytest

from comptoir.db.query import Statement
from comptoir.db.unit_of_work import UnitOfWork
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.staff.directory import commands, queries, rules
from comptoir.staff.directory.model import Act, MemberDetails, Role
from tests.stories.goods import a_store
from tests.stories.staff import a_clerk, a_manager, a_member, an_administrator, an_email

_NOBODY_ELSE = Statement("update staff_member set active = false where id <> %(id)s")


def details(role: Role = Role.CLERK, *stores: str, **more: object) -> MemberDetails:
    return MemberDetails(name="Essai", role=role, stores=stores, **more)  # pyright: ignore[reportArgumentType]


class TestAddMember:
    async def test_keeps_who_they_are_and_where_they_act(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        added = await a_member(uow, Role.MANAGER, store, store, name="  Essai   un ")
        assert (added.name, added.role, list(added.stores)) == ("Essai un", Role.MANAGER, [store])
        assert await queries.member(uow, member=added.id) == added

    async def test_takes_an_address_once_whatever_its_case(self, uow: UnitOfWork) -> None:
        email = an_email()
        first = await a_member(uow, Role.ADMINISTRATOR, email=email)
        with pytest.raises(Refusal) as refused:
            await a_member(uow, Role.ADMINISTRATOR, email=email.upper())
        assert refused.value.code == "email_taken"
        assert await queries.member_by_email(uow, email=f" {email.upper()} ") == first

    @pytest.mark.parametrize("email", ["", "nobody", "a b@c.fr", "a@b", "a@b\n.fr"])
    async def test_refuses_what_is_no_address(self, uow: UnitOfWork, email: str) -> None:
        with pytest.raises(Refusal) as refused:
            await commands.add_member(uow, email=email or " ", details=details(Role.ADMINISTRATOR))
        assert refused.value.code == "invalid_email"

    async def test_refuses_a_store_that_is_not_there(self, uow: UnitOfWork) -> None:
        with pytest.raises(Refusal) as refused:
            await a_clerk(uow, (await a_store(uow)).id, "nowhere")
        assert refused.value.facts["id"] == "nowhere"

    async def test_refuses_a_clerk_of_no_store(self, uow: UnitOfWork) -> None:
        with pytest.raises(Refusal) as refused:
            await a_clerk(uow)
        assert refused.value.code == "invalid_stores"

    async def test_gives_an_administrator_the_whole_chain(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        added = await a_member(uow, Role.ADMINISTRATOR, store)
        assert (added.everywhere, list(added.stores)) == (True, [])


class TestEditMember:
    async def test_replaces_role_and_stores(self, uow: UnitOfWork) -> None:
        first, second = (await a_store(uow)).id, (await a_store(uow)).id
        clerk = await a_clerk(uow, first)
        edited = await commands.edit_member(
            uow, member=clerk.id, details=details(Role.MANAGER, second)
        )
        assert (edited.role, list(edited.stores)) == (Role.MANAGER, [second])
        assert edited.version == clerk.version + 1

    async def test_never_leaves_the_chain_without_an_administrator(self, uow: UnitOfWork) -> None:
        last = await an_administrator(uow)
        await _NOBODY_ELSE.run(uow, id=last.id)
        store = (await a_store(uow)).id
        for wanted in (details(Role.MANAGER, store), details(Role.ADMINISTRATOR, active=False)):
            with pytest.raises(Refusal) as refused:
                await commands.edit_member(uow, member=last.id, details=wanted)
            assert refused.value.code == "last_administrator"

    async def test_lets_one_of_two_administrators_go(self, uow: UnitOfWork) -> None:
        await an_administrator(uow)
        other = await an_administrator(uow)
        gone = await commands.edit_member(
            uow, member=other.id, details=details(Role.ADMINISTRATOR, active=False)
        )
        assert not gone.active

    async def test_refuses_somebody_who_is_not_there(self, uow: UnitOfWork) -> None:
        with pytest.raises(Refusal) as refused:
            await commands.edit_member(uow, member="x", details=details(Role.ADMINISTRATOR))
        assert refused.value.code == "member_not_found"


class TestCheck:
    async def test_keeps_a_clerk_to_their_stores_and_their_work(self, uow: UnitOfWork) -> None:
        mine, theirs = (await a_store(uow)).id, (await a_store(uow)).id
        clerk = await a_clerk(uow, mine)
        may = {act for act in Act if rules.may(clerk, act, mine)}
        assert may == {Act.LOOK, Act.COUNT_STOCK, Act.AMEND_ORDERS}
        assert not any(rules.may(clerk, act, theirs) for act in Act)
        with pytest.raises(Refusal) as refused:
            rules.check(clerk, Act.LOOK, theirs)
        assert (refused.value.kind, refused.value.code) == (Kind.FORBIDDEN, "not_your_store")

    async def test_keeps_a_manager_out_of_what_is_national(self, uow: UnitOfWork) -> None:
        manager = await a_manager(uow, (await a_store(uow)).id)
        for act in (Act.EDIT_PRODUCTS, Act.KEEP_STAFF):
            with pytest.raises(Refusal) as refused:
                rules.check(manager, act, rules.CHAIN)
            assert refused.value.code == "not_your_role"

    async def test_lets_an_administrator_do_everything_everywhere(self, uow: UnitOfWork) -> None:
        who = await an_administrator(uow)
        store = (await a_store(uow)).id
        assert all(rules.may(who, act, place) for act in Act for place in (store, rules.CHAIN))

    async def test_lets_nobody_act_who_has_left(self, uow: UnitOfWork) -> None:
        await an_administrator(uow)
        who = await an_administrator(uow)
        gone = await commands.edit_member(
            uow, member=who.id, details=details(Role.ADMINISTRATOR, active=False)
        )
        with pytest.raises(Refusal):
            rules.check(gone, Act.LOOK, rules.CHAIN)

"""Stores and windows edited at the desk: by whom, only as seen, and on record."""

from dataclasses import replace
from datetime import timedelta

import pytest

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.desk import stores, windows
from comptoir.goods.stores import commands as store_commands
from comptoir.goods.stores import queries as store_queries
from comptoir.kernel.refusals import Refusal
from comptoir.shopping.slots import commands as slots
from comptoir.shopping.slots import queries
from comptoir.shopping.slots.model import Mode, Template
from comptoir.staff.audit import queries as audit
from comptoir.staff.audit.model import Recorded, Thing
from tests.stories.goods import a_store
from tests.stories.shopping import MILK, a_cart, a_shop
from tests.stories.staff import a_clerk, a_manager, an_administrator

NOON = Template(
    id="x", mode=Mode.PICKUP, weekday=2, starts_minute=720, ends_minute=780, capacity=5, fee=0,
    cut_off_minutes=60,
)  # fmt: skip


async def on_record(uow: UnitOfWork, store: str, kind: Thing) -> tuple[Recorded, ...]:
    return await audit.changes(uow, stores=[store], kind=kind)


class TestEditStore:
    async def test_changes_what_was_asked_and_says_so(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        who = await a_manager(uow, store)
        hours = {"monday": [["09:00", "12:00"], ["14:00", "19:00"]]}
        await stores.edit_store(
            uow, by=who, store=store, edit=lambda it: replace(it, minimum_order=1_500, hours=hours)
        )
        assert (await store_queries.store(uow, store=store)).minimum_order == 1_500
        (change,) = await on_record(uow, store, Thing.STORE)
        assert (change.member, change.label) == (who.id, "Comptoir des essais")
        assert list(change.fields) == [
            {"field": "hours.monday", "was": "08:30-20:00", "now": "09:00-12:00 14:00-19:00"},
            {"field": "minimum_order", "was": "0", "now": "1500"},
            {"field": "hours.sunday", "was": "09:00-12:30", "now": ""},
        ]

    async def test_refuses_what_somebody_else_changed_meanwhile(self, uow: UnitOfWork) -> None:
        store = await a_store(uow)
        who = await a_manager(uow, store.id)
        seen = stores.store_facts(store)
        other = replace(store.details, city="Rennes")
        await store_commands.edit_store(uow, store=store.id, details=other)
        with pytest.raises(Refusal) as refused:
            await stores.edit_store(
                uow, by=who, store=store.id, edit=lambda it: replace(it, name="X"), seen=seen
            )
        assert refused.value.code == "changed_meanwhile"
        assert refused.value.facts["fields"] == [{"field": "city", "was": "Vitré", "now": "Rennes"}]
        assert (await store_queries.store(uow, store=store.id)).name == store.name

    async def test_leaves_no_trace_of_nothing(self, uow: UnitOfWork) -> None:
        store = await a_store(uow)
        who = await a_manager(uow, store.id)
        after = await stores.edit_store(uow, by=who, store=store.id, edit=lambda it: it)
        assert after.version == store.version
        assert await on_record(uow, store.id, Thing.STORE) == ()

    async def test_is_for_managers_of_that_store(self, uow: UnitOfWork) -> None:
        store, other = (await a_store(uow)).id, (await a_store(uow)).id
        for who, code in (
            (await a_clerk(uow, store), "not_your_role"),
            (await a_manager(uow, other), "not_your_store"),
        ):
            with pytest.raises(Refusal) as refused:
                await stores.edit_store(
                    uow, by=who, store=store, edit=lambda it: replace(it, name="X")
                )
            assert refused.value.code == code


class TestPutTemplate:
    async def test_opens_windows_at_once_and_says_so(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        who = await a_manager(uow, store)
        template = replace(NOON, id=windows.template_id(NOON))
        await windows.put_template(uow, by=who, store=store, template=template)
        opened = await queries.windows(
            uow, store=store, mode=Mode.PICKUP, from_=uow.now, to=uow.now + timedelta(days=7)
        )
        assert [each.id for each in opened] == ["pickup-2-0720-0780-20260617"]
        (change,) = await on_record(uow, store, Thing.PATTERN)
        assert (change.action, change.object) == ("created", template.id)

    async def test_takes_places_and_fee_to_the_windows_already_open(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        who = await an_administrator(uow)
        await windows.put_template(uow, by=who, store=store, template=NOON)
        dearer = replace(NOON, capacity=9, fee=250)
        await windows.put_template(
            uow, by=who, store=store, template=dearer, seen=windows.template_facts(NOON)
        )
        (window,) = await queries.calendar(
            uow, store=store, from_=uow.now, to=uow.now + timedelta(days=7)
        )
        assert (window.capacity, window.fee, window.left) == (9, 250, 9)

    async def test_refuses_a_stale_one_and_one_that_cannot_be(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        who = await a_manager(uow, store)
        await windows.put_template(uow, by=who, store=store, template=NOON)
        with pytest.raises(Refusal) as refused:
            await windows.put_template(
                uow, by=who, store=store, template=replace(NOON, fee=1),
                seen=windows.template_facts(replace(NOON, capacity=1)),
            )  # fmt: skip
        assert refused.value.code == "changed_meanwhile"
        for field, wrong in (
            ("capacity", replace(NOON, capacity=-1)),
            ("fee", replace(NOON, fee=-1)),
            ("ends_minute", replace(NOON, ends_minute=700)),
            ("weekday", replace(NOON, weekday=7)),
            ("cut_off_minutes", replace(NOON, cut_off_minutes=-1)),
            ("starts_minute", replace(NOON, starts_minute=-5)),
        ):
            with pytest.raises(Refusal) as refused:
                await windows.put_template(uow, by=who, store=store, template=wrong)
            assert refused.value.code == f"invalid_{field}"


class TestRemoveTemplate:
    async def test_takes_free_windows_away_and_keeps_who_has_a_place(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        who = await a_manager(uow, shop.store)
        cart = await a_cart(uow, store=shop.store, goods={MILK: 1}, window=shop.pickup)
        pickup, delivery = shop.pickup[:-9], shop.delivery[:-9]
        for template in (pickup, delivery):
            await windows.remove_template(uow, by=who, store=shop.store, template=template)
        week = uow.now + timedelta(days=8)
        left = await queries.calendar(uow, store=shop.store, from_=uow.now, to=week)
        assert [(each.id, each.capacity, each.left) for each in left] == [(shop.pickup, 0, 0)]
        held = await queries.held(uow, store=shop.store, cart=cart)
        assert held is not None
        assert held.window.id == shop.pickup
        assert {each.action for each in await on_record(uow, shop.store, Thing.PATTERN)} == {
            "removed"
        }

    async def test_refuses_one_that_is_not_there(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        with pytest.raises(Refusal) as refused:
            await windows.remove_template(
                uow, by=await a_manager(uow, store), store=store, template="x"
            )
        assert refused.value.code == "window_not_found"


class TestEditWindow:
    async def test_sets_places_and_fee_of_one_day(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        who = await a_manager(uow, shop.store)
        seen = windows.window_facts(
            await queries.window(uow, store=shop.store, window=shop.delivery)
        )
        after = await windows.edit_window(
            uow, by=who, store=shop.store, window=shop.delivery, capacity=0, fee=100, seen=seen
        )
        assert (after.capacity, after.fee, after.left) == (0, 100, 0)
        with pytest.raises(Refusal):
            await slots.hold(uow, store=shop.store, cart=f"{shop.store}~x", window=shop.delivery)
        with pytest.raises(Refusal) as refused:
            await windows.edit_window(
                uow, by=who, store=shop.store, window=shop.delivery, capacity=3, fee=0, seen=seen
            )
        assert refused.value.code == "changed_meanwhile"
        (change,) = await on_record(uow, shop.store, Thing.WINDOW)
        assert list(change.fields) == [
            {"field": "capacity", "was": "10", "now": "0"},
            {"field": "fee", "was": "490", "now": "100"},
        ]

    async def test_refuses_another_stores_window_and_a_clerk(self, uow: UnitOfWork) -> None:
        shop, other = await a_shop(uow), (await a_store(uow)).id
        both = await a_manager(uow, shop.store, other)
        with pytest.raises(Refusal) as refused:
            await windows.edit_window(
                uow, by=both, store=other, window=shop.pickup, capacity=1, fee=0
            )
        assert refused.value.code == "window_not_found"
        with pytest.raises(Refusal) as refused:
            await windows.edit_window(
                uow, by=await a_clerk(uow, shop.store), store=shop.store, window=shop.pickup,
                capacity=1, fee=0,
            )  # fmt: skip
        assert refused.value.code == "not_your_role"

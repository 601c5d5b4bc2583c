"""Orders found, amended and called off by the store."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import pytest

from comptoir.adapters.payments.at_handover import AtHandover
from comptoir.db.unit_of_work import Database, UnitOfWork
from comptoir.desk import orders as desk
from comptoir.goods.inventory import queries as levels
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.measure import pieces
from comptoir.kernel.refusals import Refusal
from comptoir.shopping.orders import queries
from comptoir.shopping.orders.model import Order, State
from comptoir.staff.audit import queries as audit
from comptoir.staff.audit.model import Thing
from comptoir.staff.directory.model import Member
from tests.stories.goods import a_store
from tests.stories.shopping import BREAD, EGGS, MILK, Good, Shop, a_cart, a_placed_order, a_shop
from tests.stories.staff import a_clerk, a_manager

PORTS = {"at_handover": AtHandover()}


@dataclass(frozen=True, slots=True)
class Story:
    shop: Shop
    clerk: Member
    order: Order

    @property
    def store(self) -> str:
        return self.shop.store


async def an_order(uow: UnitOfWork, goods: Mapping[Good, int] | None = None) -> Story:
    """Let somebody order, two milks and a dozen eggs unless told, in a store with a clerk."""
    shop = await a_shop(uow)
    cart = await a_cart(
        uow, store=shop.store, goods=goods or {MILK: 2, EGGS: 2}, window=shop.pickup
    )
    return Story(shop, await a_clerk(uow, shop.store), await a_placed_order(uow, cart=cart))


async def held(uow: UnitOfWork, store: str, good: Good) -> int:
    return (await levels.levels(uow, store=store, gtins=[good.gtin]))[good.gtin].held


class TestFind:
    async def test_by_number_name_day_and_state(self, uow: UnitOfWork) -> None:
        story = await an_order(uow)
        order, store = story.order, story.store

        async def found(**asked: object) -> list[str]:
            rows = await queries.find(uow, store=store, **asked)  # pyright: ignore[reportArgumentType]
            return [each.id for each in rows]

        one = [order.id]
        assert await found() == one
        assert await found(number=order.number.lower()) == one
        assert await found(number=order.number[:3]) == one
        assert await found(number="%") == []
        assert await found(name="morvan") == one
        assert await found(name="Nobody") == []
        assert await found(states=[State.PLACED, State.PICKING]) == one
        assert await found(states=[State.CANCELLED]) == []
        assert await found(from_=order.window_starts, to=order.window_ends) == one
        assert await found(from_=order.window_ends) == []
        assert await found(offset=1) == []
        (row,) = await queries.find(uow, store=store)
        assert (row.name, row.lines, row.total) == ("Camille Morvan", 2, order.totals.total)

    async def test_finds_nothing_of_another_store(self, uow: UnitOfWork) -> None:
        story = await an_order(uow)
        other = (await a_store(uow)).id
        assert await queries.find(uow, store=other, number=story.order.number) == ()


class TestAmend:
    async def test_changes_a_quantity_stock_and_total_and_says_who(self, uow: UnitOfWork) -> None:
        story = await an_order(uow)
        after = await desk.amend(
            uow, by=story.clerk, store=story.store, order=story.order.id,
            quantities={MILK.gtin: pieces(1)}, seen=desk.order_facts(story.order),
        )  # fmt: skip
        assert after.quantities == {MILK.gtin: 1, EGGS.gtin: 2}
        assert after.totals.goods == story.order.totals.goods - MILK.price
        assert await held(uow, story.store, MILK) == 1
        assert (await queries.steps(uow, order=after.id))[-1].reason == desk.BY_THE_STORE
        (change,) = await audit.changes(uow, stores=[story.store], kind=Thing.ORDER)
        assert (change.member, change.label) == (story.clerk.id, after.number)
        assert list(change.fields) == [
            {"field": f"line.{MILK.name}", "was": "2 piece", "now": "1 piece"},
            {
                "field": "total",
                "was": str(story.order.totals.total),
                "now": str(after.totals.total),
            },
        ]

    async def test_refuses_what_the_household_changed_meanwhile(self, uow: UnitOfWork) -> None:
        story = await an_order(uow)
        seen = desk.order_facts(story.order)
        for wanted in (3, 4):
            amend = desk.amend(
                uow, by=story.clerk, store=story.store, order=story.order.id,
                quantities={EGGS.gtin: pieces(wanted)}, seen=seen,
            )  # fmt: skip
            if wanted == 3:
                await amend
                continue
            with pytest.raises(Refusal) as refused:
                await amend
            assert refused.value.facts["fields"] == [
                {"field": f"line.{EGGS.gtin}", "was": "2", "now": "3"}
            ]

    async def test_keeps_to_what_an_order_allows(self, uow: UnitOfWork) -> None:
        story = await an_order(uow)
        with pytest.raises(Refusal) as refused:
            await desk.amend(
                uow, by=story.clerk, store=story.store, order=story.order.id,
                quantities={MILK.gtin: pieces(900)},
            )  # fmt: skip
        assert refused.value.code == "stock_short"
        uow.now += timedelta(days=3)
        with pytest.raises(Refusal) as refused:
            await desk.amend(
                uow, by=story.clerk, store=story.store, order=story.order.id,
                quantities={MILK.gtin: pieces(1)},
            )  # fmt: skip
        assert refused.value.code == "past_cut_off"

    async def test_lets_nobody_touch_another_stores_order(self, uow: UnitOfWork) -> None:
        story = await an_order(uow)
        other = (await a_store(uow)).id
        stranger = await a_manager(uow, other)
        for store, code in ((story.store, "not_your_store"), (other, "order_not_found")):
            with pytest.raises(Refusal) as refused:
                await desk.amend(
                    uow, by=stranger, store=store, order=story.order.id,
                    quantities={MILK.gtin: pieces(1)},
                )  # fmt: skip
            assert refused.value.code == code


class TestSubstitute:
    async def test_puts_another_product_in_its_place(self, uow: UnitOfWork) -> None:
        story = await an_order(uow)
        after = await desk.substitute(
            uow, by=story.clerk, store=story.store, order=story.order.id, gtin=EGGS.gtin,
            instead=BREAD.gtin, quantity=pieces(1),
        )  # fmt: skip
        assert after.quantities == {MILK.gtin: 2, BREAD.gtin: 1}
        assert await held(uow, story.store, EGGS) == 0
        assert await held(uow, story.store, BREAD) == 1

    async def test_refuses_what_was_not_ordered_and_the_same_again(self, uow: UnitOfWork) -> None:
        story = await an_order(uow)
        for gtin, instead, code in (
            (BREAD.gtin, EGGS.gtin, "line_not_found"),
            (EGGS.gtin, EGGS.gtin, "invalid_substitute"),
        ):
            with pytest.raises(Refusal) as refused:
                await desk.substitute(
                    uow, by=story.clerk, store=story.store, order=story.order.id, gtin=gtin,
                    instead=instead, quantity=pieces(1),
                )  # fmt: skip
            assert refused.value.code == code


class TestCancel:
    async def test_calls_it_off_once_and_says_who(self, database: Database) -> None:
        async with database.work(SYSTEM) as uow:
            story = await an_order(uow)
        await desk.cancel(
            database, PORTS, caller=SYSTEM, by=story.clerk, store=story.store,
            order=story.order.id, seen=desk.order_facts(story.order),
        )  # fmt: skip
        async with database.read(SYSTEM) as on:
            gone = await queries.order(on, order=story.order.id)
            (change,) = await audit.changes(on, stores=[story.store], kind=Thing.ORDER)
        assert gone.state is State.CANCELLED
        assert list(change.fields) == [{"field": "state", "was": "placed", "now": "cancelled"}]

    async def test_leaves_order_and_record_alone_when_refused(self, database: Database) -> None:
        async with database.work(SYSTEM) as uow:
            story = await an_order(uow)
            stranger = await a_clerk(uow, (await a_store(uow)).id)
        stale = {**desk.order_facts(story.order), "state": "held"}
        for who, seen, code in (
            (stranger, None, "not_your_store"),
            (story.clerk, stale, "changed_meanwhile"),
        ):
            with pytest.raises(Refusal) as refused:
                await desk.cancel(
                    database, PORTS, caller=SYSTEM, by=who, store=story.store,
                    order=story.order.id, seen=seen,
                )  # fmt: skip
            assert refused.value.code == code
        async with database.read(SYSTEM) as on:
            assert (await queries.order(on, order=story.order.id)).state is State.PLACED
            assert await audit.changes(on, stores=[story.store], kind=Thing.ORDER) == ()

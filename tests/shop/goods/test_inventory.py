"""Stock and its ledger."""

import pytest

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.goods.inventory import commands, queries
from comptoir.goods.inventory.model import Moved
from comptoir.kernel.refusals import Refusal
from tests.stories.goods import a_gtin, a_product, a_store, on_shelf

MILK, EGGS = a_product(1), a_product(2, "Œufs plein air")


async def a_shelf(uow: UnitOfWork, *, milk: int = 10, eggs: int = 10) -> str:
    store = (await a_store(uow)).id
    await on_shelf(uow, MILK, store=store, stock=milk)
    await on_shelf(uow, EGGS, store=store, stock=eggs)
    return store


async def level(uow: UnitOfWork, store: str, gtin: str = MILK.gtin) -> tuple[int, int]:
    found = (await queries.levels(uow, store=store, gtins=[gtin]))[gtin]
    return found.on_hand, found.held


class TestHold:
    async def test_takes_goods_off_what_may_be_promised(self, uow: UnitOfWork) -> None:
        store = await a_shelf(uow)
        await commands.hold(uow, store=store, quantities={MILK.gtin: 4})
        levels = await queries.levels(uow, store=store, gtins=[MILK.gtin])
        assert (levels[MILK.gtin].held, levels[MILK.gtin].promisable) == (4, 6)

    async def test_takes_all_or_nothing_and_tells_what_is_left(self, uow: UnitOfWork) -> None:
        store = await a_shelf(uow, milk=3)
        with pytest.raises(Refusal) as refused:
            await commands.hold(
                uow, store=store, quantities={EGGS.gtin: 2, MILK.gtin: 4, a_gtin(99): 1}
            )
        assert refused.value.code == "stock_short"
        assert refused.value.facts["lines"] == [
            {"gtin": MILK.gtin, "wanted": 4, "left": 3},
            {"gtin": a_gtin(99), "wanted": 1, "left": 0},
        ]
        assert await level(uow, store, EGGS.gtin) == (10, 0)

    async def test_keeps_the_safety_stock_back(self, uow: UnitOfWork) -> None:
        store = await a_shelf(uow)
        await commands.set_counts(uow, store=store, counts={}, safety={MILK.gtin: 8})
        with pytest.raises(Refusal):
            await commands.hold(uow, store=store, quantities={MILK.gtin: 3})
        await commands.hold(uow, store=store, quantities={MILK.gtin: 2})

    @pytest.mark.parametrize("quantity", [0, -1, 10**12])
    async def test_refuses_absurd_quantities(self, uow: UnitOfWork, quantity: int) -> None:
        with pytest.raises(Refusal):
            await commands.hold(uow, store="any", quantities={MILK.gtin: quantity})


class TestRelease:
    async def test_gives_goods_back(self, uow: UnitOfWork) -> None:
        store = await a_shelf(uow)
        await commands.hold(uow, store=store, quantities={MILK.gtin: 4})
        await commands.release(uow, store=store, quantities={MILK.gtin: 3})
        assert await level(uow, store) == (10, 1)


class TestShip:
    async def test_turns_held_goods_into_a_sale(self, uow: UnitOfWork) -> None:
        store = await a_shelf(uow)
        await commands.hold(uow, store=store, quantities={MILK.gtin: 4})
        await commands.ship(uow, store=store, quantities={MILK.gtin: 4}, reference="order-1")
        assert await level(uow, store) == (6, 0)
        newest = (await queries.movements(uow, store=store, gtin=MILK.gtin))[0]
        assert (newest.kind, newest.quantity, newest.on_hand_after) == ("sale", -4, 6)

    async def test_ships_an_order_once(self, uow: UnitOfWork) -> None:
        store = await a_shelf(uow, milk=4)
        await commands.hold(uow, store=store, quantities={MILK.gtin: 4})
        for _ in range(2):
            await commands.ship(uow, store=store, quantities={MILK.gtin: 4}, reference="order-1")
        assert await level(uow, store) == (0, 0)


class TestReceive:
    async def test_takes_a_delivery_note_once(self, uow: UnitOfWork) -> None:
        store = await a_shelf(uow)
        first = await commands.receive(uow, store=store, quantities={MILK.gtin: 5}, reference="n1")
        again = await commands.receive(uow, store=store, quantities={MILK.gtin: 5}, reference="n1")
        assert first == (Moved(MILK.gtin, 15),)
        assert again == (Moved(MILK.gtin, 15, repeated=True),)
        assert await level(uow, store) == (15, 0)

    async def test_refuses_an_unknown_product_or_store(self, uow: UnitOfWork) -> None:
        store = await a_shelf(uow)
        with pytest.raises(Refusal) as refused:
            await commands.receive(uow, store=store, quantities={a_gtin(99): 5})
        assert refused.value.code == "product_not_found"
        with pytest.raises(Refusal) as refused:
            await commands.receive(uow, store="nulle-part", quantities={MILK.gtin: 5})
        assert refused.value.code == "store_not_found"


class TestCount:
    async def test_sets_what_is_on_hand(self, uow: UnitOfWork) -> None:
        store = await a_shelf(uow)
        assert await commands.count(uow, store=store, gtin=MILK.gtin, counted=7) == Moved(
            MILK.gtin, 7
        )

    async def test_tells_what_orders_hold_and_nobody_finds(self, uow: UnitOfWork) -> None:
        store = await a_shelf(uow)
        await commands.hold(uow, store=store, quantities={MILK.gtin: 6})
        moved = await commands.count(uow, store=store, gtin=MILK.gtin, counted=4)
        assert moved == Moved(MILK.gtin, 6, missing=2)
        assert await level(uow, store) == (6, 6)


class TestLose:
    async def test_writes_goods_off(self, uow: UnitOfWork) -> None:
        store = await a_shelf(uow)
        await commands.lose(uow, store=store, quantities={MILK.gtin: 3})
        assert await level(uow, store) == (7, 0)


class TestSell:
    async def test_takes_what_the_till_sold_but_not_what_orders_hold(self, uow: UnitOfWork) -> None:
        store = await a_shelf(uow)
        await commands.hold(uow, store=store, quantities={MILK.gtin: 8})
        assert await commands.sell(uow, store=store, quantities={MILK.gtin: 3}) == (
            Moved(MILK.gtin, 8, missing=1),
        )


class TestSetCounts:
    async def test_writes_only_what_differs(self, uow: UnitOfWork) -> None:
        store = await a_shelf(uow, milk=10, eggs=10)
        moved = await commands.set_counts(uow, store=store, counts={MILK.gtin: 10, EGGS.gtin: 4})
        assert moved == (Moved(EGGS.gtin, 4),)
        assert len(await queries.movements(uow, store=store, gtin=MILK.gtin)) == 1

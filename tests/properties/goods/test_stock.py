"""Many hands on the same shelf: whatever they do, the books stay true."""

import asyncio
from collections import Counter
from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comptoir.db.query import Query
from comptoir.db.unit_of_work import Database
from comptoir.goods.inventory import commands
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.refusals import Refusal
from tests.stories.goods import a_product, a_store, on_shelf

GOODS = [a_product(701 + number, f"Article {number}") for number in range(3)]
OPENING = 12


@dataclass(frozen=True, slots=True)
class Books:
    """A stock row beside what its ledger adds up to."""

    gtin: str
    on_hand: int
    held: int
    moved: int
    lowest: int
    newest: int


BOOKS = Query(
    """
    select stock.gtin, on_hand, held, sum(quantity)::integer as moved,
        min(on_hand_after) as lowest,
        (array_agg(on_hand_after order by id desc))[1] as newest
    from stock join stock_movement using (store, gtin)
    where store = %(store)s
    group by stock.gtin, on_hand, held
    """,
    Books,
)

_basket = st.dictionaries(
    st.sampled_from([good.gtin for good in GOODS]), st.integers(1, 5), min_size=1
)
_step = st.tuples(
    st.sampled_from(["buy", "buy", "buy", "abandon", "count", "receive", "lose", "sell"]), _basket
)


class TestStock:
    @settings(
        max_examples=12,
        derandomize=True,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(hands=st.lists(st.lists(_step, min_size=1, max_size=5), min_size=4, max_size=8))
    async def test_is_never_negative_and_never_oversold(
        self, database: Database, hands: list[list[tuple[str, dict[str, int]]]]
    ) -> None:
        async with database.work(SYSTEM) as uow:
            store = (await a_store(uow)).id
            for good in GOODS:
                await on_shelf(uow, good, store=store, stock=OPENING)
        held: Counter[str] = Counter()
        await asyncio.wait_for(
            asyncio.gather(
                *(_hand(database, store, number, steps, held) for number, steps in enumerate(hands))
            ),
            30,
        )
        async with database.read(SYSTEM) as on:
            for book in await BOOKS.all(on, store=store):
                assert 0 <= book.held <= book.on_hand
                assert book.held == held[book.gtin]
                assert book.on_hand == book.moved == book.newest
                assert book.lowest >= 0

    async def test_sells_the_last_units_once(self, database: Database) -> None:
        async with database.work(SYSTEM) as uow:
            store = (await a_store(uow)).id
            first, second, _ = GOODS
            for good in (first, second):
                await on_shelf(uow, good, store=store, stock=10)

        async def buy(number: int) -> int | None:
            # Baskets name the goods in either order: locks must not mind.
            pair = [first.gtin, second.gtin]
            basket = dict.fromkeys(pair if number % 2 else reversed(pair), 1)
            try:
                async with database.work(SYSTEM) as uow:
                    await commands.hold(uow, store=store, quantities=basket)
            except Refusal as refused:
                lines = refused.facts["lines"]
                assert isinstance(lines, list)
                return len(lines)
            return None

        outcomes = await asyncio.wait_for(asyncio.gather(*map(buy, range(50))), 30)
        assert outcomes.count(None) == 10
        assert outcomes.count(2) == 40


async def _hand(
    database: Database,
    store: str,
    number: int,
    steps: list[tuple[str, dict[str, int]]],
    held: Counter[str],
) -> None:
    for place, (what, basket) in enumerate(steps):
        if what in ("buy", "abandon"):
            await _shop(database, store, basket, f"{number}-{place}", held, keep=what == "buy")
            continue
        async with database.work(SYSTEM) as uow:
            match what:
                case "count":
                    await commands.set_counts(uow, store=store, counts=basket)
                case "receive":
                    await commands.receive(uow, store=store, quantities=basket)
                case "lose":
                    await commands.lose(uow, store=store, quantities=basket)
                case _:
                    await commands.sell(uow, store=store, quantities=basket)


async def _shop(
    database: Database,
    store: str,
    basket: dict[str, int],
    order: str,
    held: Counter[str],
    *,
    keep: bool,
) -> None:
    """Hold a basket, then in another transaction ship it, keep it held, or give it back."""
    try:
        async with database.work(SYSTEM) as uow:
            await commands.hold(uow, store=store, quantities=basket)
    except Refusal as refused:
        lines = refused.facts["lines"]
        assert isinstance(lines, list)
        assert lines
        for line in lines:
            assert isinstance(line, dict)
            assert line["left"] < line["wanted"]  # pyright: ignore[reportOptionalOperand, reportOperatorIssue]
        return
    if keep and order.endswith("0"):
        held.update(basket)
        return
    async with database.work(SYSTEM) as uow:
        if keep:
            await commands.ship(uow, store=store, quantities=basket, reference=order)
        else:
            await commands.release(uow, store=store, quantities=basket)

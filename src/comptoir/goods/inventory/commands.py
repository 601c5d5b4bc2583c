"""What one can do to stock: hold, release and ship for orders; receive, count, lose and sell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.goods.inventory import _store, rules
from comptoir.goods.inventory.model import Moved, MovementKind, StockLevel
from comptoir.kernel.refusals import Kind, Refusal, not_found


async def lock(uow: UnitOfWork, *, store: str, gtins: Sequence[str]) -> None:
    """Lock stock rows in the one order, for a command that will move them in several ways."""
    await _store.LOCK.all(uow, store=store, gtins=list(gtins))


async def hold(uow: UnitOfWork, *, store: str, quantities: Mapping[str, int]) -> None:
    """Take every quantity off what may be promised, or nothing.

    Stock rows are locked in the order of their codes, so that buyers queue and never deadlock.

    :raises Refusal: when some line is short; the facts tell what is left of each such line.
    """
    rules.check_quantities(quantities, least=1)
    levels = await _store.LOCK.all(uow, store=store, gtins=list(quantities))
    short = rules.shortages(levels, quantities)
    if short:
        raise Refusal(Kind.CONFLICT, "stock_short", {"lines": short})
    await _store.ADD_HELD.run(
        uow, store=store, gtins=list(quantities), quantities=list(quantities.values())
    )


async def release(uow: UnitOfWork, *, store: str, quantities: Mapping[str, int]) -> None:
    """Give held quantities back to what may be promised.

    :raises psycopg.errors.CheckViolation: when more is given back than was held.
    """
    rules.check_quantities(quantities, least=1)
    await _store.LOCK.all(uow, store=store, gtins=list(quantities))
    await _store.ADD_HELD.run(
        uow,
        store=store,
        gtins=list(quantities),
        quantities=[-quantity for quantity in quantities.values()],
    )


async def ship(
    uow: UnitOfWork, *, store: str, quantities: Mapping[str, int], reference: str
) -> None:
    """Turn held quantities into a sale named by `reference`; a second time changes nothing.

    :raises psycopg.errors.CheckViolation: when more is shipped than was held.
    """
    rules.check_quantities(quantities, least=1)
    locked = await _store.LOCK.all(uow, store=store, gtins=list(quantities))
    on_hand = {level.gtin: level.on_hand for level in locked}
    ledger = _Ledger(uow, store, MovementKind.SALE, reference)
    fresh = await ledger.fresh(list(quantities))
    await ledger.write(
        {gtin: (-quantities[gtin], on_hand[gtin] - quantities[gtin]) for gtin in fresh}
    )
    await _store.SHIP.run(
        uow, store=store, gtins=fresh, quantities=[quantities[gtin] for gtin in fresh]
    )


async def receive(
    uow: UnitOfWork, *, store: str, quantities: Mapping[str, int], reference: str = ""
) -> tuple[Moved, ...]:
    """Add received goods; a delivery note named by `reference` is taken once.

    :raises Refusal: when the store or a product is unknown, or a quantity is not positive.
    """
    rules.check_quantities(quantities, least=1)
    return await _move(uow, store, MovementKind.RECEIPT, quantities, reference)


async def lose(
    uow: UnitOfWork, *, store: str, quantities: Mapping[str, int], reference: str = ""
) -> tuple[Moved, ...]:
    """Write off goods that broke, spoiled or vanished; `missing` tells what orders still hold.

    :raises Refusal: when the store or a product is unknown, or a quantity is not positive.
    """
    rules.check_quantities(quantities, least=1)
    return await _move(uow, store, MovementKind.LOSS, quantities, reference)


async def sell(
    uow: UnitOfWork, *, store: str, quantities: Mapping[str, int], reference: str = ""
) -> tuple[Moved, ...]:
    """Take goods sold at the till; `missing` tells what orders still hold.

    :raises Refusal: when the store or a product is unknown, or a quantity is not positive.
    """
    rules.check_quantities(quantities, least=1)
    return await _move(uow, store, MovementKind.SALE, quantities, reference)


async def count(
    uow: UnitOfWork, *, store: str, gtin: str, counted: int, reference: str = ""
) -> Moved:
    """Set what is on hand to what was counted on the shelf.

    :raises Refusal: when the store or the product is unknown, or the count is negative.
    """
    rules.check_quantities({gtin: counted}, least=0)
    outcomes = await _move(uow, store, MovementKind.COUNT, {gtin: counted}, reference)
    return outcomes[0]


async def set_counts(
    uow: UnitOfWork,
    *,
    store: str,
    counts: Mapping[str, int],
    safety: Mapping[str, int] | None = None,
    reference: str = "",
) -> tuple[Moved, ...]:
    """Set what is on hand of many products at once, writing only what differs.

    `safety` sets the quantities kept back from promising. Outcomes are of changed rows alone.

    :raises Refusal: when the store or a product is unknown, or a figure is negative.
    """
    rules.check_quantities(counts, least=0)
    rules.check_quantities(safety or {}, least=0)
    levels = await _locked(uow, store, [*counts, *(safety or ())])
    changed = {g: n for g, n in counts.items() if max(n, levels[g].held) != levels[g].on_hand}
    if safety:
        await _store.SET_SAFETY.run(
            uow, store=store, gtins=list(safety), levels=list(safety.values())
        )
    return await _Ledger(uow, store, MovementKind.COUNT, reference).move(changed, levels)


@dataclass(frozen=True, slots=True)
class _Ledger:
    """Where the movements of one kind and one document are written; stock rows are locked."""

    uow: UnitOfWork
    store: str
    kind: MovementKind
    reference: str

    async def fresh(self, gtins: list[str]) -> list[str]:
        """Leave out the products whose movement of this document is already in the books."""
        if not self.reference or not gtins:
            return gtins
        taken = await _store.TAKEN_BEFORE.all(
            self.uow,
            store=self.store,
            kind=self.kind.value,
            reference=self.reference,
            gtins=gtins,
        )
        return [gtin for gtin in gtins if gtin not in set(taken)]

    async def write(self, changes: Mapping[str, tuple[int, int]]) -> None:
        """Write one row a product: the change, and what is on hand after it."""
        if changes:
            await _store.RECORD.run(
                self.uow,
                store=self.store,
                kind=self.kind.value,
                reference=self.reference,
                at=self.uow.now,
                gtins=list(changes),
                quantities=[change for change, _ in changes.values()],
                levels=[after for _, after in changes.values()],
            )

    async def move(
        self, quantities: Mapping[str, int], levels: Mapping[str, StockLevel]
    ) -> tuple[Moved, ...]:
        """Apply each movement to its level, once a document."""
        fresh = set(await self.fresh(list(quantities)))
        outcomes = [
            rules.moved(levels[gtin], self.kind, quantity)
            if gtin in fresh
            else Moved(gtin, levels[gtin].on_hand, repeated=True)
            for gtin, quantity in quantities.items()
        ]
        news = {each.gtin: each.on_hand for each in outcomes if not each.repeated}
        await self.write({g: (after - levels[g].on_hand, after) for g, after in news.items()})
        await _store.SET_ON_HAND.run(
            self.uow, store=self.store, gtins=list(news), levels=list(news.values())
        )
        return tuple(outcomes)


async def _move(
    uow: UnitOfWork,
    store: str,
    kind: MovementKind,
    quantities: Mapping[str, int],
    reference: str,
) -> tuple[Moved, ...]:
    levels = await _locked(uow, store, list(quantities))
    return await _Ledger(uow, store, kind, reference).move(quantities, levels)


async def _locked(uow: UnitOfWork, store: str, gtins: Sequence[str]) -> dict[str, StockLevel]:
    if not await _store.STORE_EXISTS.one(uow, store=store):
        raise not_found("store", store)
    await _store.BEGIN.run(uow, store=store, gtins=gtins)
    levels = {level.gtin: level for level in await _store.LOCK.all(uow, store=store, gtins=gtins)}
    for gtin in gtins:
        if gtin not in levels:
            raise not_found("product", gtin)
    return levels

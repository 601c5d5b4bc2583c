"""Questions about orders."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime

from comptoir.db.unit_of_work import Reading
from comptoir.goods.pricing.model import Promotion
from comptoir.kernel.ids import MalformedId, store_of
from comptoir.kernel.measure import Quantity, Unit
from comptoir.kernel.money import BasisPoints, VatShare
from comptoir.kernel.refusals import not_found
from comptoir.shopping.carts.model import Substitution, Totals
from comptoir.shopping.customers.model import Address
from comptoir.shopping.orders import _store
from comptoir.shopping.orders.model import CodeUsed, Customer, Found, Order, OrderLine, State, Step
from comptoir.shopping.slots.model import Mode


def store_of_order(order: str) -> str:
    """Read an order's store out of its id.

    :raises Refusal: when it cannot be the id of an order.
    """
    try:
        return store_of(order)
    except MalformedId:
        raise not_found("order", order) from None


async def order(on: Reading, *, order: str) -> Order:
    """Give an order with its lines.

    :raises Refusal: when there is none with this id.
    """
    store = store_of_order(order)
    row = await _store.ORDER.first(on, store=store, id=order)
    if row is None:
        raise not_found("order", order)
    return _whole(row, await _store.LINES.all(on, store=store, id=order))


async def order_of_cart(on: Reading, *, store: str, cart: str) -> str | None:
    """Give the id of the order that stands or is held for a cart."""
    return await _store.OF_CART.first(on, store=store, cart=cart)


async def orders_of(
    on: Reading, *, store: str, household: str, before: datetime | None = None, limit: int = 10
) -> tuple[Order, ...]:
    """Give a household's orders in a store made before `before`, newest first."""
    ids = await _store.OF_HOUSEHOLD.all(
        on, store=store, household=household, before=before, limit=limit
    )
    return tuple([await order(on, order=each) for each in ids])


async def find(
    on: Reading,
    *,
    store: str,
    number: str = "",
    name: str = "",
    from_: datetime | None = None,
    to: datetime | None = None,
    states: Collection[State] = (),
    limit: int = 50,
    offset: int = 0,
) -> tuple[Found, ...]:
    """Find orders of a store, those due last first.

    `number` may be its beginning, with or without its hyphen; `name` any part of the customer's or
    the recipient's; the windows start in `[from_, to)`.
    """
    said = "".join(each for each in number.upper() if each.isalnum())
    if number.strip() and not said:
        return ()
    rows = await _store.FIND.all(
        on,
        store=store,
        number=said or None,
        name=" ".join(name.split()) or None,
        from_=from_,
        to=to,
        states=[state.value for state in states] or None,
        limit=limit,
        offset=offset,
    )
    return tuple(rows)


async def had_before(
    on: Reading, *, order: Order, promotions: Mapping[str, Promotion | None]
) -> dict[str, int]:
    """Tell how many pieces an order's household had of these promotions in orders before it.

    Only of those that are limited by household, by GTIN.
    """
    return {
        gtin: await _store.HAD.one(
            on,
            store=order.store,
            household=order.household,
            gtin=gtin,
            promo=json.dumps(promotion.to_json()),
            before=order.created_at,
            cart=order.cart,
        )
        for gtin, promotion in promotions.items()
        if promotion is not None and promotion.household_most is not None
    }


async def steps(on: Reading, *, order: str) -> tuple[Step, ...]:
    """Give the steps of an order's life, the first one first."""
    return tuple(await _store.STEPS.all(on, store=store_of_order(order), id=order))


async def overdue(on: Reading, *, store: str, limit: int = 100) -> tuple[str, ...]:
    """Give the ids of held orders whose time has run out."""
    return tuple(await _store.OVERDUE.all(on, store=store, now=on.now, limit=limit))


async def stranded(on: Reading, *, store: str, limit: int = 100) -> tuple[_store.Stranded, ...]:
    """Give authorised payments whose order came to nothing and that must be voided."""
    return tuple(await _store.STRANDED.all(on, store=store, limit=limit))


def _whole(row: _store.OrderRow, lines: list[_store.LineRow]) -> Order:
    return Order(
        id=row.id,
        number=row.number,
        store=row.store,
        cart=row.cart,
        household=row.household,
        customer=Customer(**row.customer),
        language=row.language,
        state=State(row.state),
        mode=Mode(row.mode),
        window_id=row.window_id,
        window_starts=row.window_starts,
        window_ends=row.window_ends,
        cut_off=row.cut_off,
        address=None if row.address is None else Address(**row.address),
        currency=row.currency,
        lines=tuple(_line(line) for line in lines),
        totals=Totals(row.goods_total, row.deposit_total, row.discount_total, row.fee),
        vat=tuple(_share(share) for share in row.vat),
        discount_code=row.discount_code,
        payment_method=row.payment_method,
        age_confirmed=row.age_confirmed,
        hold_expires_at=row.hold_expires_at,
        version=row.version,
        created_at=row.created_at,
        placed_at=row.placed_at,
    )


def _share(share: Mapping[str, int]) -> VatShare:
    return VatShare(BasisPoints(share["rate"]), share["gross"], share["net"], share["vat"])


def _line(row: _store.LineRow) -> OrderLine:
    return OrderLine(
        gtin=row.gtin,
        name=row.name,
        brand=row.brand,
        quantity=Quantity(row.quantity, Unit(row.unit)),
        list_price=row.list_price,
        promotion=row.promotion,
        price=row.price,
        vat_rate=row.vat_rate,
        deposit=row.deposit,
        discount=row.discount,
        total=row.total,
        note=row.note,
        substitution=Substitution(row.substitution),
        substitute=row.substitute,
    )


async def codes_used(on: Reading, *, store: str) -> dict[str, CodeUsed]:
    """Tell how the discount codes of a store were used, by code; one never used is left out."""
    return {row.code: row for row in await _store.CODES_USED.all(on, store=store)}

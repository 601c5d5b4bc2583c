"""Questions about carts."""

from dataclasses import replace
from datetime import datetime

from comptoir.db.unit_of_work import Reading
from comptoir.goods.pricing import rules as pricing
from comptoir.goods.pricing.mechanics import Terms
from comptoir.kernel.ids import MalformedId, store_of
from comptoir.kernel.measure import Quantity, Unit
from comptoir.kernel.refusals import not_found
from comptoir.shopping.carts import _store, rules
from comptoir.shopping.carts.model import Cart, CartLine, NotNow, Substitution, Totals
from comptoir.shopping.slots import queries as slots
from comptoir.shopping.slots.model import Held, Mode


def store_of_cart(cart: str) -> str:
    """Read a cart's store out of its id.

    :raises Refusal: when it cannot be the id of a cart.
    """
    try:
        return store_of(cart)
    except MalformedId:
        raise not_found("cart", cart) from None


async def cart(on: Reading, *, cart: str) -> Cart:
    """Give a cart with its lines, totals, VAT split and chosen window.

    :raises Refusal: when there is none with this id.
    """
    store = store_of_cart(cart)
    row = await _store.CART.first(on, store=store, id=cart)
    if row is None:
        raise not_found("cart", cart)
    lines = [_line(each, on.now) for each in await _lines(on, row)]
    slot = await slots.held(on, store=store, cart=cart) if row.has_slot else None
    return _whole(row, lines, slot, on.now)


async def is_open(on: Reading, *, cart: str) -> bool:
    """Tell whether a cart may still be filled: it was not ordered, and not merged into another."""
    return await _store.STATE.first(on, store=store_of_cart(cart), id=cart) == "open"


async def open_cart_of(on: Reading, *, store: str, household: str) -> str | None:
    """Give the id of a household's open cart in a store, if it has one."""
    return await _store.OPEN_OF.first(on, store=store, household=household)


async def _lines(on: Reading, row: _store.CartRow) -> list[_store.LineRow]:
    return await _store.LINES.all(
        on, store=row.store, id=row.id, household=row.household, now=on.now
    )


def _whole(row: _store.CartRow, lines: list[CartLine], slot: Held | None, now: datetime) -> Cart:
    goods = sum(line.total for line in lines)
    refused = _why_refused(row, goods, now)
    discount = 0
    if row.discount_code is not None and refused is None:
        discount = pricing.discount(goods, percent=row.code_percent, amount=row.code_amount)
    parts = rules.discount_parts([line.total for line in lines], discount)
    whole = tuple(replace(line, discount=part) for line, part in zip(lines, parts, strict=True))
    holds = slot is not None and slot.holds(now)
    fee = slot.window.fee if slot is not None and holds and lines else 0
    return Cart(
        id=row.id,
        store=row.store,
        household=row.household,
        language=row.language,
        currency=row.currency,
        state=row.state,
        mode=Mode(row.mode) if row.mode else None,
        version=row.version,
        updated_at=row.updated_at,
        lines=whole,
        totals=Totals(goods, sum(line.deposit for line in lines), discount, fee),
        vat=rules.vat_of(whole, fee=fee),
        discount_code=row.discount_code,
        discount_refused=refused,
        discount_missing=(row.code_minimum or 0) - goods if refused is NotNow.MINIMUM else 0,
        discount_from=row.code_from if refused is NotNow.NOT_YET else None,
        minimum=row.minimum,
        age_confirmed=row.age_confirmed,
        slot=slot,
    )


def _why_refused(row: _store.CartRow, goods: int, now: datetime) -> NotNow | None:
    """Tell why a code gives nothing; what cannot be mended is told before what can."""
    if row.discount_code is None:
        return None
    over = row.code_until is not None and now >= row.code_until
    reasons = (
        (NotNow.UNKNOWN, row.code_counts is None),
        (NotNow.EXPIRED, over or not row.code_counts),
        (NotNow.USED_UP, row.code_used_up),
        (NotNow.NAMELESS, row.code_household_most is not None and row.household is None),
        (NotNow.HAD, row.code_had),
        (NotNow.NOT_YET, row.code_from is not None and now < row.code_from),
        (NotNow.MINIMUM, goods < (row.code_minimum or 0)),
    )
    return next((reason for reason, holds in reasons if holds), None)


def _lapsed(told: Terms, holding: Terms) -> bool:
    """Tell whether a promotion that was told is over; one of other days is the same still."""
    if told.promotion is None or holding.promotion is None:
        return told.promotion is not None
    return told.promotion.undated != holding.promotion.undated


def _line(row: _store.LineRow, now: datetime) -> CartLine:
    by_weight = row.sale_unit == "kg"
    quantity = Quantity(row.quantity, Unit.GRAM if by_weight else Unit.PIECE)
    told = Terms(row.kept, row.told, row.told_had)
    today = Terms(row.current, row.running, row.running_had)
    terms = rules.kept_terms(told, today, quantity, added_at=row.added_at, now=now)
    return CartLine(
        gtin=row.gtin,
        name=row.name,
        brand=row.brand,
        category=row.category,
        quantity=quantity,
        terms=terms,
        price=terms.price,
        price_was=told.price if terms.price != told.price else None,
        total=terms.total(quantity),
        deposit=0 if by_weight else row.deposit * row.quantity,
        discount=0,
        vat_rate=row.vat_rate,
        minimum_age=row.minimum_age,
        available=row.available,
        net_value=row.net_value,
        net_unit=row.net_unit,
        each_g=row.each_g,
        note=row.note,
        substitution=Substitution(row.substitution),
        substitute=row.substitute,
        listed=row.listed,
        added_by=row.added_by,
        promotion_was=told.promotion if _lapsed(told, terms) else None,
    )

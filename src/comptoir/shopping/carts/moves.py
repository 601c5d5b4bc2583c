"""A cart that comes from another store: its lines are received, each transaction in one store.

Both sides of a move are safe to repeat; `process` puts them together.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from comptoir.db.unit_of_work import Reading, UnitOfWork
from comptoir.goods.pricing import queries as pricing
from comptoir.goods.pricing.model import Promotion
from comptoir.goods.shelf import queries as shelf
from comptoir.goods.stores import queries as stores
from comptoir.kernel.measure import Quantity, Unit
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.shopping.carts import _moves_store, commands, moving
from comptoir.shopping.carts import queries as carts
from comptoir.shopping.carts.model import Cart, Substitution, Want, cart_topic
from comptoir.shopping.carts.moving import Fate, Given, LineMove, Lost, Moved
from comptoir.shopping.carts.queries import store_of_cart
from comptoir.shopping.slots.model import Mode


@dataclass(frozen=True, slots=True)
class Exchange:
    """What two carts had when the one was last copied into the other, and when that was."""

    source: str
    given: Given
    at: datetime


@dataclass(frozen=True, slots=True)
class Leaving:
    """A cart as it leaves its store, and what was copied into it before."""

    cart: Cart
    exchanges: tuple[Exchange, ...]


async def leaving(on: Reading, *, cart: str) -> Leaving:
    """Read a cart that is to be copied to another store.

    :raises Refusal: when there is none with this id, or it is not open any more.
    """
    whole = await carts.cart(on, cart=cart)
    if whole.state != "open":
        raise Refusal(Kind.CONFLICT, "cart_closed", {"state": whole.state})
    return Leaving(whole, await _exchanges(on, cart))


async def receive(uow: UnitOfWork, *, cart: str, coming: Leaving) -> Moved:
    """Copy a cart of another store into this one, as far as this store has it; tell what changed.

    The same again changes nothing. Prices are those of this store now.

    :raises Refusal: when the cart is not open, or the two would have too many lines together.
    """
    await commands.lock(uow, cart=cart)
    await _moves_store.COME_BACK.run(uow, store=store_of_cart(cart), cart=cart)
    before = await carts.cart(uow, cart=cart)
    source, target = moving.amounts(coming.cart), moving.amounts(before)
    items = await shelf.items(uow, store=before.store, gtins=list(source))
    given = _last(coming, cart, await _exchanges(uow, cart))
    changes = moving.changes(source, target, given, items)
    if changes.drop:
        await commands.remove_lines(uow, cart=cart, gtins=changes.drop)
    if changes.put:
        await commands.set_lines(uow, cart=cart, wants=_wants(coming.cart, changes.put))
        await _keep_substitutes(uow, cart, coming.cart, changes.put)
    lost = await _bring_choices(uow, before, coming.cart)
    after = moving.amounts(await carts.cart(uow, cart=cart))
    moved = replace(
        lost,
        lines=moving.told(coming.cart.lines, after, items),
        there_already=tuple(gtin for gtin in after if gtin not in source),
    )
    await _moves_store.PUT.run(
        uow,
        store=before.store,
        cart=cart,
        source=coming.cart.id,
        given=json.dumps(moving.exchanged(source, after)),
        told=json.dumps(_written(moved)),
        now=uow.now,
    )
    return moved


async def leave(uow: UnitOfWork, *, cart: str, gone_to: str) -> None:
    """Note where whoever shopped in a cart has gone, and tell the windows in which it is open.

    What the two carts have is known there from now on.
    """
    version = (await carts.cart(uow, cart=cart)).version
    await _moves_store.LEAVE.run(
        uow, store=store_of_cart(cart), cart=cart, gone_to=gone_to, now=uow.now
    )
    await _moves_store.OUTDATE.run(uow, store=store_of_cart(cart), cart=cart, source=gone_to)
    uow.touch(cart_topic(cart), version)


async def last_move(on: Reading, *, cart: str) -> Moved | None:
    """Tell what changed when a cart was last copied into this one; None when none ever was."""
    row = await _moves_store.INTO.first(on, store=store_of_cart(cart), cart=cart)
    return None if row is None else _read(row)


async def gone_to(on: Reading, *, cart: str) -> str | None:
    """Give the cart in another store to which whoever shopped in this one has gone."""
    row = await _moves_store.LEFT.first(on, store=store_of_cart(cart), cart=cart)
    return None if row is None else row.gone_to


async def forget_household(uow: UnitOfWork, *, store: str, household: str) -> None:
    """Forget where a household's carts of a store came from and went."""
    await _moves_store.FORGET.run(uow, store=store, household=household)
    await _moves_store.FORGET_LEFT.run(uow, store=store, household=household)


async def _exchanges(on: Reading, cart: str) -> tuple[Exchange, ...]:
    rows = await _moves_store.INTO.all(on, store=store_of_cart(cart), cart=cart)
    return tuple(
        Exchange(row.source, {gtin: (one, two) for gtin, (one, two) in row.given.items()}, row.at)
        for row in rows
    )


def _last(coming: Leaving, cart: str, here: tuple[Exchange, ...]) -> Given:
    """Give what the two carts had when they last met, whichever was copied into the other."""
    into = next((each for each in here if each.source == coming.cart.id), None)
    back = next((each for each in coming.exchanges if each.source == cart), None)
    if back is not None and (into is None or back.at > into.at):
        return moving.reversed_(back.given)
    return {} if into is None else into.given


def _wants(source: Cart, put: Mapping[str, int]) -> list[Want]:
    return [
        Want(
            line.gtin,
            Quantity(put[line.gtin], line.quantity.unit),
            note=line.note,
            substitution=None if line.substitution is Substitution.THIS else line.substitution,
            by=line.added_by,
        )
        for line in source.lines
        if line.gtin in put
    ]


async def _keep_substitutes(
    uow: UnitOfWork, cart: str, source: Cart, put: Mapping[str, int]
) -> None:
    """Keep the wish for a certain product where this store sells it."""
    wished = {
        line.gtin: line.substitute
        for line in source.lines
        if line.gtin in put and line.substitution is Substitution.THIS and line.substitute
    }
    sold = await shelf.items(uow, store=store_of_cart(cart), gtins=list(wished.values()))
    for gtin, substitute in wished.items():
        if substitute in sold:
            await commands.set_substitution(
                uow,
                cart=cart,
                gtin=gtin,
                substitution=Substitution.THIS,
                substitute=substitute,
            )


async def _bring_choices(uow: UnitOfWork, here: Cart, source: Cart) -> Moved:
    """Bring mode, code and confirmed age along where they hold here, and tell what does not."""
    moved = Moved(source.id, here.id, uow.now, (), source.totals.total)
    if source.age_confirmed and not here.age_confirmed:
        await commands.confirm_age(uow, cart=here.id)
    if source.slot is not None and source.slot.holds(uow.now) and here.slot is None:
        window = source.slot.window
        moved = replace(moved, slot_lost=Lost(window.mode.value, window.starts, window.ends))
    if source.mode is not None and here.mode is None:
        offered = (await stores.store(uow, store=here.store)).modes
        if source.mode.value in offered:
            await commands.set_mode(uow, cart=here.id, mode=Mode(source.mode))
        else:
            moved = replace(moved, mode_lost=source.mode.value)
    if source.discount_code is not None and here.discount_code is None:
        if await _is_known(uow, here.store, source.discount_code):
            await commands.apply_discount(uow, cart=here.id, code=source.discount_code)
        else:
            moved = replace(moved, code_lost=source.discount_code)
    return moved


async def _is_known(on: Reading, store: str, code: str) -> bool:
    try:
        await pricing.discount_code(on, store=store, code=code)
    except Refusal as refusal:
        if refusal.kind is not Kind.NOT_FOUND:
            raise
        return False
    return True


def _written(moved: Moved) -> dict[str, Any]:
    lost = moved.slot_lost
    return {
        "lines": [
            [
                line.gtin,
                line.name,
                line.fate.value,
                line.asked.value,
                line.asked.unit.value,
                None if line.now is None else line.now.value,
                line.price_was,
                line.price,
                None if line.promo_was is None else line.promo_was.to_json(),
                None if line.promo is None else line.promo.to_json(),
            ]
            for line in moved.lines
        ],
        "total_was": moved.total_was,
        "there_already": list(moved.there_already),
        "slot_lost": None
        if lost is None
        else [lost.mode, lost.starts.isoformat(), lost.ends.isoformat()],
        "mode_lost": moved.mode_lost,
        "code_lost": moved.code_lost,
    }


def _read(row: _moves_store.MoveRow) -> Moved:
    told = row.told
    lost = told["slot_lost"]
    return Moved(
        source=row.source,
        cart=row.cart,
        at=row.at,
        lines=tuple(_line(each) for each in told["lines"]),
        total_was=told["total_was"],
        there_already=tuple(told["there_already"]),
        slot_lost=None
        if lost is None
        else Lost(lost[0], datetime.fromisoformat(lost[1]), datetime.fromisoformat(lost[2])),
        mode_lost=told["mode_lost"],
        code_lost=told["code_lost"],
    )


def _line(kept: list[Any]) -> LineMove:
    gtin, name, fate, asked, unit, now, price_was, price, promo_was, promo = kept
    measured = Unit(unit)
    return LineMove(
        gtin=gtin,
        name=name,
        fate=Fate(fate),
        asked=Quantity(asked, measured),
        now=None if now is None else Quantity(now, measured),
        price_was=price_was,
        price=price,
        promo_was=None if promo_was is None else Promotion.from_json(promo_was),
        promo=None if promo is None else Promotion.from_json(promo),
    )

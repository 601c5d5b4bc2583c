"""What can be done with a cart: one function, one change; each raises the cart's version once."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from psycopg.errors import UniqueViolation

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.goods.pricing import queries as pricing
from comptoir.goods.shelf import queries as shelf
from comptoir.goods.shelf.model import ShelfItem
from comptoir.goods.stores import queries as stores
from comptoir.kernel.ids import CartId, store_keyed
from comptoir.kernel.locale import Language
from comptoir.kernel.measure import Quantity
from comptoir.kernel.refusals import Kind, Refusal, invalid, not_found
from comptoir.shopping.carts import _store, rules
from comptoir.shopping.carts import queries as carts
from comptoir.shopping.carts.model import (
    MOST_LINES,
    PRICE_KEPT_FOR,
    Added,
    Outcome,
    SoldOut,
    Substitution,
    Want,
    cart_topic,
)
from comptoir.shopping.carts.queries import store_of_cart
from comptoir.shopping.slots import commands as slots
from comptoir.shopping.slots.model import Held, Mode

_LONGEST_NOTE = 200


@dataclass(frozen=True, slots=True)
class _Open:
    """A cart locked for change."""

    store: str
    id: str


async def open_cart(
    uow: UnitOfWork,
    *,
    store: str,
    household: str | None = None,
    language: Language = Language.FRENCH,
) -> CartId:
    """Give the household's open cart in this store, or a new one; a guest always gets a new one.

    :raises Refusal: when there is no such store.
    """
    await stores.store(uow, store=store)
    cart = store_keyed(store)
    while not await _store.INSERT.run(
        uow, store=store, id=cart, household=household, language=language.value, now=uow.now
    ):
        there = await _store.OPEN_OF.first(uow, store=store, household=household)
        if there is not None:
            return CartId(there)
    return CartId(cart)


async def add_lines(uow: UnitOfWork, *, cart: str, wants: Sequence[Want]) -> tuple[Outcome, ...]:
    """Add products to what the cart has, each as far as the store can promise it.

    A want that cannot be promised whole changes nothing and comes back as an outcome; a want that
    cannot be at all refuses them all.

    :raises Refusal: when the cart is not open, a product is not sold here, or a quantity absurd.
    """
    return await _put(uow, cart=cart, wants=wants, add=True)


async def set_lines(uow: UnitOfWork, *, cart: str, wants: Sequence[Want]) -> tuple[Outcome, ...]:
    """Set how much of each product the cart has; as `add_lines` in all else."""
    return await _put(uow, cart=cart, wants=wants, add=False)


async def remove_lines(uow: UnitOfWork, *, cart: str, gtins: Sequence[str]) -> int:
    """Take products out of the cart and tell how many were there; repeating is harmless."""
    opened = await _change(uow, cart)
    return await _store.DROP_LINES.run(uow, store=opened.store, id=cart, gtins=list(gtins))


async def clear(uow: UnitOfWork, *, cart: str) -> int:
    """Take everything out of the cart and tell how many lines there were."""
    opened = await _change(uow, cart)
    return await _store.CLEAR.run(uow, store=opened.store, id=cart)


async def set_note(uow: UnitOfWork, *, cart: str, gtin: str, note: str) -> None:
    """Write a note for the picker on a line; an empty one takes it away.

    :raises Refusal: when the product is not in the cart or the note is too long.
    """
    opened = await _change(uow, cart)
    text = _note(note)
    if not await _store.SET_NOTE.run(uow, store=opened.store, id=cart, gtin=gtin, note=text):
        raise not_found("line", gtin)


async def set_substitution(
    uow: UnitOfWork,
    *,
    cart: str,
    gtin: str,
    substitution: Substitution,
    substitute: str | None = None,
) -> None:
    """Say what to do when a line's product is missing at picking.

    :raises Refusal: when the product is not in the cart, or `this` names no product of the store.
    """
    opened = await _change(uow, cart)
    if substitution is Substitution.THIS:
        if substitute is None:
            raise invalid("substitute", "required")
        await shelf.item(uow, store=opened.store, gtin=substitute)
    touched = await _store.SET_SUBSTITUTION.run(
        uow,
        store=opened.store,
        id=cart,
        gtin=gtin,
        substitution=substitution.value,
        substitute=substitute if substitution is Substitution.THIS else None,
    )
    if not touched:
        raise not_found("line", gtin)


async def set_mode(uow: UnitOfWork, *, cart: str, mode: Mode) -> None:
    """Choose pickup or delivery; a window of the other mode is given back.

    :raises Refusal: when the store does not offer that mode.
    """
    opened = await _change(uow, cart)
    await _set_mode(uow, opened, mode)


async def choose_window(uow: UnitOfWork, *, cart: str, window: str) -> Held:
    """Keep a place in a window for the cart, and take that window's mode.

    :raises Refusal: when the window is not there, past its cut-off, or full.
    """
    opened = await _change(uow, cart)
    held = await slots.hold(uow, store=opened.store, cart=cart, window=window)
    await _store.SET_MODE.run(uow, store=opened.store, id=cart, mode=held.window.mode.value)
    return held


async def leave_window(uow: UnitOfWork, *, cart: str, mode: Mode | None) -> None:
    """Give the cart's place in a window back, and take the mode it had before, if any."""
    opened = await _change(uow, cart)
    await slots.release(uow, store=opened.store, cart=cart)
    wanted = None if mode is None else mode.value
    await _store.SET_MODE.run(uow, store=opened.store, id=cart, mode=wanted)


async def apply_discount(uow: UnitOfWork, *, cart: str, code: str) -> None:
    """Put a discount code on the cart; an empty one takes it off.

    One that gives nothing now may be put there all the same: the cart tells why, and it counts as
    soon as it can.

    :raises Refusal: when the store has no such code.
    """
    opened = await _change(uow, cart)
    wanted = None
    if code.strip():
        wanted = (await pricing.discount_code(uow, store=opened.store, code=code)).code
    await _store.SET_CODE.run(uow, store=opened.store, id=cart, code=wanted)


async def lock_code(uow: UnitOfWork, *, cart: str) -> None:
    """Let no other cart use up the limited discount code of this one until the transaction ends."""
    await _store.LOCK_CODE.first(uow, store=store_of_cart(cart), id=cart)


async def confirm_age(uow: UnitOfWork, *, cart: str) -> None:
    """Note that the shopper has said to be old enough; it is checked again at handover."""
    opened = await _change(uow, cart)
    await _store.CONFIRM_AGE.run(uow, store=opened.store, id=cart)


async def lock(uow: UnitOfWork, *, cart: str) -> str:
    """Lock a cart's row without changing it, and give its state.

    :raises Refusal: when there is none with this id.
    """
    state = await _store.LOCK.first(uow, store=store_of_cart(cart), id=cart)
    if state is None:
        raise not_found("cart", cart)
    return state


async def close_if_open(uow: UnitOfWork, *, cart: str) -> None:
    """Close a cart that may be closed already: its order, once lost, stands after all."""
    store = store_of_cart(cart)
    locked = await _store.CHANGE.first(uow, store=store, id=cart, now=uow.now)
    if locked is not None and locked.state == "open":
        await _store.SET_STATE.run(uow, store=store, id=cart, state="ordered")
        uow.touch(cart_topic(cart), locked.version)


async def add_what_is_sold(
    uow: UnitOfWork, *, cart: str, quantities: Mapping[str, Quantity]
) -> tuple[Outcome, ...]:
    """Add known goods to a cart; those the store sells no more come back as sold out.

    :raises Refusal: when the cart is not open.
    """
    store = store_of_cart(cart)
    items = await shelf.items(uow, store=store, gtins=list(quantities))
    wants = [Want(gtin, each) for gtin, each in quantities.items() if gtin in items]
    outcomes = {o.gtin: o for o in await add_lines(uow, cart=cart, wants=wants)}
    return tuple(
        outcomes.get(gtin, SoldOut(gtin, quantity)) for gtin, quantity in quantities.items()
    )


async def mark_ordered(
    uow: UnitOfWork, *, cart: str, mode: Mode | None = None, age_confirmed: bool = False
) -> None:
    """Close the cart: its lines are an order's now; keep what the till was told of it.

    :raises Refusal: when there is none with this id that is open.
    """
    version = await _store.CLOSE.first(
        uow,
        store=store_of_cart(cart),
        id=cart,
        mode=None if mode is None else mode.value,
        age_confirmed=age_confirmed,
        now=uow.now,
    )
    if version is None:
        raise Refusal(Kind.CONFLICT, "cart_closed", {"state": await lock(uow, cart=cart)})
    uow.touch(cart_topic(cart), version)


async def reopen(uow: UnitOfWork, *, cart: str) -> None:
    """Open a cart again whose order did not come to be; harmless when the household has another."""
    store = store_of_cart(cart)
    locked = await _store.CHANGE.first(uow, store=store, id=cart, now=uow.now)
    if locked is None or locked.state != "ordered":
        return
    uow.touch(cart_topic(cart), locked.version)
    household = await _store.HOUSEHOLD_OF.first(uow, store=store, id=cart)
    if household and await _store.OPEN_OF.first(uow, store=store, household=household):
        return
    with suppress(UniqueViolation):  # the household opens another at this very moment
        async with uow.attempt():
            await _store.SET_STATE.run(uow, store=store, id=cart, state="open")


async def merge(uow: UnitOfWork, *, guest: str, into: str) -> tuple[Outcome, ...]:
    """Move a guest's lines into the household's cart of the same store, at sign-in.

    They keep the price that the guest was told. Window, mode and discount code come along where the
    household has none; a confirmed age does not.

    :raises Refusal: when the carts are of two stores or one is not open.
    """
    if store_of_cart(guest) != store_of_cart(into):
        raise Refusal(Kind.CONFLICT, "other_store", {"cart": guest})
    if guest == into:
        return ()
    opened = await _change(uow, guest)
    store = opened.store
    lines = (await carts.cart(uow, cart=guest)).lines
    await _store.SET_STATE.run(uow, store=store, id=guest, state="merged")
    quantities = {line.gtin: line.quantity for line in lines}
    rows = await _store.QUANTITIES.all(uow, store=store, id=into)
    outcomes = await add_what_is_sold(uow, cart=into, quantities=quantities)
    fresh = {each.gtin for each in outcomes if isinstance(each, Added)} - {r.gtin for r in rows}
    await _store.BRING_LINES.run(uow, store=store, guest=guest, into=into, gtins=list(fresh))
    await _store.BRING_CHOICES.run(uow, store=store, guest=guest, into=into)
    held = await slots.pass_on(uow, store=store, cart=guest, to=into)
    if held is not None:
        await _store.SET_MODE.run(uow, store=store, id=into, mode=held.window.mode.value)
    return outcomes


async def _set_mode(uow: UnitOfWork, opened: _Open, mode: Mode) -> None:
    store = await stores.store(uow, store=opened.store)
    if mode.value not in store.modes:
        raise Refusal(
            Kind.CONFLICT, "mode_not_offered", {"mode": mode.value, "offered": list(store.modes)}
        )
    await _store.SET_MODE.run(uow, store=opened.store, id=opened.id, mode=mode.value)
    await _store.DROP_OTHER_MODE.run(uow, store=opened.store, cart=opened.id, mode=mode.value)


async def _change(uow: UnitOfWork, cart: str) -> _Open:
    store = store_of_cart(cart)
    locked = await _store.CHANGE.first(uow, store=store, id=cart, now=uow.now)
    if locked is None:
        raise not_found("cart", cart)
    if locked.state != "open":
        raise Refusal(Kind.CONFLICT, "cart_closed", {"state": locked.state})
    uow.touch(cart_topic(cart), locked.version)
    return _Open(store, cart)


async def _put(
    uow: UnitOfWork, *, cart: str, wants: Sequence[Want], add: bool
) -> tuple[Outcome, ...]:
    if len(wants) > MOST_LINES:
        raise invalid("lines", "too_many", most=MOST_LINES)
    opened = await _change(uow, cart)
    gtins = list(dict.fromkeys(want.gtin for want in wants))
    items = await shelf.items(uow, store=opened.store, gtins=gtins)
    rows = await _store.QUANTITIES.all(uow, store=opened.store, id=cart)
    had = {row.gtin: row.quantity for row in rows}
    plan = rules.plan(wants, items, had, add=add)
    if len(had.keys() | plan.wants.keys()) > MOST_LINES:
        raise invalid("lines", "too_many", most=MOST_LINES)
    await _write(uow, opened, plan.wants, items)
    return plan.outcomes


async def _write(
    uow: UnitOfWork, opened: _Open, wants: dict[str, Want], items: dict[str, ShelfItem]
) -> None:
    if not wants:
        return
    await _store.PUT_LINES.run(
        uow,
        store=opened.store,
        id=opened.id,
        now=uow.now,
        lapsed=uow.now - PRICE_KEPT_FOR,
        gtins=list(wants),
        quantities=[want.quantity.value for want in wants.values()],
        prices=[items[gtin].list_price for gtin in wants],
        promos=[_promo(items[gtin]) for gtin in wants],
        notes=[_note(want.note) for want in wants.values()],
        substitutions=[
            (want.substitution or Substitution.SIMILAR).value for want in wants.values()
        ],
        added_by=[want.by for want in wants.values()],
    )


def _promo(item: ShelfItem) -> str | None:
    return None if item.promotion is None else json.dumps(item.promotion.to_json())


def _note(text: str) -> str:
    note = " ".join(text.split())
    if len(note) > _LONGEST_NOTE:
        raise invalid("note", "too_long", most=_LONGEST_NOTE)
    return "".join(character for character in note if character.isprintable())


async def forget_household(uow: UnitOfWork, *, store: str, household: str) -> None:
    """Empty a household's carts in a store and close them; they are nobody's then."""
    cart = await _store.OPEN_OF.first(uow, store=store, household=household)
    if cart is not None:
        await _change(uow, cart)
        await slots.release(uow, store=store, cart=cart)
    await _store.FORGET_LINES.run(uow, store=store, household=household)
    await _store.FORGET_HOUSEHOLD.run(uow, store=store, household=household)

"""What one can do to prices: set offers, a price or a promotion; delist; make a discount code."""

import json
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.goods.pricing import _store, queries, rules
from comptoir.goods.pricing.model import DiscountCode, Offer, OffersSet, Promotion
from comptoir.kernel.refusals import Kind, Refusal, not_found

_ROWS_A_STATEMENT = 5_000


async def set_offers(uow: UnitOfWork, *, store: str, offers: Iterable[Offer]) -> OffersSet:
    """Set many offers of a store at once, writing only what differs, prices with their history.

    Of two offers of one product the last counts. One such command runs at a time in each store.

    :raises Refusal: when the store or a product is unknown, or an offer cannot be.
    """
    if not await _store.STORE_EXISTS.one(uow, store=store):
        raise not_found("store", store)
    await _store.ONE_WRITER.one(uow, store=store)
    latest = {offer.gtin: offer for offer in offers}
    pending = iter(latest.values())
    written: list[_store.Written] = []
    while chunk := list(islice(pending, _ROWS_A_STATEMENT)):
        await _check(uow, chunk)
        rows = json.dumps([_row(offer) for offer in chunk], ensure_ascii=False)
        await _store.RECORD_PRICES.run(uow, store=store, rows=rows, now=uow.now)
        written += await _store.PUT.all(uow, store=store, rows=rows, now=uow.now)
    return OffersSet(
        added=tuple(row.gtin for row in written if row.added),
        changed=tuple(row.gtin for row in written if not row.added),
        unchanged=len(latest) - len(written),
    )


async def lock(uow: UnitOfWork, *, store: str) -> None:
    """Let nobody else set offers of a store until this transaction ends."""
    await _store.ONE_WRITER.one(uow, store=store)


async def set_price(uow: UnitOfWork, *, store: str, gtin: str, price: int) -> None:
    """Ask another price for a product: cents a piece, or a kilogram.

    :raises Refusal: when the store does not offer the product, or the price cannot be.
    """
    offer = await queries.offer(uow, store=store, gtin=gtin)
    await set_offers(uow, store=store, offers=[replace(offer, price=price)])


async def set_promotion(
    uow: UnitOfWork, *, store: str, gtin: str, promotion: Promotion | None
) -> None:
    """Put a product on promotion; None ends the one it has.

    :raises Refusal: when the store does not offer the product, or the promotion cannot be.
    """
    offer = await queries.offer(uow, store=store, gtin=gtin)
    await set_offers(uow, store=store, offers=[replace(offer, promotion=promotion)])


async def delist(uow: UnitOfWork, *, store: str, gtin: str) -> None:
    """Take a product off the store's shelf; its past stays.

    :raises Refusal: when the store has never offered the product.
    """
    offer = await queries.offer(uow, store=store, gtin=gtin)
    await set_offers(uow, store=store, offers=[replace(offer, listed=False)])


async def create_discount_code(uow: UnitOfWork, *, store: str, code: DiscountCode) -> None:
    """Make a discount code; letters are kept as capitals.

    :raises Refusal: when the store is unknown, a field cannot be, or the code is taken.
    """
    wanted = replace(code, code=rules.spelling(code.code))
    rules.check_code(wanted)
    if not await _store.STORE_EXISTS.one(uow, store=store):
        raise not_found("store", store)
    added = await _store.ADD_CODE.first(
        uow,
        store=store,
        code=wanted.code,
        percent=wanted.percent,
        amount=wanted.amount,
        minimum=wanted.minimum,
        valid_from=wanted.valid_from,
        valid_until=wanted.valid_until,
        uses_most=wanted.uses_most,
        household_most=wanted.household_most,
        counts=wanted.counts,
    )
    if added is None:
        raise Refusal(Kind.CONFLICT, "discount_code_exists", {"code": wanted.code})


async def lock_discount_code(uow: UnitOfWork, *, store: str, code: str) -> None:
    """Let nobody else use up or edit a discount code until this transaction ends.

    :raises Refusal: when the store has no such code.
    """
    if await _store.LOCK_CODE.first(uow, store=store, code=code) is None:
        raise not_found("discount_code", code[:80])


async def edit_discount_code(uow: UnitOfWork, *, store: str, code: DiscountCode) -> None:
    """Set for how many and until when a code counts; what it takes off stays as it was printed.

    :raises Refusal: when the store has no such code, a field cannot be, or it would take off
        something else.
    """
    rules.check_code(code)
    await lock_discount_code(uow, store=store, code=code.code)
    known = await queries.discount_code(uow, store=store, code=code.code)
    if (known.percent, known.amount, known.minimum) != (code.percent, code.amount, code.minimum):
        raise Refusal(Kind.CONFLICT, "discount_code_fixed", {"code": code.code})
    await _store.EDIT_CODE.run(
        uow,
        store=store,
        code=code.code,
        valid_from=code.valid_from,
        valid_until=code.valid_until,
        uses_most=code.uses_most,
        household_most=code.household_most,
        counts=code.counts,
    )


async def _check(uow: UnitOfWork, offers: list[Offer]) -> None:
    for offer in offers:
        rules.check_offer(offer)
    unknown = await _store.UNKNOWN.all(uow, gtins=[offer.gtin for offer in offers])
    if unknown:
        raise not_found("product", unknown[0])
    promoted = {offer.gtin: offer for offer in offers if offer.promotion is not None}
    if not promoted:
        return
    for product in await _store.TAXED.all(uow, gtins=list(promoted)):
        cap = rules.promotion_cap(vat_rate=product.vat_rate, vat_reason=product.vat_reason)
        rules.check_promotion(promoted[product.gtin], sale_unit=product.sale_unit, cap=cap)


def _row(offer: Offer) -> dict[str, object]:
    return {
        "gtin": offer.gtin,
        "price": offer.price,
        "promo": None if offer.promotion is None else offer.promotion.to_json(),
        "aisle": offer.aisle,
        "origin": offer.origin,
        "class": offer.class_,
        "variety": offer.variety,
        "calibre": offer.calibre,
        "popularity": offer.popularity,
        "sample": offer.sample,
        "listed": offer.listed,
    }

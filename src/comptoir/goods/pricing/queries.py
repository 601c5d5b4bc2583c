"""Questions about offers, their past, and discount codes."""

from collections.abc import Collection

from comptoir.db.unit_of_work import Reading
from comptoir.goods.pricing import _store, rules
from comptoir.goods.pricing.model import DiscountCode, Offer, PriceChange
from comptoir.kernel.refusals import not_found


async def offers(on: Reading, *, store: str, gtins: Collection[str]) -> dict[str, Offer]:
    """Give the offers a store keeps of these products, listed or not."""
    rows = await _store.OFFERS.all(on, store=store, gtins=list(gtins))
    return {row.gtin: row for row in rows}


async def offer(on: Reading, *, store: str, gtin: str) -> Offer:
    """Give one offer, listed or not.

    :raises Refusal: when the store has never offered the product.
    """
    found = await offers(on, store=store, gtins=[gtin])
    if gtin not in found:
        raise not_found("product", gtin)
    return found[gtin]


async def offered(on: Reading, *, gtins: Collection[str]) -> frozenset[str]:
    """Tell which of these products any store offers, or has offered."""
    return frozenset(await _store.OFFERED.all(on, gtins=list(gtins)))


async def listed(on: Reading, *, store: str) -> dict[str, Offer]:
    """Give the offers of everything that a store sells now."""
    return {row.gtin: row for row in await _store.LISTED.all(on, store=store)}


async def price_history(
    on: Reading, *, store: str, gtin: str, limit: int = 100
) -> tuple[PriceChange, ...]:
    """Give every price the store has asked for the product, newest first."""
    return tuple(await _store.HISTORY.all(on, store=store, gtin=gtin, limit=limit))


async def prior_price(on: Reading, *, store: str, gtin: str) -> int | None:
    """Give the price that the product's reduction is announced from, running or to come.

    None when it has none: a lot is no reduction of a price.
    """
    return await _store.PRIOR.first(on, store=store, gtin=gtin)


async def discount_code(on: Reading, *, store: str, code: str) -> DiscountCode:
    """Give a discount code, in force or not; case, accents, blanks and hyphens do not matter.

    :raises Refusal: when the store has no such code.
    """
    found = await _store.CODE.first(on, store=store, code=rules.spelling(code))
    if found is None:
        raise not_found("discount_code", code[:80])
    return found


async def discount_codes(on: Reading, *, store: str) -> tuple[DiscountCode, ...]:
    """Give the discount codes of a store, those that count first."""
    return tuple(await _store.CODES.all(on, store=store))

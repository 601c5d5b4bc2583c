"""What a shopper is told who came too late: what is left, and what would do instead."""

from comptoir.goods.shelf.substitutes import substitutes
from comptoir.kernel.caller import Caller
from comptoir.kernel.refusals import Fact, Refusal
from comptoir.shopping.carts.queries import store_of_cart
from comptoir.street.shop import Shop


async def with_substitutes(shop: Shop, caller: Caller, cart: str, refusal: Refusal) -> Refusal:
    """Add to a refusal for short stock the nearest product that each short line could have."""
    lines = refusal.facts.get("lines")
    if refusal.code != "stock_short" or not isinstance(lines, list):
        return refusal
    store = store_of_cart(cart)
    told: list[dict[str, str | int | bool | None]] = []
    async with shop.database.read(caller) as on:
        for line in lines:
            if isinstance(line, str):
                continue
            found = await substitutes(on, store=store, gtin=str(line["gtin"]), limit=1)
            told.append({**line, "substitute": found[0].gtin if found else None})
    facts: dict[str, Fact] = {**refusal.facts, "lines": told}
    return Refusal(refusal.kind, refusal.code, facts)

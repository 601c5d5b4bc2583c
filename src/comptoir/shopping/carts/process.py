"""Going on in another store: a cart is copied there, with a transaction in each store.

1. The cart is read where it is.
2. What the other store has of it is written into the household's cart there, with what both had.
3. Where it went is noted in the store that was left, for windows that are still open there.

Nothing is taken out of the cart that is left: a crash between any two loses nothing, and repeating
changes nothing that was done.
"""

from comptoir.db.unit_of_work import Database, Reading
from comptoir.kernel.caller import Caller
from comptoir.shopping.carts import commands, moves
from comptoir.shopping.carts import queries as carts
from comptoir.shopping.carts.moving import Moved
from comptoir.shopping.carts.queries import store_of_cart


async def move(
    database: Database, *, caller: Caller, cart: str, store: str, into: str | None = None
) -> Moved:
    """Copy a cart to another store and tell what changed; it stays as it was where it is.

    It is copied `into` the cart that is named, else into the one that it went to before, else into
    its household's open cart there.

    :raises Refusal: when there is no such cart or store, the cart is not open, or both stores'
        carts would have too many lines together.
    """
    async with database.read(caller) as on:
        coming = await moves.leaving(on, cart=cart)
        went = await moves.gone_to(on, cart=cart)
    known = into or (went if went is not None and store_of_cart(went) == store else None)
    async with database.work(caller) as uow:
        if known is not None and await _is_open(uow, known):
            there = known
        else:
            there = await commands.open_cart(
                uow,
                store=store,
                household=coming.cart.household,
                language=caller.language,
            )
        moved = await moves.receive(uow, cart=there, coming=coming)
    async with database.work(caller) as uow:
        await moves.leave(uow, cart=cart, gone_to=there)
    return moved


async def _is_open(on: Reading, cart: str) -> bool:
    return (await carts.cart(on, cart=cart)).state == "open"

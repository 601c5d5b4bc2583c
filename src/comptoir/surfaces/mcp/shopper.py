"""Who asks at this door, and what is theirs: another household's cart does not exist for them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pydantic import BaseModel

from comptoir.db.unit_of_work import Reading, UnitOfWork
from comptoir.kernel.caller import Caller, Door
from comptoir.kernel.locale import Language
from comptoir.kernel.refusals import Kind, Refusal, not_found
from comptoir.shopping.carts import queries as carts
from comptoir.shopping.carts.model import Cart
from comptoir.street import passes, repeats
from comptoir.street.rpc.tools import Asked, Given
from comptoir.street.shop import Shop
from comptoir.surfaces.mcp.asks import Shopping

Kept = TypeVar("Kept", bound=Given)


@dataclass(frozen=True, slots=True)
class Shopper:
    """A client of a running shop, of a household when it has shown a pass."""

    shop: Shop
    language: Language
    household: str | None = None

    @property
    def caller(self) -> Caller:
        """Tell who calls."""
        return Caller(Door.MCP, self.language, self.household)

    async def asking(self, asked: Asked) -> "Shopper":
        """Give the shopper of the connection's household, else of the session's.

        :raises Refusal: when neither names one and it is about somebody's own things.
        """
        session, language = (getattr(asked, name, None) for name in ("session", "language"))
        known = self
        if self.household is None and session is not None:
            known = await of_pass(self.shop, session)
        if known.household is None and isinstance(asked, Shopping):
            raise Refusal(Kind.FORBIDDEN, "session_missing")
        return known if language is None else replace(known, language=Language(language))


async def of_pass(shop: Shop, text: str) -> Shopper:
    """Give the shopper whom a pass names.

    :raises Refusal: when it is not one of ours, or has ended.
    """
    found = passes.read(await shop.seal(), text, at=shop.database.clock.now())
    if found is None:
        raise Refusal(Kind.FORBIDDEN, "pass_not_valid")
    return Shopper(shop, found.language, found.household)


async def own_cart(on: Reading, *, cart: str) -> Cart:
    """Give a cart of the caller's household.

    :raises Refusal: when there is none with this id, or it is another household's.
    """
    found = await carts.cart(on, cart=cart)
    if found.household is None or found.household != on.caller.household:
        raise not_found("cart", cart)
    return found


async def once(
    who: Shopper,
    gives: type[Kept],
    *,
    store: str,
    asked: BaseModel,
    act: Callable[[UnitOfWork], Awaitable[Kept]],
) -> Kept:
    """Run `act` in a unit of work; a repeat with the same key gets the first answer.

    Keys of two households never meet.

    :raises Refusal: when the key was used for another request, or `act` refuses.
    """
    scope = f"mcp/{who.household}/{type(asked).__name__}"
    request = asked.model_dump(mode="json", exclude={"session", "idempotency_key"})

    async def written(uow: UnitOfWork) -> dict[str, Any]:
        return (await act(uow)).model_dump(mode="json")

    answer = await repeats.once(
        who.shop.database,
        who.caller,
        store=store,
        scope=scope,
        key=getattr(asked, "idempotency_key", None),
        asked=request,
        act=written,
    )
    return gives.model_validate(answer)

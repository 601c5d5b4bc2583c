"""What every door is given: the database, the payment providers, and how a visitor is welcomed."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from comptoir.conversation.ports import SecondOpinion
from comptoir.db.unit_of_work import Database, UnitOfWork
from comptoir.kernel.caller import Caller
from comptoir.kernel.locale import Language
from comptoir.shopping.customers import commands as customers
from comptoir.shopping.orders import process
from comptoir.shopping.orders.commands import Checkout
from comptoir.shopping.orders.model import Order, Outcome
from comptoir.street.messages.ports import Mail
from comptoir.street.session import Seal, seal_of
from comptoir.street.speech import Recogniser

Welcome = Callable[[UnitOfWork, str, Language], Awaitable[str | None]]
"""Gives the household a new visitor of a store belongs to, or None for a guest."""


async def as_guest(uow: UnitOfWork, _store: str, language: Language) -> str:
    """Welcome a visitor as a guest: a household of their own, which nothing is known about yet."""
    return await customers.create_household(uow, language=language)


@dataclass(slots=True)
class Shop:
    """One running shop. `closing` is set when it stops, so that open streams end."""

    database: Database
    payments: process.Ports
    welcome: Welcome = as_guest
    demo: bool = False
    recogniser: Recogniser | None = None
    """What writes recordings down, where the grocer has installed one."""
    opinion: SecondOpinion | None = None
    """Whom to ask about a sentence that the grammar cannot read, where the grocer names one."""
    mail: Mail | None = None
    """Who carries letters to shoppers, where the grocer has named a mail server."""
    address: str | None = None
    """Where shoppers reach the shop (scheme and host), where the grocer has said so."""
    closing: asyncio.Event = field(default_factory=asyncio.Event)
    _seal: Seal | None = None

    async def seal(self) -> Seal:
        """Give the key of this installation's signatures, read once."""
        if self._seal is None:
            self._seal = await seal_of(self.database)
        return self._seal

    async def place_order(self, caller: Caller, cart: str, checkout: Checkout) -> Outcome:
        """Order a cart; see `orders.process.place_order`."""
        return await process.place_order(
            self.database, self.payments, caller=caller, cart=cart, checkout=checkout
        )

    async def resume_order(self, caller: Caller, order: str) -> Outcome:
        """Go on with a held order; see `orders.process.resume`."""
        return await process.resume(self.database, self.payments, caller=caller, order=order)

    async def cancel_order(self, caller: Caller, order: str) -> Order:
        """Call an order off; see `orders.process.cancel_order`."""
        return await process.cancel_order(self.database, self.payments, caller=caller, order=order)

"""What is written to shoppers when something happens to their order, each safe to repeat."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.goods.stores import queries as stores
from comptoir.shopping.customers import queries as customers
from comptoir.shopping.orders import queries as orders
from comptoir.shopping.orders.model import Order
from comptoir.street.letters.confirmation import About, Sale, order_letter
from comptoir.street.messages import commands as messages


@dataclass(frozen=True, slots=True)
class OrderLetters:
    """Writes about orders; `address` is where shoppers reach the shop, for links."""

    address: str | None

    async def placed(self, uow: UnitOfWork, event: Mapping[str, Any]) -> None:
        """Confirm an order that was placed."""
        await self._write(uow, event["order_id"], About.PLACED)

    async def amended(self, uow: UnitOfWork, event: Mapping[str, Any]) -> None:
        """Confirm an order as it is after it was changed."""
        await self._write(uow, event["order_id"], About.AMENDED)

    async def cancelled(self, uow: UnitOfWork, event: Mapping[str, Any]) -> None:
        """Tell that an order was called off, if it had been confirmed."""
        await self._write(uow, event["order_id"], About.CANCELLED)

    async def _write(self, uow: UnitOfWork, order: str, about: About) -> None:
        found = await orders.order(uow, order=order)
        if about is About.CANCELLED and found.placed_at is None:
            return
        sale = Sale(
            order=found,
            store=await stores.store(uow, store=found.store),
            seller=await stores.seller(uow, store=found.store),
            url=None if self.address is None else f"{self.address}/orders/{found.id}",
        )
        for to in await _recipients(uow, found):
            # An order is changed more than once: each of its versions is told of once.
            version = f"/{found.version}" if about is About.AMENDED else ""
            await messages.post(
                uow,
                store=found.store,
                key=f"{about.value}/{found.id}{version}/{to.lower()}",
                letter=order_letter(to, sale, about, now=uow.now),
                household=found.household,
            )


async def _recipients(uow: UnitOfWork, order: Order) -> tuple[str, ...]:
    """Give the address that was left at the till, else those of everybody in the household."""
    if order.customer.email:
        return (order.customer.email,)
    if order.household is None:
        return ()
    household = await customers.household(uow, household=order.household)
    return tuple(person.email for person in household.people if person.email)

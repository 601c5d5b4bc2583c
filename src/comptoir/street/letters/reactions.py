"""What is written to shoppers when something happens to their order, each safe to repeat."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.goods.stores import queries as stores
from comptoir.shopping.invoices.model import numbered
from comptoir.shopping.orders import queries as orders
from comptoir.shopping.orders.model import Order
from comptoir.shopping.withdrawals import queries as withdrawals
from comptoir.shopping.withdrawals.model import Withdrawal
from comptoir.street.letters.confirmation import About, Sale, order_letter
from comptoir.street.letters.recipients import recipients
from comptoir.street.letters.withdrawal import acknowledgement, settlement
from comptoir.street.messages import commands as messages
from comptoir.street.messages.model import Letter
from comptoir.street.proofs import papers_proof
from comptoir.street.session import seal_within


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

    async def withdrawn(self, uow: UnitOfWork, event: Mapping[str, Any]) -> None:
        """Acknowledge a statement of withdrawal, on a durable medium."""
        stated, sale = await self._stated(uow, event)
        for to, own in await self._told(uow, stated, sale.order):
            written = acknowledgement(to, stated, sale, own=own, now=uow.now)
            await self._post(uow, stated, sale, "withdrawn", written)

    async def settled(self, uow: UnitOfWork, event: Mapping[str, Any]) -> None:
        """Tell how a withdrawal ended."""
        stated, sale = await self._stated(uow, event)
        paper = "" if stated.credit is None else numbered(stated.store, stated.credit)
        for to, own in await self._told(uow, stated, sale.order):
            written = settlement(to, stated, sale, paper, own=own, now=uow.now)
            await self._post(uow, stated, sale, "withdrawal-settled", written)

    async def _stated(self, uow: UnitOfWork, event: Mapping[str, Any]) -> tuple[Withdrawal, Sale]:
        order = event["order_id"]
        stated = await withdrawals.withdrawal(uow, order=order, withdrawal=event["withdrawal"])
        return stated, await self._sale(uow, await orders.order(uow, order=order))

    async def _told(
        self, uow: UnitOfWork, stated: Withdrawal, order: Order
    ) -> tuple[tuple[str, bool], ...]:
        """Give whom to write to, and whether they are the order's own: they hear of it too."""
        known = {each.lower(): each for each in await recipients(uow, order=order)}
        others = (
            {stated.email} if stated.email and stated.email.lower() not in known else set[str]()
        )
        return (
            *((each, True) for each in known.values()),
            *((each, not stated.by_number) for each in others),
        )

    async def _post(
        self, uow: UnitOfWork, stated: Withdrawal, sale: Sale, about: str, written: Letter
    ) -> None:
        await messages.post(
            uow,
            store=stated.store,
            key=f"{about}/{stated.id}/{written.recipient.lower()}",
            letter=written,
            household=sale.order.household,
        )

    async def _sale(self, uow: UnitOfWork, order: Order) -> Sale:
        seal = await seal_within(uow)
        return Sale(
            order=order,
            store=await stores.store(uow, store=order.store),
            seller=await stores.seller(uow, store=order.store),
            url=None if self.address is None else f"{self.address}/orders/{order.id}",
            proof=lambda to: papers_proof(seal, order=order.id, recipient=to),
        )

    async def _write(self, uow: UnitOfWork, order: str, about: About) -> None:
        found = await orders.order(uow, order=order)
        if about is About.CANCELLED and found.placed_at is None:
            return
        sale = await self._sale(uow, found)
        for to in await recipients(uow, order=found):
            # An order is changed more than once: each of its versions is told of once.
            version = f"/{found.version}" if about is About.AMENDED else ""
            await messages.post(
                uow,
                store=found.store,
                key=f"{about.value}/{found.id}{version}/{to.lower()}",
                letter=order_letter(to, sale, about, now=uow.now),
                household=found.household,
            )

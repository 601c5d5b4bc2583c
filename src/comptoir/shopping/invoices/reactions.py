"""What follows for its invoice when an order changes, each safe to repeat."""

from collections.abc import Mapping
from typing import Any

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.shopping.invoices import commands


async def cancel(uow: UnitOfWork, event: Mapping[str, Any]) -> None:
    """Cancel the invoice of an order that was amended or called off; another may be asked for."""
    await commands.cancel(uow, order=event["order_id"])

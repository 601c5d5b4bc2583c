"""Whom letters about an order go to."""

from comptoir.db.unit_of_work import Reading
from comptoir.shopping.customers import queries as customers
from comptoir.shopping.orders.model import Order


async def recipients(on: Reading, *, order: Order) -> tuple[str, ...]:
    """Give the address that was left at the till, else those of everybody in the household."""
    if order.customer.email:
        return (order.customer.email,)
    if order.household is None:
        return ()
    household = await customers.household(on, household=order.household)
    return tuple(person.email for person in household.people if person.email)

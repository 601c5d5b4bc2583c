"""Visitors of the demo: each gets a household of its own, alike the demonstration household."""

from comptoir.app.demo import chain
from comptoir.db.unit_of_work import UnitOfWork
from comptoir.goods.shelf import queries as shelf
from comptoir.kernel.locale import Language
from comptoir.shopping.customers import commands as customers
from comptoir.shopping.habits import commands as habits


async def welcome(uow: UnitOfWork, store: str, language: Language) -> str:
    """Give a visitor a household with an address in the delivery zone and a few usual goods.

    Carts belong to households, so two visitors who shared one would shop in each other's cart.
    """
    household = await customers.create_household(uow, name=chain.HOUSEHOLD_NAME, language=language)
    await customers.add_address(uow, household=household, address=chain.HOME)
    sold = await shelf.items(uow, store=store, gtins=chain.USUAL)
    for week in ("1", "2"):
        await habits.count_order(
            uow,
            store=store,
            household=household,
            order_id=f"{household}-{week}",
            quantities={gtin: value for gtin, value in chain.USUAL.items() if gtin in sold},
            at=uow.now,
        )
    return household

"""Where a visitor's groceries go, as they say it at a door: checked at once, kept for later."""

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.goods.stores.model import Store
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.shopping.customers import commands as customers
from comptoir.shopping.customers.model import Address
from comptoir.shopping.customers.rules import checked_address


def check_zone(store: Store, postcode: str) -> None:
    """Check that a store delivers to a postcode; the till checks it again.

    :raises Refusal: when it does not.
    """
    zone = store.delivery_postcodes
    if zone and postcode not in zone:
        raise Refusal(Kind.CONFLICT, "out_of_zone", {"postcode": postcode})


async def keep_address(
    uow: UnitOfWork, *, household: str, store: Store, address: Address, phone: str = ""
) -> None:
    """Keep where to deliver to a household and how to reach it there.

    :raises Refusal: when a field cannot be, or the store does not deliver there.
    """
    checked = checked_address(address)
    check_zone(store, checked.postcode)
    await customers.add_address(uow, household=household, address=checked)
    await customers.put_contact(uow, household=household, name=checked.recipient, phone=phone)

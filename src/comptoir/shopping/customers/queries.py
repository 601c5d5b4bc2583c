"""Questions about customers."""

from comptoir.db.unit_of_work import Reading
from comptoir.kernel.refusals import not_found
from comptoir.shopping.customers import _store
from comptoir.shopping.customers.model import Household, KnownAddress


async def household(on: Reading, *, household: str) -> Household:
    """Give a household with its people, the contact first, and its addresses, preferred first.

    :raises Refusal: when there is none with this id.
    """
    row = await _store.HOUSEHOLD.first(on, id=household)
    if row is None:
        raise not_found("household", household)
    return Household(
        id=row.id,
        name=row.name,
        language=row.language,
        people=tuple(await _store.PEOPLE.all(on, household=household)),
        addresses=tuple(await _store.ADDRESSES.all(on, household=household)),
    )


async def addresses(on: Reading, *, household: str) -> tuple[KnownAddress, ...]:
    """Give the addresses that a household keeps, the preferred one first."""
    return tuple(await _store.KNOWN_ADDRESSES.all(on, household=household))


async def address(on: Reading, *, household: str, address: str) -> KnownAddress:
    """Give one of a household's addresses.

    :raises Refusal: when it has none with this id.
    """
    known = await addresses(on, household=household)
    found = next((each for each in known if each.id == address), None)
    if found is None:
        raise not_found("address", address)
    return found

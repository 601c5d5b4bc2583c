"""What can be done with customers."""

import re

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.kernel.ids import HouseholdId, secret
from comptoir.kernel.locale import Language
from comptoir.kernel.refusals import invalid
from comptoir.shopping.customers import _store
from comptoir.shopping.customers.model import Address

_LONGEST = 200
_POSTCODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z -]{1,9}\Z")


async def create_household(
    uow: UnitOfWork,
    *,
    name: str = "",
    language: Language = Language.FRENCH,
    household: HouseholdId | None = None,
) -> HouseholdId:
    """Make a household and give its id: an unguessable one, unless one is given."""
    household = household or HouseholdId(secret())
    await _store.INSERT_HOUSEHOLD.run(
        uow, id=household, name=name[:_LONGEST], language=language.value, now=uow.now
    )
    return household


async def add_person(
    uow: UnitOfWork, *, household: str, name: str, email: str | None = None, phone: str = ""
) -> str:
    """Add somebody to a household and give their id."""
    person = secret()
    await _store.INSERT_PERSON.run(
        uow, household=household, id=person, name=name[:_LONGEST], email=email, phone=phone
    )
    return person


async def add_address(uow: UnitOfWork, *, household: str, address: Address) -> None:
    """Add an address, which becomes the preferred one.

    :raises Refusal: when a field is missing, too long, or the postcode cannot be one.
    """
    checked = checked_address(address)
    await _store.NO_LONGER_PREFERRED.run(uow, household=household)
    await _store.INSERT_ADDRESS.run(
        uow,
        household=household,
        id=secret(),
        recipient=checked.recipient,
        street=checked.street,
        postcode=checked.postcode,
        city=checked.city,
        country=checked.country,
        instructions=checked.instructions,
    )


def checked_address(address: Address) -> Address:
    """Give `address` with its blanks trimmed.

    :raises Refusal: when a field is missing, too long, or the postcode cannot be one.
    """
    trimmed = Address(
        recipient=_line("recipient", address.recipient),
        street=_line("street", address.street),
        postcode=_line("postcode", address.postcode),
        city=_line("city", address.city),
        country=_line("country", address.country).upper(),
        instructions=" ".join(address.instructions.split())[:_LONGEST],
    )
    if not _POSTCODE.match(trimmed.postcode):
        raise invalid("postcode", "give_a_postcode")
    if len(trimmed.country) != 2:
        raise invalid("country", "give_two_letters")
    return trimmed


def _line(field: str, text: str) -> str:
    line = " ".join(text.split())
    if not line:
        raise invalid(field, "required")
    if len(line) > _LONGEST:
        raise invalid(field, "too_long", most=_LONGEST)
    if any(ord(character) < 32 or ord(character) == 127 for character in line):
        raise invalid(field, "no_control_characters")
    return line

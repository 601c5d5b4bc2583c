"""What can be done with customers."""

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.kernel.ids import HouseholdId, secret
from comptoir.kernel.locale import Language
from comptoir.kernel.refusals import Kind, Refusal, not_found
from comptoir.shopping.customers import _store
from comptoir.shopping.customers.model import Address
from comptoir.shopping.customers.rules import checked_address, checked_line

CONTACT = "contact"
"""The id, in each household, of whoever is asked for when groceries come or are collected."""


async def create_household(
    uow: UnitOfWork,
    *,
    name: str = "",
    language: Language = Language.FRENCH,
    household: HouseholdId | None = None,
) -> HouseholdId:
    """Make a household and give its id: an unguessable one, unless one is given.

    :raises Refusal: when the name is too long or has control characters.
    """
    household = household or HouseholdId(secret())
    await _store.INSERT_HOUSEHOLD.run(
        uow,
        id=household,
        name=checked_line("name", name, required=False),
        language=language.value,
        now=uow.now,
    )
    return household


async def add_person(
    uow: UnitOfWork, *, household: str, name: str, email: str | None = None, phone: str = ""
) -> str:
    """Add somebody to a household and give their id.

    :raises Refusal: when a field cannot be, or the e-mail address is somebody's already.
    """
    person = secret()
    added = await _store.INSERT_PERSON.run(
        uow,
        household=household,
        id=person,
        name=checked_line("name", name),
        email=None if email is None else checked_line("email", email),
        phone=checked_line("phone", phone, required=False),
    )
    if not added:
        raise Refusal(Kind.CONFLICT, "email_taken")
    return person


async def put_contact(uow: UnitOfWork, *, household: str, name: str, phone: str = "") -> None:
    """Note whom to ask for and how to reach them, in place of what was noted before.

    :raises Refusal: when a field is too long or has control characters.
    """
    await _store.PUT_CONTACT.run(
        uow,
        household=household,
        id=CONTACT,
        name=checked_line("name", name, required=False),
        phone=checked_line("phone", phone, required=False),
    )


async def confirm_adult(uow: UnitOfWork, *, household: str, person: str) -> None:
    """Note that somebody of the household is of age; it is checked again at handover."""
    await _store.CONFIRM_ADULT.run(uow, household=household, id=person)


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


async def bring(uow: UnitOfWork, *, guest: str, into: str) -> None:
    """Move what a guest noted of themselves into the household they turn out to be of.

    Addresses and whom to ask for come along where the household has none.
    """
    await _store.BRING_ADDRESSES.run(uow, guest=guest, into=into)
    await _store.BRING_CONTACT.run(uow, guest=guest, into=into, contact=CONTACT)


async def edit_address(uow: UnitOfWork, *, household: str, address: str, details: Address) -> None:
    """Put other details in place of those of a household's address.

    :raises Refusal: as `add_address`, or when the household has no such address.
    """
    checked = checked_address(details)
    edited = await _store.SET_ADDRESS.run(
        uow,
        household=household,
        id=address,
        recipient=checked.recipient,
        street=checked.street,
        postcode=checked.postcode,
        city=checked.city,
        country=checked.country,
        instructions=checked.instructions,
    )
    if not edited:
        raise not_found("address", address)


async def prefer_address(uow: UnitOfWork, *, household: str, address: str) -> None:
    """Let an address be the one that goods go to unless another is said.

    :raises Refusal: when the household has no such address.
    """
    if not await _store.PREFER_ADDRESS.run(uow, household=household, id=address):
        raise not_found("address", address)


async def remove_address(uow: UnitOfWork, *, household: str, address: str) -> None:
    """Forget an address; repeating is harmless."""
    await _store.DROP_ADDRESS.run(uow, household=household, id=address)


async def rename_person(uow: UnitOfWork, *, household: str, person: str, name: str) -> None:
    """Call somebody by another name.

    :raises Refusal: when it is empty, too long, or has control characters.
    """
    await _store.SET_PERSON_NAME.run(
        uow, household=household, id=person, name=checked_line("name", name)
    )


async def edit_household(uow: UnitOfWork, *, household: str, name: str, language: Language) -> None:
    """Give a household another name, which may be empty, and the language it is written to in.

    :raises Refusal: when the name is too long or has control characters.
    """
    await _store.SET_HOUSEHOLD.run(
        uow,
        id=household,
        name=checked_line("name", name, required=False),
        language=language.value,
    )


async def remove_person(uow: UnitOfWork, *, household: str, person: str) -> None:
    """Take somebody out of a household, with all that proves who they are; others must be left.

    :raises Refusal: when there is no such person, or nobody else who can sign in.
    """
    people = await _store.PEOPLE.all(uow, household=household)
    if all(each.id != person for each in people):
        raise not_found("person", person)
    if not any(each.email for each in people if each.id != person):
        raise Refusal(Kind.CONFLICT, "last_member")
    await _store.DROP_PERSON.run(uow, household=household, id=person)


async def forget_household(uow: UnitOfWork, *, household: str) -> None:
    """Forget a household, its addresses, its people and all that proves who they are."""
    await _store.DROP_ADDRESSES.run(uow, household=household)
    await _store.DROP_PEOPLE.run(uow, household=household)
    await _store.DROP_HOUSEHOLD.run(uow, household=household)

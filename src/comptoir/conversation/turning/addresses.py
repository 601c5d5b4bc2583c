"""An address dictated field by field: asked for what is missing, read back, kept after a yes."""

import re
from collections.abc import Sequence
from dataclasses import replace

from comptoir.conversation.beside import AddressAsked, AddressKept, AddressRead
from comptoir.conversation.model import Act, Doubt, Intent
from comptoir.conversation.outcomes import Declined, Outcome, Refused
from comptoir.conversation.remembered import Dictated
from comptoir.conversation.turning.desk import Desk
from comptoir.conversation.turning.phrasing import first_of, has, phrases
from comptoir.goods.catalog.text import words
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.shopping.customers import commands as customers
from comptoir.shopping.customers import queries
from comptoir.shopping.customers.model import Address, Household

_POSTCODE = re.compile(r"\b(\d{2}) ?(\d{3})\b")
_NUMBERED = re.compile(r"(?i)((?:au|à|at|it's|c'est(?: au)?) )?\d{1,4}(?: ?bis| ?ter)?,? ")
"""How an address begins that nothing introduces: "15 rue des Lilas"."""
_TRIMMED = " ,.;:-"
_LONGEST_STREET = 10
_LONGEST_PLACE = 6
"""Words that the name of a town or of a person may have."""


async def dictated(desk: Desk, acts: Sequence[Act]) -> tuple[Outcome, ...] | None:
    """Take an address, or what was asked of it; None when the sentence is about something else."""
    so_far = desk.memory.kept.address
    opened = _opened(desk)
    if opened is None and so_far is None:
        return None
    if opened is not None:
        return await _go_on(desk, _read(desk, opened, Dictated()))
    assert so_far is not None
    intent = acts[0].intent if len(acts) == 1 else None
    if intent in (Intent.DENY, Intent.STOP):
        _keep(desk, None)
        return (Declined(),)
    if so_far.lacks is None:
        return await _answered(desk, so_far, intent)
    taken = _answer(desk, so_far, acts)
    if taken is None:
        _keep(desk, None)
        return None
    return await _go_on(desk, taken)


def _opened(desk: Desk) -> str | None:
    """Give what follows "mon adresse est"; None when nothing of the kind is said."""
    said = words(desk.text)
    introduced = first_of(said, phrases(desk.language)["address"])
    if introduced is not None:
        return _rest(desk.text, introduced[1])
    for phrase in phrases(desk.language)["deliver_to"]:
        if tuple(said[: len(phrase)]) == phrase and has(said, phrases(desk.language)["street"]):
            return _rest(desk.text, len(phrase))
    begins = _NUMBERED.match(desk.text)
    numbered = begins and has(words(desk.text)[1:4], phrases(desk.language)["street"])
    if begins and numbered:
        return _rest(desk.text, len(words(begins[1] or "")))
    return desk.text.strip(_TRIMMED) if _is_whole(desk) else None


def _is_whole(desk: Desk) -> bool:
    """Tell whether a street and a postcode are all that is said: "douze rue de la Paix 44000"."""
    found = _POSTCODE.search(desk.text)
    ahead = words(desk.text[: found.start()]) if found else []
    return 0 < len(ahead) <= _LONGEST_STREET and has(ahead, phrases(desk.language)["street"])


def _rest(text: str, count: int) -> str:
    """Give a sentence without its first `count` words, as it was said."""
    total = len(words(text))
    for start in range(len(text)):
        begins = text[start].isalnum() and (start == 0 or not text[start - 1].isalnum())
        if begins and total - len(words(text[start:])) >= count:
            return text[start:].strip(_TRIMMED)
    return ""


def _read(desk: Desk, text: str, so_far: Dictated) -> Dictated:
    """Find the street before a postcode and the town behind it."""
    found = _POSTCODE.search(text)
    if found is None:
        streets = has(words(text), phrases(desk.language)["street"])
        return replace(so_far, street=text[:200]) if streets else so_far
    street = text[: found.start()].strip(_TRIMMED)
    city = text[found.end() :].strip(_TRIMMED)
    return Dictated(
        street=street or so_far.street,
        postcode=f"{found[1]}{found[2]}",
        city=_place(city) or so_far.city,
        name=so_far.name,
    )


def _answer(desk: Desk, so_far: Dictated, acts: Sequence[Act]) -> Dictated | None:
    """Read the answer to the field that was asked; None when it is no answer to it."""
    text = desk.text.strip(_TRIMMED)
    match so_far.lacks:
        case "street":
            taken = _read(desk, text, so_far)
            return taken if taken.street else None
        case "postcode":
            return _read(desk, text, so_far) if _POSTCODE.search(text) else None
        case _:
            known = any(
                act.intent is not Intent.OUT_OF_DOMAIN and Doubt.UNKNOWN_PRODUCT not in act.doubts
                for act in acts
            )
            shopping = known and any(item.amount is not None for act in acts for item in act.items)
            place = "" if shopping else _place(text)
            return replace(so_far, **{str(so_far.lacks): place}) if place else None


def _place(text: str) -> str:
    parts = text.split()
    return " ".join(parts) if 0 < len(parts) <= _LONGEST_PLACE else ""


async def _go_on(desk: Desk, so_far: Dictated) -> tuple[Outcome, ...]:
    """Ask for the next field, or read the whole back."""
    if desk.household is None:
        _keep(desk, None)
        return (Refused(Refusal(Kind.FORBIDDEN, "address_of_nobody")),)
    if not so_far.name:
        household = await queries.household(desk.uow, household=desk.household)
        so_far = replace(so_far, name=desk.speaker() or _named(household))
    _keep(desk, so_far)
    if so_far.lacks is not None:
        return (AddressAsked(so_far.lacks),)
    return (_told(desk, so_far),)


def _told(desk: Desk, address: Dictated) -> AddressRead:
    """Give an address to be read back; nothing beyond the town where others may listen."""
    if desk.shared:
        return AddressRead(address.city)
    return AddressRead(address.city, address.street, address.postcode)


async def _answered(
    desk: Desk, address: Dictated, intent: Intent | None
) -> tuple[Outcome, ...] | None:
    if intent is not Intent.CONFIRM:
        _keep(desk, None)
        return None
    _keep(desk, None)
    if desk.household is None:
        return (Refused(Refusal(Kind.FORBIDDEN, "address_of_nobody")),)
    try:
        async with desk.uow.attempt():
            await customers.add_address(
                desk.uow,
                household=desk.household,
                address=Address(address.name, address.street, address.postcode, address.city),
            )
    except Refusal as refusal:
        return (Refused(refusal),)
    zone = desk.store.delivery_postcodes
    if zone and address.postcode not in zone:
        outside = Refusal(Kind.CONFLICT, "out_of_zone", {"zone": list(zone)})
        return (AddressKept(address.city), Refused(outside))
    return (AddressKept(address.city),)


def _named(household: Household) -> str:
    people = [person.name for person in household.people if person.name]
    return people[0] if people else household.name


def _keep(desk: Desk, address: Dictated | None) -> None:
    desk.memory = replace(desk.memory, kept=replace(desk.memory.kept, address=address))

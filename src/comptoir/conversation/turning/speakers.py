"""Who speaks: somebody of the household by the name they give, or a guest."""

from collections.abc import Sequence
from dataclasses import replace

from comptoir.conversation.beside import SpeakerHeard
from comptoir.conversation.outcomes import Outcome
from comptoir.conversation.remembered import SPEAKS_FOR, Speaker
from comptoir.conversation.turning.desk import Desk
from comptoir.conversation.turning.phrasing import Phrase, phrases
from comptoir.goods.catalog.text import fold, words
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.customers import commands as customers
from comptoir.shopping.customers.model import Person

_LONGEST_NAME = 2
"""Words that the name of a guest may have."""


async def introduced(desk: Desk) -> tuple[Outcome, ...]:
    """Take the name that a sentence opens with, and leave the rest of it to be heard.

    A household's own members are known by any turn of phrase ("c'est Léa"), a guest on a shared
    device only by one that says a name and nothing else.
    """
    _go_on_speaking(desk)
    said = tuple(words(desk.text))
    table = phrases(desk.language)
    opening = _opening(said, table["introducing"])
    if opening is None:
        return ()
    rest = said[len(opening) :]
    person, length = _member(await desk.people(), rest)
    if person is not None:
        _, after = _without(rest[length:], table["speaking"])
        desk.text = _tail(desk.text, len(after))
        return _known(desk, Speaker(_first(person.name), desk.uow.now, person.id), alone=not after)
    ended, name = _without(rest, table["speaking"])
    sure = ended or opening in table["naming"]
    if desk.shared and sure and 0 < len(name) <= _LONGEST_NAME:
        desk.text = ""
        return _known(desk, Speaker(" ".join(name).title(), desk.uow.now), alone=True)
    return ()


async def check_adult(desk: Desk, minimum_age: int | None) -> None:
    """Check that whoever speaks to a shared device may have what asks for an age.

    :raises Refusal: when the household does not know them to be of age.
    """
    if minimum_age is None or not desk.shared:
        return
    speaker = desk.memory.kept.speaker
    known = speaker.person if speaker else None
    if not any(person.id == known and person.adult for person in await desk.people()):
        raise Refusal(Kind.FORBIDDEN, "adult_unknown", {"age": minimum_age})


async def confirm_age(desk: Desk) -> None:
    """Note that the shopper is old enough, and on a device of their own who that is."""
    await carts.confirm_age(desk.uow, cart=desk.cart)
    desk.cart_changed()
    person = None if desk.shared else _owner(desk, await desk.people())
    if desk.household is not None and person is not None:
        await customers.confirm_adult(desk.uow, household=desk.household, person=person)


def _owner(desk: Desk, people: Sequence[Person]) -> str | None:
    """Tell whose device it is: of who gave a name, else of whom the shop asks for."""
    speaker = desk.memory.kept.speaker
    if speaker is not None:
        return speaker.person
    asked_for = [person for person in people if person.id == customers.CONTACT]
    alone = asked_for or (people if len(people) == 1 else ())
    return next((person.id for person in alone), None)


def _go_on_speaking(desk: Desk) -> None:
    """Take whoever spoke last to speak on, unless a shared device has heard nobody for long."""
    speaker = desk.memory.kept.speaker
    if speaker is None:
        return
    silent = desk.shared and desk.uow.now - speaker.at > SPEAKS_FOR
    still = None if silent else replace(speaker, at=desk.uow.now)
    desk.memory = replace(desk.memory, kept=replace(desk.memory.kept, speaker=still))


def _known(desk: Desk, speaker: Speaker, *, alone: bool) -> tuple[Outcome, ...]:
    desk.memory = replace(desk.memory, kept=replace(desk.memory.kept, speaker=speaker))
    return (SpeakerHeard(speaker.name, member=speaker.person is not None),) if alone else ()


def _opening(said: Phrase, openings: Sequence[Phrase]) -> Phrase | None:
    fits = [each for each in openings if said[: len(each)] == each and len(said) > len(each)]
    return max(fits, key=len, default=None)


def _member(people: Sequence[Person], said: Phrase) -> tuple[Person | None, int]:
    """Find whose name a sentence goes on with, by the whole of it or by the first name."""
    for person in people:
        whole = tuple(words(person.name))
        for name in (whole, whole[:1]):
            if name and said[: len(name)] == name:
                return person, len(name)
    return None, 0


def _without(said: Phrase, endings: Sequence[Phrase]) -> tuple[bool, Phrase]:
    for ending in endings:
        if said[: len(ending)] == ending:
            return True, said[len(ending) :]
        if said[-len(ending) :] == ending:
            return True, said[: -len(ending)]
    return False, said


def _first(name: str) -> str:
    return name.split(maxsplit=1)[0]


def _tail(text: str, count: int) -> str:
    """Give the last `count` words of a sentence as they were said."""
    for start in range(len(text)):
        begins = start == 0 or not text[start - 1].isalnum()
        if begins and text[start].isalnum() and len(words(text[start:])) == count:
            return text[start:]
    return "" if count == 0 else fold(text)

"""What each role may do and where, and what a member's details may be."""

import re
from collections.abc import Sequence
from typing import Protocol

from comptoir.kernel.locale import Language
from comptoir.kernel.refusals import Kind, Refusal, invalid
from comptoir.staff.directory.model import Act, MemberDetails, Role

_CLERK = frozenset({Act.LOOK, Act.COUNT_STOCK, Act.AMEND_ORDERS})
_MANAGER = _CLERK | {
    Act.EDIT_STORE,
    Act.EDIT_WINDOWS,
    Act.EDIT_OFFERS,
    Act.GIVE_BACK,
    Act.READ_CHANGES,
}

MAY: dict[Role, frozenset[Act]] = {
    Role.CLERK: _CLERK,
    Role.MANAGER: _MANAGER,
    Role.ADMINISTRATOR: frozenset(Act),
}
"""The table of the roles: a clerk counts and amends, a manager runs stores."""

CHAIN = ""
"""Stands for the whole chain where a store is asked for: its catalogue, its staff."""

LONGEST_NAME = 120
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(?:\.[^@\s.]+)+\Z")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class Acting(Protocol):
    """Whoever acts: their role, the stores they act for, and whether they still do."""

    @property
    def role(self) -> Role:
        """Give their role."""
        ...

    @property
    def stores(self) -> Sequence[str]:
        """Give the stores they act for."""
        ...

    @property
    def active(self) -> bool:
        """Tell whether they still work here."""
        ...


def may(who: Acting, act: Act, store: str) -> bool:
    """Tell whether somebody may do `act` in a store, or for the whole chain."""
    if not who.active or act not in MAY[who.role]:
        return False
    return who.role is Role.ADMINISTRATOR or store in who.stores


def check(who: Acting, act: Act, store: str) -> None:
    """Check that somebody may do `act` in a store, or for the whole chain.

    :raises Refusal: when the store is not theirs, or their role does not reach so far.
    """
    if who.active and who.role is not Role.ADMINISTRATOR and store and store not in who.stores:
        raise Refusal(Kind.FORBIDDEN, "not_your_store", {"store": store[:80]})
    if not may(who, act, store):
        raise Refusal(Kind.FORBIDDEN, "not_your_role", {"role": who.role.value, "act": act.value})


def checked_email(email: str) -> str:
    """Give an e-mail address without the blanks around it.

    :raises Refusal: when it cannot be one.
    """
    plain = email.strip()
    if len(plain) > 200 or not _EMAIL.match(plain) or _CONTROL.search(plain):
        raise invalid("email", "email")
    return plain


def checked_details(details: MemberDetails) -> MemberDetails:
    """Give a member's details, tidied.

    :raises Refusal: when the name cannot be, or somebody would act for no store.
    """
    name = " ".join(details.name.split())
    if not name:
        raise invalid("name", "not_empty")
    if len(name) > LONGEST_NAME:
        raise invalid("name", "shorter", most=LONGEST_NAME)
    if _CONTROL.search(name):
        raise invalid("name", "printable")
    if details.language not in tuple(Language):
        raise invalid("language", "one_of", choices=[each.value for each in Language])
    stores = () if details.role is Role.ADMINISTRATOR else tuple(sorted(set(details.stores)))
    if details.role is not Role.ADMINISTRATOR and not stores:
        raise invalid("stores", "required")
    return MemberDetails(
        name=name,
        role=details.role,
        stores=stores,
        language=details.language,
        active=details.active,
    )

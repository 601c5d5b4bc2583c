"""Who works for the chain: people, their roles, and the stores they act for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What somebody is to the chain."""

    ADMINISTRATOR = "administrator"
    MANAGER = "manager"
    CLERK = "clerk"


class Act(StrEnum):
    """What a role may or may not do."""

    LOOK = "look"
    EDIT_STORE = "edit_store"
    EDIT_WINDOWS = "edit_windows"
    EDIT_PRODUCTS = "edit_products"
    EDIT_OFFERS = "edit_offers"
    COUNT_STOCK = "count_stock"
    AMEND_ORDERS = "amend_orders"
    GIVE_BACK = "give_back"
    """Give money back by a credit note, or say why not."""
    READ_CHANGES = "read_changes"
    KEEP_STAFF = "keep_staff"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the staff; `stores` are those they act for, all of them for an administrator."""

    id: str
    name: str
    email: str
    role: Role
    language: str
    active: bool
    version: int
    stores: Sequence[str]
    created_at: datetime

    def __post_init__(self) -> None:
        object.__setattr__(self, "role", Role(self.role))

    @property
    def everywhere(self) -> bool:
        """Tell whether they act for every store of the chain."""
        return self.role is Role.ADMINISTRATOR


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberDetails:
    """What an administrator may set of somebody of the staff."""

    name: str
    role: Role
    stores: Sequence[str] = ()
    language: str = "fr"
    active: bool = True

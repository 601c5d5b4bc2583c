"""Slots: the windows in which a store hands over or delivers, and the places in them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

HOLD_FOR = timedelta(minutes=15)
"""How long a cart keeps a place that it has chosen and not ordered yet."""


class Mode(StrEnum):
    """How goods reach the household."""

    PICKUP = "pickup"
    DELIVERY = "delivery"


@dataclass(frozen=True, slots=True)
class Window:
    """A window with the places left in it; `fee` in minor units, `cut_off` the last minute."""

    store: str
    id: str
    mode: Mode
    starts: datetime
    ends: datetime
    cut_off: datetime
    capacity: int
    fee: int
    left: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "mode", Mode(self.mode))


@dataclass(frozen=True, slots=True)
class Dated(Window):
    """A window as its store sees it, past its cut-off too; `orders` have a place in it."""

    orders: int


@dataclass(frozen=True, slots=True)
class Held:
    """A cart's place in a window, kept until `expires_at` (for good when that is None)."""

    window: Window
    expires_at: datetime | None

    def holds(self, at: datetime) -> bool:
        """Tell whether the place is still kept at `at`."""
        return self.expires_at is None or at < self.expires_at


@dataclass(frozen=True, slots=True)
class Template:
    """One window of the weekly pattern; minutes after local midnight, Monday is 0."""

    id: str
    mode: Mode
    weekday: int
    starts_minute: int
    ends_minute: int
    capacity: int
    fee: int
    cut_off_minutes: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "mode", Mode(self.mode))

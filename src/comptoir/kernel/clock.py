"""Where the time comes from: a port, so that tests and the twin can set it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time, always with a zone."""

    def now(self) -> datetime:
        """Tell the present instant in UTC."""
        ...


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Tell the present instant in UTC."""
        return datetime.now(UTC)


@dataclass(slots=True)
class FixedClock:
    """A clock that stands still until it is moved."""

    instant: datetime = field(default_factory=lambda: datetime(2026, 6, 15, 8, 0, tzinfo=UTC))

    def now(self) -> datetime:
        """Tell the instant it was set to."""
        return self.instant

    def advance(self, by: timedelta) -> None:
        """Move the clock forward by `by`."""
        self.instant += by

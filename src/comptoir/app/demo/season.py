"""Times of the year that return: some goods are sold, and some leaflets printed, only then."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Season:
    """The days from `first` to `last`, both months and days like "12-26", both included."""

    first: str
    last: str

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in the season, which may run over the turn of the year."""
        today = f"{day:%m-%d}"
        if self.first <= self.last:
            return self.first <= today <= self.last
        return today >= self.first or today <= self.last

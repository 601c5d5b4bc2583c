"""Habits: what a household usually takes from a store."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Habit:
    """A product taken in `orders` orders, `usual_quantity` (pieces or grams) the last time."""

    gtin: str
    orders: int
    usual_quantity: int
    last_at: datetime

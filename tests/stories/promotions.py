"""Promotions as leaflets have them."""

from dataclasses import replace
from datetime import datetime

from comptoir.goods.pricing.model import Mechanic, Promotion
from comptoir.goods.pricing.notation import read


def a_promotion(
    text: str,
    *,
    starts: datetime | None = None,
    ends: datetime | None = None,
    order_most: int | None = None,
    household_most: int | None = None,
) -> Promotion:
    """Give a promotion as a grocer writes it: "2e à -50 %"."""
    return replace(
        read(text), starts=starts, ends=ends, order_most=order_most, household_most=household_most
    )


def percent_off(
    percent: int, *, starts: datetime | None = None, ends: datetime | None = None
) -> Promotion:
    """Give so many percent off each."""
    return Promotion(mechanic=Mechanic.PERCENT, percent=percent, starts=starts, ends=ends)

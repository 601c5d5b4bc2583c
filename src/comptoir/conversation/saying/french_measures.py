"""Weights and volumes as French people write them."""

from typing import Literal


def measure(value: int, unit: Literal["g", "ml"]) -> str:
    """Write grams or millilitres: "500 g", "1,5 kg", "75 cl", "1 L"."""
    if unit == "g":
        return f"{value} g" if value < 1000 else f"{_decimal(value)} kg"
    if value >= 1000:
        return f"{_decimal(value)} L"
    return f"{value} ml" if value % 10 else f"{value // 10} cl"


def _decimal(thousandths: int) -> str:
    whole, rest = divmod(thousandths, 1000)
    return f"{whole},{rest:03}".rstrip("0").rstrip(",") if rest else str(whole)

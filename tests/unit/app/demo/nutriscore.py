"""The Nutri-Score of 2023, from the figures of a pack that does not tell its share of fruit.

After Santé publique France, "Règlement d'usage du logo Nutri-Score", version of 2023.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

from comptoir.goods.catalog.model import Product

Kind = Literal["general", "cheese", "fat", "drink"]
_FRUIT_SHARES = (0, 50, 70, 100)
_DRINKS = frozenset(
    [
        "juice",
        "soft-drinks",
        "syrups",
        "plant-drinks",
        "energy-drinks",
        "alcohol-free",
        "water",
        "sparkling-water",
        "milk",
        "beer",
    ]
)
_FATS = frozenset(["oils", "butter", "margarine", "cream", "nuts-dried-fruit"])


def grades(product: Product) -> set[str]:
    """Give the grades that the product may bear, whatever its share of fruit and of red meat."""
    return {
        grade(product.nutrition or {}, kind=kind, fruit=fruit, red_meat=red, sweetened=sweetened)
        for kind in _kinds(product.category or "")
        for fruit in _FRUIT_SHARES
        for red in (False, True)
        for sweetened in (False, True)
    }


def _kinds(category: str) -> tuple[Kind, ...]:
    if category in _DRINKS:
        return ("drink", "general") if category == "milk" else ("drink",)
    if category in _FATS:
        return ("fat", "general")
    return ("cheese",) if "cheese" in category else ("general", "fat")


def grade(
    nutrition: Mapping[str, str], *, kind: Kind, fruit: int, red_meat: bool, sweetened: bool
) -> str:
    """Work out the grade of one food: its negative points less its positive ones."""
    has = {name: float(figure) for name, figure in nutrition.items()}
    protein = _points(has["protein"], (2.4, 4.8, 7.2, 9.6, 12, 14, 17))
    fibre = _points(has["fibre"], (3, 4.1, 5.2, 6.3, 7.4))
    salt = _points(has["salt"], [0.2 * step for step in range(1, 21)])
    if kind == "drink":
        return _drink(has, salt=salt, fibre=fibre, fruit=fruit, sweetened=sweetened)
    sugars = _points(has["sugars"], (3.4, 6.8, 10, 14, 17, 20, 24, 27, 31, 34, 37, 41, 44, 48, 51))
    fruits = 5 if fruit > 80 else 2 if fruit > 60 else 1 if fruit > 40 else 0
    if kind == "fat":
        ratio = 100 * has["saturates"] / has["fat"] if has["fat"] else 0
        bad = _points(has["saturates"] * 37, [120 * step for step in range(1, 11)]) + sugars + salt
        bad += _points(ratio, (10, 16, 22, 28, 34, 40, 46, 52, 58, 64))
        total = bad - fibre - fruits - (protein if bad < 7 else 0)
        return _letter(total, (-6, 2, 10, 18))
    bad = _points(has["energy_kj"], [335 * step for step in range(1, 11)]) + sugars + salt
    bad += _points(has["saturates"], range(1, 11))
    counted = min(protein, 2) if red_meat else protein
    total = bad - fibre - fruits - (counted if bad < 11 or kind == "cheese" else 0)
    return _letter(total, (0, 2, 10, 18))


def _drink(has: Mapping[str, float], *, salt: int, fibre: int, fruit: int, sweetened: bool) -> str:
    energy = _points(has["energy_kj"], (30, 90, 150, 210, 240, 270, 300, 330, 360, 390))
    sugars = _points(has["sugars"], (0.5, 2, 3.5, 5, 6, 7, 8, 9, 10, 11))
    bad = energy + sugars + salt + _points(has["saturates"], range(1, 11)) + 4 * sweetened
    protein = _points(has["protein"], (1.2, 1.5, 1.8, 2.1, 2.4, 2.7, 3.0))
    fruits = 6 if fruit > 80 else 4 if fruit > 60 else 2 if fruit > 40 else 0
    return _letter(bad - protein - fibre - fruits, (-100, 2, 6, 9))


def _points(amount: float, steps: Sequence[float]) -> int:
    return sum(amount > step for step in steps)


def _letter(total: int, bounds: Sequence[int]) -> str:
    return "ABCDE"[sum(total > bound for bound in bounds)]

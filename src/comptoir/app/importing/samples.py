"""Plausible prices and stock for goods that have none: invented, marked so, always the same."""

import hashlib
from dataclasses import dataclass
from math import isqrt

from comptoir.app.importing.grounds import Ground
from comptoir.goods.catalog.model import Product
from comptoir.goods.pricing.model import Offer
from comptoir.kernel.money import divide_half_up

_LEAST_CENTS = 49
_MOST_CENTS = 9_990
_LEAST_STOCK = 6
_STOCK_SPREAD = 55
_GRAMS_A_PIECE = 1_000
_MOST_TYPICAL = 8_000


@dataclass(frozen=True, slots=True)
class Sample:
    """The invented `price` in cents and `stock` in pieces or grams of one product."""

    gtin: str
    price: int
    stock: int
    popularity: int

    @property
    def offer(self) -> Offer:
        """Make the offer, marked as a sample."""
        return Offer(gtin=self.gtin, price=self.price, popularity=self.popularity, sample=True)


def sample(product: Product, ground: Ground, popularity: int = 0) -> Sample:
    """Invent a price and a stock out of the product's category, net quantity and number.

    A small pack is dearer by weight than a large one: the price grows with the size to the power
    of three quarters, reckoned in whole numbers.
    """
    dice = int.from_bytes(hashlib.sha256(product.gtin.encode()).digest()[:8])
    per_kilo = ground.low + dice % (ground.high - ground.low + 1)
    stock = _LEAST_STOCK + (dice >> 24) % _STOCK_SPREAD
    if product.sale_unit == "kg":
        return Sample(product.gtin, _rounded(per_kilo), stock * _GRAMS_A_PIECE, popularity)
    amount = min(_amount(product, ground), _MOST_TYPICAL)
    typical = max(1, divide_half_up(per_kilo * ground.typical, 1_000))
    price = divide_half_up(typical * _power(amount), _power(ground.typical))
    return Sample(product.gtin, _rounded(price), stock, popularity)


def _amount(product: Product, ground: Ground) -> int:
    """Tell how many grams or millilitres a pack holds, or is likely to."""
    if product.net_value is None or product.net_unit == "piece":
        return ground.typical
    return product.net_value


def _power(amount: int) -> int:
    """Raise to the power of three quarters, in thousandths: the fourth root of the cube."""
    return max(1, isqrt(isqrt(amount**3 * 10**12)))


def _rounded(price: int) -> int:
    """End a price as shops do: below 10 euros in 5 or 9 cents, above in 90."""
    kept = min(max(price, _LEAST_CENTS), _MOST_CENTS)
    if kept >= 1_000:
        return kept // 100 * 100 + 90
    tens, units = divmod(kept, 10)
    return tens * 10 + (9 if units >= 5 else 5)

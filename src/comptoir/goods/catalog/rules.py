"""Facts worked out from a product's own fields: unit price, check digit."""

from dataclasses import dataclass
from typing import Literal

from comptoir.kernel.money import divide_half_up

NetUnit = Literal["piece", "g", "ml"]
SaleUnit = Literal["piece", "kg"]
Per = Literal["kg", "l", "piece"]


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """A price for comparing: `amount` cents a kilogram, a litre or a piece."""

    amount: int
    per: Per


def unit_price(
    price: int,
    *,
    sale_unit: SaleUnit,
    net_value: int | None,
    net_unit: NetUnit | None,
    drained_g: int | None = None,
) -> UnitPrice | None:
    """Work out the price per kilogram, litre or piece, or None without a net quantity.

    Of goods in a covering liquid the drained weight counts (arrêté du 16 novembre 1999, art. 5).
    """
    if sale_unit == "kg":
        return UnitPrice(price, "kg")
    if drained_g:
        return UnitPrice(divide_half_up(price * 1000, drained_g), "kg")
    if not net_value or net_unit is None:
        return None
    match net_unit:
        case "g":
            return UnitPrice(divide_half_up(price * 1000, net_value), "kg")
        case "ml":
            return UnitPrice(divide_half_up(price * 1000, net_value), "l")
        case "piece":
            return UnitPrice(divide_half_up(price, net_value), "piece")

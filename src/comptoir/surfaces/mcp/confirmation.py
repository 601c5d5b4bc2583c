"""The confirmation that an order needs: signed, short-lived, and good for one state of one cart."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from comptoir.kernel.refusals import invalid
from comptoir.shopping.carts.model import Cart
from comptoir.street.session import Seal

GOOD_FOR = timedelta(minutes=10)
"""How long a shopper may think about a preview."""

_PURPOSE = "order"


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What a shopper says yes to; `total` in minor units."""

    household: str
    cart: str
    version: int
    total: int
    window: str
    payment: str
    age_confirmed: bool
    until: datetime

    def stale(self, cart: Cart, *, total: int | None, at: datetime) -> bool:
        """Tell whether it is too old, or something about the cart is not as it was."""
        same_window = cart.slot is not None and cart.slot.window.id == self.window
        same = cart.version == self.version and total == self.total and same_window
        return at >= self.until or not same


def write(seal: Seal, of: Confirmation) -> str:
    """Write a confirmation as the text that comes back with a yes."""
    return seal.write(
        _PURPOSE,
        {
            "h": of.household,
            "c": of.cart,
            "v": of.version,
            "t": of.total,
            "w": of.window,
            "p": of.payment,
            "a": of.age_confirmed,
            "u": int(of.until.timestamp()),
        },
    )


def read(seal: Seal, text: str, *, household: str | None) -> Confirmation:
    """Read a confirmation, too old or not.

    :raises Refusal: when it is not one of ours, or was given to another household.
    """
    body = seal.read(_PURPOSE, text)
    if body is None or body["h"] != household:
        raise invalid("confirmation", "preview_again")
    return Confirmation(
        household=body["h"],
        cart=body["c"],
        version=body["v"],
        total=body["t"],
        window=body["w"],
        payment=body["p"],
        age_confirmed=body["a"],
        until=datetime.fromtimestamp(body["u"], UTC),
    )

"""What may be asked of the API: strict shapes, so that a mistake is named and never guessed."""

from typing import Annotated, Literal, Self, cast

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from comptoir.kernel.measure import Quantity, Unit
from comptoir.kernel.money import Money
from comptoir.shopping.carts.model import MOST_LINES, Substitution, Want
from comptoir.shopping.customers.model import Address
from comptoir.shopping.orders.model import Customer

StoreKey = Annotated[str, StringConstraints(min_length=1, max_length=40)]
Gtin = Annotated[str, StringConstraints(pattern=r"^[0-9]{8,14}$")]
Text = Annotated[str, StringConstraints(max_length=200)]
Most = Annotated[int, Field(strict=True, ge=-1_000_000_000, le=1_000_000_000)]


class Body(BaseModel):
    """A request's body; unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class QuantityBody(Body):
    """A whole number of pieces, grams or millilitres."""

    value: Most
    unit: Literal["piece", "g", "ml"] = "piece"

    def quantity(self) -> Quantity:
        """Give it as the shop keeps it."""
        return Quantity(self.value, Unit(self.unit))


class LineBody(Body):
    """A product and how much of it."""

    gtin: Gtin
    quantity: QuantityBody = QuantityBody(value=1)
    note: Text = ""
    substitution: Literal["similar", "ask", "refund"] | None = None

    def want(self) -> Want:
        """Give it as a cart takes it."""
        wish = Substitution(self.substitution) if self.substitution else None
        return Want(self.gtin, self.quantity.quantity(), self.note, wish)


class LinesBody(Body):
    """One line, or many under `lines`."""

    lines: Annotated[list[LineBody], Field(min_length=1, max_length=MOST_LINES)]

    @model_validator(mode="before")
    @classmethod
    def one_or_many(cls, data: object) -> object:
        """Take a single line's fields as a list of one."""
        if isinstance(data, dict) and "lines" not in data:
            return {"lines": [cast("object", data)]}
        return cast("object", data)


class NewCart(Body):
    """A cart to open, with its first lines if there are any."""

    store: StoreKey
    language: Literal["fr", "en"] = "fr"
    lines: Annotated[list[LineBody], Field(max_length=MOST_LINES)] = []
    discount_code: Text | None = None


class CartChange(Body):
    """What to change of a cart; what is not named stays."""

    mode: Literal["pickup", "delivery"] | None = None
    window: Text | None = None
    discount_code: Text | None = None
    age_confirmed: Literal[True] | None = None


class LineChange(Body):
    """What to change of a line; a quantity replaces the one there is."""

    quantity: QuantityBody | None = None
    note: Text | None = None
    substitution: Literal["similar", "this", "ask", "refund"] | None = None
    substitute: Gtin | None = None


class AddressBody(Body):
    """Where to deliver."""

    recipient: Text
    street: Text
    postcode: Text
    city: Text
    country: Annotated[str, StringConstraints(min_length=2, max_length=2)] = "FR"
    instructions: Text = ""

    def address(self) -> Address:
        """Give it as the shop keeps it."""
        return Address(**self.model_dump())


class CustomerBody(Body):
    """Who orders."""

    name: Text = ""
    phone: Text = ""
    email: Text = ""

    def customer(self) -> Customer:
        """Give it as the shop keeps it."""
        return Customer(**self.model_dump())


class MoneyBody(Body):
    """An amount in minor units."""

    amount: Most
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]

    def money(self) -> Money:
        """Give it as the shop keeps it."""
        return Money(self.amount, self.currency)


class NewOrder(Body):
    """How a cart is to be ordered; `expected_total` refuses a total other than the one shown."""

    window: Text | None = None
    payment: Text = "at_handover"
    address: AddressBody | None = None
    customer: CustomerBody = CustomerBody()
    age_confirmed: bool = False
    expected_total: MoneyBody | None = None


class AmendedLine(Body):
    """A product and how much of it the order is to have."""

    gtin: Gtin
    quantity: QuantityBody


class Amendment(Body):
    """New quantities of an order's products, each named once; a value of 0 takes one off."""

    lines: Annotated[list[AmendedLine], Field(min_length=1, max_length=MOST_LINES)]

    @model_validator(mode="after")
    def each_once(self) -> Self:
        """Refuse a product that is named twice: which of the two would be meant?"""
        if len({line.gtin for line in self.lines}) < len(self.lines):
            raise PydanticCustomError("named_twice", "a product is named twice")
        return self


class Reorder(Body):
    """The cart that takes what an order had."""

    cart: Text


class NewConversation(Body):
    """Where and in which language to talk; with `cart`, about a cart that is there already."""

    store: StoreKey
    language: Literal["fr", "en"] = "fr"
    cart: Text | None = None


class TurnBody(Body):
    """What was said; a repeated `turn_id` gets the first answer and changes nothing."""

    text: str
    turn_id: Annotated[str, StringConstraints(min_length=1, max_length=100)] | None = None

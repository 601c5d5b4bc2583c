"""What the tools of this door take: strict shapes, so that a mistake is named and never guessed."""

from typing import Annotated, Literal

from pydantic import Field

from comptoir.conversation.model import LONGEST_SENTENCE
from comptoir.goods.catalog.legal import Allergen
from comptoir.kernel.measure import Quantity, Unit
from comptoir.shopping.carts.model import MOST_LINES, Want
from comptoir.shopping.customers.model import Address as HomeAddress
from comptoir.street.passes import LONGEST
from comptoir.street.repeats import LONGEST_KEY
from comptoir.street.rpc.tools import Asked

LONGEST_QUERY = 200
MOST_PRODUCTS = 50
MOST_STORES = 100
MOST_DAYS = 14

StoreId = Annotated[str, Field(min_length=1, max_length=40, description="A store's `id`.")]
CartId = Annotated[str, Field(min_length=1, max_length=100, description="A cart's `cart`.")]
Gtin = Annotated[str, Field(pattern=r"^[0-9]{8,14}$", description="A product's barcode.")]
Text = Annotated[str, Field(max_length=200)]
Session = Annotated[
    str | None,
    Field(
        max_length=LONGEST,
        description="The `session` that `start_shopping` gave, where it gave one.",
    ),
]
Language = Annotated[
    Literal["fr", "en"] | None,
    Field(description="The language of names and words; by default the shopper's."),
]
Key = Annotated[
    str | None,
    Field(
        min_length=1,
        max_length=LONGEST_KEY,
        description="A fresh UUID for each new intention. The same key with the same arguments "
        "gives the first answer again and changes nothing more.",
    ),
]


class Anybody(Asked):
    """What every call may carry, whoever it is from."""

    session: Session = None


class Shopping(Anybody):
    """A call about a shopper's own things, which needs to tell whose."""


class FindStores(Anybody):
    """What a store is looked for by."""

    query: Annotated[Text, Field(description="Words of its name, id, street or town.")] = ""
    postcode: Annotated[
        str | None, Field(max_length=20, description="Where it has to deliver.")
    ] = None
    mode: Literal["pickup", "delivery"] | None = None
    limit: Annotated[int, Field(ge=1, le=MOST_STORES)] = 20
    cursor: Annotated[str | None, Field(max_length=40)] = None


class SearchProducts(Anybody):
    """What products are looked for by; filters may be combined."""

    store: StoreId
    query: Annotated[
        str,
        Field(
            max_length=LONGEST_QUERY,
            description="Words in French or English, as the shopper said them.",
        ),
    ] = ""
    language: Language = None
    limit: Annotated[int, Field(ge=1, le=MOST_PRODUCTS)] = 10
    cursor: Annotated[str | None, Field(max_length=40)] = None
    sort: Literal["relevance", "price", "unit_price", "name"] = "relevance"
    category: Text | None = None
    brand: Text | None = None
    labels: list[Text] = Field(
        default_factory=list[Text], max_length=16, description="All of them, such as organic."
    )
    without_allergens: list[Allergen] = Field(
        default_factory=list[Allergen],
        max_length=14,
        description="Products whose allergens are not known pass: read the sheet too.",
    )
    nutriscore: Literal["A", "B", "C", "D", "E"] | None = None
    promotion: bool = False
    available: Annotated[bool, Field(description="Only what is in stock.")] = False
    max_price: Annotated[
        int | None, Field(ge=1, le=10_000_000, description="Minor units, a piece or kilogram.")
    ] = None


class GetProduct(Anybody):
    """Which product of which store."""

    store: StoreId
    gtin: Gtin
    language: Language = None


class ListWindows(Anybody):
    """Which windows."""

    store: StoreId
    mode: Literal["pickup", "delivery"] = "delivery"
    days: Annotated[int, Field(ge=1, le=MOST_DAYS, description="Days from now.")] = 7
    limit: Annotated[int, Field(ge=1, le=100)] = 20


class StartShopping(Anybody):
    """Where to shop, and in which language to be answered."""

    store: StoreId
    language: Language = None


class GetCart(Shopping):
    """Which cart."""

    cart: CartId


class ChangeCart(Shopping):
    """Which cart to change."""

    cart: CartId
    idempotency_key: Key = None


class Line(Asked):
    """So much of a product."""

    gtin: Gtin
    quantity: Annotated[
        int,
        Field(
            ge=1,
            le=1_000_000_000,
            description="Whole pieces, or grams with unit g for goods sold by weight.",
        ),
    ] = 1
    unit: Literal["piece", "g"] = "piece"

    def want(self) -> Want:
        """Give it as a cart takes it."""
        return Want(self.gtin, Quantity(self.quantity, Unit(self.unit)))


class PutLines(ChangeCart):
    """How much of which products."""

    lines: Annotated[list[Line], Field(min_length=1, max_length=MOST_LINES)]


class RemoveLines(ChangeCart):
    """Which products to take out."""

    gtins: Annotated[list[Gtin], Field(min_length=1, max_length=MOST_LINES)]


class ChooseWindow(ChangeCart):
    """Which window to keep a place in."""

    window: Annotated[str, Field(min_length=1, max_length=200, description="A window's `id`.")]


class UsualBasket(Shopping):
    """Of which store."""

    store: StoreId
    limit: Annotated[int, Field(ge=1, le=100)] = 40


class Say(ChangeCart):
    """A sentence, as the shopper said it."""

    text: Annotated[str, Field(min_length=1, max_length=LONGEST_SENTENCE)]
    conversation: Annotated[
        str | None,
        Field(max_length=100, description="Of the last answer; without it a new one begins."),
    ] = None


class SetDeliveryAddress(Shopping):
    """Where to deliver, and how to reach whoever is there."""

    store: StoreId
    recipient: Text
    street: Text
    postcode: Text
    city: Text
    country: Annotated[str, Field(min_length=2, max_length=2)] = "FR"
    instructions: Text = ""
    phone: Text = ""
    idempotency_key: Key = None

    def address(self) -> HomeAddress:
        """Give it as the shop keeps it."""
        return HomeAddress(
            recipient=self.recipient,
            street=self.street,
            postcode=self.postcode,
            city=self.city,
            country=self.country,
            instructions=self.instructions,
        )


class PreviewOrder(Shopping):
    """Which cart, and how it is paid."""

    cart: CartId
    payment: Annotated[Text, Field(description="How to pay; at_handover is always there.")] = (
        "at_handover"
    )
    age_confirmed: Annotated[
        bool, Field(description="True only when the shopper has said to be of that age.")
    ] = False


class PlaceOrder(Shopping):
    """The confirmation of the preview that the shopper said yes to."""

    confirmation: Annotated[str, Field(min_length=1, max_length=2_000)]
    idempotency_key: Key = None


class GetOrder(Shopping):
    """Which order."""

    order: Annotated[str, Field(min_length=1, max_length=100)]

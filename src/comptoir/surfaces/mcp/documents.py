"""What leaves through this door, whole: each document's fields, and nothing that is not one."""

from typing import Annotated, Literal

from pydantic import Field

from comptoir.street.rpc.tools import Given

Moment = Annotated[
    str,
    Field(
        description="ISO 8601 with the store's offset, such as 2026-06-16T18:00:00+02:00.",
        json_schema_extra={"format": "date-time"},
    ),
]
Cents = Annotated[int, Field(description="Whole minor units: 218 is 2.18 of the currency.")]
Mode = Literal["pickup", "delivery"]
Status = Literal["placed", "payment_pending", "payment_challenged", "not_placed"]


class Money(Given):
    """An amount."""

    amount: Cents
    currency: Annotated[str, Field(description="ISO 4217.")]


class Quantity(Given):
    """So many pieces, or grams of goods sold by weight."""

    value: int
    unit: Literal["piece", "g", "ml"]


class UnitPrice(Given):
    """A price to compare by."""

    amount: Cents
    currency: str
    per: Annotated[str, Field(description="kg, l or piece.")]


class Opening(Given):
    """A period of a weekday, in the store's local time."""

    weekday: str
    opens: str
    closes: str


class Store(Given):
    """A store of the grocer."""

    id: Annotated[str, Field(description="What other tools take as `store`.")]
    name: str
    kind: str
    street: str
    postcode: str
    city: str
    country: str
    timezone: str
    currency: str
    modes: list[Mode]
    hours: list[Opening]
    minimum_order: Money
    delivery_postcodes: Annotated[
        list[str], Field(description="Where it delivers; empty means anywhere.")
    ]


class Stores(Given):
    """A page of stores, in the order of their names."""

    stores: list[Store]
    next: Annotated[
        str | None, Field(description="The `cursor` of the next page; null when there is none.")
    ]


class Promotion(Given):
    """A promotion that runs now; what its mechanic does not use is null.

    `percent`: each is cheaper. `price`: each costs `price`. `some_free`: `size` for the price of
    `paid`. `nth`: the last of `size` is `percent` cheaper. `lot`: `size` together cost `price`.
    """

    mechanic: Literal["percent", "price", "some_free", "nth", "lot"]
    percent: int | None
    price: Money | None
    size: int | None
    paid: int | None
    limit_per_order: Annotated[int | None, Field(description="Pieces it counts for.")]
    limit_per_household: Annotated[int | None, Field(description="Pieces, in all its orders.")]
    until: Moment | None


class NextStep(Given):
    """What would complete a lot of a promotion; tell the shopper, add nothing unasked."""

    pieces: int
    adds: Money
    saves: Money


class Product(Given):
    """A product as a store sells it at this moment."""

    gtin: Annotated[str, Field(description="The barcode; what other tools take as `gtin`.")]
    name: str
    brand: str
    category: str | None
    price: Annotated[Money, Field(description="Of one `price_per`.")]
    price_per: Literal["piece", "kg"]
    list_price: Annotated[Money, Field(description="Without the promotion.")]
    prior_price: Annotated[
        Money | None,
        Field(description="What a reduction is announced from: the lowest of the 30 days before."),
    ]
    unit_price: UnitPrice | None
    promotion: Promotion | None
    stock: Annotated[Quantity, Field(description="What the store can promise now.")]
    net_quantity: Annotated[Quantity | None, Field(description="What one piece contains.")]
    typical_weight_g: Annotated[
        int | None, Field(description="Of one piece of goods sold by weight.")
    ]
    deposit: Money | None
    minimum_age: int | None
    nutriscore: str | None
    labels: list[str]
    allergens: list[str]
    origin: str | None


class Products(Given):
    """A page of products, best first."""

    products: list[Product]
    next: Annotated[
        str | None, Field(description="The `cursor` of the next page; null when there is none.")
    ]
    corrected: Annotated[str | None, Field(description="What misspelt words were taken to mean.")]


class ProductSheet(Given):
    """A product with what has to be shown before it is bought, and what would do instead."""

    product: Product
    legal_name: str
    ingredients: str
    traces: list[str]
    nutrition: Annotated[
        dict[str, str] | None, Field(description="Decimals as text, per 100 g or 100 ml.")
    ]
    storage: str
    operator: str
    substitutes: list[Product]


class Window(Given):
    """A window in which the store hands over or delivers."""

    id: Annotated[str, Field(description="What other tools take as `window`.")]
    mode: Mode
    starts: Moment
    ends: Moment
    order_until: Moment
    fee: Money
    places_left: int


class Windows(Given):
    """Windows with a place left, earliest first."""

    windows: list[Window]


class ChosenWindow(Given):
    """The window of a cart; its place is kept until `held_until`."""

    id: str
    mode: Mode
    starts: Moment
    ends: Moment
    fee: Money
    held_until: Moment | None


class CartLine(Given):
    """A product in a cart."""

    gtin: str
    name: str
    brand: str
    quantity: Quantity
    price: Annotated[Money, Field(description="Of a piece, or of a kilogram.")]
    promotion: Promotion | None
    saved: Annotated[Money, Field(description="What the promotion takes off this line.")]
    next_step: NextStep | None
    total: Annotated[Money, Field(description="The promotion counted.")]
    available: Annotated[bool, Field(description="Whether the store can promise this much now.")]
    left: Annotated[Quantity, Field(description="What the store can promise now.")]


class Cart(Given):
    """A cart as it stands."""

    cart: Annotated[str, Field(description="What other tools take as `cart`.")]
    store: str
    state: str
    version: int
    mode: Mode | None
    window: ChosenWindow | None
    lines: list[CartLine]
    goods: Money
    deposits: Money
    discount: Money
    fee: Money
    total: Money
    saved: Annotated[Money, Field(description="By promotions and the discount; within the sums.")]
    minimum_missing: Annotated[
        Money, Field(description="What is missing to the store's minimum order.")
    ]
    age_required: Annotated[
        int | None, Field(description="An age that the shopper has yet to confirm.")
    ]


class LineOutcome(Given):
    """What became of one line that was asked for."""

    gtin: str
    outcome: Annotated[
        Literal["done", "only_some", "sold_out"],
        Field(description="`only_some` and `sold_out` have changed nothing."),
    ]
    asked: Quantity
    in_cart: Annotated[Quantity | None, Field(description="In all, when done.")]
    left: Annotated[Quantity | None, Field(description="What could be taken instead.")]


class ChangedCart(Given):
    """A cart after a change, and what became of each line asked for."""

    outcomes: list[LineOutcome]
    cart: Cart


class Started(Given):
    """The shopper's cart in a store, and the session that is the key to it."""

    session: Annotated[
        str | None,
        Field(description="Give it to every other tool; null when the connection tells already."),
    ]
    session_until: Moment | None
    cart: Cart


class UsualProduct(Given):
    """A product that the household takes again and again."""

    product: Product
    orders: Annotated[int, Field(description="In how many orders it was taken.")]
    usual_quantity: Quantity


class UsualBasket(Given):
    """What the household usually takes from this store, most often first."""

    usual: list[UsualProduct]


class Choice(Given):
    """One thing that the shopper may choose by saying its label."""

    label: str
    gtin: str | None
    window: str | None


class Answer(Given):
    """The counter's answer to a sentence: read `say` to the shopper."""

    say: str
    conversation: Annotated[str, Field(description="Give it with the next sentence.")]
    asks: Annotated[str | None, Field(description="The kind of question that waits, if any.")]
    choices: list[Choice]
    order: Annotated[str | None, Field(description="The order that this sentence placed.")]
    cart: Cart


class AddressKept(Given):
    """That an address is kept and delivered to; it is never told again."""

    delivered: Literal[True]


class Missing(Given):
    """What has to be done before a cart can be ordered."""

    code: str
    detail: str


class Preview(Given):
    """What an order of this cart would be. Read it to the shopper and wait for a clear yes."""

    ready: Annotated[bool, Field(description="Whether it can be ordered as it stands.")]
    missing: list[Missing]
    total: Annotated[Money, Field(description="Exactly what would be paid.")]
    fee: Money
    mode: Mode | None
    window: ChosenWindow | None
    lines: list[CartLine]
    payment: str
    confirmation: Annotated[
        str | None,
        Field(description="What `place_order` takes, once the shopper has said yes."),
    ]
    confirmation_until: Moment | None


class OrderLine(Given):
    """A product of an order."""

    gtin: str
    name: str
    brand: str
    quantity: Quantity
    promotion: Promotion | None
    saved: Money
    total: Money


class Order(Given):
    """An order as it stands."""

    order: Annotated[str, Field(description="What `get_order` takes.")]
    number: Annotated[str, Field(description="What people say.")]
    store: str
    state: str
    mode: Mode
    starts: Moment
    ends: Moment
    change_until: Moment
    lines: list[OrderLine]
    total: Money
    payment: str
    placed_at: Moment | None


class Placing(Given):
    """What became of a wish to order."""

    status: Annotated[
        Status,
        Field(
            description="`not_placed`: something changed; read `preview` to the shopper and ask "
            "again. `payment_challenged`: the shopper opens `challenge_url`."
        ),
    ]
    order: Order | None
    challenge_url: str | None
    reason: Annotated[Missing | None, Field(description="Why it was not placed.")]
    preview: Annotated[Preview | None, Field(description="What an order would be now.")]

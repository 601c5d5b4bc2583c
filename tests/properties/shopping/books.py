"""A shop's books, read as they stand while nobody is at work, and checked against each other."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from comptoir.db.query import Query
from comptoir.db.unit_of_work import Database
from comptoir.goods.inventory.model import StockLevel
from comptoir.kernel.caller import SYSTEM
from comptoir.shopping.orders import queries
from comptoir.shopping.orders.model import Order, State
from comptoir.shopping.payments.model import Intent, IntentState

LIVE = frozenset({State.HELD, State.PLACED})


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the places kept."""

    cart: str
    window_id: str
    order_id: str | None
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class Capacity:
    """How many places a window has."""

    id: str
    capacity: int


@dataclass(frozen=True, slots=True)
class CartState:
    """A cart and where it stands."""

    id: str
    state: str


_STOCK = Query("select gtin, on_hand, held, safety from stock where store = %(s)s", StockLevel)
_ORDERS = Query("select id from shop_order where store = %(s)s order by created_at, id", str)
_PLACES = Query(
    "select cart, window_id, order_id, expires_at from slot_hold where store = %(s)s", Place
)
_WINDOWS = Query("select id, capacity from slot_window where store = %(s)s", Capacity)
_CARTS = Query("select id, state from cart where store = %(s)s", CartState)
_INTENTS = Query(
    """
    select store, id, order_id, method, amount, authorised, currency, state, provider_reference,
        challenge_url, reason, created_at
    from payment_intent where store = %(s)s
    """,
    Intent,
)


@dataclass(frozen=True, slots=True)
class Books:
    """Everything that must agree."""

    stock: tuple[StockLevel, ...]
    orders: tuple[Order, ...]
    places: tuple[Place, ...]
    windows: tuple[Capacity, ...]
    carts: tuple[CartState, ...]
    intents: tuple[Intent, ...]

    @property
    def live(self) -> list[Order]:
        """Give the orders that hold goods and a place."""
        return [order for order in self.orders if order.state in LIVE]

    def check(self, now: datetime, *, bound: Collection[str]) -> None:
        """Check what must be true at any time when nobody is in the middle of something."""
        self._check_stock()
        self._check_places(now)
        self._check_carts()
        for order in self.orders:
            check_totals(order)
        self._check_money(bound)

    def check_settled(self, *, bound: Collection[str]) -> None:
        """Check what must be true once every payment has been found out about."""
        assert not [order for order in self.orders if order.state is State.HELD]
        paid = {order.id for order in self.orders if order.state is State.PLACED}
        used = {each.id for each in self.intents if each.order_id in paid}
        cards = {each.id for each in self.intents if each.method == "sandbox"}
        assert set(bound) == used & cards, "money is bound for standing orders and no others"

    def _check_stock(self) -> None:
        held: Counter[str] = Counter()
        for order in self.live:
            held.update(order.quantities)
        for level in self.stock:
            assert 0 <= level.held <= level.on_hand
            assert level.held == held[level.gtin], f"{level} is not what orders hold"

    def _check_places(self, now: datetime) -> None:
        taken: Counter[str] = Counter()
        for place in self.places:
            if place.order_id is not None or (place.expires_at and place.expires_at > now):
                taken[place.window_id] += 1
        for window in self.windows:
            assert taken[window.id] <= window.capacity, f"{window} is overbooked"
        kept = {place.order_id: place for place in self.places if place.order_id is not None}
        assert set(kept) == {order.id for order in self.live}
        for order in self.live:
            assert (kept[order.id].window_id, kept[order.id].cart) == (order.window_id, order.cart)

    def _check_carts(self) -> None:
        live = Counter(order.cart for order in self.live)
        states = {cart.id: cart.state for cart in self.carts}
        for cart, count in live.items():
            assert (count, states[cart]) == (1, "ordered")

    def _check_money(self, bound: Collection[str]) -> None:
        assert (
            len({each.order_id for each in self.intents}) == len(self.intents) == len(self.orders)
        )
        of_order = {each.order_id: each for each in self.intents}
        for order in self.orders:
            intent = of_order[order.id]
            if order.state is State.PLACED:
                assert intent.amount == order.totals.total
                assert intent.state is IntentState.AUTHORISED
                if intent.method == "sandbox":
                    assert intent.authorised is not None
                    assert intent.authorised >= intent.amount
                    assert intent.id in bound, "an order stands that nobody has paid for"
            elif order.state is State.HELD:
                assert intent.state in {IntentState.OPEN, IntentState.CHALLENGED}


def check_totals(order: Order) -> None:
    """Check that an order's parts add up to its total, to the cent."""
    totals = order.totals
    assert order.lines
    assert totals.goods == sum(line.total for line in order.lines)
    assert totals.deposits == sum(line.deposit for line in order.lines)
    assert totals.discount == sum(line.discount for line in order.lines)
    assert totals.total == totals.goods + totals.deposits + totals.fee - totals.discount
    assert sum(share.gross for share in order.vat) == totals.total - totals.deposits
    assert all(share.net + share.vat == share.gross for share in order.vat)
    assert all(0 <= line.discount <= line.total for line in order.lines)


async def read_books(database: Database, store: str) -> Books:
    """Read everything about a store's promises."""
    async with database.read(SYSTEM) as on:
        orders = [await queries.order(on, order=id_) for id_ in await _ORDERS.all(on, s=store)]
        return Books(
            stock=tuple(await _STOCK.all(on, s=store)),
            orders=tuple(orders),
            places=tuple(await _PLACES.all(on, s=store)),
            windows=tuple(await _WINDOWS.all(on, s=store)),
            carts=tuple(await _CARTS.all(on, s=store)),
            intents=tuple(await _INTENTS.all(on, s=store)),
        )

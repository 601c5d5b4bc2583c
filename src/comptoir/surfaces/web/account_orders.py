"""A household's past orders, and having the same again."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from comptoir.db.unit_of_work import Reading
from comptoir.goods.stores import queries as stores
from comptoir.goods.stores.model import Store
from comptoir.kernel.ids import HouseholdId
from comptoir.kernel.refusals import not_found
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.orders import commands as ordering
from comptoir.shopping.orders import queries as orders
from comptoir.shopping.orders.model import Order
from comptoir.street.figures import figures
from comptoir.surfaces.web import members, visits
from comptoir.surfaces.web.house import house_of
from comptoir.surfaces.web.members import Member

PATH = "/account/orders"
MOST_SHOWN = 30
_MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class PastOrder:
    """An order in a list: its state, what it came to, and the first goods in it."""

    id: str
    number: str
    state: str
    when: str
    store: str
    total: str
    count: int
    goods: tuple[str, ...]
    more: int


async def show(request: Request) -> Response:
    """Show a household's orders, newest first."""
    member = await members.member_of(request)
    async with house_of(request).shop.database.read(member.caller) as on:
        found = await past(on, member, most=MOST_SHOWN)
    return await members.show(request, member, "orders.html", place="orders", orders=found)


async def again(request: Request) -> Response:
    """Put what an order had into the household's cart, and go there.

    :raises Refusal: when there is no such order of this household.
    """
    member, _ = await members.acting(request)
    order: str = request.path_params["order"]
    household = member.me.household
    async with house_of(request).shop.database.work(member.caller) as uow:
        found = await orders.order(uow, order=order)
        if found.household != household:
            raise not_found("order", order)
        cart = await carts.open_cart(uow, store=found.store, household=HouseholdId(household))
        await ordering.reorder(uow, order=order, cart=cart)
    return await to_cart(request, member, found.store)


async def to_cart(request: Request, member: Member, store: str) -> Response:
    """Lead to the cart of a store."""
    response = RedirectResponse("/cart", 303)
    session = visits.go_to_store(member.reader.session, store)
    await visits.remember(request, response, session)
    return response


async def past(on: Reading, member: Member, *, most: int) -> tuple[PastOrder, ...]:
    """Give a household's newest orders, of all stores."""
    found: list[tuple[Order, Store]] = []
    for store in await stores.stores(on):
        theirs = await orders.orders_of(
            on, store=store.id, household=member.me.household, limit=most
        )
        found += [(order, store) for order in theirs]
    newest = sorted(found, key=lambda each: each[0].created_at, reverse=True)[:most]
    return tuple(_past(order, store, member, on) for order, store in newest)


def _past(order: Order, store: Store, member: Member, on: Reading) -> PastOrder:
    printer = figures(
        member.reader.language, currency=order.currency, timezone=store.timezone, now=on.now
    )
    names = tuple(line.name for line in order.lines)
    return PastOrder(
        id=order.id,
        number=order.number,
        state=order.state.value,
        when=printer.day(order.placed_at or order.created_at),
        store=store.name,
        total=printer.money(order.totals.total),
        count=len(names),
        goods=names[:_MOST_NAMED],
        more=max(0, len(names) - _MOST_NAMED),
    )

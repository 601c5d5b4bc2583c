"""Orders: placed from a cart, read, amended, called off, ordered again."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.kernel.refusals import Refusal
from comptoir.shopping.carts import queries as carts
from comptoir.shopping.orders import amendments, commands, queries
from comptoir.shopping.orders.commands import Checkout
from comptoir.surfaces.api import present
from comptoir.surfaces.api.common import answer, caller_of, once, shop_of
from comptoir.surfaces.api.losers import with_substitutes
from comptoir.surfaces.api.requests import Amendment, NewOrder, Reorder

router = APIRouter(tags=["orders"])

CartId = Annotated[str, Path(max_length=100)]
OrderId = Annotated[str, Path(max_length=100)]


@router.post("/carts/{cart}/order", status_code=201, summary="Order a cart, in one call")
async def place_order(request: Request, cart: CartId, body: NewOrder) -> Response:
    """Order a cart: address or pickup, window and payment together.

    The same cart again gives the same order, so that a repeated request is harmless.
    """
    shop, caller = shop_of(request), caller_of(request)
    checkout = Checkout(
        payment_method=body.payment,
        window=body.window,
        age_confirmed=body.age_confirmed,
        address=None if body.address is None else body.address.address(),
        customer=body.customer.customer(),
        expected_total=None if body.expected_total is None else body.expected_total.money(),
    )
    try:
        outcome = await shop.place_order(caller, cart, checkout)
    except Refusal as refusal:
        raise await with_substitutes(shop, caller, cart, refusal) from refusal
    return answer(present.order_outcome(outcome), 201)


@router.get("/orders/{order}", summary="An order as it stands")
async def read_order(request: Request, order: OrderId) -> Response:
    """Give an order."""
    async with shop_of(request).database.read(caller_of(request)) as on:
        return answer(present.order(await queries.order(on, order=order)))


@router.post("/orders/{order}/payment", summary="Go on after a payment challenge")
async def resume_payment(request: Request, order: OrderId) -> Response:
    """Ask the provider what became of the payment and go on with the order."""
    outcome = await shop_of(request).resume_order(caller_of(request), order)
    return answer(present.order_outcome(outcome))


@router.post("/orders/{order}/cancel", summary="Call an order off")
async def cancel_order(request: Request, order: OrderId) -> Response:
    """Call an order off before its cut-off; a repeat is harmless."""
    cancelled = await shop_of(request).cancel_order(caller_of(request), order)
    return answer(present.order(cancelled))


@router.patch("/orders/{order}", summary="Amend an order until its cut-off")
async def amend_order(request: Request, order: OrderId, body: Amendment) -> Response:
    """Set new quantities of an order's products; a value of 0 takes one off."""
    quantities = {line.gtin: line.quantity.quantity() for line in body.lines}
    async with shop_of(request).database.work(caller_of(request)) as uow:
        amended = await amendments.amend(uow, order=order, quantities=quantities)
    return answer(present.order(amended))


@router.post("/orders/{order}/reorder", summary="Put what an order had into a cart")
async def reorder(request: Request, order: OrderId, body: Reorder) -> Response:
    """Add an order's products to a cart, as far as the store still sells and has them."""

    async def act(uow: UnitOfWork) -> dict[str, Any]:
        outcomes = await commands.reorder(uow, order=order, cart=body.cart)
        whole = present.cart(await carts.cart(uow, cart=body.cart))
        return {**whole, "outcomes": [present.outcome(each) for each in outcomes]}

    store = queries.store_of_order(order)
    asked = {"order": order, **body.model_dump()}
    return answer(await once(request, store=store, scope="reorder", asked=asked, act=act))

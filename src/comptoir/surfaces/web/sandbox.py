"""The page of the sandbox's challenges, in the demo only: where a bank would ask for a proof."""

from typing import Protocol, runtime_checkable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from comptoir.goods.stores import queries as stores
from comptoir.kernel.refusals import Kind, Refusal, invalid, not_found
from comptoir.shopping.orders import queries as orders
from comptoir.shopping.orders.model import Order, State
from comptoir.shopping.payments import queries as intents
from comptoir.shopping.payments.model import Intent, IntentState
from comptoir.street.figures import figures
from comptoir.surfaces.web import forms, visits
from comptoir.surfaces.web.house import caller, house_of
from comptoir.surfaces.web.pages import page
from comptoir.surfaces.web.readers import Reader, reader_of, writer_of

METHOD = "sandbox"


@runtime_checkable
class Trial(Protocol):
    """A provider whose challenges are passed by saying so."""

    def pass_challenge(self, intent: str, *, succeed: bool = True) -> None:
        """End a challenge."""
        ...


async def show(request: Request) -> Response:
    """Ask how the payment is to end; one that waits for nothing leads to its order."""
    reader = await reader_of(request)
    order, intent = await _waiting(request, reader)
    if order.state is not State.HELD or intent.state is not IntentState.CHALLENGED:
        return RedirectResponse(f"/orders/{order.id}", 303)
    house = house_of(request)
    async with house.shop.database.read(caller(reader.language)) as on:
        store = await stores.store(on, store=order.store)
        now = on.now
    printer = figures(reader.language, currency=intent.currency, timezone=store.timezone, now=now)
    response = page(
        request,
        "sandbox.html",
        reader.language,
        200,
        order=order.id,
        number=order.number,
        intent=intent.id,
        amount=printer.money(intent.amount),
        csrf=(await house.seal()).token(reader.session),
        demo=house.shop.demo,
    )
    await visits.remember(request, response, reader.session)
    return response


async def decide(request: Request) -> Response:
    """End the challenge as was chosen, and show what became of the order."""
    form = await forms.fields(request)
    reader = await writer_of(request, form)
    order, intent = await _waiting(request, reader)
    choice = form.get("do")
    if choice not in {"succeed", "fail"}:
        raise invalid("do", "use_one_of", choices=["succeed", "fail"])
    shop = house_of(request).shop
    provider = shop.payments.get(METHOD)
    if isinstance(provider, Trial):
        provider.pass_challenge(intent.id, succeed=choice == "succeed")
    try:
        await shop.resume_order(caller(reader.language), order.id)
    except Refusal as refusal:
        # The order's page says what became of it.
        if refusal.kind not in {Kind.PAYMENT, Kind.GONE, Kind.CONFLICT}:
            raise
    return RedirectResponse(f"/orders/{order.id}", 303)


async def _waiting(request: Request, reader: Reader) -> tuple[Order, Intent]:
    """Find the order and its payment, of which both ids must be known.

    :raises Refusal: when there is no such payment.
    """
    order_id, intent_id = request.path_params["order"], request.path_params["intent"]
    async with house_of(request).shop.database.read(caller(reader.language)) as on:
        order = await orders.order(on, order=order_id)
        intent = await intents.of_order(on, store=order.store, order_id=order.id)
    if intent is None or intent.id != intent_id or intent.method != METHOD:
        raise not_found("payment", intent_id)
    return order, intent

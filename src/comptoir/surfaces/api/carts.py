"""Carts: opened, filled, changed and watched; a whole list in one call."""

from collections.abc import AsyncGenerator
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response, StreamingResponse

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.kernel.locale import Language
from comptoir.shopping.carts import commands, queries
from comptoir.shopping.carts.model import Outcome, Substitution, Want, cart_topic
from comptoir.shopping.slots.model import Mode
from comptoir.street import streams
from comptoir.surfaces.api import present
from comptoir.surfaces.api.common import answer, caller_of, once, shop_of
from comptoir.surfaces.api.requests import CartChange, LineChange, LinesBody, NewCart

router = APIRouter(tags=["carts"])

CartId = Annotated[str, Path(max_length=100)]


@router.post("/carts", status_code=201, summary="Open a cart; a whole list may come with it")
async def open_cart(request: Request, body: NewCart) -> Response:
    """Open a cart and price what it is given, in one call."""

    async def act(uow: UnitOfWork) -> dict[str, Any]:
        cart = await commands.open_cart(uow, store=body.store, language=Language(body.language))
        outcomes: tuple[Outcome, ...] = ()
        if body.lines:
            wants = [line.want() for line in body.lines]
            outcomes = await commands.add_lines(uow, cart=cart, wants=wants)
        if body.discount_code:
            await commands.apply_discount(uow, cart=cart, code=body.discount_code)
        return await _with_outcomes(uow, cart, outcomes)

    made = await once(
        request,
        store=body.store,
        scope="open_cart",
        asked=body.model_dump(),
        act=act,
        mints=True,
    )
    return answer(made, 201)


@router.get("/carts/{cart}", summary="A cart as it stands")
async def read_cart(request: Request, cart: CartId) -> Response:
    """Give a cart."""
    async with shop_of(request).database.read(caller_of(request)) as on:
        return answer(present.cart(await queries.cart(on, cart=cart)))


@router.post("/carts/{cart}/lines", summary="Add one line or many")
async def add_lines(request: Request, cart: CartId, body: LinesBody) -> Response:
    """Add products; each outcome tells whether the store can promise it."""

    async def act(uow: UnitOfWork) -> dict[str, Any]:
        wants = [line.want() for line in body.lines]
        return await _with_outcomes(
            uow, cart, await commands.add_lines(uow, cart=cart, wants=wants)
        )

    store = queries.store_of_cart(cart)
    asked = {"cart": cart, **body.model_dump()}
    return answer(await once(request, store=store, scope="add_lines", asked=asked, act=act))


@router.patch("/carts/{cart}", summary="Mode, window, discount code, age")
async def change_cart(request: Request, cart: CartId, body: CartChange) -> Response:
    """Change what is named and leave the rest."""
    async with shop_of(request).database.work(caller_of(request)) as uow:
        if body.mode is not None:
            await commands.set_mode(uow, cart=cart, mode=Mode(body.mode))
        if body.window is not None:
            await commands.choose_window(uow, cart=cart, window=body.window)
        if body.discount_code is not None:
            await commands.apply_discount(uow, cart=cart, code=body.discount_code)
        if body.age_confirmed:
            await commands.confirm_age(uow, cart=cart)
        return answer(present.cart(await queries.cart(uow, cart=cart)))


@router.patch("/carts/{cart}/lines/{gtin}", summary="Quantity, note, substitution of a line")
async def change_line(request: Request, cart: CartId, gtin: str, body: LineChange) -> Response:
    """Change what is named of a line and leave the rest."""
    outcomes: tuple[Outcome, ...] = ()
    async with shop_of(request).database.work(caller_of(request)) as uow:
        if body.quantity is not None:
            want = Want(gtin, body.quantity.quantity())
            outcomes = await commands.set_lines(uow, cart=cart, wants=[want])
        if body.note is not None:
            await commands.set_note(uow, cart=cart, gtin=gtin, note=body.note)
        if body.substitution is not None:
            await commands.set_substitution(
                uow,
                cart=cart,
                gtin=gtin,
                substitution=Substitution(body.substitution),
                substitute=body.substitute,
            )
        return answer(await _with_outcomes(uow, cart, outcomes))


@router.delete("/carts/{cart}/lines/{gtin}", summary="Take a product out")
async def remove_line(request: Request, cart: CartId, gtin: str) -> Response:
    """Take a product out of the cart; a repeat is harmless."""
    async with shop_of(request).database.work(caller_of(request)) as uow:
        await commands.remove_lines(uow, cart=cart, gtins=[gtin])
        return answer(present.cart(await queries.cart(uow, cart=cart)))


@router.get("/carts/{cart}/events", summary="The cart, live, as server-sent events")
async def watch_cart(
    request: Request, cart: CartId, since: Annotated[int, Query(ge=0)] = 0
) -> Response:
    """Send the cart whenever it has changed, from the version `since` or Last-Event-ID on."""
    last = request.headers.get("last-event-id", "")
    begin = int(last) if last.isdigit() and len(last) < 16 else since
    async with shop_of(request).database.read(caller_of(request)) as on:
        await queries.cart(on, cart=cart)
    return StreamingResponse(
        _changes(request, cart, begin), media_type=streams.MEDIA_TYPE, headers=streams.HEADERS
    )


async def _changes(request: Request, cart: str, since: int) -> AsyncGenerator[bytes]:
    shop, caller = shop_of(request), caller_of(request)

    async def current() -> int:
        async with shop.database.read(caller) as on:
            return (await queries.cart(on, cart=cart)).version

    changes = streams.versions(shop, cart_topic(cart), since=since, current=current)
    async for version in changes:
        if version is None:
            yield b": still here\n\n"
            continue
        async with shop.database.read(caller) as on:
            whole = await queries.cart(on, cart=cart)
        yield streams.event("cart", present.cart(whole), id=whole.version)


async def _with_outcomes(
    uow: UnitOfWork, cart: str, outcomes: tuple[Outcome, ...]
) -> dict[str, Any]:
    whole = present.cart(await queries.cart(uow, cart=cart))
    return {**whole, "outcomes": [present.outcome(each) for each in outcomes]}

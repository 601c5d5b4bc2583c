"""The grocer's desk as one application to be mounted at `/desk`."""

from collections.abc import Sequence
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from comptoir.desk.ports import ReadsFiles
from comptoir.kernel.refusals import Refusal
from comptoir.street.assets import Static
from comptoir.street.compressing import Compressed
from comptoir.street.problems import Explain
from comptoir.street.shop import Shop
from comptoir.surfaces.console import (
    answering,
    changes,
    codes,
    good,
    goods,
    order,
    orders,
    seller,
    sign_in,
    staff,
    stores,
    trouble,
    windows,
    withdrawals,
)
from comptoir.surfaces.console import files as files_page
from comptoir.surfaces.console.entry import Endpoint, Handler, brought, done, shown
from comptoir.surfaces.console.headers import SecureHeaders
from comptoir.surfaces.console.house import House
from comptoir.surfaces.console.pages import ROOT

_STATIC = Path(__file__).parent / "static"
_STORE = "/stores/{store}"
_LETTERS = f"{ROOT}/letters.css"


def build(
    served: Shop,
    explain: Explain,
    files: ReadsFiles,
    *,
    sheets: Sequence[str] = (),
    letters: str = "",
) -> ASGIApp:
    """Make the desk of a shop; `files` reads those that are brought to it.

    `sheets` are the addresses of the style sheets that it shares with the shop's page, `letters`
    that of the shop's font.
    """
    app = Starlette(
        routes=[
            *_outside(),
            *_chain(),
            *_store(),
            *_goods(),
            *_codes(),
            *_orders(),
            *_files(),
            Route(_LETTERS, _letters),
            Mount(f"{ROOT}/static", Static(directory=_STATIC)),
        ],
        exception_handlers={
            Refusal: trouble.on_refusal,
            HTTPException: trouble.on_http_error,
            Exception: trouble.on_fault,
        },
    )
    app.state.letters = letters
    app.state.house = House(served, explain, files, (_LETTERS, *sheets))
    return Compressed(SecureHeaders(app))


def _page(path: str, handler: Handler) -> Route:
    return Route(f"{ROOT}{path}", shown(handler))


def _form(path: str, handler: Handler) -> Route:
    return Route(f"{ROOT}{path}", done(handler), methods=["POST"])


def _open(path: str, endpoint: Endpoint, method: str = "GET") -> Route:
    return Route(f"{ROOT}{path}", endpoint, methods=[method])


def _outside() -> tuple[Route, ...]:
    return (
        _open("/sign-in", sign_in.ask),
        _open("/sign-in", sign_in.send_code, "POST"),
        _open("/sign-in/code", sign_in.enter_by_code, "POST"),
        _open("/enter/{link}", sign_in.offer),
        _open("/enter/{link}", sign_in.enter, "POST"),
        _form("/leave", sign_in.leave),
    )


def _chain() -> tuple[Route, ...]:
    return (
        _page("", stores.home),
        _page("/", stores.home),
        _page("/changes", changes.show),
        _page("/staff", staff.show),
        _form("/staff", staff.invite),
        _form("/language", staff.speak),
        _page("/staff/{member}", staff.show_member),
        _form("/staff/{member}", staff.edit),
        _form("/staff/{member}/link", staff.give_link),
    )


def _store() -> tuple[Route, ...]:
    return (
        _page(_STORE, stores.show),
        _form(_STORE, stores.edit),
        _page(f"{_STORE}/seller", seller.show),
        _form(f"{_STORE}/seller", seller.edit),
        _page(f"{_STORE}/windows", windows.show),
        _form(f"{_STORE}/windows/{{window}}", windows.edit_day),
        _page(f"{_STORE}/pattern/{{template}}", windows.show_template),
        _form(f"{_STORE}/pattern/{{template}}", windows.put_template),
        _form(f"{_STORE}/pattern/{{template}}/remove", windows.remove_template),
    )


def _goods() -> tuple[Route, ...]:
    one = f"{_STORE}/goods/{{gtin}}"
    return (
        _page(f"{_STORE}/goods", goods.show),
        _page(one, good.show),
        _form(f"{one}/offer", good.edit_offer),
        _form(f"{one}/stock", good.count),
        _form(f"{one}/product", good.edit_product),
    )


def _codes() -> tuple[Route, ...]:
    one = f"{_STORE}/codes/{{code}}"
    return (
        _page(f"{_STORE}/codes", codes.show),
        _form(f"{_STORE}/codes", codes.make),
        _page(one, codes.show_one),
        _form(one, codes.edit),
    )


def _orders() -> tuple[Route, ...]:
    one = f"{_STORE}/orders/{{order}}"
    return (
        _page(f"{_STORE}/orders", orders.show),
        _page(f"{_STORE}/withdrawals", withdrawals.show),
        _page(one, order.show),
        _form(f"{one}/lines/{{gtin}}", order.set_quantity),
        _page(f"{one}/lines/{{gtin}}/instead", order.choose_instead),
        _form(f"{one}/lines/{{gtin}}/instead", order.put_instead),
        _form(f"{one}/cancel", order.cancel),
        _form(f"{one}/withdrawals/{{withdrawal}}/credit", answering.credit),
        _form(f"{one}/withdrawals/{{withdrawal}}/decline", answering.decline),
    )


def _files() -> tuple[Route, ...]:
    one = f"{_STORE}/files/{{file}}"
    return (
        _page(f"{_STORE}/files", files_page.show),
        Route(f"{ROOT}{_STORE}/files", brought(files_page.bring), methods=["POST"]),
        _page(one, files_page.look),
        _page(f"{one}/faults.csv", files_page.faults),
        _form(f"{one}/apply", files_page.apply),
    )


async def _letters(request: Request) -> Response:
    """Name the shop's letters to the desk's style sheets."""
    address = request.app.state.letters
    face = (
        f'@font-face {{ font-family: "Comptoir Voice"; src: url("{address}") format("woff2"); '
        "font-weight: 400 800; font-display: swap; }\n"
    )
    return Response(
        face if address else "",
        media_type="text/css",
        headers={"Cache-Control": "public, max-age=3600"},
    )

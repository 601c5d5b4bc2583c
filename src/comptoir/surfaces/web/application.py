"""The page as one application to be mounted at the root."""

from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from comptoir.kernel.refusals import Refusal
from comptoir.street.assets import FOR_GOOD, Static
from comptoir.street.compressing import Compressed
from comptoir.street.problems import Explain
from comptoir.street.shop import Shop
from comptoir.surfaces.web import (
    account_routes,
    address,
    checkout,
    crossing,
    goods_routes,
    hearing,
    installed,
    invoicing,
    letters,
    live,
    orders,
    pages,
    sandbox,
    shop,
    shopping_list,
    side,
    social,
    styleguide,
    trouble,
    withdrawal_begin,
    withdrawing,
)
from comptoir.surfaces.web.headers import SecureHeaders
from comptoir.surfaces.web.house import House
from comptoir.surfaces.web.members import SignInFirst, to_sign_in

_STATIC = Path(__file__).parent / "static"


def build(served: Shop, explain: Explain) -> ASGIApp:
    """Make the page of a shop; `explain` puts a refusal into words."""
    app = Starlette(
        routes=[
            Route("/counter", shop.show),
            Route("/say", shop.say, methods=["POST"]),
            Route("/heard", hearing.hear, methods=["POST"]),
            Route("/panel", side.remember, methods=["POST"]),
            Route("/store", crossing.change, methods=["POST"]),
            Route("/cart/age", shop.confirm_age, methods=["POST"]),
            Route("/address", address.put, methods=["POST"]),
            Route("/checkout", checkout.show),
            Route("/checkout/mode", checkout.choose_mode, methods=["POST"]),
            Route("/checkout/slot", checkout.choose_slot, methods=["POST"]),
            Route("/checkout/order", checkout.order, methods=["POST"]),
            Route("/live", live.watch),
            *_orders(),
            *_withdrawals(),
            *account_routes.ROUTES,
            *(_trial() if served.demo else ()),
            Route("/style.css", _style),
            *goods_routes.ROUTES,
            *installed.ROUTES,
            *shopping_list.ROUTES,
            *social.ROUTES,
            Mount("/static", Static(directory=_STATIC)),
        ],
        exception_handlers={
            Refusal: trouble.on_refusal,
            SignInFirst: to_sign_in,
            HTTPException: trouble.on_http_error,
            Exception: trouble.on_fault,
        },
    )
    app.state.house = House(served, explain)
    return Compressed(SecureHeaders(app))


def _orders() -> tuple[Route, ...]:
    return (
        Route("/orders/{order}", orders.show),
        Route("/orders/{order}/cancel", orders.cancel, methods=["POST"]),
        Route("/orders/{order}/email", orders.leave_email, methods=["POST"]),
        Route("/orders/{order}/live", orders.watch),
        Route("/orders/{order}/papers", invoicing.come),
        Route("/orders/{order}/invoice", invoicing.ask, methods=["POST"]),
        Route("/orders/{order}/invoices/{number}", invoicing.show),
    )


def _withdrawals() -> tuple[Route, ...]:
    one = "/orders/{order}/withdrawal"
    return (
        Route(one, withdrawing.show),
        Route(one, withdrawing.state, methods=["POST"]),
        Route("/withdrawal", withdrawal_begin.begin),
        Route("/withdrawal", withdrawal_begin.state_by_number, methods=["POST"]),
    )


def _trial() -> tuple[Route, ...]:
    path = "/sandbox/challenge/{order}/{intent}"
    return (
        Route(path, sandbox.show),
        Route(path, sandbox.decide, methods=["POST"]),
        Route("/sandbox/mail", letters.show),
        Route("/sandbox/mail/{name}", letters.whole),
        Route("/styleguide", styleguide.show),
    )


async def _style(request: Request) -> Response:
    """Give the style sheet."""
    return _kept(request, pages.style_sheet(), "text/css")


def _kept(request: Request, content: bytes, media_type: str) -> Response:
    named = "v" in request.query_params
    return Response(
        content,
        media_type=media_type,
        headers={"Cache-Control": FOR_GOOD if named else "no-cache"},
    )

"""The door for a shopper's own assistant: tools over MCP, by streamable HTTP or standard input."""

from collections.abc import Callable
from importlib import metadata
from typing import Any, cast

from mcp.server import Server
from starlette.requests import Request

from comptoir.street.problems import Explain, language_of_request
from comptoir.street.rpc.http import Endpoint, asker, bearer
from comptoir.street.rpc.server import Context, serving
from comptoir.street.rpc.tools import Toolbox
from comptoir.street.shop import Shop
from comptoir.surfaces.mcp.shopper import Shopper, of_pass
from comptoir.surfaces.mcp.tools import TOOLS

NAME = "comptoir"
INSTRUCTIONS = """\
The counter of a French grocer, for the assistant of one shopper. Answer in the shopper's language.

1. find_stores, then start_shopping in one of them. Keep the session it gives, if it gives one, and
   pass it to every later call.
2. Fill the cart: search_products and add_to_cart, or pass the shopper's own sentence to say, which
   understands French and English, asks back when something is unclear, and answers in words to
   read out.
3. list_windows and choose_window; for delivery the shop needs an address (set_delivery_address).
4. preview_order. Read its total, window and lines to the shopper and wait for a clear yes. Only
   then call place_order with its confirmation. Never confirm on the shopper's behalf.

Prices and stock are those of the moment and come from these tools only: never state one from
memory. Amounts are whole minor units (218 is 2.18). Goods sold by weight are counted in grams."""


def toolbox(explain: Explain) -> Toolbox[Shopper]:
    """Give the tools of this door."""
    return Toolbox(TOOLS, explain)


def over_http(shop: Shop, explain: Explain) -> Endpoint:
    """Make the address at which any shopper's assistant may call."""

    async def admit(request: Request) -> Shopper:
        token = bearer(request)
        if token is None:
            return Shopper(shop, language_of_request(request))
        return await of_pass(shop, token)

    def who(context: Context) -> Shopper:
        return cast("Shopper", asker(context))

    server = _server(explain, who)
    return Endpoint(server, admit=admit, explain=explain, closing=shop.closing)


def for_one(shopper: Shopper, explain: Explain, *, store: str) -> Server[Any]:
    """Make a server whose every call comes from one household, which shops in `store`."""

    def who(_: Context) -> Shopper:
        return shopper

    return _server(explain, who, f"\n\nThis shopper's store is {store}: no session is needed.")


def _server(explain: Explain, who: Callable[[Context], Shopper], more: str = "") -> Server[Any]:
    return serving(
        toolbox(explain),
        name=NAME,
        title="Comptoir",
        version=metadata.version("comptoir"),
        instructions=INSTRUCTIONS + more,
        who=who,
    )

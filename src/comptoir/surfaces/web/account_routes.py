"""The addresses of the pages of signing in and of the account."""

from starlette.routing import Route

from comptoir.surfaces.web import (
    account,
    account_devices,
    account_keys,
    account_orders,
    account_places,
    signing_in,
)

ROUTES = (
    Route("/sign-in", signing_in.show),
    Route("/sign-in", signing_in.ask, methods=["POST"]),
    Route("/sign-in/code", signing_in.show_code),
    Route("/sign-in/code", signing_in.check_code, methods=["POST"]),
    Route("/sign-in/passkey/options", account_keys.ask, methods=["POST"]),
    Route("/sign-in/passkey", account_keys.sign_in, methods=["POST"]),
    Route("/sign-out", signing_in.sign_out, methods=["POST"]),
    Route("/account", account.show),
    Route("/account", account.edit, methods=["POST"]),
    Route("/account/orders", account_orders.show),
    Route("/account/orders/{order}/again", account_orders.again, methods=["POST"]),
    Route("/account/addresses", account_places.show),
    Route("/account/addresses", account_places.add, methods=["POST"]),
    Route("/account/addresses/new", account_places.show_one),
    Route("/account/addresses/{address}", account_places.show_one),
    Route("/account/addresses/{address}", account_places.edit, methods=["POST"]),
    Route("/account/sign-in", account_devices.show),
    Route("/account/sign-in", account_devices.sign_out, methods=["POST"]),
    Route("/account/passkeys/options", account_keys.offer, methods=["POST"]),
    Route("/account/passkeys/new", account_keys.add, methods=["POST"]),
    Route("/account/passkeys", account_keys.edit, methods=["POST"]),
)

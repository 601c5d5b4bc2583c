"""Every page and state of the shop, one after the other, for whoever examines or pictures them."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from secrets import token_hex
from typing import Literal

from playwright.async_api import Page, expect

from tests.journeys.staffed import staffed
from tests.journeys.test_passkeys import mailed_code
from tests.journeys.walk import HELLO, MILK, order_link, say

_STILL = """
async () => {
  await new Promise(requestAnimationFrame);
  for (const each of document.getAnimations()) {
    if (Number.isFinite(each.effect.getComputedTiming().endTime)) each.finish();
  }
  await new Promise(requestAnimationFrame);
}
"""
"""Colours fade into those of the other scheme: what is looked at is brought to the end of that.

It is not waited for: what is on no screen never gets there. What turns has no end.
"""


@dataclass(frozen=True, slots=True)
class View:
    """How a page is looked at: the window and the colours."""

    name: str
    width: int
    height: int
    scheme: Literal["light", "dark"]

    async def take(self, page: Page) -> None:
        """Look at a page so, without loading it again."""
        await page.set_viewport_size({"width": self.width, "height": self.height})
        await page.emulate_media(color_scheme=self.scheme)
        await page.evaluate(_STILL)


VIEWS = (
    View("phone-light", 390, 844, "light"),
    View("phone-dark", 390, 844, "dark"),
    View("wide-light", 1280, 800, "light"),
    View("wide-dark", 1280, 800, "dark"),
)

APPLES = "/products/2401000000201"
DESK = "/desk/stores/les-halles"

PUBLIC = {
    "home": "/",
    "home-english": "/?lang=en",
    "product-english": f"{MILK}?lang=en",
    "aisles": "/aisles?lang=fr",
    "aisle": "/aisles/fruit",
    "aisle-narrowed": "/aisles/dairy?label=organic&without=nuts",
    "search": "/search?q=lait",
    "search-nothing": "/search?q=zzxxqqwk",
    "offers": "/search?promo=1",
    "product": MILK,
    "product-fresh": APPLES,
    "stores": "/stores",
    "stores-postcode": "/stores?postcode=35981",
    "cart-empty": "/cart",
    "sign-in": "/sign-in",
    "terms": "/terms",
    "legal": "/legal",
    "privacy": "/privacy",
    "accessibility": "/accessibility",
    "not-found": "/nowhere",
    "styleguide": "/styleguide",
    "counter": "/counter",
}
"""What anybody sees by going there, with nothing in the cart."""

ACCOUNT = {
    "account": "/account",
    "account-orders": "/account/orders",
    "account-usual": "/account/usual",
    "account-usual-search": "/account/usual?q=lait",
    "account-addresses": "/account/addresses",
    "account-address-new": "/account/addresses/new",
    "account-household": "/account/household",
    "account-sign-in": "/account/sign-in",
    "account-data": "/account/data",
    "home-known": "/",
}

STAFF = {
    "desk-stores": "/desk",
    "desk-store": DESK,
    "desk-windows": f"{DESK}/windows",
    "desk-pattern-new": f"{DESK}/pattern/new",
    "desk-pattern": f"{DESK}/pattern/delivery-0-0480",
    "desk-goods": f"{DESK}/goods",
    "desk-goods-nothing": f"{DESK}/goods?q=zzzz",
    "desk-product": f"{DESK}/goods/2405000000100",
    "desk-orders": f"{DESK}/orders",
    "desk-files": f"{DESK}/files",
    "desk-changes": "/desk/changes",
    "desk-staff": "/desk/staff",
    "desk-nothing-there": "/desk/nowhere",
}


async def shop(page: Page) -> AsyncGenerator[str]:
    """Walk through everything that a guest sees, and name every stop."""
    async for stop in _each(page, PUBLIC):
        yield stop
    await page.goto("/")
    await page.locator("#search").press_sequentially("camemb")
    await page.locator("#suggestions a").first.wait_for()
    yield "suggestions"
    await page.goto(MILK)
    await page.locator(".add-full button").click()
    await expect(page.locator(".add-full .add-told")).to_contain_text("au panier")
    yield "product-taken"
    await page.locator("#drawer").evaluate("drawer => drawer.showPopover()")
    yield "drawer"
    await page.goto("/cart")
    await page.locator(".line-wish").click()
    yield "cart-wish"
    async for stop in _talk(page):
        yield stop
    async for stop in _till(page):
        yield stop


async def _each(page: Page, addresses: dict[str, str]) -> AsyncGenerator[str]:
    for name, address in addresses.items():
        await page.goto(address)
        yield name


async def _talk(page: Page) -> AsyncGenerator[str]:
    await page.goto("/counter")
    await say(page, HELLO)
    await page.locator(".vat summary").click()
    yield "counter-cart"
    await say(page, "livraison demain")
    yield "counter-choices"
    await say(page, "une bouteille de vin de bordeaux")
    await say(page, "livraison demain soir")
    await page.locator(".age").wait_for()
    yield "counter-age"
    await page.locator(".age button").click()
    await page.locator(".age").wait_for(state="detached")
    await page.goto("/")
    yield "home-taken"
    async for stop in _beside(page):
        yield stop
    await page.goto("/cart")
    yield "cart"


async def _beside(page: Page) -> AsyncGenerator[str]:
    """Open the counter beside a page, be led on by it, put it away and call it back."""
    await page.locator(".talk-here").click()
    await page.locator("#panel").wait_for()
    yield "counter-beside"
    await page.goto("/aisles#said")
    yield "counter-moved"
    await VIEWS[2].take(page)
    await page.locator(".side-away").click()
    await page.locator(".call-desk").wait_for()
    yield "counter-away"
    await VIEWS[2].take(page)
    await page.locator(".call-desk").click()
    await page.locator(".side-away").wait_for()
    await VIEWS[0].take(page)


async def _till(page: Page) -> AsyncGenerator[str]:
    await page.goto("/checkout")
    yield "checkout"
    await page.locator(".order-form").evaluate("form => { form.noValidate = true }")
    await page.locator("#order-button").click()
    await page.locator("#wrong-till-email").wait_for()
    yield "checkout-refused"
    await page.goto("/counter")
    await say(page, "valide")
    yield "counter-asked"
    await say(page, "oui")
    yield "counter-ordered"
    await (await order_link(page)).click()
    await page.locator("#order").wait_for()
    yield "order"
    await page.locator("#cancel summary").click()
    yield "order-cancel"
    await page.locator("#cancel button").click()
    await page.locator(".state-cancelled").wait_for()
    yield "order-cancelled"


async def account(page: Page) -> AsyncGenerator[str]:
    """Sign in, walk through the account and leave it; name every stop."""
    email = f"camille.{token_hex(4)}@example.org"
    async for stop in _sign_in(page, email):
        yield stop
    async for stop in _each(page, ACCOUNT):
        yield stop
    await page.goto("/account/household")
    await page.locator("#email").fill(f"louise.{email}")
    await page.locator("section form button").click()
    await expect(page.locator("#told")).to_contain_text("invitation")
    yield "account-invited"
    await page.goto("/sandbox/mail")
    yield "letters"
    await page.goto("/account/data")
    await page.get_by_label("J’ai compris").check()
    await page.get_by_role("button", name="Effacer mon compte").click()
    await expect(page.locator("main")).to_contain_text("Votre compte est effacé")
    yield "account-erased"


async def _sign_in(page: Page, email: str) -> AsyncGenerator[str]:
    send = page.locator("form.stack button").first
    await page.goto("/sign-in")
    await page.locator("form.stack").first.evaluate("form => { form.noValidate = true }")
    await page.locator("#email").fill("camille")
    await send.click()
    await expect(page.locator("#wrong-email")).to_be_visible()
    yield "sign-in-refused"
    await page.locator("#email").fill(email)
    await send.click()
    await page.locator("#code").fill("1")
    await send.click()
    await expect(page.locator("#wrong-code")).to_be_visible()
    yield "code-refused"
    await page.locator("#code").fill(await mailed_code(page.context, email))
    await send.click()
    await page.wait_for_url("**/account")


async def desk(page: Page, way_in: str | None) -> AsyncGenerator[str]:
    """Come in by the link that the demo prints and walk through the desk; name every stop.

    The link opens once: without one the browser has been in before.
    """
    await page.goto("/desk")
    yield "desk-way-in"
    await page.goto("/desk/enter/x")
    yield "desk-spent-link"
    if way_in is not None:
        await page.goto(way_in)
        yield "desk-link"
        await page.get_by_role("button", name="Ouvrir le bureau").click()
        await expect(page.get_by_role("heading", level=1, name="Magasins")).to_be_visible()
    async for stop in _each(page, STAFF):
        yield stop
    await page.goto(f"{DESK}/goods/2405000000100")
    await page.locator("#offer-price").fill("x")
    await page.locator("#offer-form button.primary").click()
    await expect(page.locator("#offer-price")).to_have_attribute("aria-invalid", "true")
    yield "desk-fault"
    async for stop in staffed(page):
        yield stop

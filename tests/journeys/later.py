"""States that come later than a first order: another store, a bargain, a recipe, a withdrawal."""

import re
from collections.abc import AsyncGenerator

from playwright.async_api import Locator, Page, expect

from tests.journeys.walk import HELLO, order_link, say, take_milk

BARGAINS = "/search?promo=1"
_LOT = re.compile(r"\d pour \d")
ONLY_IN_HYPERMARKETS = ("/products/2405000005501", "/products/2406000006307")
"""Quail eggs and a bread that the small store in town does not sell."""


async def later(page: Page) -> AsyncGenerator[str]:
    """Walk through what happens to whoever comes again, and name every stop."""
    for walk in (_stores, _proposed, _bargain, _moved, _ordered, _withdrawn, _elsewhere, _away):
        async for stop in walk(page):
            yield stop


async def _stores(page: Page) -> AsyncGenerator[str]:
    await page.goto("/stores?lang=fr")
    await page.locator("#map summary").click()
    yield "stores-map"


async def _proposed(page: Page) -> AsyncGenerator[str]:
    """Have a recipe proposed, a choice asked and a list told at the counter."""
    await page.goto("/counter")
    await say(page, "il me faut de quoi faire des crêpes pour quatre")
    yield "counter-recipe"
    await say(page, "non")
    await say(page, "du fromage")
    yield "counter-which"
    await say(page, "qu'est-ce que vous avez comme lait")
    yield "counter-list"


async def _bargain(page: Page) -> AsyncGenerator[str]:
    """Put goods on offer into the cart: a reduced one, and as many as a lot has."""
    await page.goto(BARGAINS)
    await _take(page, page.locator(".shelf .card", has_text="%").first.locator(".add button"))
    await page.goto(BARGAINS)
    lots = page.locator(".shelf .card", has_text=_LOT)
    if await lots.count():
        await lots.first.locator(".card-name").click()
        await page.locator(".add-full select").select_option("3")
        await _take(page, page.locator(".add-full button"))
    await page.goto("/cart")
    yield "cart-bargains"


async def _take(page: Page, button: Locator) -> None:
    """Put something into the cart, and wait until it is there."""
    count = page.locator("#cart-link .count")
    before = await count.inner_text() if await count.count() else "0"
    await button.click()
    await expect(count).not_to_have_text(before)


async def _moved(page: Page) -> AsyncGenerator[str]:
    """Take a cart to a store that does not sell all of it, and back."""
    for address in ONLY_IN_HYPERMARKETS:
        await page.goto(address)
        await _take(page, page.locator(".add-full button"))
    await page.locator("#store").select_option("gare")
    await expect(page.locator("h1")).to_have_text("Ce qui change")
    yield "cart-moved"
    await page.goto("/cart")
    yield "cart-moved-on"
    await page.locator("#store").select_option("grand-ouest")
    await expect(page.locator("#store")).to_have_value("grand-ouest")


async def _ordered(page: Page) -> AsyncGenerator[str]:
    """Order for tomorrow evening, and look at the order with a bargain in it."""
    await page.goto("/counter")
    for sentence in (HELLO, "livraison demain soir", "valide", "oui"):
        await say(page, sentence)
    await (await order_link(page)).click()
    await page.locator("#order").wait_for()
    yield "order-bargains"


async def _withdrawn(page: Page) -> AsyncGenerator[str]:
    """Withdraw from a part of the order, in two steps, and begin it by a number."""
    order = page.url
    await page.get_by_role("link", name="Renoncer au contrat ici").first.click()
    await page.locator("input[name=line]").first.wait_for()
    yield "withdrawal"
    await page.locator("main form button.primary").last.click()
    await page.locator("[aria-invalid]").first.wait_for()
    yield "withdrawal-refused"
    await page.locator("#withdrawal-name").fill("Camille Martin")
    await page.locator("#withdrawal-email").fill("camille@example.org")
    await page.locator("main form button.primary").last.click()
    confirm = page.get_by_role("button", name="Confirmer la rétractation")
    await confirm.wait_for()
    yield "withdrawal-confirm"
    await confirm.click()
    await page.locator("#stated").wait_for()
    yield "withdrawal-stated"
    await page.goto(order)
    yield "order-withdrawn"
    await page.goto("/withdrawal")
    yield "withdrawal-begin"
    await page.locator("#withdrawal-number").fill("ABCD")
    await page.locator("main form button.primary").last.click()
    await page.locator("[aria-invalid]").first.wait_for()
    yield "withdrawal-begin-refused"
    await page.goto(order)


async def _elsewhere(page: Page) -> AsyncGenerator[str]:
    """Look at an order whose address somebody was given, and at nothing else of theirs."""
    await page.context.clear_cookies()
    await page.reload()
    yield "order-elsewhere"


async def _away(page: Page) -> AsyncGenerator[str]:
    """Read the list with and without a connection, and where none was kept."""
    await page.goto("/list")
    yield "list-empty"
    await page.goto("/")
    await take_milk(page)
    await page.goto("/list")
    await page.locator(".ticks input").first.check()
    yield "list"
    await page.context.set_offline(True)
    await page.goto("/aisles/fruit")
    await page.locator("#away").wait_for()
    yield "offline-list"
    await page.evaluate("localStorage.clear()")
    await page.goto("/aisles")
    await page.locator("#away").wait_for()
    yield "offline"
    await page.context.set_offline(False)
    await page.wait_for_url("**/aisles")
    await expect(page.locator("h1")).to_contain_text("Rayons")

"""What a visitor does at the page, step by step."""

import asyncio

from playwright.async_api import BrowserContext, Locator, Page, expect

MILK = "/products/2405000000100"
KEPT = "localStorage.getItem('comptoir.list')"
HELLO = "bonjour, ajoute deux litres de lait demi-écrémé, une livre de tomates et six œufs"


async def enter(context: BrowserContext, path: str = "/counter") -> Page:
    """Open the shop in a new window."""
    page = await context.new_page()
    await page.goto(path)
    return page


async def say(page: Page, sentence: str) -> str:
    """Write a sentence, send it, and give the counter's answer once it is there."""
    await page.locator("#say").fill(sentence)
    return await answered(page, page.locator("#composer button[type=submit]"), sentence)


async def talk(page: Page, sentence: str, to: str = "") -> None:
    """Say a sentence at the counter beside the page, which may go somewhere for it."""
    if not await page.locator("#say").is_visible():
        await page.locator(".talk-here:visible, .call:visible").first.click()
    await page.locator("#say").fill(sentence)
    await page.locator("#composer button[type=submit]").click()
    if to:
        await page.wait_for_url(to)
    await expect(page.locator(".turn").last.locator(".you-say")).to_contain_text(sentence)


async def answered(page: Page, button: Locator, sentence: str) -> str:
    """Click a button that says a sentence, and give the counter's answer."""
    turns = page.locator(".turn")
    before = await turns.count()
    await button.click()
    await expect(turns).to_have_count(before + 1)
    newest = turns.last
    await expect(newest.locator(".you-say")).to_contain_text(sentence)
    return await newest.locator(".counter-says p").inner_text()


async def order_link(page: Page) -> Locator:
    """Give the link to the order that was just placed."""
    link = page.locator(".turn").last.locator("a.button")
    await expect(link).to_be_visible()
    return link


async def place_order(page: Page) -> None:
    """Shop, choose tomorrow evening, say yes, and open the order's page."""
    for sentence in (HELLO, "livraison demain soir", "valide", "oui"):
        await say(page, sentence)
    await (await order_link(page)).click()
    await page.locator("#order").wait_for()


def line(page: Page, name: str) -> Locator:
    """Find the line of a product in the cart."""
    return page.locator(".line").filter(has=page.locator(".line-name", has_text=name))


async def lines(page: Page) -> dict[str, tuple[str, str]]:
    """Read the cart: quantity and total by name."""
    read: dict[str, tuple[str, str]] = {}
    for each in await page.locator(".line").all():
        name = await each.locator(".line-name").inner_text()
        quantity = await each.locator(".steps-now").inner_text()
        read[name] = (quantity, await each.locator(".line-total").inner_text())
    return read


def cents(text: str) -> int:
    """Read a French amount: « 1 234,50 € » is 123450."""
    return int("".join(character for character in text if character.isdigit()))


async def until(page: Page, condition: str) -> None:
    """Wait until something is true in the page, which may not evaluate texts by itself."""
    poll = "while (!({})) await new Promise((go) => setTimeout(go, 50))"
    async with asyncio.timeout(20):
        await page.evaluate(f"async () => {{ {poll.format(condition)} }}")


async def take_milk(page: Page) -> None:
    """Put milk into the cart, and wait until the list and the worker are kept."""
    await page.goto(MILK)
    await page.locator(".add-full button").click()
    await expect(page.locator(".add-full .add-told")).to_contain_text("au panier")
    await until(page, f"({KEPT} ?? '').includes('Lait')")
    await worker_stands(page)


async def worker_stands(page: Page) -> None:
    """Wait until the worker answers for whatever is opened next."""
    await until(page, "(await navigator.serviceWorker.ready).active.state === 'activated'")

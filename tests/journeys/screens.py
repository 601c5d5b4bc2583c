"""Take pictures of every page and state: `python -m tests.journeys.screens FOLDER [ADDRESS]`.

Without an address it opens a demo shop of its own. `FOLDER/index.html` shows them all on one sheet.
The README's pictures are made by `python -m tests.journeys.screens --readme docs/images`.
"""

import asyncio
import contextlib
import os
import sys
import tempfile
from collections.abc import AsyncGenerator, Generator
from pathlib import Path
from typing import Literal

from playwright.async_api import Browser, Page, async_playwright

from tests.journeys.served import served
from tests.journeys.walk import HELLO, order_link, say
from tools.browser import HEADLESS

SIZES = {"phone": (390, 844), "desk": (1280, 800)}
README = (1280, 940)
PAGES = {
    "home": "/",
    "aisles": "/aisles",
    "search": "/search?q=lait",
    "nothing-found": "/search?q=zorglub",
    "product": "/products/2405000000100",
    "stores": "/stores",
    "cart": "/cart",
    "till": "/checkout",
    "sign-in": "/sign-in",
    "styleguide": "/styleguide",
    "mail": "/sandbox/mail",
}
"""Pages that are looked at by going there, after something was put in the cart."""
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
OPTIONS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]


async def _shoot(page: Page, folder: Path, name: str, *, whole: bool = True) -> None:
    await page.evaluate("window.scrollTo(0, 0)")
    await page.screenshot(path=folder / f"{name}.png", full_page=whole, animations="disabled")


@contextlib.asynccontextmanager
async def _page(
    browser: Browser,
    address: str,
    size: tuple[int, int],
    scheme: Literal["light", "dark"],
    *,
    scale: float = 1,
) -> AsyncGenerator[Page]:
    context = await browser.new_context(
        base_url=address,
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,
        locale="fr-FR",
        reduced_motion="reduce",
        device_scale_factor=scale,
    )
    context.set_default_timeout(10_000)
    try:
        yield await context.new_page()
    finally:
        await context.close()


async def _tour(page: Page, folder: Path, name: str) -> None:
    """Walk through the shop and take a picture at every stop."""
    await page.goto("/counter")
    await _shoot(page, folder, f"{name}-1-welcome")
    await say(page, HELLO)
    await _shoot(page, folder, f"{name}-2-cart")
    await _shoot(page, folder, f"{name}-2-cart-view", whole=False)
    await page.locator(".vat summary").click()
    await say(page, "livraison demain")
    await _shoot(page, folder, f"{name}-3-choices-vat")
    await say(page, "une bouteille de vin rouge")
    await say(page, "une bouteille de vin de bordeaux")
    await say(page, "livraison demain soir")
    await _shoot(page, folder, f"{name}-4-window-age")
    if await page.locator(".age button").count():
        await page.locator(".age button").click()
        await page.locator(".age").wait_for(state="detached")
    await say(page, "valide")
    await say(page, "oui")
    await _shoot(page, folder, f"{name}-5-ordered")
    await (await order_link(page)).click()
    await page.locator("#order").wait_for()
    await _shoot(page, folder, f"{name}-6-order")
    await page.locator("#cancel summary").click()
    await _shoot(page, folder, f"{name}-7-cancel")
    await page.locator("#cancel button").click()
    await page.locator(".state-cancelled").wait_for()
    await _shoot(page, folder, f"{name}-8-cancelled")
    await page.goto("/nowhere")
    await _shoot(page, folder, f"{name}-9-not-found")
    await page.goto("/counter")
    await say(page, HELLO)
    for title, address in PAGES.items():
        await page.goto(address)
        await _shoot(page, folder, f"{name}-{title}")


def _sheet(folder: Path) -> None:
    """Write a page that shows all pictures of a folder side by side."""
    figures = "".join(
        f'<figure><a href="{each.name}"><img src="{each.name}" alt="" width="300"></a>'
        f"<figcaption>{each.stem}</figcaption></figure>"
        for each in sorted(folder.glob("*.png"))
    )
    style = (
        "<style>body{display:flex;flex-wrap:wrap;align-items:start;font:14px sans-serif}</style>"
    )
    sheet = f'<!doctype html><html lang="en"><title>Screens</title>{style}{figures}</html>'
    (folder / "index.html").write_text(sheet, encoding="utf-8")


async def _readme(page: Page, folder: Path) -> None:
    await page.goto("/counter")
    await say(page, HELLO)
    await say(page, "non plutôt un kilo de tomates")
    await say(page, "livraison demain soir")
    await page.evaluate("document.activeElement.blur()")
    await page.mouse.move(0, 0)
    await page.screenshot(path=folder / "shop.png", animations="disabled")
    await page.goto("/")
    await page.screenshot(path=folder / "home.png", animations="disabled")


async def _take(address: str, target: Path, *, readme: bool) -> None:
    async with async_playwright() as playwright:
        program = os.environ.get("COMPTOIR_BROWSER", HEADLESS)
        browser = await playwright.chromium.launch(executable_path=program, args=OPTIONS)
        if readme:
            async with _page(browser, address, README, "light") as page:
                await _readme(page, target)
            return
        for device, size in SIZES.items():
            for scheme in SCHEMES:
                async with _page(browser, address, size, scheme) as page:
                    await _tour(page, target, f"{device}-{scheme}")
        _sheet(target)


def main(words: list[str]) -> None:
    """Take the pictures that were asked for."""
    readme = words[:1] == ["--readme"]
    target = Path(words[1] if readme else words[0])
    target.mkdir(parents=True, exist_ok=True)
    with _shop(words[2:] if readme else words[1:]) as address:
        asyncio.run(_take(address, target, readme=readme))


@contextlib.contextmanager
def _shop(words: list[str]) -> Generator[str]:
    if words:
        yield words[0]
        return
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as address:
        yield address


if __name__ == "__main__":
    main(sys.argv[1:])

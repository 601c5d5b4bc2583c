"""Take pictures of every page and state: `python -m tests.journeys.screens FOLDER [ADDRESS]`.

Without an address it opens a demo shop of its own; with one, the desk stays out of the pictures.
`FOLDER/index.html` shows them all on one sheet. The README's pictures are made by
`python -m tests.journeys.screens --readme docs/images`.
"""

import asyncio
import contextlib
import os
import sys
import tempfile
from collections.abc import AsyncGenerator, Generator
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright

from tests.journeys import tour
from tests.journeys.later import later
from tests.journeys.served import running
from tests.journeys.tour import VIEWS, View
from tests.journeys.walk import HELLO, say
from tools.browser import HEADLESS

README = View("readme", 1280, 940, "light")
OPTIONS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
LAID_OUT = """
.top, .dock, .composer, .call { position: static !important }
.skip:not(:focus) { display: none }
"""
"""In a picture of the whole page nothing floats in the middle."""


async def _shoot(page: Page, folder: Path, stop: str) -> None:
    """Take a page as it stands, in every view of it; the tour goes on in a phone's."""
    for view in VIEWS:
        await view.take(page)
        await page.evaluate("window.scrollTo(0, 0)")
        await page.screenshot(
            path=folder / f"{stop}-{view.name}.png",
            full_page=True,
            animations="disabled",
            style=LAID_OUT,
        )
    await VIEWS[0].take(page)


@contextlib.asynccontextmanager
async def _page(browser: Browser, address: str) -> AsyncGenerator[Page]:
    context = await browser.new_context(
        base_url=address, locale="fr-FR", reduced_motion="reduce", bypass_csp=True
    )
    context.set_default_timeout(10_000)
    try:
        yield await context.new_page()
    finally:
        await context.close()


async def _pictures(browser: Browser, address: str, way_in: str, folder: Path) -> None:
    for walk in (tour.shop, later, tour.account):
        async with _page(browser, address) as page:
            async for stop in walk(page):
                await _shoot(page, folder, stop)
    if way_in:
        async with _page(browser, address) as page:
            async for stop in tour.desk(page, way_in):
                await _shoot(page, folder, stop)


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


async def _readme(browser: Browser, address: str, folder: Path) -> None:
    async with _page(browser, address) as page:
        await README.take(page)
        await page.goto("/counter")
        await say(page, HELLO)
        await say(page, "non plutôt un kilo de tomates")
        await say(page, "livraison demain soir")
        await page.evaluate("document.activeElement.blur()")
        await page.mouse.move(0, 0)
        await page.screenshot(path=folder / "shop.png", animations="disabled")
        await page.goto("/")
        await page.screenshot(path=folder / "home.png", animations="disabled")


async def _take(address: str, way_in: str, target: Path, *, readme: bool) -> None:
    async with async_playwright() as playwright:
        program = os.environ.get("COMPTOIR_BROWSER", HEADLESS)
        browser = await playwright.chromium.launch(executable_path=program, args=OPTIONS)
        if readme:
            await _readme(browser, address, target)
            return
        await _pictures(browser, address, way_in, target)
        _sheet(target)


def main(words: list[str]) -> None:
    """Take the pictures that were asked for."""
    readme = words[:1] == ["--readme"]
    target = Path(words[1] if readme else words[0])
    target.mkdir(parents=True, exist_ok=True)
    with _shop(words[2:] if readme else words[1:]) as (address, way_in):
        asyncio.run(_take(address, way_in, target, readme=readme))
    if not readme:
        print(f"Every page and state: {target}/index.html")


@contextlib.contextmanager
def _shop(words: list[str]) -> Generator[tuple[str, str]]:
    if words:
        yield words[0], ""
        return
    with tempfile.TemporaryDirectory() as data, running(Path(data), "", "demo", lines=2) as shop:
        yield shop.address, shop.lines[1].removeprefix("desk ")


if __name__ == "__main__":
    main(sys.argv[1:])

"""The page for everybody: axe finds nothing, fingers find every target, little weighs."""

import gzip
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, Response

from tests.journeys.conftest import Open, Scheme
from tests.journeys.walk import HELLO, enter, order_link, say

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
"""What `./dev setup` fetches for the tests."""

_SMALLEST = 44
_MOST_SCRIPT = 40_000
_MOST_IN_ALL = 100_000

_TARGETS = """
() => [...document.querySelectorAll('a, button, select, summary, input:not([type=hidden])')]
  .filter(each => each.checkVisibility() && !each.closest('p') && !each.matches('.skip'))
  .map(each => each.matches('[type=checkbox], [type=radio]') && each.closest('label') || each)
  // The link of a card's name is stretched over the card.
  .map(each => each.closest('.card-name')?.closest('.card') ?? each)
  .map(each => ({ name: each.outerHTML.slice(0, 80), box: each.getBoundingClientRect() }))
  .filter(({ box }) => box.width < 43.9 || box.height < 43.9)
  .map(({ name, box }) => `${name} ${box.width}x${box.height}`)
"""


async def examine(page: Page, where: str) -> None:
    """Hold the page as it stands against axe, the size of a finger and the width of the window."""
    if not await page.evaluate("() => 'axe' in window"):
        await page.add_script_tag(path=AXE)
    found: dict[str, Any] = await page.evaluate("() => axe.run()")
    violations = [
        f"{where}: {each['id']}: {each['help']}: {node['html'][:160]}"
        for each in found["violations"]
        for node in each["nodes"]
    ]
    assert violations == []
    assert await page.evaluate(_TARGETS) == [], where
    assert await page.evaluate(
        "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    ), f"{where}: wider than the window"


async def look_at_everything(page: Page) -> None:
    """Walk through every page and state and examine each."""
    await examine(page, "welcome")
    await say(page, HELLO)
    await page.locator(".vat summary").click()
    await examine(page, "cart, with its VAT")
    await say(page, "livraison demain")
    await examine(page, "choices")
    await say(page, "une bouteille de vin rouge")
    await say(page, "livraison demain soir")
    await page.locator(".age").wait_for()
    await examine(page, "window and age")
    await page.locator(".age button").click()
    await page.locator(".age").wait_for(state="detached")
    await page.goto("/checkout")
    await examine(page, "till")
    await page.goto("/styleguide")
    await examine(page, "styleguide")
    await page.goto("/counter")
    await say(page, "valide")
    await say(page, "oui")
    await examine(page, "ordered")
    await (await order_link(page)).click()
    await page.locator("#order").wait_for()
    await page.locator("#cancel summary").click()
    await examine(page, "order, about to be cancelled")
    await page.locator("#cancel button").click()
    await page.locator(".state-cancelled").wait_for()
    await examine(page, "cancelled")
    await page.goto("/nowhere")
    await examine(page, "nothing there")


class TestAxe:
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
    async def test_finds_nothing_anywhere(
        self, visitor: Open, scheme: Scheme, width: int, height: int
    ) -> None:
        context = await visitor(width=width, height=height, scheme=scheme, examined=True)
        await look_at_everything(await enter(context))

    async def test_finds_nothing_in_english(self, visitor: Open) -> None:
        page = await enter(await visitor(examined=True, language="en-GB"))
        await examine(page, "welcome")
        await say(page, "two litres of milk")
        await examine(page, "cart")

    async def test_finds_nothing_in_a_notice(self, visitor: Open) -> None:
        context = await visitor(examined=True)
        page = await enter(context)
        await context.clear_cookies()
        await page.locator("#say").fill("du lait")
        await page.locator("#composer button[type=submit]").click()
        await page.locator(".notice").wait_for()
        await examine(page, "notice")

    async def test_finds_nothing_at_four_times_the_size(self, visitor: Open) -> None:
        page = await enter(await visitor(width=320, height=256, examined=True))
        await say(page, HELLO)
        await examine(page, "400 %")


class TestWeight:
    async def test_is_little(self, visitor: Open) -> None:
        context = await visitor()
        scripts: list[int] = []
        everything: list[int] = []

        async def weigh(response: Response) -> None:
            if "/live" in response.url:
                return
            size = len(gzip.compress(await response.body()))
            everything.append(size)
            if ".js" in response.url:
                scripts.append(size)

        page = await context.new_page()
        arrived: list[Response] = []

        def note(response: Response) -> None:
            arrived.append(response)

        page.on("response", note)
        await page.goto("/counter")
        await page.wait_for_load_state("load")
        for response in arrived:
            await weigh(response)
        assert len(scripts) == 5
        assert sum(scripts) <= _MOST_SCRIPT
        assert sum(everything) <= _MOST_IN_ALL

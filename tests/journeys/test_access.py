"""The page for everybody: axe finds nothing, fingers find every target, little weighs."""

import gzip
from collections.abc import AsyncGenerator, Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, Response

from tests.journeys import tour
from tests.journeys.conftest import Keys, Open
from tests.journeys.later import later
from tests.journeys.served import Running
from tests.journeys.tour import VIEWS, View
from tests.journeys.walk import enter, say, take_milk

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
"""What `./dev setup` fetches for the tests."""

FOUR_TIMES = View("four-times", 320, 256, "light")
Walk = Callable[[Page], AsyncGenerator[str]]

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


async def obey(page: Page, where: str, options: dict[str, list[str]]) -> None:
    """Hold the page as it stands against axe."""
    if not await page.evaluate("() => 'axe' in window"):
        await page.add_script_tag(path=AXE)
    found: dict[str, Any] = await page.evaluate(
        "options => axe.run({ resultTypes: ['violations'], ...options })", options
    )
    violations = [
        f"{where}: {each['id']}: {each['help']}: {node['html'][:160]}"
        for each in found["violations"]
        for node in each["nodes"]
    ]
    assert violations == []


async def examine(page: Page, where: str) -> None:
    """Hold the page as it stands against axe, the size of a finger and the width of the window."""
    await obey(page, where, {})
    assert await page.evaluate(_TARGETS) == [], where
    await fits(page, where)


async def fits(page: Page, where: str) -> None:
    """See that nothing is wider than the window."""
    assert await page.evaluate(
        "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    ), f"{where}: wider than the window"


async def examine_every_view(page: Page, where: str) -> None:
    """Hold a state against everything on a phone and a desk, in light and dark, and at 400 %."""
    for view in VIEWS:
        await view.take(page)
        if view.scheme == "light":
            await examine(page, f"{where}, {view.name}")
        else:  # only the colours differ
            await obey(page, f"{where}, {view.name}", {"runOnly": ["color-contrast"]})
    await FOUR_TIMES.take(page)
    await fits(page, f"{where}, 400 %")
    await VIEWS[0].take(page)


class TestAxe:
    @pytest.mark.parametrize("walk", [tour.shop, later, tour.account])
    async def test_finds_nothing_anywhere(self, visitor: Open, walk: Walk) -> None:
        page = await enter(await visitor(examined=True))
        async for stop in walk(page):
            await examine_every_view(page, stop)

    async def test_finds_nothing_at_the_desk(
        self, visitor: Open, demo: Running, desk_keys: Keys
    ) -> None:
        page = await (await visitor(examined=True, base=demo.address)).new_page()
        way_in = await desk_keys.taken_by(page.context)
        try:
            async for stop in tour.desk(page, way_in):
                await examine_every_view(page, stop)
        finally:
            desk_keys.kept = await page.context.storage_state()

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


class TestWeight:
    @pytest.mark.parametrize("path", ["/", "/aisles/fruit", tour.MILK, "/checkout", "/counter"])
    async def test_is_little_at_first_sight(self, visitor: Open, path: str) -> None:
        arrived: list[Response] = []
        context = await visitor()
        if path == "/checkout":  # nobody comes to the till without goods
            await take_milk(await context.new_page())
        page = await context.new_page()

        def note(response: Response) -> None:
            arrived.append(response)

        page.on("response", note)
        await page.goto(path)
        await page.wait_for_load_state("load")
        weights = {
            each.url: len(gzip.compress(await each.body()))
            for each in arrived
            if "/live" not in each.url
        }
        scripts = {url: weight for url, weight in weights.items() if ".js" in url}
        assert len(scripts) >= 4
        assert sum(scripts.values()) <= _MOST_SCRIPT
        assert sum(weights.values()) <= _MOST_IN_ALL, weights

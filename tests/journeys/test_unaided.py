"""From the first page to a placed order by the keyboard alone, and by clicking in English."""

import pytest
from playwright.async_api import Page, expect

from tests.journeys.conftest import Open
from tests.journeys.walk import enter

pytestmark = pytest.mark.browser

_FAR = 150
"""So many steps are too far for any fingers."""

_SEEN = """
() => {
  const ringed = each => each && getComputedStyle(each).outlineStyle !== 'none';
  const at = document.activeElement;
  return ringed(at) || ringed(at.closest('.card, label')) || at.matches('.search input, #say');
}
"""
"""Whether it shows where the focus is: its own ring, or that of what is around it."""


async def reach(page: Page, selector: str, key: str = "Tab") -> None:
    """Go from one to the next until it is there, and see every step of the way."""
    for _ in range(_FAR):
        await page.keyboard.press(key)
        there = await page.evaluate("what => document.activeElement.matches(what)", selector)
        assert await page.evaluate(_SEEN), await page.evaluate("document.activeElement.outerHTML")
        if there:
            return
    raise AssertionError(f"{selector} is out of reach")


class TestKeyboard:
    async def test_leads_from_home_to_an_order(self, visitor: Open) -> None:
        page = await enter(await visitor(), "/")
        await reach(page, ".skip")
        await reach(page, "#search")
        await page.keyboard.type("lait demi ecreme")
        await page.keyboard.press("Enter")
        await page.wait_for_url("**/search?q=*")
        await reach(page, ".skip")
        await page.keyboard.press("Enter")
        await reach(page, ".shelf .add button")
        await page.keyboard.press("Enter")
        await expect(page.locator("#cart-link .count")).to_have_text("1")
        await reach(page, "#cart-link", "Shift+Tab")
        await page.keyboard.press("Enter")
        await page.locator("#drawer:popover-open").wait_for()
        await reach(page, "#drawer a[href='/checkout']")
        await page.keyboard.press("Enter")
        await page.wait_for_url("**/checkout")
        await reach(page, "#mode-pickup")
        await page.keyboard.press("Enter")
        await page.locator(".slot-day[open]").wait_for()
        await reach(page, ".slot-choice")
        await page.keyboard.press("Enter")
        await page.locator(".slot-choice[aria-pressed=true]").wait_for()
        await reach(page, "#till-email")
        await page.keyboard.type("camille@example.org")
        await reach(page, "#order-button")
        await page.keyboard.press("Enter")
        await expect(page.locator(".state")).to_contain_text("Enregistrée")


class TestEnglish:
    async def test_leads_to_an_order_by_clicking(self, visitor: Open) -> None:
        page = await enter(await visitor(language="en-GB"), "/")
        await page.locator(".aisles a", has_text="Dairy").click()
        await page.locator(".card", has_text="milk").first.locator(".add button").click()
        await expect(page.locator("#cart-link .count")).to_have_text("1")
        await page.locator("#cart-link").click()
        await page.locator("#drawer a[href='/checkout']").click()
        await page.locator("#mode-pickup").click()
        slot = page.locator(".slot-day[open] .slot-choice:not(:disabled)").first
        hours = await slot.locator("strong").inner_text()
        await slot.click()
        await page.locator(".slot-choice[aria-pressed=true]").wait_for()
        await page.locator("#till-email").fill("camille@example.org")
        button = page.locator("#order-button")
        await expect(button).to_have_text("Order with obligation to pay")
        await button.click()
        await expect(page.locator("#order .facts")).to_contain_text(hours)
        await expect(page.locator("html")).to_have_attribute("lang", "en")

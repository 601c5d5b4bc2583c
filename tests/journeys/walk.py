"""What a visitor does at the page, step by step."""

from playwright.async_api import Locator, Page, expect


async def say(page: Page, sentence: str) -> str:
    """Write a sentence, send it, and give the counter's answer once it is there."""
    turns = page.locator(".turn")
    before = await turns.count()
    await page.locator("#say").fill(sentence)
    await page.locator("#composer button").click()
    await expect(turns).to_have_count(before + 1)
    newest = turns.last
    await expect(newest.locator(".you-say")).to_contain_text(sentence)
    return await newest.locator(".counter-says p").inner_text()


async def order_link(page: Page) -> Locator:
    """Give the link to the order that was just placed."""
    link = page.locator(".turn").last.locator("a.button")
    await expect(link).to_be_visible()
    return link

"""The pages of goods in a real browser: by clicking, by talking, without scripts."""

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import Open
from tests.journeys.walk import enter, say

pytestmark = pytest.mark.browser


class TestClicking:
    async def test_fills_the_cart_and_changes_it(self, visitor: Open) -> None:
        page = await enter(await visitor(), "/")
        await page.locator(".aisles a", has_text="Crèmerie").click()
        await (
            page.locator(".card", has_text="Lait demi-écrémé").first.locator(".add button").click()
        )
        await expect(page.locator("#cart-link .count")).to_have_text("1")
        await page.locator("#cart-link").click()
        await page.get_by_role("button", name="Plus de").click()
        await expect(page.locator(".steps-now")).to_have_text("2")
        await page.get_by_role("link", name="Voir le panier").click()
        await page.locator(".line-wish").click()
        await page.get_by_label("demandez-moi").check()
        await page.get_by_label("Note pour la préparation").fill("date longue")
        await page.get_by_role("button", name="Enregistrer").click()
        await expect(page.locator(".line-about")).to_contain_text("date longue")
        await expect(page.locator(".line-about")).to_contain_text("demandez-moi")

    async def test_is_suggested_what_begins_as_typed(self, visitor: Open) -> None:
        page = await enter(await visitor(), "/")
        await page.locator("#search").press_sequentially("camemb")
        await page.locator("#suggestions a").first.wait_for()
        await page.locator("#suggestions a", has_text="Camembert").last.click()
        await expect(page.locator("h1")).to_contain_text("Camembert")


class TestTalking:
    async def test_points_at_the_page_and_moves_it(self, visitor: Open) -> None:
        page = await enter(await visitor(), "/search?q=camembert")
        second = await page.locator(".shelf .card-name").nth(1).inner_text()
        await say(page, "mets le deuxième")
        await expect(page.locator("#cart-link .count")).to_have_text("1")
        await page.locator("#say").fill("combien coûte le beurre doux")
        await page.locator("#composer button[type=submit]").click()
        await expect(page.locator("h1")).to_contain_text("Beurre")
        await page.goto("/cart")
        await expect(page.locator(".line-name").first).to_have_text(second)


class TestWithoutScripts:
    async def test_searches_narrows_and_fills_the_cart(self, visitor: Open) -> None:
        page = await enter(await visitor(script=False), "/")
        await page.locator("#search").fill("lait")
        await page.locator("#search").press("Enter")
        await page.locator(".filters-open").click()
        await page.locator("#sort").select_option("price")
        await page.get_by_role("button", name="Appliquer").click()
        await page.locator(".shelf .add button").first.click()
        await expect(page.locator("#cart-link .count")).to_have_text("1")
        assert "sort=price" in page.url
        await say(page, "et une baguette")

"""The grocer's desk in a real browser: an edit, a file, an order amended."""

import re
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, StorageState, expect

from tests.journeys.conftest import Keys
from tests.journeys.served import Running
from tests.journeys.test_access import examine
from tests.journeys.walk import HELLO, enter, order_link, say

pytestmark = pytest.mark.browser

MILK, EGGS = "2405000000100", "2405000004801"
BASE = "/desk/stores/les-halles"


@pytest_asyncio.fixture(scope="session")
async def keys(browser: Browser, demo: Running, desk_keys: Keys) -> StorageState:
    """Come in by the link that the demo prints, and give what the browser keeps of it."""
    if desk_keys.kept is None:
        context = await browser.new_context(base_url=demo.address, locale="fr-FR")
        page = await context.new_page()
        await page.goto(desk_keys.way_in)
        await page.get_by_role("button", name="Ouvrir le bureau").click()
        await expect(page.get_by_role("heading", level=1, name="Magasins")).to_be_visible()
        desk_keys.kept = await context.storage_state()
        await context.close()
    return desk_keys.kept


async def a_desk(
    browser: Browser,
    demo: Running,
    keys: StorageState,
    *,
    script: bool = True,
) -> BrowserContext:
    """Open the browser of somebody who is in already."""
    context = await browser.new_context(
        base_url=demo.address,
        viewport={"width": 1280, "height": 800},
        java_script_enabled=script,
        storage_state=keys,
        locale="fr-FR",
        bypass_csp=True,
        reduced_motion="reduce",
    )
    context.set_default_timeout(20_000)
    return context


async def an_order(browser: Browser, demo: Running) -> tuple[BrowserContext, Page]:
    """Let a shopper order, and give the page of their order."""
    context = await browser.new_context(base_url=demo.address, locale="fr-FR")
    context.set_default_timeout(20_000)
    page = await enter(context)
    await page.locator("#store").select_option("les-halles")
    await page.wait_for_load_state()
    for words in (HELLO, "retrait demain", "le premier", "valide", "oui"):
        await say(page, words)
        if await page.locator("a[href^='/orders/']").count():
            break
    await (await order_link(page)).click()
    await page.locator("#order").wait_for()
    return context, page


class TestEdit:
    async def test_a_price_is_edited_by_keyboard_alone(
        self, browser: Browser, demo: Running, keys: StorageState
    ) -> None:
        context = await a_desk(browser, demo, keys)
        page = await context.new_page()
        await page.goto(f"{BASE}/goods")
        await page.locator("#q").focus()
        await page.keyboard.type("lait demi ecreme")
        await page.keyboard.press("Enter")
        link = page.locator(f"a[href$='/goods/{MILK}']")
        await link.focus()
        await page.keyboard.press("Enter")
        price = page.locator("#offer-price")
        await price.focus()
        await page.keyboard.press("Control+a")
        await page.keyboard.type("1,23")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("status")).to_contain_text("Le prix est enregistré")
        await expect(page.locator(".past ins").first).to_contain_text("1,23")
        shop = await context.new_page()
        await shop.goto("/desk/changes")
        await expect(shop.locator(".rows ins").first).to_contain_text("1,23")
        await context.close()

    async def test_a_fault_is_gone_to_and_keeps_what_was_typed(
        self, browser: Browser, demo: Running, keys: StorageState
    ) -> None:
        context = await a_desk(browser, demo, keys, script=False)
        page = await context.new_page()
        await page.goto(f"{BASE}/goods/{EGGS}")
        await page.locator("#offer-price").fill("cher")
        await page.locator("#offer-form button.primary").click()
        await expect(page.locator("#offer-price")).to_have_value("cher")
        await expect(page.locator("#offer-price")).to_have_attribute("aria-invalid", "true")
        await expect(page.get_by_role("alert")).to_contain_text("rien n’est enregistré")
        await context.close()


class TestFile:
    async def test_prices_are_changed_by_a_file(
        self, browser: Browser, demo: Running, keys: StorageState, tmp_path: Path
    ) -> None:
        table = tmp_path / "prix.csv"
        table.write_text(f"gtin;prix\n{EGGS};2,22\n123;4\n", "utf-8")
        context = await a_desk(browser, demo, keys)
        page = await context.new_page()
        await page.goto(f"{BASE}/files")
        await page.locator("#file").set_input_files(table)
        await page.get_by_role("button", name="Voir ce qui changerait").click()
        await expect(page.get_by_text("recopiez le code")).to_be_visible()
        await expect(page.locator("ins")).to_contain_text("2,22")
        await examine(page, "preview of a file")
        await page.get_by_role("button", name="Appliquer la modification").click()
        await expect(page.get_by_role("status")).to_contain_text("Ce fichier est appliqué")
        await page.goto(f"{BASE}/goods/{EGGS}")
        await expect(page.locator("#offer-price")).to_have_value("2,22")
        await context.close()


class TestOrder:
    async def test_is_found_and_amended_and_the_shoppers_page_follows(
        self, browser: Browser, demo: Running, keys: StorageState
    ) -> None:
        theirs, order = await an_order(browser, demo)
        heading = await order.locator("#order h1").inner_text()
        number = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", heading)
        assert number is not None
        context = await a_desk(browser, demo, keys)
        page = await context.new_page()
        await page.goto(f"{BASE}/orders")
        await page.locator("#number").fill(number[0])
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", level=1)).to_contain_text(number[0])
        await examine(page, "an order")
        first = page.locator(".lines .inline input[name=quantity]").first
        name = (await page.locator(".lines .row-link").first.inner_text()).strip()
        await first.fill("7")
        await page.locator(".lines .inline button").first.click()
        await expect(page.get_by_role("status")).to_contain_text("La commande est modifiée")
        row = order.locator("#order tr", has_text=name)
        await expect(row).to_contain_text("7")
        await page.locator("a", has_text="Remplacer").first.click()
        await expect(page.get_by_role("heading", level=1)).to_contain_text("Remplacer")
        await examine(page, "what may stand instead")
        await page.go_back()
        await page.locator("#cancel summary").click()
        await page.get_by_role("button", name="Oui, annuler").click()
        await expect(page.locator(".head .tag")).to_contain_text("annulée")
        await expect(order.locator("#order")).to_contain_text("annulée", ignore_case=True)
        await context.close()
        await theirs.close()

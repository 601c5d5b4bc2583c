"""What the staff see once shoppers have ordered: an order amended, a withdrawal, files, codes."""

from collections.abc import AsyncGenerator
from secrets import token_hex

from playwright.async_api import FilePayload, Page, expect

from tests.journeys.walk import HELLO, order_link, say

DESK = "/desk/stores/les-halles"
PROMOTIONS = (
    "gtin;prix;promotion\n2405000004801;2,19;3 pour 2\n2405000000100;1,09;-60 %\n123;2;\n"
).encode("utf-8-sig")
STOCK = b"gtin;stock\n2405000004801;48\n2405000000100;beaucoup\n"


async def staffed(page: Page) -> AsyncGenerator[str]:
    """Order as a shopper, then walk through what the desk does about it; name every stop."""
    order = await _an_order(page)
    for walk in (_amended(page, order), _withdrawn(page, order), _files(page), _codes(page)):
        async for stop in walk:
            yield stop
    await page.goto(f"{DESK}/seller")
    yield "desk-seller"
    async for stop in _staff(page):
        yield stop


async def _an_order(page: Page) -> str:
    await page.goto("/counter")
    await page.locator("#store").select_option("les-halles")
    await page.wait_for_load_state()
    for words in (HELLO, "retrait demain", "le premier", "valide", "oui"):
        await say(page, words)
        if await page.locator("a[href^='/orders/']").count():
            break
    await (await order_link(page)).click()
    await page.locator("#order").wait_for()
    return page.url.rpartition("/")[2].partition("?")[0]


async def _amended(page: Page, order: str) -> AsyncGenerator[str]:
    await page.goto(f"{DESK}/orders/{order}")
    yield "desk-order"
    quantity = page.locator(".lines .inline input[name=quantity]").first
    await quantity.fill("x")
    await page.locator(".lines .inline button").first.click()
    await expect(page.locator(".inline .wrong").first).to_be_visible()
    yield "desk-order-refused"
    await page.locator(".lines .inline input[name=quantity]").first.fill("3")
    await page.locator(".lines .inline button").first.click()
    await expect(page.get_by_role("status")).to_contain_text("La commande est modifiée")
    yield "desk-order-amended"
    await page.locator("a", has_text="Remplacer").first.click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Remplacer")
    yield "desk-instead"


async def _withdrawn(page: Page, order: str) -> AsyncGenerator[str]:
    await page.goto(f"/orders/{order}/withdrawal")
    boxes = page.locator("input[name=line]")
    for box in await boxes.all():
        await box.check()
    await page.locator("#withdrawal-name").fill("Camille Martin")
    await page.locator("#withdrawal-email").fill("camille@example.org")
    await page.locator("main form button").last.click()
    await page.locator("main form button").first.click()
    await page.locator("#stated").wait_for()
    await page.goto(f"{DESK}/withdrawals")
    await expect(page.locator(".case").first).to_contain_text("Camille Martin")
    yield "desk-withdrawals"
    await page.goto(f"{DESK}/orders/{order}#withdrawals")
    yield "desk-order-withdrawn"


async def _files(page: Page) -> AsyncGenerator[str]:
    for name, kind, content in (("promotions", "prices", PROMOTIONS), ("stock", "stock", STOCK)):
        await page.goto(f"{DESK}/files")
        await page.locator("#kind").select_option(kind)
        file: FilePayload = {"name": f"{name}.csv", "mimeType": "text/csv", "buffer": content}
        await page.locator("#file").set_input_files(file)
        await page.get_by_role("button", name="Voir ce qui changerait").click()
        await expect(page.locator("#faults")).to_be_visible()
        yield f"desk-file-{name}"
        await page.get_by_role("button", name="Appliquer").click()
        await expect(page.get_by_role("status")).to_contain_text("Ce fichier est appliqué")
        yield f"desk-file-{name}-applied"


async def _codes(page: Page) -> AsyncGenerator[str]:
    code = f"T{token_hex(3)}".upper()
    await page.goto(f"{DESK}/codes")
    await page.locator("#code-code").fill(code)
    await page.locator("#code-form button.primary").click()
    await expect(page.locator("#code-amount")).to_have_attribute("aria-invalid", "true")
    yield "desk-code-refused"
    await page.locator("#code-amount").fill("5")
    await page.locator("#code-uses_most").fill("100")
    await page.locator("#code-form button.primary").click()
    await expect(page.get_by_role("status")).to_contain_text("Le code est créé")
    yield "desk-codes"
    await page.goto(f"{DESK}/codes/{code}")
    await page.locator("#code-counts").uncheck()
    await page.locator("#code-form button.primary").click()
    await expect(page.locator(".head .tag")).to_contain_text("terminé")
    yield "desk-code-over"


async def _staff(page: Page) -> AsyncGenerator[str]:
    await page.goto("/desk/staff")
    await page.locator("#invite-email").fill(f"paul.{token_hex(3)}@example.org")
    await page.locator("#invite-name").fill("Paul")
    await page.locator("#invite-role").select_option("clerk")
    await page.locator("#invite-form button.primary").click()
    await expect(page.locator("#invite-stores-wrong")).to_be_visible()
    yield "desk-staff-refused"
    await page.get_by_label("Comptoir Les Halles").check()
    await page.locator("#invite-form button.primary").click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Paul")
    yield "desk-staff-link"

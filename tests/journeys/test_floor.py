"""The counter and the cart beside every page: by talking, by both, in two windows at once."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.journeys.conftest import Open
from tests.journeys.household import join
from tests.journeys.walk import HELLO, enter, line, talk

pytestmark = pytest.mark.browser

FRENCH = (HELLO, "livraison demain soir", "valide")
ENGLISH = (
    "two litres of semi-skimmed milk, a pound of tomatoes and six eggs",
    "delivery tomorrow evening",
    "check out",
)
MILK = "/products/2405000000100"

_SPEAKS = """
window.SpeechRecognition = class extends EventTarget {
  start() {
    const event = new Event("result");
    event.results = [[{ transcript: "combien coûte le beurre doux" }]];
    queueMicrotask(() => this.dispatchEvent(event) && this.dispatchEvent(new Event("end")));
  }
  stop() {}
};
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => [{ localService: true, lang: "fr-FR" }],
  cancel() {},
  speak(words) { document.documentElement.dataset.read = words.text; },
  addEventListener() {},
} });
"""


async def leave_email(page: Page) -> None:
    """Say at the till where the order's letters go, as a guest must."""
    await page.locator("#till-email").fill("camille@example.org")


class TestTalking:
    @pytest.mark.parametrize(
        ("language", "sentences", "width", "height", "state"),
        [
            pytest.param("fr-FR", FRENCH, 1280, 800, "Enregistrée", id="desk-french"),
            pytest.param("fr-FR", FRENCH, 390, 844, "Enregistrée", id="phone-french"),
            pytest.param("en-GB", ENGLISH, 1280, 800, "Placed", id="desk-english"),
            pytest.param("en-GB", ENGLISH, 390, 844, "Placed", id="phone-english"),
        ],
    )
    async def test_leads_from_the_home_to_an_order(
        self,
        visitor: Open,
        language: str,
        sentences: tuple[str, ...],
        width: int,
        height: int,
        state: str,
    ) -> None:
        page = await enter(await visitor(width=width, height=height, language=language), "/")
        groceries, slot, order = sentences
        await talk(page, groceries)
        await expect(page.locator("#drawer .line")).to_have_count(3)
        await talk(page, slot, to="**/checkout*")
        await expect(page.locator(".slot-choice[aria-pressed=true]")).to_have_count(1)
        await talk(page, order)
        if not await page.locator("#choices").is_visible():
            await page.locator(".talk-here").click()
        await page.locator("#choices .chip-orders").click()
        await page.wait_for_url("**/orders/*")
        await expect(page.locator(".state")).to_contain_text(state)

    async def test_mixes_with_clicking(self, visitor: Open) -> None:
        page = await enter(await visitor(), "/search?q=camembert")
        await page.locator(".shelf .add button").first.click()
        await talk(page, "et mets aussi le deuxième")
        second = page.locator(".shelf > li").nth(1)
        await expect(second.locator(".add-told")).to_contain_text("au panier")
        await page.locator("#cart-link").click()
        await page.locator("#drawer").get_by_role("button", name="Plus de").first.click()
        await expect(page.locator("#drawer .steps-now").first).to_have_text("2")
        await page.locator("#drawer").get_by_role("link", name="Commander").click()
        await page.locator("#mode-pickup").click()
        await talk(page, "demain matin")
        await page.locator("#choices .chip").first.click()
        await expect(page.locator(".slot-choice[aria-pressed=true]")).to_have_count(1)
        await leave_email(page)
        await page.locator("#order-button").click()
        await expect(page.locator(".state")).to_contain_text("Enregistrée")
        await expect(page.locator(".order-lines tbody tr")).to_have_count(2)

    async def test_takes_what_the_cart_page_shows_by_its_place(self, visitor: Open) -> None:
        page = await enter(await visitor(), "/")
        await talk(page, HELLO)
        await page.goto("/cart")
        name = await page.locator("#basket .line-name").nth(1).inner_text()
        await talk(page, "enlève le deuxième")
        await expect(line(page, name)).to_have_count(0)
        await expect(page.locator("#basket .line")).to_have_count(2)

    async def test_shows_the_answer_where_the_counter_is_out_of_sight(self, visitor: Open) -> None:
        page = await enter(await visitor(width=390, height=844), "/")
        await talk(page, "combien coûte le beurre doux", to="**/products/*")
        caption = page.locator("#said")
        await expect(caption).to_be_visible()
        assert await page.locator("#now").inner_text() == await caption.locator("p").inner_text()
        await caption.get_by_role("link", name="Fermer").click()
        await expect(caption).to_be_hidden()
        await page.reload()
        await expect(caption).to_be_hidden()

    async def test_is_answered_aloud_unless_silenced(self, visitor: Open) -> None:
        context = await visitor()
        await context.add_init_script(_SPEAKS)
        page = await enter(context, "/")
        await page.locator("#mic").click()
        await page.wait_for_url("**/products/*")
        await expect(page.locator("html")).to_have_attribute("data-read", re.compile("euros"))
        await page.locator("#aloud").click()
        await page.goto("/")
        await expect(page.locator("#aloud")).to_have_attribute("aria-pressed", "false")
        await page.locator("#mic").click()
        await page.wait_for_url("**/products/*")
        await expect(page.locator(".turn")).to_have_count(2)
        assert await page.locator("html").get_attribute("data-read") is None


class TestBesideThePage:
    async def test_is_put_away_until_it_is_called(self, visitor: Open) -> None:
        page = await enter(await visitor(), "/aisles")
        async with page.expect_response("**/panel"):
            await page.locator(".side-away").click()
        await expect(page.locator("#panel")).to_be_hidden()
        await expect(page.locator(".call-desk")).to_be_focused()
        await page.goto("/stores")
        await expect(page.locator("#panel")).to_be_hidden()
        async with page.expect_response("**/panel"):
            await page.locator(".call-desk").click()
        await expect(page.locator("#say")).to_be_focused()
        await page.reload()
        await expect(page.locator("#panel")).to_be_visible()

    async def test_works_without_scripts(self, visitor: Open) -> None:
        page = await enter(await visitor(script=False, width=390, height=844), "/aisles")
        await page.locator(".talk-here").click()
        await page.locator("#say").fill(HELLO)
        await page.locator("#composer button[type=submit]").click()
        await expect(page.locator("#said")).to_be_visible()
        await page.locator("#dock-cart").click()
        await expect(page.locator("#basket .line")).to_have_count(3)

    async def test_gives_the_keyboard_back_when_it_closes(self, visitor: Open) -> None:
        page = await enter(await visitor(), MILK)
        await page.locator(".add-full button").click()
        await expect(page.locator("#cart-link .count")).to_have_text("1")
        await page.locator("#cart-link").focus()
        await page.keyboard.press("Enter")
        await expect(page.locator("#drawer")).to_be_focused()
        await page.locator("#drawer").get_by_role("button", name="Retirer").focus()
        await page.keyboard.press("Enter")
        await expect(page.locator("#drawer .line")).to_have_count(0)
        await expect(page.locator("#drawer")).to_be_focused()
        await page.keyboard.press("Escape")
        await expect(page.locator("#cart-link")).to_be_focused()


class TestTwoWindows:
    async def test_of_a_household_shop_at_once(self, visitor: Open) -> None:
        host, guest = await enter(await visitor(), "/"), await enter(await visitor(), "/")
        await join(host, guest, "Aziz")
        await host.goto("/cart")
        await guest.goto("/")
        await talk(guest, "une livre de tomates et six œufs")
        tomatoes = line(host, "omates")
        await expect(tomatoes).to_contain_text("Ajouté par Aziz")
        await expect(host.locator("#cart-now")).to_contain_text("2 articles")
        await tomatoes.get_by_role("button", name="Plus de").click()
        await expect(line(guest, "omates").locator(".steps-now")).to_have_text("600\u202fg")
        await expect(tomatoes.locator(".steps-now")).to_have_text("600\u202fg")

        await host.goto("/checkout")
        await host.locator("#mode-pickup").click()
        await talk(guest, "retrait demain", to="**/checkout*")
        await guest.locator(".slot-choice:not(:disabled)").first.click()
        await expect(guest.locator(".slot-choice[aria-pressed=true]")).to_have_count(1)
        await expect(host.locator(".slot-choice[aria-pressed=true]")).to_have_count(1)
        await guest.locator("#order-button").click()
        await expect(guest.locator(".state")).to_contain_text("Enregistrée")
        await expect(host.locator("#notice")).to_contain_text("commandé ailleurs")
        await expect(host.locator("#till")).to_contain_text("Votre panier est vide")
        await host.locator("#notice a").click()
        await expect(host).to_have_url(guest.url)

    async def test_leave_alone_what_is_typed_at_the_till(self, visitor: Open) -> None:
        context = await visitor()
        one, other = await enter(context, "/"), await context.new_page()
        await talk(one, "deux litres de lait demi-écrémé")
        await other.goto("/checkout")
        await other.locator("#mode-delivery").click()
        await other.locator(".place-change summary").click()
        await other.locator("#place-street").fill("12 rue du Puits")
        await other.locator("#till-email").focus()
        await other.keyboard.type("camille@")
        await talk(one, "une livre de tomates")
        await expect(other.locator(".till-lines li")).to_have_count(2)
        await expect(other.locator("#till-email")).to_be_focused()
        await other.keyboard.type("example.org")
        await expect(other.locator("#till-email")).to_have_value("camille@example.org")
        await expect(other.locator("#place-street")).to_have_value("12 rue du Puits")
        await expect(other.locator("#place-street")).to_be_visible()

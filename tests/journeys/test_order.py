"""From a French sentence to a placed order, in a real browser."""

import re

import pytest
from playwright.async_api import Page, Route, expect

from tests.journeys.conftest import Open
from tests.journeys.walk import (
    HELLO,
    answered,
    cents,
    enter,
    line,
    lines,
    order_link,
    place_order,
    say,
)

pytestmark = pytest.mark.browser

SIZES = [pytest.param(1280, 800, id="desk"), pytest.param(390, 844, id="phone")]


async def total(page: Page) -> int:
    """Read what the cart comes to."""
    return cents(await page.locator(".till .grand dd").inner_text())


class TestDialogue:
    @pytest.mark.parametrize(("width", "height"), SIZES)
    async def test_leads_from_a_sentence_to_an_order(
        self, visitor: Open, width: int, height: int
    ) -> None:
        page = await enter(await visitor(width=width, height=height))

        await say(page, HELLO)
        cart = await lines(page)
        assert len(cart) == 3
        milk = next(name for name in cart if re.search("lait demi-écrémé", name, re.IGNORECASE))
        tomatoes = next(name for name in cart if re.search("tomate", name, re.IGNORECASE))
        assert any(re.search("œufs", name, re.IGNORECASE) for name in cart)
        assert cart[milk][0] == "2"
        assert cart[tomatoes][0] == "500\u202fg"
        assert await total(page) == sum(cents(each) for _, each in cart.values())

        await say(page, "non plutôt un kilo de tomates")
        corrected = await lines(page)
        assert corrected[tomatoes][0] == "1\u202fkg"
        assert {**corrected, tomatoes: None} == {**cart, tomatoes: None}

        await say(page, "livraison demain soir")
        slot = page.locator(".slot")
        await expect(slot).to_contain_text("Livraison")
        await expect(slot).to_contain_text("demain")
        window = await slot.locator("span").first.inner_text()
        to_pay = await total(page)
        assert to_pay > sum(cents(each) for _, each in corrected.values())

        assert "?" in await say(page, "valide")
        await say(page, "oui")
        await expect(page.locator("#cart")).to_contain_text("Il est encore vide")
        await (await order_link(page)).click()

        order = page.locator("#order")
        await expect(page.locator(".state")).to_contain_text("Enregistrée")
        await expect(order.locator(".facts")).to_contain_text(window)
        for name, (quantity, price) in corrected.items():
            row = order.locator(".order-lines tbody tr").filter(has_text=name)
            await expect(row).to_contain_text(quantity)
            await expect(row).to_contain_text(price)
            await expect(row).to_contain_text("5,5")
        assert cents(await order.locator(".totals .grand dd").inner_text()) == to_pay
        shares = await order.locator(".order-vat tbody tr td:last-child").all_inner_texts()
        assert sum(cents(share) for share in shares) == to_pay
        assert await order.locator(".order-vat tbody th").all_inner_texts() == [
            "5,5\u202f%",
            "20\u202f%",
        ]

    async def test_works_without_scripts(self, visitor: Open) -> None:
        page = await enter(await visitor(script=False))
        for sentence in (HELLO, "non plutôt un kilo de tomates", "livraison demain soir"):
            await say(page, sentence)
        await line(page, "omates").get_by_role("button", name="Plus de").click()
        await expect(line(page, "omates").locator(".steps-now")).to_have_text("1,1\u202fkg")
        await page.locator(".vat summary").click()
        await expect(page.locator(".vat table")).to_be_visible()
        await say(page, "valide")
        await say(page, "oui")
        await (await order_link(page)).click()
        await expect(page.locator(".state")).to_contain_text("Enregistrée")
        await page.locator("#cancel summary").click()
        await page.locator("#cancel button").click()
        await expect(page.locator(".state")).to_contain_text("Annulée")

    async def test_works_with_the_keyboard_alone(self, visitor: Open) -> None:
        page = await enter(await visitor())
        await page.keyboard.press("Tab")
        await expect(page.locator(".skip")).to_be_focused()
        await page.keyboard.press("Enter")
        await page.keyboard.press("Tab")
        if not await page.evaluate("document.activeElement.id === 'say'"):
            await page.locator("#say").focus()
        await page.keyboard.type(HELLO)
        await page.keyboard.press("Enter")
        await expect(page.locator(".turn")).to_have_count(1)
        await expect(page.locator("#say")).to_be_focused()
        await expect(page.locator("#say")).to_have_value("")
        more = line(page, "Lait").get_by_role("button", name="Plus de")
        await more.focus()
        await page.keyboard.press("Enter")
        await expect(line(page, "Lait").locator(".steps-now")).to_have_text("3")
        await expect(more).to_be_focused()
        await line(page, "Lait").get_by_role("button", name="Retirer").focus()
        await page.keyboard.press("Enter")
        await expect(line(page, "Lait")).to_have_count(0)
        await expect(page.locator("#cart")).to_be_focused()

    async def test_goes_on_at_the_cart_where_the_stream_was_quicker_than_the_answer(
        self, visitor: Open
    ) -> None:
        page = await enter(await visitor())
        await say(page, HELLO)

        async def late(route: Route) -> None:
            response = await route.fetch()
            await expect(line(page, "Lait")).to_have_count(0)
            await route.fulfill(response=response)

        await line(page, "Lait").get_by_role("button", name="Retirer").focus()
        await page.route(lambda url: "/live" not in url, late)
        await page.keyboard.press("Enter")
        await expect(page.locator("#cart")).to_be_focused()

    async def test_takes_a_choice_by_its_button(self, visitor: Open) -> None:
        page = await enter(await visitor())
        await say(page, HELLO)
        await say(page, "livraison demain")
        chips = page.locator("#choices .chip")
        assert await chips.count() > 1
        label = await chips.nth(1).inner_text()
        await answered(page, chips.nth(1), label)
        hours = [int(hour) for hour in re.findall(r"(\d+)\s*h", label)]
        shown = await page.locator(".slot span").first.inner_text()
        assert [int(hour) for hour in re.findall(r"(\d+)\s*h", shown)] == hours

    async def test_can_be_led_by_the_carts_buttons(self, visitor: Open) -> None:
        page = await enter(await visitor())
        await answered(page, page.locator("#choices .chip").first, "lait")
        await answered(page, page.locator(".slot-ways .chip").last, "livraison")
        chip = page.locator("#choices .chip").first
        await answered(page, chip, await chip.inner_text())
        await answered(page, page.locator(".till .wide"), "valide")
        await say(page, "oui")
        await order_link(page)

    async def test_can_end_at_the_till_by_clicking(self, visitor: Open) -> None:
        page = await enter(await visitor())
        await answered(page, page.locator("#choices .chip").first, "lait")
        await page.goto("/checkout")
        await expect(page.locator("#order-button")).to_be_disabled()
        await page.locator("#mode-delivery").click()
        slot = page.locator(".slot-day[open] .slot-choice:not(:disabled)").first
        hours = await slot.locator("strong").inner_text()
        await slot.click()
        await expect(page.locator(".slot-choice[aria-pressed=true] strong")).to_have_text(hours)
        button = page.locator("#order-button")
        await expect(button).to_have_text("Commander avec obligation de paiement")
        await button.click()
        await expect(page.locator("#till-email")).to_be_focused()  # whoever has no account is asked
        await page.locator("#till-email").fill("camille@example.org")
        await button.click()
        await expect(page.locator(".state")).to_contain_text("Enregistrée")
        await expect(page.locator("#order .facts")).to_contain_text(hours)

    async def test_loses_no_click(self, visitor: Open) -> None:
        page = await enter(await visitor())
        await say(page, HELLO)
        more = line(page, "Lait").get_by_role("button", name="Plus de")
        await more.evaluate("button => { for (let n = 0; n < 6; n++) button.click() }")
        await expect(line(page, "Lait").locator(".steps-now")).to_have_text("8")

    async def test_speaks_english(self, visitor: Open) -> None:
        page = await enter(await visitor(language="en-GB"))
        await expect(page.locator("h1")).to_have_text("What do you need?")
        await page.locator(".language").click()
        await expect(page.locator("h1")).to_have_text("Que vous faut-il\u202f?")

    async def test_goes_to_another_store_and_back(self, visitor: Open) -> None:
        page = await enter(await visitor())
        await say(page, HELLO)
        await page.locator("#store").select_option("gare")
        await expect(page.locator("h1")).to_have_text("Ce qui change")
        await expect(page.locator("main")).to_contain_text("Vos 3 articles se trouvent tous")
        await page.get_by_role("button", name="Revenir à Comptoir Grand Ouest").click()
        await expect(page.locator("#store")).to_have_value("grand-ouest")
        await page.goto("/counter")
        await expect(page.locator(".turn")).to_have_count(1)
        await expect(page.locator(".line")).to_have_count(3)


class TestOrder:
    async def test_is_called_off_in_front_of_every_window(self, visitor: Open) -> None:
        context = await visitor()
        page = await enter(context)
        await place_order(page)
        other = await enter(context, page.url)
        await expect(other.locator(".state")).to_contain_text("Enregistrée")
        await page.locator("#cancel summary").click()
        await page.locator("#cancel button").click()
        await expect(page.locator(".state")).to_contain_text("Annulée")
        await expect(other.locator(".state")).to_contain_text("Annulée")
        await expect(other.locator("#cancel")).to_have_count(0)


class TestHostile:
    async def test_words_stay_words(self, visitor: Open) -> None:
        page = await enter(await visitor())
        hostile = (
            '<script>document.title="x"</script><img src=x onerror="document.title=1"> <b>b</b>'
        )
        title = await page.title()
        await say(page, hostile)
        await page.reload()
        assert await page.title() == title
        assert await page.locator("#log img, #log b, #log script").count() == 0
        await expect(page.locator(".you-say")).to_contain_text("<script>")

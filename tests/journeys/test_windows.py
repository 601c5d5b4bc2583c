"""Two windows at once."""

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import Open
from tests.journeys.walk import HELLO, enter, line, say

pytestmark = pytest.mark.browser


class TestTwoWindows:
    async def test_show_the_same_at_once(self, visitor: Open) -> None:
        context = await visitor()
        one, other = await enter(context), await enter(context)
        answer = await say(one, HELLO)
        await expect(other.locator(".turn")).to_have_count(1)
        await expect(other.locator(".turn .counter-says p")).to_have_text(answer)
        await expect(other.locator(".line")).to_have_count(3)

        await line(other, "Lait").get_by_role("button", name="Plus de").click()
        await expect(line(one, "Lait").locator(".steps-now")).to_have_text("3")
        await expect(line(other, "Lait").locator(".steps-now")).to_have_text("3")
        total = await other.locator(".till .grand dd").inner_text()
        await expect(one.locator(".till .grand dd")).to_have_text(total)

    async def test_go_on_together_after_an_order(self, visitor: Open) -> None:
        context = await visitor()
        one, other = await enter(context), await enter(context)
        for sentence in (HELLO, "livraison demain soir", "valide", "oui"):
            await say(one, sentence)
        await expect(other.locator(".turn")).to_have_count(4)
        await expect(other.locator("#cart")).to_contain_text("Il est encore vide")
        await say(other, "six œufs")
        await expect(one.locator(".line")).to_have_count(1)

    async def test_leave_alone_what_is_being_typed(self, visitor: Open) -> None:
        context = await visitor()
        one, other = await enter(context), await enter(context)
        await other.locator("#say").fill("et aussi du")
        await say(one, HELLO)
        await expect(other.locator(".line")).to_have_count(3)
        await expect(other.locator("#say")).to_have_value("et aussi du")

    async def test_keep_the_vat_open_that_was_opened(self, visitor: Open) -> None:
        context = await visitor()
        one, other = await enter(context), await enter(context)
        await say(one, HELLO)
        await other.locator(".vat summary").click()
        await say(one, "un kilo de pommes")
        await expect(other.locator(".line")).to_have_count(4)
        await expect(other.locator(".vat table")).to_be_visible()

    async def test_of_two_visitors_know_nothing_of_each_other(self, visitor: Open) -> None:
        one, other = await enter(await visitor()), await enter(await visitor())
        await say(one, HELLO)
        await other.reload()
        await expect(other.locator(".turn")).to_have_count(0)
        await expect(other.locator(".line")).to_have_count(0)

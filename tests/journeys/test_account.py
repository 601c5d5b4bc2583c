"""Signing in and the account in a real browser: by clicking, and without scripts."""

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import Open
from tests.journeys.household import an_address, join
from tests.journeys.test_passkeys import sign_in
from tests.journeys.walk import HELLO, enter, line, say

pytestmark = pytest.mark.browser


class TestAccount:
    async def test_is_opened_without_scripts(self, visitor: Open) -> None:
        page = await enter(await visitor(script=False))
        await say(page, HELLO)
        await sign_in(page, an_address())
        await page.goto("/counter")
        await expect(page.locator(".line")).to_have_count(3)
        await page.goto("/account/addresses/new")
        for name, text in {
            "recipient": "Camille",
            "street": "8 rue des Lavandières",
            "postcode": "35980",
            "city": "Montfleury",
        }.items():
            await page.locator(f"#{name}").fill(text)
        await page.locator("form.place-form button").click()
        await expect(page.locator("#told")).to_contain_text("C’est ajouté")

    async def test_brings_the_cart_to_a_second_device(self, visitor: Open) -> None:
        email = an_address()
        phone = await enter(await visitor(width=390, height=844))
        await say(phone, HELLO)
        await sign_in(phone, email)
        desk = await enter(await visitor())
        await sign_in(desk, email)
        await desk.goto("/counter")
        await expect(desk.locator(".line")).to_have_count(3)
        await phone.goto("/counter")
        await line(desk, "Lait").get_by_role("button", name="Plus de").click()
        await expect(line(phone, "Lait").locator(".steps-now")).to_have_text("3")

    async def test_has_the_usual_list_in_the_cart_by_three_taps_from_home(
        self, visitor: Open
    ) -> None:
        page = await enter(await visitor(width=390, height=844))
        await sign_in(page, an_address())
        await page.goto("/counter")
        await page.locator(".dock a[href='/account']").click()
        await page.get_by_role("link", name="Mes habitudes").click()
        await page.get_by_role("button", name="Tout mettre au panier").click()
        await expect(page.locator(".line")).to_have_count(6)

    async def test_is_left_everywhere_at_once(self, visitor: Open) -> None:
        email = an_address()
        one, other = await enter(await visitor()), await enter(await visitor())
        await sign_in(one, email)
        await sign_in(other, email)
        await one.goto("/account/sign-in")
        await one.get_by_role("button", name="Se déconnecter partout").click()
        await other.goto("/account")
        await expect(other.locator("h1")).to_contain_text("Se connecter")

    async def test_is_shared_with_who_follows_an_invitation(self, visitor: Open) -> None:
        host, guest = await enter(await visitor()), await enter(await visitor())
        await say(host, HELLO)
        await join(host, guest, "Aziz")
        await guest.goto("/counter")
        await expect(guest.locator(".line")).to_have_count(3)

    async def test_is_erased_by_who_ticks_the_box(self, visitor: Open) -> None:
        page = await enter(await visitor())
        await sign_in(page, an_address())
        await page.goto("/account/data")
        await page.get_by_label("J’ai compris").check()
        await page.get_by_role("button", name="Effacer mon compte").click()
        await expect(page.locator("main")).to_contain_text("Votre compte est effacé")
        await page.goto("/account")
        await expect(page.locator("h1")).to_contain_text("Se connecter")

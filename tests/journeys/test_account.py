"""Signing in and the account in a real browser: by clicking, without scripts, examined."""

import pytest
from playwright.async_api import Page, expect

from comptoir.kernel.ids import secret
from tests.journeys.conftest import Open, Scheme
from tests.journeys.test_access import examine
from tests.journeys.test_passkeys import mailed_code, sign_in
from tests.journeys.walk import HELLO, enter, line, place_order, say

pytestmark = pytest.mark.browser

PAGES = (
    "",
    "/orders",
    "/usual?q=lait",
    "/addresses",
    "/addresses/new",
    "/household",
    "/sign-in",
    "/data",
)


def an_address() -> str:
    return f"{secret().lower().strip('-_')}@example.org"


async def look_at_everything(page: Page) -> None:
    """Walk through every page of signing in and of the account and examine each."""
    email = an_address()
    await place_order(page)
    await page.goto("/sign-in")
    await examine(page, "sign-in")
    await page.locator("form.stack").first.evaluate("form => { form.noValidate = true }")
    await page.locator("#email").fill("camille")
    await page.locator("form.stack button").first.click()
    await expect(page.locator("#wrong-email")).to_be_visible()
    await examine(page, "a wrong address")
    await page.locator("#email").fill(email)
    await page.locator("form.stack button").first.click()
    await page.locator("#code").fill("1")
    await page.locator("form.stack button").first.click()
    await expect(page.locator("#wrong-code")).to_be_visible()
    await examine(page, "a wrong code")
    await page.locator("#code").fill(await mailed_code(page.context, email))
    await page.locator("form.stack button").first.click()
    await page.wait_for_url("**/account")
    for path in PAGES:
        await page.goto(f"/account{path}")
        await examine(page, path)
    await page.goto("/account/household")
    await page.locator("#email").fill(an_address())
    await page.locator("section form button").click()
    await expect(page.locator("#told")).to_contain_text("invitation")
    await examine(page, "invited")
    await page.goto("/sandbox/mail")
    await examine(page, "letters")


class TestAxe:
    @pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])
    async def test_finds_nothing_in_the_account(
        self, visitor: Open, width: int, scheme: Scheme
    ) -> None:
        context = await visitor(width=width, height=844, scheme=scheme, examined=True)
        await look_at_everything(await enter(context))


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
        await page.get_by_role("link", name="Mes habituels").click()
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
        await sign_in(host, an_address())
        invited = an_address()
        await host.goto("/account/household")
        await host.locator("#email").fill(invited)
        await host.get_by_role("button", name="Inviter", exact=True).click()
        await host.goto("/sandbox/mail")
        letter = host.locator("article").filter(has_text=invited).first
        text = await letter.locator("pre").inner_text()
        path = "/invitations/" + text.split("/invitations/")[1].split()[0]
        await guest.goto(path)
        await guest.locator("#name").fill("Aziz")
        await guest.get_by_role("button", name="Rejoindre le foyer").click()
        await expect(guest.locator("#told")).to_contain_text("Bienvenue")
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

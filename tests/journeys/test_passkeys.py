"""Signing in with passkeys, in a real browser with an authenticator of its own (WebDriver, CDP)."""

import re
from collections.abc import AsyncGenerator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import BrowserContext, CDPSession, Page, expect

from comptoir.kernel.ids import secret
from tests.journeys.conftest import Open

pytestmark = pytest.mark.browser


class Authenticator:
    """A device that keeps passkeys, spoken to over the browser's own protocol."""

    def __init__(self, line: CDPSession) -> None:
        self._line = line
        self._id = ""

    async def tell(self, command: str, **words: object) -> dict[str, str]:
        """Tell it something."""
        sent: Any = self._line.send  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType] (untyped there)
        known = {"authenticatorId": self._id} if self._id else {}
        return await sent(f"WebAuthn.{command}", {**known, **words})

    async def begin(self, **options: object) -> None:
        """Put it into the browser."""
        await self.tell("enable")
        self._id = (await self.tell("addVirtualAuthenticator", options=options))["authenticatorId"]


async def an_authenticator(page: Page) -> Authenticator:
    """Give a page an authenticator that keeps passkeys and knows its owner."""
    made = Authenticator(await page.context.new_cdp_session(page))
    await made.begin(
        protocol="ctap2",
        transport="internal",
        hasResidentKey=True,
        hasUserVerification=True,
        isUserVerified=True,
        automaticPresenceSimulation=True,
    )
    return made


async def sign_in(page: Page, email: str) -> None:
    """Sign in by the code that the demo lays down."""
    await page.goto("/sign-in")
    await page.get_by_label("Adresse e-mail").fill(email)
    await page.get_by_role("button", name="Recevoir un code").click()
    await page.wait_for_url("**/sign-in/code")
    await page.get_by_label("Code à 8 chiffres").fill(await mailed_code(page.context, email))
    await page.get_by_role("button", name="Se connecter", exact=True).click()
    await page.wait_for_url("**/account")


async def mailed_code(context: BrowserContext, email: str) -> str:
    """Read the newest code that was mailed to an address."""
    box = await context.new_page()
    await box.goto("/sandbox/mail")
    letter = box.locator("article").filter(has_text=email).first
    found = re.search(r"\d{4} \d{4}", await letter.locator("pre").inner_text())
    await box.close()
    assert found is not None
    return found[0]


@pytest_asyncio.fixture
async def page(visitor: Open, shop: str) -> AsyncGenerator[Page]:
    """Open a window at the shop's name: passkeys are made for names, not for numbers."""
    context = await visitor(base=shop.replace("127.0.0.1", "localhost"))
    yield await context.new_page()


class TestPasskey:
    async def test_is_made_named_used_and_removed(self, page: Page) -> None:
        await an_authenticator(page)
        email = f"{secret().lower().strip('-_')}@example.org"
        await sign_in(page, email)
        await page.goto("/account/sign-in")
        await page.get_by_label("Nom de la clé").fill("Mon ordinateur")
        await page.get_by_role("button", name="Créer une clé d’accès").click()
        await expect(page.locator("#told")).to_contain_text("Votre clé d’accès est prête")
        await expect(page.locator("input[name=name][value='Mon ordinateur']")).to_have_count(1)

        await page.goto("/account")
        await page.get_by_role("button", name="Se déconnecter").click()
        await page.goto("/sign-in?next=/account/orders")
        await page.get_by_role("button", name="Utiliser une clé d’accès").click()
        await page.wait_for_url(re.compile(r"^[^?]+/account/orders$"))

        await page.goto("/account/sign-in")
        await page.get_by_role("button", name="Supprimer Mon ordinateur").click()
        await expect(page.locator("#told")).to_contain_text("supprimé")
        await page.goto("/account")
        await page.get_by_role("button", name="Se déconnecter").click()
        await page.goto("/sign-in")
        await page.get_by_role("button", name="Utiliser une clé d’accès").click()
        await expect(page.locator("main")).to_contain_text("n’est pas connue ici")

    async def test_is_one_of_several_and_not_made_twice_on_one_device(self, page: Page) -> None:
        authenticator = await an_authenticator(page)
        await sign_in(page, f"{secret().lower().strip('-_')}@example.org")
        await page.goto("/account/sign-in")
        await page.get_by_role("button", name="Créer une clé d’accès").click()
        await expect(page.locator("#told")).to_contain_text("prête")
        await page.get_by_role("button", name="Créer une clé d’accès").click()
        await expect(page.locator("form[data-makes] [role=status]")).to_contain_text("déjà")
        await authenticator.tell("removeVirtualAuthenticator")
        await an_authenticator(page)
        await page.get_by_role("button", name="Créer une clé d’accès").click()
        await expect(page.locator(".passkey")).to_have_count(2)

    async def test_that_is_refused_by_its_owner_changes_nothing(self, page: Page) -> None:
        authenticator = await an_authenticator(page)
        await sign_in(page, f"{secret().lower().strip('-_')}@example.org")
        await page.goto("/account/sign-in")
        await authenticator.tell("setUserVerified", isUserVerified=False)
        await page.get_by_role("button", name="Créer une clé d’accès").click()
        await expect(page.locator("form[data-makes] [role=status]")).to_contain_text("pas abouti")
        await expect(page.locator(".passkey")).to_have_count(0)

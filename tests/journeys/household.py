"""Two people of one household, each at a browser of their own."""

from playwright.async_api import Page, expect

from comptoir.kernel.ids import secret
from tests.journeys.test_passkeys import sign_in


def an_address() -> str:
    """Give an e-mail address that nobody has yet."""
    return f"{secret().lower().strip('-_')}@example.org"


async def join(host: Page, guest: Page, name: str) -> None:
    """Let the guest follow an invitation into the household of the host, who signs in first."""
    await sign_in(host, an_address())
    invited = an_address()
    await host.goto("/account/household")
    await host.locator("#email").fill(invited)
    await host.get_by_role("button", name="Inviter", exact=True).click()
    await host.goto("/sandbox/mail")
    letter = host.locator("article").filter(has_text=invited).first
    text = await letter.locator("pre").inner_text()
    await guest.goto("/invitations/" + text.split("/invitations/")[1].split()[0])
    await guest.locator("#name").fill(name)
    await guest.get_by_role("button", name="Rejoindre le foyer").click()
    await expect(guest.locator("#told")).to_contain_text("Bienvenue")

"""Coming in by a code sent by mail."""

import re
from dataclasses import dataclass, field
from datetime import datetime

import pytest

from comptoir.shopping.identity.model import CODE_LIFE as TOLD_LIFE
from comptoir.staff.access.model import CODE_LIFE
from comptoir.staff.directory.model import Role
from comptoir.street.messages.model import Letter
from comptoir.surfaces.console.sign_in import CODE_COOKIE
from tests.surfaces.console.conftest import House


@dataclass(slots=True)
class Postbox:
    """Keeps the letters that it is given to carry."""

    letters: list[Letter] = field(default_factory=list[Letter])

    async def send(self, letter: Letter, *, reference: str, at: datetime) -> None:
        """Take a letter."""
        self.letters.append(letter)

    def code_for(self, email: str) -> str | None:
        """Read the code of the newest letter to an address."""
        for letter in reversed(self.letters):
            found = re.search(r"\d{4} \d{4}", letter.text)
            if letter.recipient == email and found:
                return found[0]
        return None


@pytest.fixture
def postbox(house: House) -> Postbox:
    """Give the shop somebody who carries letters."""
    box = Postbox()
    house.served.mail = box
    return box


class TestCode:
    async def test_lets_somebody_in(self, house: House, postbox: Postbox) -> None:
        member, _ = await house.link(Role.CLERK, house.shop.store)
        client = await house.stranger()
        assert 'name="email"' in (await client.get("/desk/sign-in")).text
        asked = await client.post("/desk/sign-in", data={"email": member.email})
        assert asked.status_code == 200
        assert "Path=/desk/sign-in" in asked.headers["set-cookie"]
        code = postbox.code_for(member.email)
        assert code is not None
        wrong = await client.post("/desk/sign-in/code", data={"code": "1"})
        assert wrong.status_code == 422
        assert 'aria-describedby="code-wrong"' in wrong.text
        there = f"{house.base}/goods"
        entered = await client.post(
            "/desk/sign-in/code", params={"next": there}, data={"code": code}
        )
        assert (entered.status_code, entered.headers["location"]) == (303, there)
        assert (await client.get(there)).status_code == 200

    async def test_tells_strangers_the_same_and_sends_them_nothing(
        self, house: House, postbox: Postbox
    ) -> None:
        member, _ = await house.link(Role.CLERK, house.shop.store)
        answers = [
            await (await house.stranger()).post("/desk/sign-in", data={"email": email})
            for email in (member.email, "nobody@essai.example")
        ]
        assert answers[0].text == answers[1].text
        assert all(CODE_COOKIE in each.headers["set-cookie"] for each in answers)
        assert postbox.code_for("nobody@essai.example") is None

    async def test_works_in_no_other_browser(self, house: House, postbox: Postbox) -> None:
        member, _ = await house.link(Role.CLERK, house.shop.store)
        await (await house.stranger()).post("/desk/sign-in", data={"email": member.email})
        code = postbox.code_for(member.email)
        other = await house.stranger()
        refused = await other.post("/desk/sign-in/code", data={"code": code or ""})
        assert refused.status_code == 422

    async def test_is_refused_from_another_site(self, house: House) -> None:
        client = await house.stranger()
        for path in ("/desk/sign-in", "/desk/sign-in/code"):
            refused = await client.post(
                path, data={"email": "a@b.fr", "code": "1"},
                headers={"sec-fetch-site": "cross-site"},
            )  # fmt: skip
            assert refused.status_code == 403

    async def test_is_not_offered_where_nobody_carries_letters(self, house: House) -> None:
        client = await house.stranger()
        assert 'name="email"' not in (await client.get("/desk/sign-in")).text
        refused = await client.post("/desk/sign-in", data={"email": "a@b.fr"})
        assert refused.status_code == 422

    def test_lasts_as_long_as_its_letter_says(self) -> None:
        assert CODE_LIFE == TOLD_LIFE

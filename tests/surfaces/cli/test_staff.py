"""`comptoir staff`: people are invited by a printed link, listed, and let go."""

import re

from tests.stories.staff import an_email
from tests.surfaces.cli.conftest import Run

_LINK = re.compile(r"https?://\S+/desk/enter/[\w-]{40,}\n\Z")


class TestInvite:
    def test_prints_a_link_and_says_how_long_it_lasts(self, shop: Run) -> None:
        ended = shop("staff", "invite", an_email(), "--address", "https://shop.example/")
        assert ended.code == 0
        assert _LINK.match(ended.out)
        assert ended.out.startswith("https://shop.example/desk/enter/")
        assert "24 heures" in ended.err

    def test_makes_an_administrator_unless_told_otherwise(self, shop: Run, store: str) -> None:
        first, second = an_email(), an_email()
        shop("staff", "invite", first, "--name", "Claire")
        shop("staff", "invite", second, "--role", "clerk", "--store", store)
        listed = shop("staff", "list").out
        assert re.search(
            rf"^{first}  administrator  toute la chaîne  Claire$", listed, re.MULTILINE
        )
        assert re.search(rf"^{second}  clerk  {store}  ", listed, re.MULTILINE)

    def test_gives_whom_it_knows_a_new_link_and_changes_nothing(
        self, shop: Run, store: str
    ) -> None:
        email = an_email()
        first = shop("staff", "invite", email, "--role", "clerk", "--store", store)
        second = shop("staff", "invite", email.upper())
        assert second.code == 0
        assert first.out != second.out
        assert f"{email}  clerk  {store}" in shop("staff", "list").out

    def test_refuses_in_one_line_what_cannot_be(self, shop: Run) -> None:
        for words, told in (
            (("nobody",), "email"),
            ((an_email(), "--role", "king"), "administrator, manager"),
            ((an_email(), "--role", "clerk"), "stores"),
            ((an_email(), "--role", "clerk", "--store", "nowhere"), "store list"),
        ):
            ended = shop("staff", "invite", *words)
            assert (ended.code, ended.out) == (2, "")
            assert ended.err.count("\n") == 1
            assert told in ended.err


class TestLeave:
    def test_lets_somebody_in_no_more(self, shop: Run) -> None:
        shop("staff", "invite", an_email())
        email = an_email()
        shop("staff", "invite", email)
        assert shop("staff", "leave", email).code == 0
        assert re.search(rf"^{email} .*\(parti\)$", shop("staff", "list").out, re.MULTILINE)
        assert shop("staff", "invite", email).code == 2

    def test_knows_nobody_of_another_address(self, shop: Run) -> None:
        assert shop("staff", "leave", an_email()).code == 2

"""Letters handed to a mail server that really listens."""

import ssl
from datetime import UTC, datetime
from pathlib import Path

import pytest

from comptoir.adapters.mail.smtp import Security, Server, Smtp
from comptoir.street.messages.ports import NotCarried, Unsure
from tests.stories.letters import a_letter
from tests.unit.adapters.mail.server import PASSWORD, USER, Box, a_certificate, served

AT = datetime(2026, 6, 15, 8, 0, tzinfo=UTC)
SENDER = "Comptoir « Les Halles » <courses@example.org>"


def plain(port: int) -> Smtp:
    return Smtp(Server("127.0.0.1", port, Security.PLAIN), SENDER)


class TestSend:
    async def test_hands_over_both_forms_and_who_it_is_from(self) -> None:
        box = Box()
        async with served(box) as port:
            await plain(port).send(a_letter(), reference="abc", at=AT)
        (got,) = box.messages
        assert str(got["To"]) == "camille@example.org"
        assert got["From"].addresses[0].addr_spec == "courses@example.org"
        assert got["From"].addresses[0].display_name == "Comptoir « Les Halles »"
        assert got["Message-ID"] == "<abc@example.org>"
        assert got["Auto-Submitted"] == "auto-generated"
        assert got["Date"].datetime == AT
        text, html = got.get_body(("plain",)), got.get_body(("html",))
        assert text is not None
        assert html is not None
        assert "vos œufs à 2,15 € sont prêts" in text.get_content()
        assert "<p>Bonjour" in html.get_content()

    @pytest.mark.parametrize(("answer", "again"), [("451 later", True), ("550 nobody", False)])
    @pytest.mark.parametrize("where", ["recipient", "content"])
    async def test_tells_a_no_for_now_from_one_for_good(
        self, where: str, answer: str, again: bool
    ) -> None:
        box = Box(on_recipient=answer) if where == "recipient" else Box(on_content=answer)
        async with served(box) as port:
            with pytest.raises(NotCarried) as refused:
                await plain(port).send(a_letter(), reference="abc", at=AT)
        assert refused.value.again is again

    async def test_is_unsure_when_the_line_breaks_after_the_content(self) -> None:
        async with served(Box(breaks=True)) as port:
            with pytest.raises(Unsure):
                await plain(port).send(a_letter(), reference="abc", at=AT)

    async def test_tries_later_where_nobody_listens(self) -> None:
        async with served(Box()) as port:
            pass
        with pytest.raises(NotCarried) as refused:
            await plain(port).send(a_letter(), reference="abc", at=AT)
        assert refused.value.again

    @pytest.mark.parametrize("recipient", ["a@b.org\nBcc: all@b.org", "nobody", "a@b.org, c@d.org"])
    async def test_sends_nothing_to_what_is_not_one_address(self, recipient: str) -> None:
        box = Box()
        async with served(box) as port:
            with pytest.raises(NotCarried) as refused:
                await plain(port).send(a_letter(recipient), reference="abc", at=AT)
        assert not refused.value.again
        assert box.messages == []

    async def test_lets_no_header_in_by_the_subject(self) -> None:
        box, evil = Box(), a_letter(subject="x\r\nBcc: all@example.org")
        async with served(box) as port:
            with pytest.raises(NotCarried):
                await plain(port).send(evil, reference="abc", at=AT)
        assert box.messages == []


class TestPrivacy:
    @pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
    async def test_signs_in_under_tls(self, tmp_path: Path, security: Security) -> None:
        shows, trusts = a_certificate(tmp_path)
        box = Box()
        async with served(box, tls=shows, at_once=security is Security.TLS) as port:
            there = Server("localhost", port, security, USER, PASSWORD)
            await Smtp(there, SENDER, trusts).send(a_letter(), reference="abc", at=AT)
        assert len(box.messages) == 1

    @pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
    async def test_hands_nothing_to_a_server_it_does_not_trust(
        self, tmp_path: Path, security: Security
    ) -> None:
        shows, _ = a_certificate(tmp_path)
        box = Box()
        async with served(box, tls=shows, at_once=security is Security.TLS) as port:
            there = Server("localhost", port, security, USER, PASSWORD)
            with pytest.raises(NotCarried) as refused:
                await Smtp(there, SENDER, ssl.create_default_context()).send(
                    a_letter(), reference="abc", at=AT
                )
        assert refused.value.again
        assert box.messages == []

    async def test_hands_nothing_to_a_server_that_offers_no_tls(self) -> None:
        box = Box()
        async with served(box) as port:
            there = Server("localhost", port, Security.STARTTLS)
            with pytest.raises(NotCarried):
                await Smtp(there, SENDER).send(a_letter(), reference="abc", at=AT)
        assert box.messages == []

    async def test_tells_a_wrong_password(self, tmp_path: Path) -> None:
        shows, trusts = a_certificate(tmp_path)
        async with served(Box(), tls=shows) as port:
            there = Server("localhost", port, Security.STARTTLS, USER, "wrong")
            with pytest.raises(NotCarried) as refused:
                await Smtp(there, SENDER, trusts).send(a_letter(), reference="abc", at=AT)
        assert refused.value.again

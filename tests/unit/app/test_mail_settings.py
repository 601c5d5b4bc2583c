"""Who carries letters, and where the shop is reached, is said by the environment."""

from pathlib import Path

import pytest

from comptoir.adapters.mail.smtp import Security, Server, Smtp
from comptoir.adapters.mail.spool import Spool
from comptoir.app import wiring
from comptoir.app.commands.explaining import words_for
from comptoir.app.settings import (
    MAIL_FROM,
    SMTP_PASSWORD,
    SMTP_URL,
    URL,
    Post,
    Settings,
    WrongSetting,
)

SENDER = "Comptoir <courses@example.org>"


@pytest.fixture(autouse=True)
def _nobody(monkeypatch: pytest.MonkeyPatch) -> None:  # pyright: ignore[reportUnusedFunction]
    for name in (SMTP_URL, SMTP_PASSWORD, MAIL_FROM, URL):
        monkeypatch.delenv(name, raising=False)


class TestPost:
    def test_is_nobodys_by_itself(self) -> None:
        assert Settings.read().post is None
        assert wiring.mail_for(Settings.read(), demo=False) is None

    def test_is_the_server_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(SMTP_URL, "smtp://shop%40example.org:p%2Fw@mail.example.org")
        monkeypatch.setenv(MAIL_FROM, SENDER)
        mail = wiring.mail_for(Settings.read(), demo=False)
        assert isinstance(mail, Smtp)
        assert mail.server == Server(
            "mail.example.org", 587, Security.STARTTLS, "shop@example.org", "p/w"
        )
        assert "p/w" not in repr(mail)

    def test_has_its_password_in_a_variable_of_its_own(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(SMTP_URL, "smtps://shop@mail.example.org:4650")
        monkeypatch.setenv(SMTP_PASSWORD, "elsewhere")
        monkeypatch.setenv(MAIL_FROM, SENDER)
        post = Post.read()
        assert post == Post("smtps", "mail.example.org", 4650, SENDER, "shop", "elsewhere")
        assert "elsewhere" not in repr(post)

    @pytest.mark.parametrize(
        ("url", "sender", "wrong"),
        [
            ("http://mail.example.org", SENDER, SMTP_URL),
            ("smtp://", SENDER, SMTP_URL),
            ("smtp://mail.example.org:port", SENDER, SMTP_URL),
            ("smtp+plain://user:secret@mail.example.org", SENDER, SMTP_URL),
            ("smtp://mail.example.org", "", MAIL_FROM),
            ("smtp://mail.example.org", "Comptoir", MAIL_FROM),
            ("smtp://user:é@mail.example.org", SENDER, SMTP_PASSWORD),
        ],
    )
    def test_refuses_what_cannot_be(
        self, monkeypatch: pytest.MonkeyPatch, url: str, sender: str, wrong: str
    ) -> None:
        monkeypatch.setenv(SMTP_URL, url)
        monkeypatch.setenv(MAIL_FROM, sender)
        with pytest.raises(WrongSetting) as refused:
            Settings.read()
        words = words_for(refused.value) or ""
        assert wrong in words
        assert "secret" not in words

    def test_is_a_folder_in_the_demo_whatever_is_named(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv(SMTP_URL, "smtp://mail.example.org")
        monkeypatch.setenv(MAIL_FROM, SENDER)
        mail = wiring.mail_for(Settings.read(data=tmp_path), demo=True)
        assert mail == Spool(tmp_path / "mail")


class TestAddress:
    def test_is_a_scheme_and_a_host(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert Settings.read().address is None
        monkeypatch.setenv(URL, "https://courses.example.org/")
        assert Settings.read().address == "https://courses.example.org"

    @pytest.mark.parametrize("url", ["courses.example.org", "ftp://x.org", "https://x.org/shop"])
    def test_refuses_what_is_none(self, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
        monkeypatch.setenv(URL, url)
        with pytest.raises(WrongSetting):
            Settings.read()

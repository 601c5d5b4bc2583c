"""Mail by SMTP (RFC 5321), under TLS unless the server is this machine's own."""

import asyncio
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.utils import parseaddr
from enum import StrEnum

from comptoir.adapters.mail.post import message
from comptoir.street.messages.model import Letter
from comptoir.street.messages.ports import NotCarried, Unsure

PATIENCE_SECONDS = 20


class Security(StrEnum):
    """How the line to the server is kept private."""

    TLS = "smtps"
    STARTTLS = "smtp"
    PLAIN = "smtp+plain"


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server and how to be let in."""

    host: str
    port: int
    security: Security = Security.STARTTLS
    user: str | None = None
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Smtp:
    """Carries letters from `sender` by a mail server; a line for each."""

    server: Server
    sender: str
    trusted: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    async def send(self, letter: Letter, *, reference: str, at: datetime) -> None:
        """Hand a letter over.

        :raises NotCarried: when it was not taken.
        :raises Unsure: when the line broke after its content was sent.
        """
        try:
            made = message(letter, sender=self.sender, reference=reference, at=at)
        except ValueError as error:
            raise NotCarried(f"no message: {error}", again=False) from error
        await asyncio.to_thread(self._carry, made, letter.recipient)

    def _carry(self, made: EmailMessage, recipient: str) -> None:
        line = self._line()
        try:
            self._envelope(line, recipient)
            _content(line, made)
        finally:
            with suppress(smtplib.SMTPException, OSError):
                line.quit()
            line.close()

    def _line(self) -> smtplib.SMTP:
        """Open a line to the server.

        :raises NotCarried: when it cannot be reached, is not who it says, or lets nobody in.
        """
        there = self.server
        try:
            if there.security is Security.TLS:
                line: smtplib.SMTP = smtplib.SMTP_SSL(
                    there.host, there.port, timeout=PATIENCE_SECONDS, context=self.trusted
                )
            else:
                line = smtplib.SMTP(there.host, there.port, timeout=PATIENCE_SECONDS)
        except (smtplib.SMTPException, OSError) as error:
            raise NotCarried(f"{there.host}:{there.port}: {error}", again=True) from error
        try:
            if there.security is Security.STARTTLS:
                line.starttls(context=self.trusted)
            if there.user is not None:
                line.login(there.user, there.password or "")
        except (smtplib.SMTPException, OSError, UnicodeEncodeError) as error:
            line.close()
            raise NotCarried(f"{there.host}:{there.port}: {error}", again=True) from error
        return line

    def _envelope(self, line: smtplib.SMTP, recipient: str) -> None:
        try:
            line.ehlo_or_helo_if_needed()
            _check(*line.mail(parseaddr(self.sender)[1]))
            _check(*line.rcpt(recipient))
        except (smtplib.SMTPException, OSError) as error:
            raise NotCarried(str(error), again=True) from error


def _content(line: smtplib.SMTP, made: EmailMessage) -> None:
    try:
        answer = line.data(made.as_bytes())
    except smtplib.SMTPDataError as error:  # the content was not asked for
        raise NotCarried(str(error), again=error.smtp_code < 500) from error
    except (smtplib.SMTPException, OSError) as error:
        raise Unsure(str(error)) from error
    _check(*answer)


def _check(code: int, words: bytes) -> None:
    """Check that the server said yes (RFC 5321, 4.2.1: 4xx may be yes later, 5xx never)."""
    if code >= 400:
        told = words.decode("utf-8", "replace")
        raise NotCarried(f"{code} {told}"[:200], again=code < 500)

"""A mail server on this machine, of which a test says how it behaves."""

import asyncio
import datetime
import ssl
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

from aiosmtpd import smtp
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "comptoir", "a password of ours"


@dataclass(slots=True)
class Box:
    """Takes messages; answers may be set for the recipient and for the content."""

    messages: list[EmailMessage] = field(default_factory=list[EmailMessage])
    on_recipient: str = "250 OK"
    on_content: str = "250 OK"
    breaks: bool = False

    async def handle_RCPT(  # noqa: N802 (the server's name for it)
        self,
        server: smtp.SMTP,
        session: Session,
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.on_recipient

    async def handle_DATA(  # noqa: N802 (as above)
        self, server: smtp.SMTP, session: Session, envelope: Envelope
    ) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        self.messages.append(message_from_bytes(content, policy=SMTP))
        if self.breaks:
            assert server.transport is not None
            server.transport.close()
        return self.on_content


def _authenticate(
    server: smtp.SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
) -> AuthResult:
    known = isinstance(data, LoginPassword) and data == LoginPassword(
        USER.encode(), PASSWORD.encode()
    )
    return AuthResult(success=known, handled=False)


@asynccontextmanager
async def served(
    box: Box, *, tls: ssl.SSLContext | None = None, at_once: bool = False
) -> AsyncGenerator[int]:
    """Serve a box on a port of this machine's own, which is given."""
    options: dict[str, Any] = {"hostname": "mail.example"}
    if tls is not None:
        # A line that is private from its first byte is none to this server, which knows STARTTLS.
        options |= {"authenticator": _authenticate, "auth_required": not at_once}
        options["auth_require_tls"] = not at_once
    if tls is not None and not at_once:
        options |= {"tls_context": tls, "require_starttls": True}
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: smtp.SMTP(box, loop=loop, **options), "127.0.0.1", 0, ssl=tls if at_once else None
    )
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        await server.wait_closed()


def a_certificate(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Draw a certificate for localhost: the context that shows it, and one that trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    drawn = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    shown = folder / "server.pem"
    shown.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + drawn.public_bytes(serialization.Encoding.PEM)
    )
    shows = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    shows.load_cert_chain(shown)
    trusts = ssl.create_default_context(
        cadata=drawn.public_bytes(serialization.Encoding.PEM).decode()
    )
    return shows, trusts

"""Whether a chain of certificates is Alexa's, and where it may be fetched.

After Amazon's "Host a Custom Skill as a Web Service": the address is https, of the host
s3.amazonaws.com, port 443 where one is named, with a path that begins with /echo.api/ once it is
normalised; the chain leads to a trusted authority, is valid now, and names echo-api.amazon.com.
"""

import posixpath
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import unquote, urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509 import Certificate, DNSName, load_pem_x509_certificates
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from comptoir.street.ports import Fetch, FetchFailed

HOST = "s3.amazonaws.com"
PATH = "/echo.api/"
NAMED = "echo-api.amazon.com"
KEPT_FOR = timedelta(hours=1)
MOST_KEPT = 8
_PORT = 443


class NotTrusted(Exception):
    """A signature that cannot be trusted; the message is the reason's code."""


def checked_address(url: str) -> str:
    """Give the address of a chain, normalised.

    :raises NotTrusted: when Alexa's are not kept there.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise NotTrusted("certificate_address") from None
    path = posixpath.normpath(unquote(parts.path)) if parts.path else ""
    fits = (
        parts.scheme.lower() == "https"
        and (parts.hostname or "").lower() == HOST
        and port in {None, _PORT}
        and parts.username is None
        and path.startswith(PATH)
        and not parts.query
        and path.isascii()
        and path.isprintable()
    )
    if not fits:
        raise NotTrusted("certificate_address")
    return f"https://{HOST}{path}"


@dataclass(slots=True)
class Chains:
    """Fetches chains, keeps the trusted ones for a while, and checks signatures with them."""

    fetch: Fetch
    roots: Callable[[], Sequence[Certificate]]
    _kept: dict[str, tuple[datetime, tuple[Certificate, ...]]] = field(
        default_factory=dict[str, tuple[datetime, tuple[Certificate, ...]]]
    )
    _store: Store | None = None

    async def check(self, *, url: str, signature: bytes, body: bytes, now: datetime) -> None:
        """Check that who holds the certificate at `url`, which is Alexa's, signed `body`.

        :raises NotTrusted: when the address, the chain or the signature is another.
        """
        chain = await self._chain(checked_address(url), now)
        key = chain[0].public_key()
        if not isinstance(key, RSAPublicKey):
            raise NotTrusted("certificate")
        try:
            key.verify(signature, body, PKCS1v15(), SHA256())
        except InvalidSignature:
            raise NotTrusted("signature") from None

    async def _chain(self, address: str, now: datetime) -> tuple[Certificate, ...]:
        fetched_at, chain = self._kept.get(address, (None, ()))
        if fetched_at is None or not fetched_at <= now < fetched_at + KEPT_FOR:
            fetched_at, chain = now, await self._fetched(address)
        self._verify(chain, now)
        self._kept.pop(address, None)
        while len(self._kept) >= MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[address] = (fetched_at, chain)
        return chain

    async def _fetched(self, address: str) -> tuple[Certificate, ...]:
        try:
            return tuple(load_pem_x509_certificates(await self.fetch(address)))
        except FetchFailed:
            raise NotTrusted("certificate_unavailable") from None
        except ValueError:
            raise NotTrusted("certificate") from None

    def _verify(self, chain: Sequence[Certificate], now: datetime) -> None:
        if self._store is None:
            self._store = Store(list(self.roots()))
        verifier = (
            PolicyBuilder().store(self._store).time(now).build_server_verifier(DNSName(NAMED))
        )
        try:
            verifier.verify(chain[0], list(chain[1:]))
        except VerificationError:
            raise NotTrusted("certificate") from None

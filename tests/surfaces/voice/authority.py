"""A local authority that certifies as Amazon's does, or not quite."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import (
    AuthorityKeyIdentifier,
    BasicConstraints,
    Certificate,
    CertificateBuilder,
    DNSName,
    ExtendedKeyUsage,
    KeyUsage,
    Name,
    NameAttribute,
    SubjectAlternativeName,
    SubjectKeyIdentifier,
    random_serial_number,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from comptoir.street.ports import FetchFailed
from comptoir.surfaces.alexa.certificates import NAMED

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@cache
def a_key(number: int = 0) -> rsa.RSAPrivateKey:
    """Make a key, the same for the same number: drawing one is slow."""
    del number
    return rsa.generate_private_key(public_exponent=65_537, key_size=2_048)


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who signs certificates: a root, or an authority between."""

    key: rsa.RSAPrivateKey
    certificate: Certificate


def _name(text: str) -> Name:
    return Name([NameAttribute(NameOID.COMMON_NAME, text)])


def _builder(
    subject: str, key: Key, issuer: Name, issuer_key: Key, since: datetime, until: datetime
) -> CertificateBuilder:
    return (
        CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False
        )
    )


def _usage(*, signs_certificates: bool) -> KeyUsage:
    return KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def an_issuer(
    now: datetime, *, name: str = "A root", number: int = 1, by: Issuer | None = None
) -> Issuer:
    """Make a root, or an authority certified `by` one."""
    key = a_key(number)
    signer = by.key if by else key
    issuer = by.certificate.subject if by else _name(name)
    until = now + timedelta(days=3_650)
    certificate = (
        _builder(name, key, issuer, signer, now - timedelta(days=30), until)
        .add_extension(BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(signer, SHA256())
    )
    return Issuer(key, certificate)


def a_leaf(
    now: datetime,
    *,
    by: Issuer,
    named: str = NAMED,
    since: timedelta = timedelta(days=-1),
    until: timedelta = timedelta(days=90),
    key: Key | None = None,
) -> Certificate:
    """Certify a key for a host."""
    return (
        _builder("a leaf", key or a_key(), by.certificate.subject, by.key, now + since, now + until)
        .add_extension(SubjectAlternativeName([DNSName(named)]), critical=False)
        .add_extension(BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(by.key, SHA256())
    )


def pem(*chain: Certificate) -> bytes:
    """Write a chain as it is fetched."""
    return b"".join(each.public_bytes(Encoding.PEM) for each in chain)


def signed(body: bytes, key: rsa.RSAPrivateKey | None = None) -> bytes:
    """Sign a body as Alexa does."""
    return (key or a_key()).sign(body, PKCS1v15(), SHA256())


@dataclass(slots=True)
class Shelf:
    """Documents by their address, and what was asked for."""

    documents: dict[str, bytes]
    asked: list[str] = field(default_factory=list[str])

    async def __call__(self, url: str) -> bytes:
        """Give a document.

        :raises FetchFailed: when there is none.
        """
        self.asked.append(url)
        if url not in self.documents:
            raise FetchFailed("status 404")
        return self.documents[url]


@dataclass(frozen=True, slots=True)
class Authority:
    """A root, an authority below it, Alexa's chain, and where it is kept."""

    root: Issuer
    between: Issuer
    chain: Sequence[Certificate]


@cache
def an_authority(now: datetime) -> Authority:
    """Make an authority that has certified Alexa's key."""
    root = an_issuer(now)
    between = an_issuer(now, name="Between", number=2, by=root)
    leaf = a_leaf(now, by=between)
    return Authority(root, between, (leaf, between.certificate))

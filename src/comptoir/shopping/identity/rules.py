"""What an e-mail address and a code are, and how they are kept."""

import hashlib
import hmac
import re
import secrets

from comptoir.kernel.refusals import invalid
from comptoir.shopping.customers.rules import checked_line

DIGITS = 8
_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(rf"{_LOCAL}@(?:{_LABEL}\.)+{_LABEL}\Z")
_LONGEST_EMAIL = 190


def checked_email(text: str) -> str:
    """Give an e-mail address (RFC 5321, 4.1.2) with its domain in lower case.

    :raises Refusal: when it is missing or none.
    """
    line = checked_line("email", text)
    if len(line) > _LONGEST_EMAIL or _EMAIL.match(line) is None:
        raise invalid("email", "give_an_email")
    local, _, domain = line.rpartition("@")
    return f"{local}@{domain.lower()}"


def draw_code() -> str:
    """Draw a code of eight digits."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def typed_code(text: str) -> str:
    """Read a code as people type it, with spaces or hyphens in it."""
    return "".join(character for character in text if character.isascii() and character.isdigit())


def hash_code(code: str, salt: str) -> str:
    """Digest a code slowly (scrypt, RFC 7914), so that a stolen table does not give it away."""
    digest = hashlib.scrypt(code.encode(), salt=salt.encode(), n=2**12, r=8, p=1, dklen=32)
    return digest.hex()


def same(one: str, other: str) -> bool:
    """Compare two digests in a time that tells nothing."""
    return hmac.compare_digest(one.encode(), other.encode())


def digest(text: str) -> str:
    """Digest what is unguessable by itself, or what is only to be counted."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()

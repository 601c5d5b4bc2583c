"""Masks for what stands in a page and must not be told from how small the page becomes."""

import base64
import binascii
import secrets

_LENGTH = 32
"""Bytes of what is masked: a SHA-256 digest."""


def masked(secret: bytes) -> str:
    """Write a digest so that it looks different each time: a fresh mask, and the digest under it.

    A page that is compressed tells by its length what its parts have in common. Whoever can make a
    browser ask for it with words of their own, and see how long each answer is, would read a token
    that stays the same letter by letter (BREACH; https://breachattack.com). Of one that is drawn
    anew for every answer there is nothing to be learnt from the answer before.
    """
    mask = secrets.token_bytes(len(secret))
    return base64.urlsafe_b64encode(mask + _under(mask, secret)).decode().rstrip("=")


def unmasked(text: str) -> bytes | None:
    """Read what `masked` wrote; None when it cannot have written this."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    if len(raw) != 2 * _LENGTH or base64.urlsafe_b64encode(raw).decode().rstrip("=") != text:
        return None
    return _under(raw[:_LENGTH], raw[_LENGTH:])


def _under(mask: bytes, content: bytes) -> bytes:
    return bytes(one ^ other for one, other in zip(mask, content, strict=True))

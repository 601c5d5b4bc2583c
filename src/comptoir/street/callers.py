"""Where a request comes from, as far as that can be known: what bounds on its sender count by."""

from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

from starlette.requests import Request

_LONGEST_PATH = 500


def caller_address(request: Request) -> str:
    """Give the network address that a request comes from.

    A proxy in front, on this machine or in its private network, says so in X-Forwarded-For: of that
    the last address counts, which is the only one that the proxy itself has written. From anywhere
    else the header is what anybody may write. Of an IPv6 address the network counts (/64), which
    one household has to itself.
    """
    peer = "" if request.client is None else request.client.host
    told = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
    seen = _read(peer)
    forwarded = _read(told)
    if forwarded is not None and (seen is None or seen.is_private):
        seen = forwarded
    if seen is None:
        return peer[:80]
    if isinstance(seen, IPv6Address):
        return str(IPv6Address(int(seen) >> 64 << 64))
    return str(seen)


def own_path(text: str | None, otherwise: str) -> str:
    """Give a path of this shop to go on to; whatever leads elsewhere is replaced by `otherwise`."""
    path = text or ""
    if not path.startswith("/") or len(path) > _LONGEST_PATH or not path.isascii():
        return otherwise
    # Browsers read a backslash as a slash and skip tabs and line breaks (URL standard, 4.4).
    if path.startswith("//") or "\\" in path or not path.isprintable():
        return otherwise
    try:
        parts = urlsplit(path)
    except ValueError:
        return otherwise
    return path if not parts.scheme and not parts.netloc else otherwise


def _read(text: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None

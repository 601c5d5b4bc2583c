"""What passkeys are bound to: the host by which browsers know the shop (WebAuthn, 5.1.2)."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.requests import Request

from comptoir.shopping.identity.model import RelyingParty
from comptoir.surfaces.web.house import house_of

_LOCAL = "localhost"


def relying(request: Request) -> RelyingParty | None:
    """Tell what passkeys are bound to here; None where browsers allow none.

    Browsers make passkeys for names, never for addresses of a network, and under TLS only unless
    the name is this machine's own.
    """
    origin = house_of(request).shop.address or f"{request.url.scheme}://{request.url.netloc}"
    told = urlsplit(origin)
    host = told.hostname or ""
    local = host == _LOCAL or host.endswith(f".{_LOCAL}")
    if not host or _is_number(host) or (told.scheme != "https" and not local):
        return None
    return RelyingParty(host, origin)


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True

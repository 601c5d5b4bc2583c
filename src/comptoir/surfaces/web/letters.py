"""The demo's letters, which no mail server carries: a page where they can be read."""

from typing import Protocol, runtime_checkable

from starlette.requests import Request
from starlette.responses import Response

from comptoir.kernel.refusals import not_found
from comptoir.street.messages.model import Letter
from comptoir.surfaces.web.house import house_of
from comptoir.surfaces.web.pages import page
from comptoir.surfaces.web.readers import reader_of

_TYPE = "message/rfc822"


@runtime_checkable
class Kept(Protocol):
    """Mail that goes nowhere."""

    def kept(self, most: int = 20) -> list[tuple[str, Letter]]:
        """Give the newest letters, each with its name."""
        ...

    def whole(self, name: str) -> bytes | None:
        """Give a letter as a message."""
        ...


async def show(request: Request) -> Response:
    """Show the newest letters, as plain text."""
    reader, mail = await reader_of(request), house_of(request).shop.mail
    letters = mail.kept() if isinstance(mail, Kept) else []
    return page(request, "letters.html", reader.language, letters=letters, demo=True)


async def whole(request: Request) -> Response:
    """Give one letter as a mail program opens it.

    :raises Refusal: when there is none of this name.
    """
    name, mail = str(request.path_params["name"]), house_of(request).shop.mail
    content = mail.whole(name) if isinstance(mail, Kept) else None
    if content is None:
        raise not_found("letter", name)
    kept = f'attachment; filename="{name}"'
    return Response(content, media_type=_TYPE, headers={"Content-Disposition": kept})

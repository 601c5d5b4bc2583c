"""What a window shows of what changed, in it or elsewhere: conversation, cart, its own part."""

from starlette.requests import Request

from comptoir.surfaces.web.framing import beside, frame, who
from comptoir.surfaces.web.house import house_of
from comptoir.surfaces.web.pages import fill
from comptoir.surfaces.web.visits import Visit, glance_of


async def changes(
    request: Request, visit: Visit, kind: str, *, talked: bool = True, turn: str = ""
) -> str:
    """Write what may have changed in a window on a page of a `kind`; `talked` with what was said.

    A `turn` is for the window that has just said something: its next sentence is another.
    """
    glance = glance_of(visit)
    async with house_of(request).shop.database.read(who(glance)) as on:
        framed = await frame(request, on, glance)
    return fill(
        "_window.html", glance.language, kind=kind, talked=talked, turn=turn, **beside(framed)
    )

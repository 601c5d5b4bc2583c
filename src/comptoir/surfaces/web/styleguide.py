"""The demo's page of everything the shop is drawn with."""

from starlette.requests import Request
from starlette.responses import Response

from comptoir.kernel.locale import Language
from comptoir.surfaces.web import pictures, visits
from comptoir.surfaces.web.frame import AisleLink, FrameView
from comptoir.surfaces.web.pages import page

COLOURS = (
    "page", "sheet", "raised", "line", "edge", "soft", "ink", "action", "butter", "butter-pale",
    "good", "warn", "danger",
)  # fmt: skip
_AISLES = (("fresh", "Frais"), ("bakery", "Boulangerie"), ("dairy", "Crèmerie"))


async def show(request: Request) -> Response:
    """Show every colour, letter, piece and pictogram, in each of its states."""
    session = await visits.session_of(request)
    language = visits.language_for(request, session)
    aisles = tuple(
        AisleLink(code, name, pictures.pictogram(code), here=code == "dairy")
        for code, name in _AISLES
    )
    frame = FrameView(search="/search", aisles=aisles)
    return page(
        request,
        "styleguide.html",
        language,
        frame=frame,
        demo=True,
        colours=COLOURS,
        pictograms=sorted(pictures.names()),
        french=language is Language.FRENCH,
    )

"""The counter beside a page: whether it is put away, and whether it answers aloud."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from comptoir.kernel.refusals import Kind, Refusal
from comptoir.surfaces.web import forms, visits
from comptoir.surfaces.web.line_forms import local
from comptoir.surfaces.web.pages import from_htmx
from comptoir.surfaces.web.visits import SIDE


async def remember(request: Request) -> Response:
    """Remember in this browser how its visitor likes the counter beside a page."""
    form = await forms.fields(request)
    session = await visits.sender(request, form)
    liked = {name: form[name] for name in SIDE if name in form}
    if any(value not in SIDE[name] for name, value in liked.items()):
        raise Refusal(Kind.INVALID, "bad_form")
    response = Response(status_code=204)
    if not from_htmx(request):
        response = RedirectResponse(local(form.get("back", "/")), 303)
    await visits.remember(request, response, session.noted(**liked))
    return response

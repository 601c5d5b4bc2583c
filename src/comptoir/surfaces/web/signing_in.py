"""The pages of signing in and out: an address, a code that was mailed to it, and in."""

from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from comptoir.kernel.ids import secret
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.shopping.identity import commands as identity
from comptoir.shopping.identity import queries as identities
from comptoir.shopping.identity.model import Asked, NoCode, Proven, Waiting, WrongCode
from comptoir.street import signing
from comptoir.street.callers import caller_address, own_path
from comptoir.street.letters.entry import code_letter
from comptoir.street.messages.ports import NotCarried, Unsure
from comptoir.street.problems import STATUS
from comptoir.street.signing import Entry
from comptoir.surfaces.web import forms, rejoining, visits
from comptoir.surfaces.web.devices import device
from comptoir.surfaces.web.framing import private_page
from comptoir.surfaces.web.house import caller, house_of
from comptoir.surfaces.web.readers import Reader, reader_of, writer_of
from comptoir.surfaces.web.relying import relying
from comptoir.surfaces.web.words import Words

HOME = "/account"
_CODE = "/sign-in/code"


@dataclass(frozen=True, slots=True)
class EntryView:
    """A step of signing in: what was typed, what is wrong with it, where it leads."""

    next: str
    value: str = ""
    wrong: str = ""
    mail: bool = True
    erased: bool = False
    """True right after an account was erased."""
    passkey: str = ""
    """What is wrong with a passkey that was shown."""
    passkeys: bool = False
    email: str = ""
    minutes: int = 0


async def show(request: Request) -> Response:
    """Ask for an address; whoever is signed in already is led on."""
    reader = await reader_of(request)
    onward = own_path(request.query_params.get("next"), HOME)
    if await rejoining.who(request, reader.session) is not None:
        return RedirectResponse(onward, 303)
    erased = "erased" in request.query_params
    return await _address(request, reader, EntryView(onward, erased=erased))


async def ask(request: Request) -> Response:
    """Mail a code to an address: the same whether it is known here or not."""
    form = await forms.fields(request)
    reader = await writer_of(request, form)
    view = EntryView(own_path(form.get("next"), HOME), value=form.get("email", ""))
    house, words = house_of(request), Words(reader.language)
    if house.shop.mail is None:
        return await _address(request, reader, view, 503)
    try:
        async with house.shop.database.work(caller(reader.language)) as uow:
            asked = await identity.ask_code(
                uow,
                session=reader.session.key,
                email=view.value,
                caller=caller_address(request),
            )
    except Refusal as refusal:
        wrong = _why(refusal, words)
        return await _address(request, reader, _with(view, wrong), STATUS[refusal.kind])
    if asked.code is not None and not await _mailed(request, reader, asked, asked.code):
        return await _address(request, reader, _with(view, words("code_not_sent")), 503)
    response = RedirectResponse(_onward(_CODE, view.next), 303)
    await visits.remember(request, response, reader.session)
    return response


async def show_code(request: Request) -> Response:
    """Ask for the code that was mailed."""
    reader = await reader_of(request)
    onward = own_path(request.query_params.get("next"), HOME)
    if await rejoining.who(request, reader.session) is not None:
        return RedirectResponse(onward, 303)
    waiting = await _waiting(request, reader)
    if waiting is None:
        return RedirectResponse(_onward("/sign-in", onward), 303)
    return await _code(request, reader, EntryView(onward), waiting)


async def check_code(request: Request) -> Response:
    """Let in whoever types the right code."""
    form = await forms.fields(request)
    reader = await writer_of(request, form)
    view = EntryView(own_path(form.get("next"), HOME), value=form.get("code", ""))
    house, words = house_of(request), Words(reader.language)
    waiting = await _waiting(request, reader)
    try:
        async with house.shop.database.work(caller(reader.language)) as uow:
            checked = await identity.check_code(
                uow,
                session=reader.session.key,
                code=view.value,
                caller=caller_address(request),
            )
    except Refusal as refusal:
        wrong = _with(view, _why(refusal, words))
        return await _code(request, reader, wrong, waiting, STATUS[refusal.kind])
    match checked:
        case Proven():
            return await _enter(request, reader, checked.email, view.next)
        case WrongCode():
            wrong = _with(view, words("code_wrong", count=checked.left))
            return await _code(request, reader, wrong, waiting, 422)
        case NoCode():
            wrong = EntryView(view.next, value="" if waiting is None else waiting.email)
            return await _address(request, reader, _with(wrong, words("code_gone")), 410)


async def sign_out(request: Request) -> Response:
    """Sign this browser out; it goes on as a guest's."""
    reader = await writer_of(request, await forms.fields(request))
    async with house_of(request).shop.database.work(caller(reader.language)) as uow:
        await identity.sign_out(uow, session=reader.session.key)
    response = RedirectResponse("/", 303)
    await visits.part(request, response, reader.session)
    return response


async def leave_with(request: Request, reader: Reader, entry: Entry, onward: str) -> Response:
    """Answer with a new session, signed in, and lead on; the key of the one before is worthless."""
    session = visits.anew(request, reader.session)
    response = RedirectResponse(onward, 303)
    await visits.remember(request, response, visits.keyed(session, entry.session))
    return response


async def passkey_refused(
    request: Request, reader: Reader, view: EntryView, refusal: Refusal
) -> Response:
    """Answer with the form again, and what is wrong with a passkey.

    :raises Refusal: when something else is wrong.
    """
    words = Words(reader.language)
    if not words.has(refusal.code):
        raise refusal
    told = EntryView(view.next, passkey=words(refusal.code))
    return await _address(request, reader, told, STATUS[refusal.kind])


def entry_for(request: Request) -> Entry:
    """Draw the key of a new session for the browser that asks."""
    return Entry(secret(), device(request.headers.get("user-agent", "")))


async def _enter(request: Request, reader: Reader, email: str, onward: str) -> Response:
    entry = entry_for(request)
    await signing.by_mail(
        house_of(request).shop,
        caller(reader.language),
        email=email,
        guests=await visits.guests(request, reader.session),
        entry=entry,
    )
    return await leave_with(request, reader, entry, onward)


async def _mailed(request: Request, reader: Reader, asked: Asked, code: str) -> bool:
    shop = house_of(request).shop
    if shop.mail is None:
        return False
    letter = code_letter(asked.email, code, reader.language)
    try:
        await shop.mail.send(letter, reference=secret(), at=shop.database.clock.now())
    except NotCarried:
        async with shop.database.work(caller(reader.language)) as uow:
            await identity.drop_code(uow, session=reader.session.key)
        return False
    except Unsure:
        return True  # it may arrive; if not, another can be asked for
    return True


async def _waiting(request: Request, reader: Reader) -> Waiting | None:
    async with house_of(request).shop.database.read(caller(reader.language)) as on:
        return await identities.waiting_code(on, session=reader.session.key)


def _why(refusal: Refusal, words: Words) -> str:
    """Tell what is wrong with what was asked.

    :raises Refusal: when it is not about what was typed.
    """
    match refusal.kind:
        case Kind.TOO_MANY:
            return words("too_often", count=refusal.facts["minutes"])
        case Kind.INVALID:
            return words(f"wrong_{refusal.facts['remedy']}", **refusal.facts)
        case _:
            raise refusal


def _with(view: EntryView, wrong: str) -> EntryView:
    return EntryView(view.next, view.value, wrong)


def _onward(path: str, onward: str) -> str:
    return path if onward == HOME else f"{path}?next={quote(onward)}"


async def _address(
    request: Request, reader: Reader, view: EntryView, status: int = 200
) -> Response:
    shop = house_of(request).shop
    whole = EntryView(
        view.next,
        view.value,
        view.wrong,
        erased=view.erased,
        passkey=view.passkey,
        mail=shop.mail is not None,
        passkeys=relying(request) is not None,
    )
    return await entry_page(request, reader, "account/sign_in.html", status, entry=whole)


async def _code(
    request: Request,
    reader: Reader,
    view: EntryView,
    waiting: Waiting | None,
    status: int = 200,
) -> Response:
    if waiting is None:
        return await _address(request, reader, EntryView(view.next), status)
    now = house_of(request).shop.database.clock.now()
    minutes = -(-int((waiting.expires_at - now).total_seconds()) // 60)
    whole = EntryView(view.next, view.value, view.wrong, email=waiting.email, minutes=minutes)
    return await entry_page(request, reader, "account/code.html", status, entry=whole)


async def entry_page(
    request: Request, reader: Reader, template: str, status: int, **views: object
) -> Response:
    """Answer whoever is about to come in."""
    return await private_page(request, reader.session, template, views, status)

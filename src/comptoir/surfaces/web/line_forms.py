"""Putting goods into the cart from any page, and changing how much of them there is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.goods.shelf import queries as shelf
from comptoir.goods.shelf.model import ShelfItem
from comptoir.kernel.locale import Language
from comptoir.kernel.measure import Quantity
from comptoir.kernel.refusals import invalid, not_found
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.carts import queries as cart_queries
from comptoir.shopping.carts.model import Added, Cart, OnlySome, Outcome, SoldOut, Want
from comptoir.street.figures import Figures, figures
from comptoir.surfaces.web import amounts, cart_page, counter, forms, visits, windows
from comptoir.surfaces.web.counter import Notice
from comptoir.surfaces.web.house import caller, house_of
from comptoir.surfaces.web.pages import fill, from_htmx
from comptoir.surfaces.web.visits import Visit
from comptoir.surfaces.web.words import Words

_DOES = ["add", "more", "less", "remove"]


@dataclass(frozen=True, slots=True)
class _Came:
    """What came of a click: the product, the cart after it, and what could not be done."""

    gtin: str
    name: str
    cart: Cart
    notice: Notice | None
    figures: Figures


async def change(request: Request) -> Response:
    """Put a product in, more of it or less, or take it off the cart."""
    form = await forms.fields(request)
    adds = form.get("do") == "add"
    visit = await (visits.come_in if adds else visits.come_back)(request, form)
    async with house_of(request).shop.database.work(caller(visit.language)) as uow:
        came = await _change(uow, visit, form)
    response = await _answer(request, visit, form, came)
    if adds:
        await visits.remember(request, response, visit.session)
    return response


async def _answer(request: Request, visit: Visit, form: Mapping[str, str], came: _Came) -> Response:
    """Answer as the page needs it that the form was on."""
    status = 200 if came.notice is None else 409
    match form.get("on"):
        case "goods" if from_htmx(request):
            changed = await windows.changes(request, visit, "goods", talked=False)
            notice = windows.told(visit, "#notice", came.notice)
            return HTMLResponse(_told(visit, came) + changed + notice, status)
        case "drawer" | "cart" as on if from_htmx(request):
            kind = form.get("kind", windows.CART)
            changed = await windows.changes(request, visit, kind, talked=False)
            at = "#notice" if on == "cart" else "#drawer-notice"
            return HTMLResponse(changed + windows.told(visit, at, came.notice), status)
        case "goods" if came.notice is None:
            return RedirectResponse(_back(form), 303)
        case "goods" | "drawer" | "cart":
            if came.notice is None:
                return RedirectResponse("/cart", 303)
            glance = visits.glance_of(visit)
            return await cart_page.whole(request, glance, notice=came.notice, status=status)
        case _:
            return await counter.answer(
                request, visit, "/counter#cart", notice=came.notice, status=status
            )


def local(path: str) -> str:
    """Give an address of ours to go back to, the home page for anything else."""
    parts = urlsplit(path)
    ours = path.startswith("/") and not path.startswith("//") and "\\" not in path
    return path if ours and not parts.scheme and not parts.netloc else "/"


def _back(form: Mapping[str, str]) -> str:
    place, gtin = local(form.get("back", "/")).partition("#")[0], form.get("gtin", "")
    return f"{place}#product-{gtin}" if gtin.isdecimal() else place


def _told(visit: Visit, came: _Came) -> str:
    """Write what a card of goods shows of a click, and what is read aloud of it."""
    words, line = Words(visit.language), came.cart.line(came.gtin)
    quantity = came.figures.quantity(line.quantity) if line is not None else ""
    told = ""
    if came.notice is None:
        key = "added_told" if line is not None else "removed_told"
        told = words(key, name=came.name, quantity=quantity)
    return fill(
        "_added.html",
        visit.language,
        in_cart=words("in_cart", quantity=quantity) if quantity else "",
        told=told,
    )


async def _change(uow: UnitOfWork, visit: Visit, form: Mapping[str, str]) -> _Came:
    cart, gtin, do = visit.conversation.cart, form.get("gtin", ""), form.get("do", "")
    if do not in _DOES:
        raise invalid("do", "use_one_of", choices=_DOES)
    await carts.lock(uow, cart=cart)
    line = (await cart_queries.cart(uow, cart=cart)).line(gtin)
    if do != "add" and line is None:
        raise not_found("line", gtin)
    items = await shelf.items(uow, store=visit.store.id, gtins=[gtin])
    item, value = items.get(gtin), 0
    if do == "add" and item is None:
        raise not_found("product", gtin)
    if line is not None and item is not None and do in {"more", "less"}:
        value = amounts.changed(item, line.quantity.value, do)
    outcome: Outcome | None = None
    if do == "add" and item is not None:
        by = await visits.name_of(uow, visit)
        want = Want(gtin, Quantity(_amount(form, item), item.unit), by=by)
        (outcome,) = await carts.add_lines(uow, cart=cart, wants=[want])
    elif line is not None and value > 0:
        want = Want(gtin, Quantity(value, line.quantity.unit), line.note, line.substitution)
        (outcome,) = await carts.set_lines(uow, cart=cart, wants=[want])
    else:
        await carts.remove_lines(uow, cart=cart, gtins=[gtin])
    name = _name(item, visit.language) if item is not None else line.name if line else ""
    return await _came(uow, visit, gtin, name, outcome)


async def _came(
    uow: UnitOfWork, visit: Visit, gtin: str, name: str, outcome: Outcome | None
) -> _Came:
    cart, store = await cart_queries.cart(uow, cart=visit.conversation.cart), visit.store
    printer = figures(visit.language, currency=cart.currency, timezone=store.timezone, now=uow.now)
    notice = _notice(Words(visit.language), printer, name, outcome)
    return _Came(gtin, name, cart, notice, printer)


def _amount(form: Mapping[str, str], item: ShelfItem) -> int:
    """Read how much is wanted, in pieces or grams; nothing said is what the page offers first."""
    given = form.get("amount", "")
    if not given:
        return amounts.first(item)
    if not given.isascii() or not given.isdecimal() or len(given) > 7:
        raise invalid("amount", "positive")
    return int(given)


def _name(item: ShelfItem, language: Language) -> str:
    return item.name_en if item.name_en and language is Language.ENGLISH else item.name


def _notice(words: Words, printer: Figures, name: str, outcome: Outcome | None) -> Notice | None:
    match outcome:
        case None | Added():
            return None
        case OnlySome():
            left = printer.quantity(outcome.left)
            return Notice(words("only_some", left=left, name=name))
        case SoldOut():
            return Notice(words("sold_out", name=name))
        case _:
            assert_never(outcome)

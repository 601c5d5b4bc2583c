"""Answers to a statement of withdrawal: money given back, or a reason why not.

The forms stand on the page of the order and in the store's list; whoever sends one stays there.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.desk import withdrawals
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.surfaces.console import order as order_page
from comptoir.surfaces.console import withdrawals as list_page
from comptoir.surfaces.console.common import desk_of
from comptoir.surfaces.console.editing import explained
from comptoir.surfaces.console.entry import Visit
from comptoir.surfaces.console.house import caller, house_of
from comptoir.surfaces.console.withdrawals import Refused


@dataclass(frozen=True, slots=True)
class _Statement:
    """Which statement a form is about, and whether it stands in the store's list."""

    store: str
    order: str
    id: str
    in_list: bool


_Answer = Callable[[UnitOfWork, _Statement], Awaitable[object]]


async def credit(request: Request, visit: Visit) -> Response:
    """Give the money for a withdrawal back by a credit note."""

    async def answer(uow: UnitOfWork, to: _Statement) -> None:
        await withdrawals.credit(
            uow, by=visit.member, store=to.store, order=to.order, withdrawal=to.id
        )

    return await _answer(request, visit, answer, "credited")


async def decline(request: Request, visit: Visit) -> Response:
    """Say why a withdrawal cannot be followed."""
    reason = visit.posted.fields.get("reason", "")

    async def answer(uow: UnitOfWork, to: _Statement) -> None:
        await withdrawals.decline(
            uow, by=visit.member, store=to.store, order=to.order, withdrawal=to.id, reason=reason
        )

    return await _answer(request, visit, answer, "declined")


async def _answer(request: Request, visit: Visit, answer: _Answer, done: str) -> Response:
    to = _Statement(
        visit.here.id,
        str(request.path_params["order"]),
        str(request.path_params["withdrawal"]),
        in_list=visit.posted.fields.get("from") == "list",
    )
    try:
        async with house_of(request).shop.database.work(caller(visit.language)) as uow:
            await answer(uow, to)
    except Refusal as refusal:
        if refusal.kind in {Kind.FORBIDDEN, Kind.NOT_FOUND}:
            raise
        return await _refused(request, visit, to, refusal)
    if to.in_list:
        return RedirectResponse(f"{visit.base}/withdrawals?saved={done}", 303)
    return RedirectResponse(f"{visit.base}/orders/{to.order}?saved={done}#withdrawals", 303)


async def _refused(request: Request, visit: Visit, to: _Statement, refusal: Refusal) -> Response:
    """Show the page again: a reason that cannot be at its field, with what was typed."""
    why = explained(desk_of(request, visit), refusal)
    at_field = refusal.kind is Kind.INVALID
    reason = visit.posted.fields.get("reason", "")
    refused = Refused(to.id, reason, why.partition(":")[2].strip() or why) if at_field else None
    notice, status = ("", 422) if at_field else (why, 409)
    if to.in_list:
        return await list_page.listed(request, visit, refused=refused, notice=notice, status=status)
    return await order_page.page(request, visit, {}, refused=refused, notice=notice, status=status)

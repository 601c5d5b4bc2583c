"""Statements of withdrawal at the desk: on the page of their order, and those of a store in a list.

The list begins with what nobody has seen to, the oldest first: the law counts the days.
"""

from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from comptoir.db.unit_of_work import Reading
from comptoir.kernel.locale import language_of
from comptoir.shopping.invoices.model import numbered
from comptoir.shopping.orders.model import Order
from comptoir.shopping.withdrawals import queries
from comptoir.shopping.withdrawals.model import Case, State, case_of
from comptoir.staff.directory.model import Act
from comptoir.surfaces.console import entry
from comptoir.surfaces.console.common import desk_of
from comptoir.surfaces.console.editing import Desk
from comptoir.surfaces.console.entry import Visit
from comptoir.surfaces.console.house import caller, house_of
from comptoir.surfaces.console.words import Words

MOST = 50
_ANSWERED = 20
_SOON = timedelta(days=3)
_REASONS = ("opened", "perishable", "late", "not_ours")


@dataclass(frozen=True, slots=True)
class Refused:
    """An answer that was refused: to which statement, the reason as it was typed, and why."""

    statement: str
    reason: str
    why: str


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement: who withdraws from what, and when the money is to be given back at the latest.

    `urgency` is "late", "soon" or nothing; `may` when whoever looks may answer it, `amend` when the
    order is better amended. `reasons` are offered for a refusal, in the customer's language.
    """

    id: str
    order: str
    number: str
    name: str
    email: str
    when: str
    due: str
    urgency: str
    lines: tuple[tuple[str, str, str], ...]
    value: str
    state: str
    settled: str
    paper: str
    reason: str
    by_number: bool
    may: bool
    amend: bool
    reasons: tuple[str, ...]
    typed: str
    wrong: str


async def statements(
    on: Reading, desk: Desk, order: Order, refused: Refused | None = None
) -> tuple[StatementView, ...]:
    """Give the statements about an order, the first one first."""
    return tuple(
        _view(desk, case_of(order, each, on.now), refused)
        for each in await queries.of_order(on, order=order.id)
    )


async def show(request: Request, visit: Visit) -> Response:
    """Show the statements of a store: those that wait, then those answered lately."""
    return await listed(request, visit)


async def listed(
    request: Request,
    visit: Visit,
    *,
    refused: Refused | None = None,
    notice: str = "",
    status: int = 200,
) -> Response:
    """Give the page of a store's statements."""
    desk, store = desk_of(request, visit), visit.here.id
    async with house_of(request).shop.database.read(caller(visit.language)) as on:
        waiting = await queries.waiting(on, store=store, limit=MOST)
        answered = await queries.settled(on, store=store, limit=_ANSWERED)
    return entry.page(
        request,
        visit,
        "withdrawals.html",
        status,
        waiting=tuple(_view(desk, each, refused) for each in waiting),
        more=max(0, visit.waiting - len(waiting)),
        answered=tuple(_view(desk, each) for each in answered),
        notice=notice,
        saved=request.query_params.get("saved", ""),
    )


def _view(desk: Desk, case: Case, refused: Refused | None = None) -> StatementView:
    figures, stated = desk.figures, case.stated
    waits = stated.state is State.STATED
    mine = refused if refused is not None and refused.statement == stated.id else None
    return StatementView(
        id=stated.id,
        order=stated.order,
        number=case.number,
        name=stated.name,
        email=stated.email,
        when=figures.moment(stated.stated_at),
        due=figures.moment(stated.due) if waits else "",
        urgency=_urgency(desk, case) if waits else "",
        lines=tuple(
            (
                line.name,
                figures.amount(line.quantity.value, line.quantity.unit),
                desk.words(f"right_{line.right.value}"),
            )
            for line in stated.lines
        ),
        value=figures.money(case.value) if waits and case.value else "",
        state=stated.state.value,
        settled="" if stated.settled_at is None else figures.moment(stated.settled_at),
        paper="" if stated.credit is None else numbered(stated.store, stated.credit),
        reason=stated.reason,
        by_number=stated.by_number,
        may=waits and desk.visit.may(Act.GIVE_BACK),
        amend=waits and case.amendable,
        reasons=_reasons(case.language),
        typed="" if mine is None else mine.reason,
        wrong="" if mine is None else mine.why,
    )


def _urgency(desk: Desk, case: Case) -> str:
    left = case.stated.due - desk.figures.now
    if left <= timedelta(0):
        return "late"
    return "soon" if left <= _SOON else ""


def _reasons(language: str) -> tuple[str, ...]:
    words = Words(language_of(language))
    return tuple(words(f"withdrawal_reason_{each}") for each in _REASONS)

"""Statements of withdrawal as the page of an order shows them."""

from dataclasses import dataclass

from comptoir.db.unit_of_work import Reading
from comptoir.shopping.invoices.model import numbered
from comptoir.shopping.withdrawals import queries
from comptoir.shopping.withdrawals.model import REFUND_WITHIN, State, Withdrawal
from comptoir.staff.directory.model import Act
from comptoir.surfaces.console.editing import Desk


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement: who withdraws from what, and when the money is to be given back at the latest.

    `may` when whoever looks may give it back or say why not.
    """

    id: str
    name: str
    email: str
    when: str
    due: str
    lines: tuple[tuple[str, str, str], ...]
    state: str
    paper: str
    reason: str
    by_number: bool
    may: bool


async def statements(on: Reading, desk: Desk, order: str) -> tuple[StatementView, ...]:
    """Give the statements about an order, the first one first."""
    return tuple(_view(desk, each) for each in await queries.of_order(on, order=order))


def _view(desk: Desk, stated: Withdrawal) -> StatementView:
    figures, waiting = desk.figures, stated.state is State.STATED
    return StatementView(
        id=stated.id,
        name=stated.name,
        email=stated.email,
        when=figures.moment(stated.stated_at),
        due=figures.moment(stated.stated_at + REFUND_WITHIN) if waiting else "",
        lines=tuple(
            (
                line.name,
                figures.quantity(line.quantity.value, line.quantity.unit),
                desk.words(f"right_{line.right.value}"),
            )
            for line in stated.lines
        ),
        state=stated.state.value,
        paper="" if stated.credit is None else numbered(stated.store, stated.credit),
        reason=stated.reason,
        by_number=stated.by_number,
        may=waiting and desk.visit.may(Act.GIVE_BACK),
    )

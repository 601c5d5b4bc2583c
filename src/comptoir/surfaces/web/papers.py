"""What an order's page shows of its invoices, and to whom."""

from dataclasses import dataclass

from starlette.requests import Request

from comptoir.db.unit_of_work import Reading
from comptoir.goods.stores import queries as stores
from comptoir.kernel.caller import SYSTEM
from comptoir.shopping.invoices import queries as issued
from comptoir.shopping.invoices.model import Invoice, Kind
from comptoir.shopping.orders.model import GONE, Order, State
from comptoir.street.letters.recipients import recipients
from comptoir.street.proofs import proves_papers
from comptoir.street.session import Session
from comptoir.surfaces.web import rejoining, visits
from comptoir.surfaces.web.house import house_of
from comptoir.surfaces.web.words import Words

PROOF = "papers"
"""Where a session notes the proof that was last brought."""


@dataclass(frozen=True, slots=True)
class PaperView:
    """An invoice to be opened."""

    title: str
    href: str


@dataclass(frozen=True, slots=True)
class PapersView:
    """An order's invoices; one `may` be asked for while none stands.

    Where there are or may be some that are not for whoever looks, they are put `away`.
    """

    papers: tuple[PaperView, ...]
    may: bool
    away: bool = False

    def put_away(self) -> "PapersView":
        """Give what others see of it: no more than that there is something."""
        return PapersView((), may=False, away=self.may or bool(self.papers))


async def papers(on: Reading, order: Order, words: Words) -> PapersView:
    """Give an order's invoices, oldest first."""
    known = await issued.of_order(on, order=order.id)
    cancelled = {each.cancels for each in known}
    standing = any(each.kind is Kind.INVOICE and each.number not in cancelled for each in known)
    stands = order.state is not State.HELD and order.state not in GONE
    sold = await stores.seller(on, store=order.store) is not None
    return PapersView(
        tuple(
            PaperView(words(f"paper_{each.kind.value}", number=each.title), address(each))
            for each in known
        ),
        may=stands and sold and not standing,
    )


async def may_read(request: Request, session: Session, order: Order) -> bool:
    """Tell whether whoever sits at a session may have an order's invoices.

    It is theirs, or they have followed the link of a letter that was written about it.
    """
    proof = session.notes.get(PROOF, "")
    if proof and await proves(request, order, proof):
        return True
    return await is_own(request, session, order)


async def proves(request: Request, order: Order, proof: str) -> bool:
    """Tell whether a proof is of a letter about an order, to somebody still written to about it."""
    shop = house_of(request).shop
    async with shop.database.read(SYSTEM) as on:
        known = await recipients(on, order=order)
    return proves_papers(await shop.seal(), proof, order=order.id, recipients=known)


async def is_own(request: Request, session: Session, order: Order) -> bool:
    """Tell whether an order is of whoever sits at a session: their household's, or a guest's."""
    if order.household is None:
        return False
    me = await rejoining.who(request, session)
    if me is not None:
        return me.household == order.household
    return any(each.household == order.household for each in await visits.guests(request, session))


def address(invoice: Invoice) -> str:
    """Give where an invoice is opened."""
    return f"/orders/{invoice.order}/invoices/{invoice.number}"

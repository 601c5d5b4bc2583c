"""Where the letters of an order go, asked of guests: at the till, or afterwards on its page."""

from dataclasses import dataclass, field

from comptoir.db.unit_of_work import Reading
from comptoir.kernel.refusals import Refusal
from comptoir.shopping.customers import queries as customers
from comptoir.shopping.customers.model import Household
from comptoir.shopping.identity.rules import checked_email
from comptoir.shopping.orders.model import GONE, Order
from comptoir.surfaces.web.words import Words


@dataclass(frozen=True, slots=True)
class EmailTried:
    """An address as it was typed, and what is wrong with it."""

    value: str = ""
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class MailView:
    """Where an order's letters go, empty when nowhere; whether another address `may` be left."""

    to: str
    may: bool
    tried: EmailTried = field(default_factory=EmailTried)


def is_reached(household: Household | None) -> bool:
    """Tell whether somebody of a household can be written to without being asked where."""
    return household is not None and any(person.email for person in household.people)


def tried_email(typed: str, words: Words) -> EmailTried:
    """Look at an address that was typed."""
    try:
        return EmailTried(checked_email(typed))
    except Refusal as refusal:
        key = f"wrong_{refusal.facts.get('remedy')}"
        return EmailTried(typed[:200], words(key if words.has(key) else "wrong_give_an_email"))


async def mail_view(on: Reading, order: Order, tried: EmailTried | None) -> MailView | None:
    """Give what an order's own household sees of it; None where its people are written to."""
    if order.household is None:
        return None
    household = await customers.household(on, household=order.household)
    if not order.customer.email and is_reached(household):
        return None
    return MailView(order.customer.email, order.state not in GONE, tried or EmailTried())

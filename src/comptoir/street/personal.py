"""What is known of somebody, to be taken along or erased (GDPR, articles 15, 17 and 20)."""

from dataclasses import asdict, dataclass
from typing import Any

from comptoir.conversation import commands as conversations
from comptoir.conversation import queries as talks
from comptoir.db.unit_of_work import Database, Reading
from comptoir.goods.stores import queries as stores
from comptoir.kernel.caller import Caller
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.carts import moves
from comptoir.shopping.customers import commands as customers
from comptoir.shopping.customers import queries as households
from comptoir.shopping.habits import commands as habits
from comptoir.shopping.habits import queries as usual
from comptoir.shopping.identity import queries as identities
from comptoir.shopping.identity.model import SignedIn
from comptoir.shopping.invoices import queries as invoices
from comptoir.shopping.invoices import rules as invoice_rules
from comptoir.shopping.orders import commands as orders
from comptoir.shopping.orders import queries as order_queries
from comptoir.shopping.orders.model import GONE, Order, State
from comptoir.shopping.withdrawals import commands as withdrawals
from comptoir.shopping.withdrawals import queries as stated
from comptoir.street import guests
from comptoir.street.messages import commands as messages

MOST_ORDERS = 10_000
_OVER = GONE | {State.HANDED_OVER, State.SETTLED}


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did: the whole household, or one of its people, others being left."""

    whole: bool


async def export(on: Reading, *, me: SignedIn) -> dict[str, Any]:
    """Give everything that is known of somebody and their household, as JSON has it."""
    household = await households.household(on, household=me.household)
    who = {"household": me.household, "person": me.person}
    return {
        "exported_at": on.now,
        "household": {"id": household.id, "name": household.name, "language": household.language},
        "you": me.person,
        "people": [asdict(each) for each in household.people],
        "addresses": [
            asdict(each) for each in await households.addresses(on, household=me.household)
        ],
        "passkeys": [asdict(each) for each in await identities.passkeys(on, **who)],
        "devices": [asdict(each) for each in await identities.devices(on, **who)],
        "invitations": [
            {"email": each.email, "expires_at": each.expires_at}
            for each in await identities.invitations(on, household=me.household)
        ],
        "stores": {
            store.id: await _in_store(on, store.id, me.household)
            for store in await stores.stores(on)
        },
    }


async def _in_store(on: Reading, store: str, household: str) -> dict[str, Any]:
    found = await order_queries.orders_of(on, store=store, household=household, limit=MOST_ORDERS)
    return {
        "usual": [asdict(each) for each in await usual.known(on, store=store, household=household)],
        "orders": [asdict(order) for order in found],
        "invoices": [
            {"number": each.title, **invoice_rules.written(each.document)}
            for order in found
            for each in await invoices.of_order(on, order=order.id)
        ],
        "withdrawals": [
            asdict(each) for order in found for each in await stated.of_order(on, order=order.id)
        ],
        "said": [
            asdict(each) for each in await talks.said_by(on, store=store, household=household)
        ],
    }


async def erase(database: Database, caller: Caller, *, me: SignedIn) -> Erased:
    """Erase somebody; with the last of a household everything that is known of it.

    Orders stay as sales without a name, invoices as they were issued: the law wants both for ten
    years (code de commerce, L. 123-22).

    :raises Refusal: when the household's order is still to come.
    """
    async with database.read(caller) as on:
        people = (await households.household(on, household=me.household)).people
        every = [store.id for store in await stores.stores(on)]
        for store in every:
            await _check_over(on, store, me.household)
    if any(each.email for each in people if each.id != me.person):
        async with database.work(caller) as uow:
            await customers.remove_person(uow, household=me.household, person=me.person)
        return Erased(whole=False)
    for store in every:
        async with database.work(caller) as uow:
            named = {"store": store, "household": me.household}
            await withdrawals.forget_household(uow, **named)
            await orders.forget_customer(uow, **named)
            await moves.forget_household(uow, **named)
            await carts.forget_household(uow, **named)
            await habits.forget(uow, **named)
            await conversations.forget_household(uow, **named)
    async with database.work(caller) as uow:
        await messages.forget_household(uow, household=me.household)
        await guests.forget_household(uow, household=me.household)
        await customers.forget_household(uow, household=me.household)
    return Erased(whole=True)


async def _check_over(on: Reading, store: str, household: str) -> None:
    for order in await order_queries.orders_of(
        on, store=store, household=household, limit=MOST_ORDERS
    ):
        if _is_under_way(order, on):
            raise Refusal(Kind.CONFLICT, "order_under_way", {"order": order.number})


def _is_under_way(order: Order, on: Reading) -> bool:
    return order.state not in _OVER and order.window_ends > on.now

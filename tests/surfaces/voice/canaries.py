"""Things that must not leave through a maker's machine, planted where a shop keeps them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from comptoir.db.query import Query
from comptoir.db.unit_of_work import Database, UnitOfWork
from comptoir.goods.catalog.text import fold
from comptoir.kernel.caller import SYSTEM
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.carts.model import Want
from comptoir.shopping.customers import commands as customers
from comptoir.shopping.customers.model import Address
from comptoir.shopping.habits import commands as habits
from comptoir.shopping.orders import commands as orders
from comptoir.shopping.orders.commands import Checkout
from comptoir.shopping.orders.model import Customer, Order
from comptoir.shopping.payments import commands as payments
from comptoir.shopping.payments.model import Authorised
from tests.shop.conversation.story import CAMEMBERT, HALF, Talk
from tests.stories.shopping import pieces

PLANTED = {
    "household": {"name"},
    "person": {"name", "email", "phone"},
    "address": {"recipient", "street", "postcode", "city", "instructions"},
}
"""Every column in which a customer is described, by table."""

NO_SECRETS = {
    "household": {"id", "language"},
    "person": {"household", "id"},
    "address": {"household", "id", "country"},
}
"""Their other texts: ids, which are looked for apart, a language and a country."""

COLUMNS = Query(
    """
    select column_name::text from information_schema.columns
    where table_schema = 'public' and table_name = %(table)s
        and data_type in ('text', 'character', 'jsonb')
    """,
    str,
)
IDS = Query(
    """
    select id from conversation where store = %(store)s
    union select id from cart where store = %(store)s
    union select id from shop_order where store = %(store)s
    union select id from payment_intent where store = %(store)s
    union select household from cart where store = %(store)s and household is not null
    union select turn_id from turn where store = %(store)s
    union select guest from door_guest where store = %(store)s
    union select person.id from person
        join cart on cart.household = person.household where cart.store = %(store)s
    """,
    str,
)


@dataclass(frozen=True, slots=True)
class Canaries:
    """What one household is known by; `word` makes its own of each."""

    word: str
    postcode: str

    @property
    def address(self) -> Address:
        """Give where it lives."""
        return Address(
            recipient=f"Réception {self.word}recu",
            street=f"7 quai {self.word}rue",
            postcode=self.postcode,
            city=f"{self.word}ville",
            instructions=f"code {self.word}porte",
        )

    @property
    def name(self) -> str:
        """Give the name of its only member."""
        return f"{self.word}prenom {self.word}nom"

    @property
    def phone(self) -> str:
        """Give how to reach it."""
        return f"06{sum(map(ord, self.word)):08}"

    def all(self) -> Iterator[str]:
        """Give each thing that must not be said."""
        for part in ("foyer", "prenom", "nom", "mail", "recu", "rue", "ville", "porte", "note"):
            yield f"{self.word}{part}"
        yield self.phone


MINE = Canaries("zanzibar", "35500")
"""The speaker's own household; its postcode is the delivery zone's and no secret."""

THEIRS = Canaries("tombouctou", "35599")


async def a_described_household(uow: UnitOfWork, canaries: Canaries) -> str:
    """Make a household with something in every column."""
    household = await customers.create_household(uow, name=f"{canaries.word}foyer")
    await customers.add_person(
        uow,
        household=household,
        name=canaries.name,
        email=f"{canaries.word}mail{household.lower()}@example.com",
        phone=canaries.phone,
    )
    await customers.put_contact(uow, household=household, name=canaries.name, phone=canaries.phone)
    await customers.add_address(uow, household=household, address=canaries.address)
    return household


async def somebodys_order(talk: Talk) -> Order:
    """Let another household order here, and leave another cart half filled."""
    async with talk.database.work(SYSTEM) as uow:
        household = await a_described_household(uow, THEIRS)
        cart = await carts.open_cart(uow, store=talk.store, household=household)
        want = Want(CAMEMBERT.gtin, pieces(7), note=f"{THEIRS.word}note")
        await carts.add_lines(uow, cart=cart, wants=[want])
        window = (await WINDOWS.all(uow, store=talk.store))[0]
        held = await orders.check_out(
            uow,
            cart=cart,
            checkout=Checkout(
                payment_method="at_handover",
                window=window,
                address=replace(THEIRS.address, postcode="35500"),
                customer=Customer(name=THEIRS.name, phone=THEIRS.phone),
            ),
        )
        await payments.record_result(
            uow, store=talk.store, intent=held.intent.id, answer=Authorised("x")
        )
        placed = await orders.place(uow, order=held.order.id)
        await habits.count_order(
            uow,
            store=talk.store,
            household=household,
            order_id=placed.id,
            quantities={CAMEMBERT.gtin: 7},
            at=uow.now,
        )
        second = await carts.open_cart(uow, store=talk.store, household=household)
        await carts.add_lines(uow, cart=second, wants=[Want(HALF.gtin, pieces(9))])
    return placed


WINDOWS = Query(
    "select id from slot_window where store = %(store)s and mode = 'delivery' order by starts",
    str,
)


async def leaks(database: Database, *, store: str, order: Order, left: str) -> list[str]:
    """Name what left and should not have."""
    async with database.read(SYSTEM) as on:
        ids = await IDS.all(on, store=store)
    goods = [CAMEMBERT.gtin, HALF.gtin]
    read_out = [" ".join(half) for half in order.number.split("-") if half.isalpha()]
    hidden = [*MINE.all(), *THEIRS.all(), THEIRS.postcode, order.number, *read_out, *goods, *ids]
    plain = fold(left)
    return [each for each in hidden if each in left or fold(each) in plain]

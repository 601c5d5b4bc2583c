"""What leaves is the least that answers: of a household no name, no address, no way to reach it."""

from dataclasses import dataclass, field, replace
from typing import Any

import httpx2
from psycopg import sql

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.goods.stores import commands as stores
from comptoir.kernel.caller import SYSTEM
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.customers import commands as customers
from comptoir.shopping.customers.model import Address
from comptoir.surfaces.mcp.tools import TOOLS
from tests.stories.goods import A_STORE
from tests.stories.shopping import MILK
from tests.surfaces.mcp.conftest import Assistant, Door

CANARY = "Canari"
POSTCODE = "99881"
PLAIN = {"id", "household", "language", "country"}
"""Columns that name no person: unguessable ids, and codes of languages and countries."""


@dataclass(slots=True)
class Wire:
    """Everything that came back, as it came."""

    answers: list[bytes] = field(default_factory=list[bytes])
    tools: set[str] = field(default_factory=set[str])

    async def note(self, response: httpx2.Response) -> None:
        self.answers.append(await response.aread() + str(response.headers).encode())


class Noting(Assistant):
    """A client that notes which tools were called."""

    wire: Wire

    async def call(self, tool: str, **arguments: Any) -> Any:
        self.wire.tools.add(tool)
        return await super().call(tool, **arguments)


async def canaries(uow: UnitOfWork, household: str) -> int:
    """Write a canary into every text column that is about a household's people."""
    planted = 0
    for table, key in (("household", "id"), ("person", "household"), ("address", "household")):
        rows = await uow.connection.execute(
            "select column_name from information_schema.columns where table_name = %s "
            "and table_schema = 'public' and data_type = 'text' and is_generated = 'NEVER'",
            [table],
        )
        for (column,) in await rows.fetchall():
            if column in PLAIN:
                continue
            value = POSTCODE if column == "postcode" else f"{CANARY}{table}{column}"
            await uow.connection.execute(
                sql.SQL("update {} set {} = %s where {} = %s").format(
                    sql.Identifier(table), sql.Identifier(column), sql.Identifier(key)
                ),
                [value, household],
            )
            planted += 1
    return planted


async def a_household(uow: UnitOfWork) -> str:
    """Make a household of which every column has a canary."""
    household = await customers.create_household(uow, name="x")
    await customers.put_contact(uow, household=household, name="x", phone="x")
    address = Address(recipient="x", street="x", postcode=POSTCODE, city="x")
    await customers.add_address(uow, household=household, address=address)
    assert await canaries(uow, household) >= 8
    return household


class TestEveryTool:
    async def test_tells_nothing_of_a_person(self, door: Door) -> None:
        wire = Wire()
        async with door.database.work(SYSTEM) as uow:
            household = await a_household(uow)
            anywhere = replace(A_STORE, delivery_postcodes=())
            await stores.edit_store(uow, store=door.shop.store, details=anywhere)
        token = await door.pass_for(household)
        async with door.client(token, note=wire.note) as connected:
            assistant = Noting(connected.client)
            assistant.wire = wire
            await _goods(door, assistant)
            await _order(door, assistant)
            await _talk(door, assistant)
            await _mistakes(door, assistant)
        whole = b"\n".join(wire.answers)
        assert wire.tools == {tool.name for tool in TOOLS}
        assert b'"placed"' in whole
        assert CANARY.lower().encode() not in whole.lower()
        assert POSTCODE.encode() not in whole
        assert household.encode() not in whole


async def _goods(door: Door, assistant: Assistant) -> None:
    await assistant.ok("find_stores")
    await assistant.ok("search_products", store=door.shop.store)
    await assistant.ok("get_product", store=door.shop.store, gtin=MILK.gtin)
    await assistant.ok("list_windows", store=door.shop.store)
    await assistant.ok("usual_basket", store=door.shop.store)


async def _order(door: Door, assistant: Assistant) -> None:
    cart = await assistant.start(door.shop)
    lines = [{"gtin": MILK.gtin, "quantity": 3}]
    await assistant.ok("add_to_cart", cart=cart, lines=lines)
    await assistant.ok("set_quantities", cart=cart, lines=lines)
    await assistant.ok("remove_from_cart", cart=cart, gtins=["2999999999999"])
    async with door.database.work(SYSTEM) as uow:
        await carts.set_note(uow, cart=cart, gtin=MILK.gtin, note=f"pour {CANARY}")
    await assistant.ok("choose_window", cart=cart, window=door.shop.delivery)
    await assistant.ok("get_cart", cart=cart)
    preview = await assistant.ok("preview_order", cart=cart)
    placed = await assistant.ok("place_order", confirmation=preview["confirmation"])
    assert placed["status"] == "placed"
    await assistant.ok("get_order", order=placed["order"]["order"])


async def _talk(door: Door, assistant: Assistant) -> None:
    cart = await assistant.start(door.shop)
    await assistant.ok("add_to_cart", cart=cart, lines=[{"gtin": MILK.gtin}])
    conversation = None
    for text in (
        "quelle est mon adresse",
        "où est ma commande",
        "c'est à quel nom",
        "livraison demain soir",
        "valide",
        "oui",
        "où est ma commande",
    ):
        said = await assistant.ok("say", cart=cart, text=text, conversation=conversation)
        conversation = said["conversation"]


async def _mistakes(door: Door, assistant: Assistant) -> None:
    address = {"recipient": "x", "street": "x", "postcode": "1", "city": "x"}
    await assistant.refused("set_delivery_address", store=door.shop.store, **address)
    await assistant.refused("get_cart", cart="x")
    await assistant.refused("place_order", confirmation="x")

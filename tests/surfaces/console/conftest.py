"""The desk of a small chain, visited in process."""

import contextlib
import html
import re
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass

import httpx
import pytest_asyncio
from starlette.types import ASGIApp

from comptoir.adapters.payments.at_handover import AtHandover
from comptoir.app.importing.at_the_desk import Files
from comptoir.db.unit_of_work import Database
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.clock import FixedClock
from comptoir.shopping.orders.model import Order
from comptoir.staff.access import commands as access
from comptoir.staff.audit import queries as audit
from comptoir.staff.audit.model import Recorded
from comptoir.staff.directory.model import Member, Role
from comptoir.street.shop import Shop as Served
from comptoir.street.words import explain
from comptoir.surfaces.console import application
from tests.stories.shopping import EGGS, MILK, Shop, a_cart, a_placed_order, a_shop
from tests.stories.staff import a_member

_FORM = re.compile(r'<form[^>]*action="([^"]+)"[^>]*>(.*?)</form>', re.DOTALL)
_INPUT = re.compile(r"<input[^>]*>")
_CHOSEN = re.compile(
    r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>|<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>',
    re.DOTALL,
)


def _attribute(tag: str, name: str) -> str | None:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return html.unescape(found[1]) if found else None


def fields_of(form: str) -> dict[str, list[str]]:
    """Give what a browser would send of a form that nobody has touched."""
    found: dict[str, list[str]] = {}
    for tag in _INPUT.findall(form):
        name = _attribute(tag, "name")
        ticked = 'type="checkbox"' not in tag or " checked" in tag
        if name and ticked:
            found.setdefault(name, []).append(_attribute(tag, "value") or "")
    for name, options, area, text in _CHOSEN.findall(form):
        if area:
            found[area] = [html.unescape(text)]
            continue
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        first = re.search(r'<option value="([^"]*)"', options)
        value = chosen or first
        found[name] = [html.unescape(value[1])] if value else []
    return found


@dataclass(slots=True)
class Colleague:
    """Somebody at the desk, with a browser without scripts."""

    client: httpx.AsyncClient
    member: Member
    page: str = ""

    async def see(self, path: str) -> httpx.Response:
        """Open a page."""
        response = await self.client.get(path)
        self.page = response.text
        return response

    def form(self, action: str) -> dict[str, list[str]]:
        """Give the fields of a form of the page, found by where it goes."""
        for where, inside in _FORM.findall(self.page):
            if html.unescape(where) == action:
                return fields_of(inside)
        raise AssertionError(f"no form to {action}")

    async def send(self, action: str, /, **typed: str | list[str] | None) -> httpx.Response:
        """Send a form of the page with some fields typed over; None leaves a field out."""
        fields = self.form(action)
        for name, value in typed.items():
            plain = name.replace("__", ".")
            if value is None:
                fields.pop(plain, None)
            else:
                fields[plain] = value if isinstance(value, list) else [value]
        return await self.post(action, fields)

    async def bring(
        self, base: str, kind: str, content: str | bytes, name: str = "fichier.csv"
    ) -> httpx.Response:
        """Bring a file by the form of the page of files, and follow where it leads."""
        await self.see(f"{base}/files")
        token = self.form(f"{base}/files")["csrf"][0]
        raw = content.encode() if isinstance(content, str) else content
        response = await self.client.post(
            f"{base}/files", data={"csrf": token, "kind": kind}, files={"file": (name, raw)}
        )
        self.page = response.text
        if response.status_code == 303:
            return await self.see(response.headers["location"])
        return response

    async def post(self, action: str, fields: Mapping[str, object]) -> httpx.Response:
        """Post fields, whatever page is open."""
        response = await self.client.post(action, data=dict(fields))
        self.page = response.text
        return response


@dataclass(slots=True)
class House:
    """The desk, what it serves, and who is at it."""

    app: ASGIApp
    served: Served
    database: Database
    clock: FixedClock
    shop: Shop
    _clients: contextlib.AsyncExitStack

    @property
    def base(self) -> str:
        """Give the beginning of the addresses of the story's store."""
        return f"/desk/stores/{self.shop.store}"

    async def stranger(self) -> httpx.AsyncClient:
        """Give the browser of somebody who is not signed in."""
        transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
        client = httpx.AsyncClient(transport=transport, base_url="http://shop")
        return await self._clients.enter_async_context(client)

    async def link(self, role: Role, *stores: str) -> tuple[Member, str]:
        """Add somebody to the staff and give the path of their link."""
        async with self.database.work(SYSTEM) as uow:
            member = await a_member(uow, role, *stores)
            drawn = await access.give_link(uow, member=member.id)
        return member, f"/desk/enter/{drawn}"

    async def colleague(self, role: Role, *stores: str) -> Colleague:
        """Let somebody in who acts for these stores, the story's one unless told."""
        member, path = await self.link(role, *(stores or (self.shop.store,)))
        client = await self.stranger()
        response = await client.post(path)
        assert response.status_code == 303, response.text
        return Colleague(client, member)

    async def manager(self) -> Colleague:
        """Let the manager of the story's store in."""
        return await self.colleague(Role.MANAGER)

    async def clerk(self) -> Colleague:
        """Let a clerk of the story's store in."""
        return await self.colleague(Role.CLERK)

    async def administrator(self) -> Colleague:
        """Let an administrator in."""
        return await self.colleague(Role.ADMINISTRATOR)

    async def an_order(self) -> Order:
        """Let somebody order two milks and two boxes of eggs."""
        async with self.database.work(SYSTEM) as uow:
            cart = await a_cart(
                uow, store=self.shop.store, goods={MILK: 2, EGGS: 2}, window=self.shop.pickup
            )
            return await a_placed_order(uow, cart=cart)

    async def other_store(self) -> str:
        """Open another store of the chain."""
        async with self.database.work(SYSTEM) as uow:
            return (await a_shop(uow)).store

    async def changes(self, *stores: str) -> list[Recorded]:
        """Read what is on record of the story's store, or of others."""
        async with self.database.read(SYSTEM) as on:
            return list(await audit.changes(on, stores=list(stores or (self.shop.store,))))


@pytest_asyncio.fixture
async def house(database: Database, clock: FixedClock) -> AsyncGenerator[House]:
    """Open the desk of a small shop."""
    async with database.work(SYSTEM) as uow:
        shop = await a_shop(uow)
    served = Served(database, {"at_handover": AtHandover()})
    async with contextlib.AsyncExitStack() as clients:
        app = application.build(served, explain, Files())
        yield House(app, served, database, clock, shop, clients)

"""A small shop behind doors of a voice."""

import socket
from collections.abc import AsyncGenerator
from dataclasses import dataclass

import pytest_asyncio
from wyoming.asr import Transcript
from wyoming.client import AsyncTcpClient
from wyoming.event import Event

from comptoir.adapters.payments.at_handover import AtHandover
from comptoir.db.unit_of_work import Database
from comptoir.street.shop import Shop
from comptoir.surfaces.wyoming.listener import Listener, listening
from tests.shop.conversation.story import Talk, a_talk


@dataclass(slots=True)
class House:
    """A shop with goods and windows, and a talk in it that the doors know nothing about."""

    shop: Shop
    talk: Talk

    @property
    def database(self) -> Database:
        """Give the database."""
        return self.shop.database

    @property
    def store(self) -> str:
        """Give the store."""
        return self.talk.store


@pytest_asyncio.fixture
async def house(database: Database) -> House:
    """Open a shop with everything on its shelves, and pickup tomorrow."""
    talk = await a_talk(database)
    return House(Shop(database, {"at_handover": AtHandover()}), talk)


def a_socket() -> socket.socket:
    """Bind a free port of the loopback."""
    door = socket.socket()
    door.bind(("127.0.0.1", 0))
    return door


@pytest_asyncio.fixture
async def listener(house: House) -> AsyncGenerator[Listener]:
    """Open a Wyoming door."""
    async with listening(house.shop, store=house.store, door=a_socket()) as listener:
        yield listener


def client(listener: Listener) -> AsyncTcpClient:
    """Give a client of a Wyoming door; a context manager connects it."""
    return AsyncTcpClient("127.0.0.1", listener.port, connect_timeout=10, read_timeout=20)


async def ask(listener: Listener, event: Event) -> Event | None:
    """Send one event on a connection of its own, as Home Assistant does, and give the answer."""
    async with client(listener) as connected:
        await connected.write_event(event)
        return await connected.read_event()


async def said(
    listener: Listener, text: str, *, context: dict[str, str] | None = None, language: str = "fr"
) -> Event:
    """Say a sentence and give the event that answers it."""
    answer = await ask(listener, Transcript(text, context=context, language=language).event())
    assert answer is not None
    return answer

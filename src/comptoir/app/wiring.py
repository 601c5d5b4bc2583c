"""The one place where the rooms are put together: reactions, jobs, payment providers."""

import asyncio
import gc
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import timedelta

from comptoir.adapters.llm.chat import ChatModel
from comptoir.adapters.mail.smtp import Security, Server, Smtp
from comptoir.adapters.mail.spool import Spool
from comptoir.adapters.payments.at_handover import AtHandover
from comptoir.adapters.payments.sandbox import Sandbox
from comptoir.app.settings import Settings
from comptoir.conversation import learning
from comptoir.conversation.ports import SecondOpinion
from comptoir.conversation.turning.store_words import store_words
from comptoir.db import retention
from comptoir.db.dispatch import Dispatcher, Reaction
from comptoir.db.migrate import migrate
from comptoir.db.server import EmbeddedServer
from comptoir.db.unit_of_work import Database
from comptoir.desk import files as desk_files
from comptoir.goods.shelf import memory
from comptoir.goods.shelf.search import search
from comptoir.goods.stores import queries as stores
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.locale import Language
from comptoir.shopping.identity import commands as identity
from comptoir.shopping.invoices import reactions as invoice_reactions
from comptoir.shopping.orders import process
from comptoir.shopping.orders import reactions as order_reactions
from comptoir.shopping.payments.ports import PaymentPort
from comptoir.shopping.slots import commands as slots
from comptoir.staff.access import commands as staff_access
from comptoir.street import guests
from comptoir.street.letters.reactions import OrderLetters
from comptoir.street.messages import commands as messages
from comptoir.street.messages import process as postman
from comptoir.street.messages.ports import Mail


def reactions(address: str | None) -> dict[str, tuple[Reaction, ...]]:
    """Give which reactions follow which event; `address` is where letters say the shop is."""
    letters = OrderLetters(address)
    return {
        "OrderPlaced": (
            order_reactions.remember_habits,
            order_reactions.count_sales,
            letters.placed,
        ),
        "EmailLeft": (letters.placed,),
        "WithdrawalStated": (letters.withdrawn,),
        "WithdrawalSettled": (letters.settled,),
        "OrderAmended": (invoice_reactions.cancel, letters.amended),
        "OrderCancelled": (invoice_reactions.cancel, letters.cancelled),
    }


JOB_DRAIN_SECONDS = 10
EVERY_MINUTE = "* * * * *"
EVERY_HOUR = "7 * * * *"
EVERY_NIGHT = "17 3 * * *"


def payment_ports(*, demo: bool) -> dict[str, PaymentPort]:
    """Give the payment providers by method; the sandbox only where no real money is meant."""
    ports: list[PaymentPort] = [AtHandover()]
    if demo:
        ports.append(Sandbox())
    return {port.method: port for port in ports}


def mail_for(settings: Settings, *, demo: bool) -> Mail | None:
    """Give who carries letters: the grocer's mail server, in the demo a folder, else nobody."""
    if demo:
        return Spool(settings.data / "mail")
    post = settings.post
    if post is None:
        return None
    security = Security(post.security)
    return Smtp(Server(post.host, post.port, security, post.user, post.password), post.sender)


@contextmanager
def server_for(settings: Settings) -> Generator[str]:
    """Give a connection string, starting the embedded server when no other is named."""
    if settings.database_url:
        yield settings.database_url
        return
    server = EmbeddedServer(settings.data)
    try:
        yield server.start()
    finally:
        server.stop()


async def warm_up(conninfo: str) -> None:
    """Learn the words of a few stores, for all processes that are forked afterwards."""
    database = Database(conninfo, connections=1)
    await database.open()
    try:
        await warm(database)
    finally:
        await database.close()


async def prepare(conninfo: str, fill: Callable[[Database], Awaitable[None]] | None = None) -> None:
    """Bring the database up to date, and `fill` it when it is to be a demo."""
    await migrate(conninfo)
    if fill is not None:
        database = Database(conninfo, connections=2)
        register_jobs(database, payment_ports(demo=True), None)
        await database.open()
        try:
            await fill(database)
        finally:
            await database.close()


@asynccontextmanager
async def opened(
    conninfo: str, settings: Settings, *, demo: bool
) -> AsyncGenerator[tuple[Database, dict[str, PaymentPort]]]:
    """Open a prepared database and the payment providers, for as long as the context lasts."""
    database = Database(conninfo, connections=settings.connections)
    ports = payment_ports(demo=demo)
    register_jobs(database, ports, mail_for(settings, demo=demo))
    await database.open()
    try:
        yield database, ports
    finally:
        await database.close()


@asynccontextmanager
async def second_opinion(settings: Settings) -> AsyncGenerator[SecondOpinion | None]:
    """Give whom to ask about a sentence that nobody understood, None where nobody was named."""
    named = settings.opinion
    if named is None:
        yield None
        return
    patience = timedelta(milliseconds=named.milliseconds)
    model = ChatModel(named.url, named.model, named.key, patience)
    try:
        yield model
    finally:
        await model.close()


@asynccontextmanager
async def working(database: Database, address: str | None) -> AsyncGenerator[None]:
    """Let reactions follow events and run waiting jobs, for as long as the context lasts."""
    tasks = [
        asyncio.create_task(Dispatcher(database, reactions(address)).run(), name="dispatch"),
        asyncio.create_task(
            database.jobs.app.run_worker_async(
                install_signal_handlers=False,
                concurrency=2,
                shutdown_graceful_timeout=JOB_DRAIN_SECONDS,
            ),
            name="jobs",
        ),
    ]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task


WARMED = 8
"""Stores whose words are learned before anybody speaks."""


def learn_words() -> None:
    """Read the lexicons, so that nobody's first sentence or search waits for them."""
    memory.learn()
    learning.learn()


@contextmanager
def learning_words() -> Generator[Callable[[], None]]:
    """Learn words beside what the context does; what it gives waits until they are known."""
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="words") as thread:
        words = thread.submit(learn_words)

        def learned() -> None:
            words.result()
            thread.shutdown()

        yield learned


def _leave_what_stays_alone() -> None:
    """Keep the collector off what stays, and from running at every few requests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


async def warm(database: Database) -> None:
    """Ask the shelves of a few stores once, so that the first shopper does not wait.

    The others of a chain are learned when somebody speaks there.
    """
    async with database.read(SYSTEM) as on:
        for store in (await stores.stores(on))[:WARMED]:
            await search(on, store=store.id, words="lait", limit=1)
            for language in Language:
                await store_words(on, store=store.id, language=language)
    _leave_what_stays_alone()


def register_jobs(database: Database, ports: process.Ports, mail: Mail | None) -> None:
    """Let the worker look after holds, windows and letters."""

    async def settle() -> None:
        for store in await _stores(database):
            await process.settle(database, ports, store=store)

    async def open_windows() -> None:
        for store, zone in (await _stores(database)).items():
            async with database.work(SYSTEM) as uow:
                await slots.open_windows(uow, store=store, zone=zone)

    async def forget() -> None:
        async with database.work(SYSTEM) as uow:
            await retention.forget(uow)
            await guests.forget(uow)
            await messages.forget(uow)
            await identity.forget(uow)
            await staff_access.forget(uow)
            await desk_files.forget(uow)

    async def deliver(store: str, letter: int) -> None:
        await postman.deliver(database, mail, store=store, letter=letter)

    async def sweep() -> None:
        for store in await _stores(database):
            await postman.sweep(database, mail, store=store)

    database.jobs.register(messages.DELIVER, deliver)
    database.jobs.register("messages.sweep", sweep, cron=EVERY_MINUTE)
    database.jobs.register("db.forget", forget, cron=EVERY_NIGHT)
    database.jobs.register("orders.settle", settle, cron=EVERY_MINUTE)
    database.jobs.register("slots.open_windows", open_windows, cron=EVERY_HOUR)


async def _stores(database: Database) -> dict[str, str]:
    async with database.read(SYSTEM) as on:
        return {store.id: store.timezone for store in await stores.stores(on)}

"""Serving: one process with the doors, the worker and, where none is named, the database."""

import asyncio
import contextlib
import signal
import sys
from collections.abc import AsyncGenerator
from types import FrameType

import uvicorn
from starlette.applications import Starlette

from comptoir.app import asgi, wiring
from comptoir.app.demo import seed, visitors
from comptoir.app.settings import Settings
from comptoir.db.unit_of_work import Database
from comptoir.street.shop import Shop, as_guest

DRAIN_SECONDS = 10


class _Server(uvicorn.Server):
    """Tells the shop to close its streams as soon as a signal comes, and says when it answers."""

    def __init__(self, config: uvicorn.Config, shop: Shop, address: str) -> None:
        super().__init__(config)
        self._shop = shop
        self._address = address

    async def startup(self, sockets: list[object] | None = None) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        await super().startup(sockets)  # pyright: ignore[reportArgumentType]
        if self.started:
            port = self.servers[0].sockets[0].getsockname()[1] if self.servers else 0
            print(f"Comptoir: {self._address}:{port}/", flush=True)  # noqa: T201

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._shop.closing.set()
        super().handle_exit(sig, frame)


async def serve(settings: Settings, *, demo: bool) -> None:
    """Open the doors until a signal comes; requests under way are finished first."""
    async with wiring.opened(settings) as database:
        if demo:
            await seed.seed(database)
        shop = Shop(
            database=database,
            payments=wiring.payment_ports(demo=demo),
            welcome=visitors.welcome if demo else as_guest,
            demo=demo,
        )
        async with _working(database):
            server = _Server(_config(settings, asgi.build(shop)), shop, f"http://{settings.host}")
            await server.serve()


async def work(settings: Settings) -> None:
    """Run the worker alone until a signal comes."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sig in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sig, stop.set)
    async with wiring.opened(settings) as database, _working(database):
        print("Comptoir: worker", flush=True)  # noqa: T201
        await stop.wait()


def run_serve(settings: Settings, *, demo: bool) -> None:
    """Run `serve` on the fastest event loop there is."""
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        runner.run(serve(settings, demo=demo))


def _loop_factory() -> type[asyncio.AbstractEventLoop] | None:
    if sys.platform == "win32":
        return None
    import uvloop  # noqa: PLC0415 (not there on every platform)

    return uvloop.Loop


def _config(settings: Settings, app: Starlette) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=DRAIN_SECONDS,
        server_header=False,
        lifespan="off",
    )


@contextlib.asynccontextmanager
async def _working(database: Database) -> AsyncGenerator[None]:
    """Run the job worker beside whatever else this process does."""
    worker = asyncio.create_task(
        database.jobs.app.run_worker_async(
            install_signal_handlers=False, concurrency=2, shutdown_graceful_timeout=DRAIN_SECONDS
        ),
        name="worker",
    )
    try:
        yield
    finally:
        worker.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await worker

"""Serving: the doors, the worker and, where none is named, the database."""

import asyncio
import contextlib
import os
import signal
import socket
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from types import FrameType
from typing import Any, TypeVar

import uvicorn
import uvloop
from starlette.applications import Starlette

from comptoir.app import asgi, doors, processes, speech, wiring
from comptoir.app.demo import desk, seed, visitors
from comptoir.app.settings import Settings
from comptoir.street.shop import Shop, as_guest

DRAIN_SECONDS = 10
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class _Sockets:
    """Where a shop listens: the web's address, and those of doors that have their own."""

    web: socket.socket
    others: Sequence[socket.socket]


class _Server(uvicorn.Server):
    """Tells the shop to close its streams as soon as a signal comes, and says when it answers."""

    def __init__(self, config: uvicorn.Config, shop: Shop, answers: Callable[[], None]) -> None:
        super().__init__(config)
        self._shop = shop
        self._answers = answers

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._answers()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Note that the end is asked for; uvicorn's own would kill the process after draining."""
        del frame
        self._shop.closing.set()
        self.force_exit = self.should_exit and sig == signal.SIGINT
        self.should_exit = True


def serve(settings: Settings, *, demo: bool) -> int:
    """Open the doors until a signal comes; requests under way are finished first.

    Gives the exit status. The demo runs as one process: its sandbox payments live in memory.
    """
    signal.signal(signal.SIGTERM, _leave)
    with wiring.learning_words() as learned, wiring.server_for(settings) as conninfo:
        _run(wiring.prepare(conninfo, seed.seed if demo else None))
        _run(doors.check_stores(conninfo, settings.doors))
        entry = _run(desk.link(conninfo)) if demo else ""
        learned()
        _run(wiring.warm_up(conninfo))
        with (
            doors.bound(settings.host, settings.port) as web,
            doors.listening(settings.doors) as others,
        ):
            sockets = _Sockets(web, others)

            def child(number: int, answers: Callable[[], None]) -> None:
                _run(_serve_on(conninfo, sockets, settings, number, answers, demo=demo))

            return processes.run(
                1 if demo else settings.processes,
                child,
                ready=lambda: _say_where(settings, sockets, entry),
            )


def _say_where(settings: Settings, sockets: _Sockets, entry: str) -> None:
    address = f"http://{settings.host}:{sockets.web.getsockname()[1]}"
    lines = [f"{address}/"]
    for door, opened in zip(settings.doors.wyoming, sockets.others, strict=True):
        lines.append(f"wyoming tcp://{door.host}:{opened.getsockname()[1]} {door.store}")
    if entry:
        lines.append(f"desk {address}{entry}")
    print("\n".join(f"Comptoir: {line}" for line in lines), flush=True)  # noqa: T201


def work(settings: Settings) -> None:
    """Run the worker alone until a signal comes."""
    signal.signal(signal.SIGTERM, _leave)
    with wiring.server_for(settings) as conninfo:
        _run(wiring.prepare(conninfo))
        _run(_work_on(conninfo, settings))


async def _serve_on(
    conninfo: str,
    sockets: _Sockets,
    settings: Settings,
    number: int,
    answers: Callable[[], None],
    *,
    demo: bool,
) -> None:
    async with (
        wiring.opened(conninfo, settings, demo=demo) as (database, ports),
        wiring.second_opinion(settings) as opinion,
    ):
        shop = Shop(
            database=database,
            payments=ports,
            welcome=visitors.welcome if demo else as_guest,
            demo=demo,
            recogniser=speech.recogniser(settings.data),
            opinion=opinion,
            mail=wiring.mail_for(settings, demo=demo),
            address=settings.address,
        )
        await wiring.warm(database)
        server = _Server(_config(asgi.build(shop, settings.doors)), shop, answers)
        async with (
            wiring.working(database, _address(settings, sockets, demo=demo))
            if number == 0
            else contextlib.nullcontext(),
            doors.served(shop, settings.doors, sockets.others),
        ):
            await server.serve(sockets=[sockets.web])


def _address(settings: Settings, sockets: _Sockets, *, demo: bool) -> str | None:
    """Tell where shoppers reach the shop; the demo's are on this machine."""
    if settings.address or not demo:
        return settings.address
    return f"http://{settings.host}:{sockets.web.getsockname()[1]}"


async def _work_on(conninfo: str, settings: Settings) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sig in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sig, stop.set)
    async with (
        wiring.opened(conninfo, settings, demo=False) as (database, _),
        wiring.working(database, settings.address),
    ):
        print(f"Comptoir: worker {os.getpid()}", flush=True)  # noqa: T201
        await stop.wait()


def _leave(_sig: int, _frame: FrameType | None) -> None:
    """End in order, the database too, when a signal comes before the shop is open."""
    raise SystemExit(0)


def _run(job: Coroutine[Any, Any, Result]) -> Result:
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(job)


def _config(app: Starlette) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=DRAIN_SECONDS,
        server_header=False,
        proxy_headers=False,
        lifespan="on",
    )

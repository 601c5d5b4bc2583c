"""`comptoir talk`: the conversation in the terminal, with the cart beside it."""

import asyncio
import contextlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import typer

from comptoir.app.commands.options import Data, Language, MaybeStore
from comptoir.app.commands.tongue import language as chosen
from comptoir.app.commands.tongue import t

_LEAVE = frozenset({"/q", "/quit", "/quitter", "exit", "quit"})


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        help=t(
            "Parle avec la boutique, dans le terminal ou par l’entrée standard.",
            "Talk with the shop, in the terminal or through standard input.",
        )
    )(talk)


def talk(*, store: MaybeStore = None, data: Data = None, language: Language = None) -> None:
    """Hold a conversation; the end of the input ends it."""
    del language
    from comptoir.app import wiring  # noqa: PLC0415 (slow to load)
    from comptoir.app.settings import Settings  # noqa: PLC0415

    settings = Settings.read(data=data)
    with wiring.server_for(settings) as conninfo, asyncio.Runner() as runner:
        runner.run(wiring.prepare(conninfo))
        _converse(runner, _Opening(conninfo, settings.data, store))


@dataclass(frozen=True, slots=True)
class _Opening:
    """Where the conversation is to be held."""

    conninfo: str
    data: Path
    store: str | None


def _converse(runner: asyncio.Runner, opening: _Opening) -> None:
    """Take one line after the other; between them the loop stands still, so Ctrl-C is clean."""
    from comptoir.app import wiring  # noqa: PLC0415 (slow to load)
    from comptoir.app.commands import counter  # noqa: PLC0415
    from comptoir.app.settings import Settings  # noqa: PLC0415

    settings = Settings(data=opening.data, connections=4)
    stack = contextlib.AsyncExitStack()
    shop = wiring.opened(opening.conninfo, settings, demo=True)
    database, ports = runner.run(stack.enter_async_context(shop))
    try:
        at = runner.run(counter.begin(database, ports, opening.store, chosen()))
        counter.greet(at)
        for line in _lines():
            if not runner.run(counter.take_turn(at, line)):
                break
    finally:
        runner.run(stack.aclose())


def _lines() -> Iterator[str]:
    """Give what is said: typed at a prompt, or piped in and then shown."""
    if not sys.stdin.isatty():
        for line in sys.stdin:
            if line.strip():
                typer.echo(f"› {line.strip()}")
                yield line.strip()
        return
    with contextlib.suppress(ImportError):
        import_module("readline")  # lets the line be edited
    while True:
        try:
            line = input("› ").strip()
        except EOFError:
            typer.echo()
            return
        if line in _LEAVE:
            return
        if line:
            yield line

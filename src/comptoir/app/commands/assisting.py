"""`comptoir mcp`: the shop as a tool server of one household's assistant, by standard input."""

import asyncio
import os
import signal
from typing import Annotated

import typer

from comptoir.app.commands.options import Data, Language, Store
from comptoir.app.commands.tongue import t
from comptoir.app.settings import HOUSEHOLD, Settings

Household = Annotated[
    str | None,
    typer.Option(
        "--household",
        metavar="ID",
        help=t(
            "Foyer pour lequel agir (défaut : COMPTOIR_HOUSEHOLD, sinon un nouveau).",
            "Household to act for (default: COMPTOIR_HOUSEHOLD, else a new one).",
        ),
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        help=t(
            "Sert un assistant par l’entrée et la sortie standard (MCP).",
            "Serve an assistant by standard input and output (MCP).",
        )
    )(mcp)


def mcp(
    *,
    store: Store,
    household: Household = None,
    data: Data = None,
    language: Language = None,
) -> None:
    """Answer one client until it closes its end."""
    del language
    from comptoir.app import wiring  # noqa: PLC0415 (slow to load)
    from comptoir.app.commands import assistant  # noqa: PLC0415

    settings = Settings.read(data=data)
    named = household or os.environ.get(HOUSEHOLD) or None
    signal.signal(signal.SIGTERM, _leave)
    with wiring.server_for(settings) as conninfo, asyncio.Runner() as runner:
        runner.run(wiring.prepare(conninfo))
        runner.run(assistant.serve(conninfo, settings, store, named))


def _leave(_sig: int, _frame: object) -> None:
    """End in order, the database too, when a signal comes before the first message is awaited."""
    raise SystemExit(0)

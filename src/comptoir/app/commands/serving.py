"""`comptoir demo`, `serve` and `worker`: the shop itself."""

import errno
import socket
from dataclasses import replace
from typing import Annotated

import typer

from comptoir.app.commands.doors import (
    Alexa,
    AlexaRoots,
    Dialogflow,
    Wyoming,
    check_roots,
    doors_of,
)
from comptoir.app.commands.options import Data, Host, Language, Port
from comptoir.app.commands.tongue import t
from comptoir.app.commands.trouble import Trouble
from comptoir.app.settings import PORT, Settings

Processes = Annotated[
    int | None,
    typer.Option(
        "--processes",
        min=1,
        max=64,
        help=t("Nombre de processus (défaut : un par cœur, 4 au plus).", "Number of processes."),
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command(help=t("Ouvre une boutique de démonstration.", "Open a demo shop."))(demo)
    app.command(help=t("Ouvre la boutique.", "Open the shop."))(serve)
    app.command(
        help=t(
            "Traite les tâches en attente, sans ouvrir de porte.",
            "Do the waiting jobs, without opening a door.",
        )
    )(worker)


def demo(
    *,
    port: Port = PORT,
    host: Host = "127.0.0.1",
    wyoming: Wyoming = None,
    data: Data = None,
    language: Language = None,
) -> None:
    """Serve a demo shop: four stores, a whole assortment, a household."""
    del language
    settings = Settings.read(data=data, host=host, port=port)
    _serve(replace(settings, doors=doors_of(wyoming=wyoming)), demo=True)


def serve(
    *,
    port: Port = PORT,
    host: Host = "127.0.0.1",
    processes: Processes = None,
    wyoming: Wyoming = None,
    alexa: Alexa = None,
    alexa_roots: AlexaRoots = None,
    dialogflow: Dialogflow = None,
    data: Data = None,
    language: Language = None,
) -> None:
    """Serve the shop with what its database holds."""
    del language
    settings = Settings.read(data=data, host=host, port=port)
    if processes is not None:
        settings = replace(settings, processes=processes)
    doors = doors_of(wyoming=wyoming, alexa=alexa, alexa_roots=alexa_roots, dialogflow=dialogflow)
    _serve(replace(settings, doors=doors), demo=False)


def worker(data: Data = None, language: Language = None) -> None:
    """Run the worker alone, beside processes that serve."""
    del language
    from comptoir.app import serving  # noqa: PLC0415 (slow to load)

    serving.work(Settings.read(data=data))


def _serve(settings: Settings, *, demo: bool) -> None:
    """Serve, and end with the server's own exit code."""
    check_port(settings.host, settings.port)
    for door in settings.doors.wyoming:
        check_port(door.host, door.port, "--wyoming")
    check_roots(settings.doors)
    from comptoir.app import serving  # noqa: PLC0415 (slow to load)

    raise typer.Exit(serving.serve(settings, demo=demo))


def check_port(host: str, port: int, option: str = "--port") -> None:
    """Check that nobody listens there yet; `option` names where another one is chosen.

    :raises Trouble: when the address is taken or not ours.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise Trouble(_port_words(host, port, problem, option)) from None


def _port_words(host: str, port: int, problem: OSError, option: str) -> str:
    if problem.errno == errno.EADDRINUSE:
        return t(
            f"Le port {port} est déjà pris. Choisissez-en un autre avec {option}.",
            f"Port {port} is taken. Choose another one with {option}.",
        )
    if problem.errno == errno.EACCES:
        return t(
            f"Le port {port} est réservé à root. Choisissez-en un au-dessus de 1023 avec {option}.",
            f"Port {port} is for root alone. Choose one above 1023 with {option}.",
        )
    where = "--host" if option == "--port" else option
    return t(
        f"L’adresse {host} n’est pas à cette machine. Choisissez-en une avec {where}.",
        f"The address {host} is not this machine's. Choose one with {where}.",
    )

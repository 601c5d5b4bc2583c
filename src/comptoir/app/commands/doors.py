"""Options that open doors of a voice."""

from typing import Annotated

import typer

from comptoir.app.commands.tongue import t
from comptoir.app.commands.trouble import Trouble
from comptoir.app.door_plan import Doors, WyomingDoor
from comptoir.kernel.ids import is_store_id

WYOMING_PORT = 10_700

Wyoming = Annotated[
    list[str] | None,
    typer.Option(
        "--wyoming",
        metavar=t("MAGASIN[=HÔTE:PORT]", "STORE[=HOST:PORT]"),
        help=t(
            "Ouvre une porte Wyoming (Home Assistant) sur un magasin ; peut être répétée "
            f"(défaut : 127.0.0.1:{WYOMING_PORT}).",
            "Open a Wyoming door (Home Assistant) to a store; may be repeated "
            f"(default: 127.0.0.1:{WYOMING_PORT}).",
        ),
    ),
]


def doors_of(*, wyoming: list[str] | None) -> Doors:
    """Read the options.

    :raises Trouble: when one cannot be read.
    """
    return Doors(wyoming=tuple(_wyoming(each) for each in wyoming or ()))


def _wyoming(text: str) -> WyomingDoor:
    store, named, address = text.partition("=")
    host, _, port = (address if named else f"127.0.0.1:{WYOMING_PORT}").rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not (is_store_id(store) and host and port.isdecimal() and int(port) < 65_536):
        raise Trouble(
            t(
                f"« --wyoming {text} » n’est pas de la forme MAGASIN=HÔTE:PORT.",
                f"`--wyoming {text}` is not of the form STORE=HOST:PORT.",
            )
        )
    return WyomingDoor(store, host, int(port))

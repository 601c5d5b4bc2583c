"""Options that open doors of a voice."""

import os
from pathlib import Path
from typing import Annotated

import typer

from comptoir.app.commands.tongue import t
from comptoir.app.commands.trouble import Trouble
from comptoir.app.door_plan import Doors, WyomingDoor
from comptoir.kernel.ids import is_store_id

WYOMING_PORT = 10_700
SECRET = "COMPTOIR_DIALOGFLOW_SECRET"  # noqa: S105 (the name of it)
SHORTEST_SECRET = 16

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


Alexa = Annotated[
    list[str] | None,
    typer.Option(
        "--alexa",
        metavar=t("SKILL=MAGASIN", "SKILL=STORE"),
        help=t(
            "Ouvre la porte d’une skill Alexa, par son identifiant, sur un magasin ; peut être "
            "répétée.",
            "Open the door of an Alexa skill, by its id, to a store; may be repeated.",
        ),
    ),
]

AlexaRoots = Annotated[
    Path | None,
    typer.Option(
        "--alexa-roots",
        metavar=t("FICHIER", "FILE"),
        exists=True,
        dir_okay=False,
        help=t(
            "Autorités de certification reconnues pour Alexa (défaut : celles du système).",
            "Authorities trusted for Alexa (default: the system's).",
        ),
    ),
]

Dialogflow = Annotated[
    list[str] | None,
    typer.Option(
        "--dialogflow",
        metavar=t("MAGASIN", "STORE"),
        help=t(
            f"Ouvre un webhook Dialogflow CX sur un magasin ; peut être répétée. {SECRET} est son "
            "secret.",
            f"Open a Dialogflow CX webhook to a store; may be repeated. {SECRET} is its secret.",
        ),
    ),
]


def doors_of(
    *,
    wyoming: list[str] | None = None,
    alexa: list[str] | None = None,
    alexa_roots: Path | None = None,
    dialogflow: list[str] | None = None,
) -> Doors:
    """Read the options, and the webhook's secret from the environment.

    :raises Trouble: when one cannot be read, or there is no secret for the webhook.
    """
    secret = os.environ.get(SECRET, "")
    if dialogflow and len(secret) < SHORTEST_SECRET:
        raise Trouble(
            t(
                f"Le webhook Dialogflow demande un secret de {SHORTEST_SECRET} caractères au "
                f"moins dans {SECRET}.",
                f"The Dialogflow webhook needs a secret of at least {SHORTEST_SECRET} characters "
                f"in {SECRET}.",
            )
        )
    return Doors(
        wyoming=tuple(_wyoming(each) for each in wyoming or ()),
        alexa=dict(_alexa(each) for each in alexa or ()),
        alexa_roots=alexa_roots,
        dialogflow=frozenset(_store("--dialogflow", each) for each in dialogflow or ()),
        dialogflow_secret=secret,
    )


def check_roots(doors: Doors) -> None:
    """Check that there are authorities by which Alexa can be known.

    :raises Trouble: when there are none.
    """
    if not doors.alexa:
        return
    from comptoir.app.doors import roots  # noqa: PLC0415 (slow to load)

    try:
        roots(doors.alexa_roots)
    except (OSError, ValueError) as problem:
        raise Trouble(
            t(
                f"Pas d’autorité de certification lisible pour Alexa ({problem}). Nommez un "
                "fichier PEM avec --alexa-roots.",
                f"No readable certificate authority for Alexa ({problem}). Name a PEM file with "
                "--alexa-roots.",
            )
        ) from None


def _alexa(text: str) -> tuple[str, str]:
    skill, _, store = text.partition("=")
    if not (skill and is_store_id(store)):
        raise Trouble(
            t(
                f"« --alexa {text} » n’est pas de la forme SKILL=MAGASIN.",
                f"`--alexa {text}` is not of the form SKILL=STORE.",
            )
        )
    return skill, store


def _store(option: str, text: str) -> str:
    if not is_store_id(text):
        raise Trouble(
            t(
                f"« {option} {text} » : ce n’est pas l’identifiant d’un magasin.",
                f"`{option} {text}`: that is not the id of a store.",
            )
        )
    return text


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

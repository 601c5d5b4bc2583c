"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from comptoir.app.commands.tongue import t

Data = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar=t("DOSSIER", "DIR"),
        help=t(
            "Dossier de données de la base embarquée "
            "(défaut : COMPTOIR_DATA, sinon ~/.local/share/comptoir).",
            "Data folder of the embedded database "
            "(default: COMPTOIR_DATA, else ~/.local/share/comptoir).",
        ),
    ),
]

Language = Annotated[
    str | None,
    typer.Option(
        "--language",
        metavar="fr|en",
        help=t("Langue des messages (défaut : français).", "Language of messages."),
    ),
]

Store = Annotated[
    str,
    typer.Option(
        "--store",
        metavar=t("MAGASIN", "STORE"),
        help=t("Identifiant du magasin.", "The store's id."),
    ),
]

MaybeStore = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar=t("MAGASIN", "STORE"),
        help=t(
            "Identifiant du magasin ; inutile quand il n’y en a qu’un.",
            "The store's id; not needed when there is only one.",
        ),
    ),
]

Port = Annotated[
    int,
    typer.Option("--port", min=0, max=65535, help=t("Port d’écoute.", "Port to listen on.")),
]

Host = Annotated[str, typer.Option("--host", help=t("Adresse d’écoute.", "Address to listen on."))]

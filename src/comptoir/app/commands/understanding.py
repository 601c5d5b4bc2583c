"""`comptoir understand`: what sentences mean, without a database."""

import json
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, TextIO

import typer

from comptoir.app.commands.tongue import t
from comptoir.app.commands.trouble import Trouble

Dialogues = Annotated[
    str,
    typer.Argument(
        metavar=t("FICHIER", "FILE"),
        help=t("Dialogues ; - pour l’entrée standard.", "Dialogues; - for standard input."),
    ),
]
Spoken = Annotated[
    str,
    typer.Option(
        "--language",
        metavar="fr|en",
        help=t("Langue des dialogues.", "Language of the dialogues."),
    ),
]


Explained = Annotated[
    bool,
    typer.Option(
        "--explain",
        help=t(
            "Dit pourquoi : mots, corrections, tournures, doutes. Une phrase seule convient aussi.",
            "Say why: words, repairs, turns of phrase, doubts. A plain sentence will do too.",
        ),
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        help=t(
            "Comprend des dialogues (JSON par lignes) et écrit ce qui a été compris.",
            "Understand dialogues (JSON lines) and write what was understood.",
        )
    )(understand)


def understand(
    file: Dialogues = "-",
    language: Spoken = "fr",
    explain: Explained = False,
) -> None:
    """Write one line of JSON for each dialogue, or why each sentence was understood so."""
    if language not in ("fr", "en"):
        raise Trouble(
            t(
                f"La langue « {language} » n’est pas connue. Choisissez fr ou en.",
                f"The language {language!r} is not known. Choose fr or en.",
            )
        )
    from comptoir.conversation.understand import explanations, predict  # noqa: PLC0415 (only here)

    with _lines(file) as lines:
        try:
            for reasons in explanations(lines, language) if explain else ():
                sys.stdout.write(f"{reasons}\n\n")
            for prediction in predict(lines, language) if not explain else ():
                sys.stdout.write(json.dumps(prediction, ensure_ascii=False) + "\n")
        except UnicodeDecodeError:
            raise _not_utf8(file) from None
        except (ValueError, AttributeError):
            raise _no_dialogue(file) from None


def _not_utf8(file: str) -> Trouble:
    return Trouble(
        t(
            f"{file} n’est pas en UTF-8. Enregistrez-le en UTF-8.",
            f"{file} is not UTF-8. Save it as UTF-8.",
        )
    )


def _no_dialogue(file: str) -> Trouble:
    return Trouble(
        t(
            f"{file} a une ligne qui n’est pas un dialogue. Écrivez un objet JSON par ligne, avec "
            "id et turns.",
            f"{file} has a line that is no dialogue. Write one JSON object a line, with id and "
            "turns.",
        )
    )


@contextmanager
def _lines(file: str) -> Generator[TextIO]:
    if file == "-":
        with open(sys.stdin.fileno(), encoding="utf-8", closefd=False) as standard:
            yield standard
        return
    try:
        opened = Path(file).open(encoding="utf-8")  # noqa: SIM115 - closed below
    except OSError as problem:
        raise Trouble(
            t(
                f"{file} ne peut pas être lu ({problem.strerror}). Vérifiez son nom et ses droits.",
                f"{file} cannot be read ({problem.strerror}). Check its name and permissions.",
            )
        ) from None
    with opened:
        yield opened

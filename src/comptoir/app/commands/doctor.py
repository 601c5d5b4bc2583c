"""`comptoir doctor`: checks the set-up and says how to mend it."""

import typer

from comptoir.app.commands.options import Data, Language, Port
from comptoir.app.commands.tongue import t
from comptoir.app.settings import PORT, Settings

_BROKEN = 1


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        help=t(
            "Vérifie l’installation et dit comment la réparer.",
            "Check the set-up and say how to mend it.",
        )
    )(doctor)


def doctor(*, port: Port = PORT, data: Data = None, language: Language = None) -> None:
    """Print one line a check; exit with 1 when something is broken."""
    del language
    from comptoir.app.commands import checks, database_checks  # noqa: PLC0415 (slow to load)

    settings = Settings.read(data=data, port=port)
    failed = False
    for part in (checks, database_checks):
        for finding in part.look(settings):
            remedy = f" → {finding.remedy}" if finding.remedy else ""
            typer.echo(f"{finding.level.value} {finding.what}{remedy}")
            failed = failed or finding.level is checks.Level.BROKEN
    if failed:
        raise typer.Exit(_BROKEN)

"""The application with all its commands; each command loads what it needs when it runs."""

from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version

import typer

from comptoir.app.commands import (
    alexa,
    assisting,
    doctor,
    imports,
    searching,
    serving,
    speech,
    staff,
    stores,
    talking,
    understanding,
)
from comptoir.app.commands.tongue import t
from comptoir.app.commands.trouble import EXIT_CODE, INTERRUPTED, Trouble

_GROUPS = ("store", "import", "staff", "speech", "alexa")


def run(words: Sequence[str]) -> int:
    """Run one command and give its exit code.

    :raises Trouble: when the words are not those of a command.
    :raises KeyboardInterrupt: when it was interrupted.
    """
    try:
        ended: object = _application()(
            args=list(words), prog_name="comptoir", standalone_mode=False
        )
    except typer.Abort:
        raise KeyboardInterrupt from None
    except typer.TyperException as problem:
        if type(problem).__name__ == "NoArgsIsHelpError":
            typer.echo(problem.format_message(), err=True)
            return EXIT_CODE
        raise Trouble(_usage(problem, words)) from None
    if ended == INTERRUPTED:  # the library has swallowed the interrupt
        raise KeyboardInterrupt
    return ended if isinstance(ended, int) else 0


def _application() -> typer.Typer:
    app = typer.Typer(
        name="comptoir",
        help=t(
            "Le comptoir du commerçant : une seule boutique pour la voix, le texte et les agents.",
            "The grocer's counter: one shop for voice, chat and agents.",
        ),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    talk = (talking, assisting, speech, understanding, alexa)
    for each in (serving, stores, imports, staff, searching, *talk, doctor):
        each.register(app)
    app.command("version", help=t("Dit la version.", "Tell the version."))(_version)
    return app


def _version() -> None:
    try:
        typer.echo(f"comptoir {version('comptoir')}")
    except PackageNotFoundError:
        typer.echo("comptoir")


def _usage(problem: typer.TyperException, words: Sequence[str]) -> str:
    """Put a mistake in the words of the command line into one line."""
    unknown = "No such command" in problem.format_message()
    deep = 2 if words and words[0] in _GROUPS else 1
    named = [word for word in words[: deep - 1 if unknown else deep] if word.isalpha()]
    asked = " ".join(("comptoir", *named, "--help"))
    what = t(_french(problem), problem.format_message().rstrip(".") + ".")
    return t(f"{what} Voyez « {asked} ».", f"{what} See `{asked}`.")


def _french(problem: typer.TyperException) -> str:
    kind = type(problem).__name__
    if "No such command" in problem.format_message():
        return problem.format_message().replace("No such command", "Il n’y a pas de commande")
    if kind == "NoSuchOption":
        return f"L’option {getattr(problem, 'option_name', '')} n’existe pas."
    if kind == "MissingParameter":
        hint = getattr(problem, "param_hint", None)
        param = getattr(problem, "param", None)
        names = getattr(param, "opts", None) or [str(hint or "")]
        shown = getattr(param, "metavar", None) if not str(names[0]).startswith("-") else None
        return f"Il manque {shown or names[0]}."
    if kind == "BadParameter":
        names = getattr(getattr(problem, "param", None), "opts", None) or [""]
        return f"La valeur de {names[0]} n’est pas correcte ({getattr(problem, 'message', '')})."
    return problem.format_message()

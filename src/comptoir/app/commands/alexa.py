"""`comptoir alexa`: what a skill of yours needs."""

import json
from typing import Annotated

import typer

from comptoir.app.commands.options import Language
from comptoir.app.commands.tongue import t
from comptoir.app.commands.trouble import Trouble

Locale = Annotated[
    str,
    typer.Option("--locale", metavar="fr-FR|en-GB", help=t("Langue du modèle.", "Its locale.")),
]

Invocation = Annotated[
    str | None,
    typer.Option(
        "--invocation",
        metavar=t("NOM", "NAME"),
        help=t(
            "Nom par lequel on ouvre la skill (défaut : mon comptoir).",
            "What the skill is called by (default: comptoir groceries).",
        ),
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    group.callback()(_alexa)
    group.command(
        help=t(
            "Écrit le modèle d’interaction à importer dans la console d’Alexa.",
            "Write the interaction model to import into Alexa's console.",
        )
    )(model)
    app.add_typer(group, name="alexa", help=t("La skill Alexa.", "The Alexa skill."))


def _alexa() -> None:
    """Keep the commands in a group even while there is one alone."""


def model(
    *, locale: Locale = "fr-FR", invocation: Invocation = None, language: Language = None
) -> None:
    """Write an interaction model as JSON."""
    del language
    from comptoir.surfaces.alexa.model import LOCALES, interaction_model  # noqa: PLC0415 (slow)
    from comptoir.surfaces.alexa.rules import faults  # noqa: PLC0415

    if locale not in LOCALES:
        known = ", ".join(LOCALES)
        raise Trouble(
            t(
                f"Pas de modèle pour « {locale} ». Il y en a pour {known}.",
                f"There is no model for {locale}. There are some for {known}.",
            )
        )
    made = interaction_model(locale, invocation=invocation)
    wrong = list(faults(made))
    if wrong:
        raise Trouble(t(f"Amazon refuserait : {wrong[0]}.", f"Amazon would refuse: {wrong[0]}."))
    typer.echo(json.dumps(made, ensure_ascii=False, indent=2))

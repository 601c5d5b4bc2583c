"""`comptoir import`: products, assortment, prices and stock out of files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from inspect import Parameter, Signature
from pathlib import Path
from typing import Annotated, Any

import typer

from comptoir.app.commands.options import Data, Language, Store
from comptoir.app.commands.tongue import t
from comptoir.app.commands.trouble import EXIT_CODE

File = Annotated[
    Path,
    typer.Argument(metavar=t("FICHIER", "FILE"), help=t("Le fichier à lire.", "The file to read.")),
]
DryRun = Annotated[
    bool,
    typer.Option(
        "--dry-run",
        help=t("Montre ce qui changerait, sans rien écrire.", "Show what would change."),
    ),
]
RefusedFile = Annotated[
    Path | None,
    typer.Option(
        "--refused",
        metavar=t("FICHIER", "FILE"),
        help=t("Écrit les lignes refusées dans ce CSV.", "Write refused lines into this CSV."),
    ),
]
Strict = Annotated[
    bool,
    typer.Option(
        "--strict",
        help=t("N’importe rien si une ligne est refusée.", "Import nothing if a line is refused."),
    ),
]


SampleOffers = Annotated[
    bool,
    typer.Option(
        "--sample-offers",
        help=t(
            "Invente prix et stock, marqués comme exemples, aux produits qui n’en ont pas.",
            "Invent prices and stock, marked as samples, for products without any.",
        ),
    ),
]


def _lower_case(said: str) -> str:
    return said.strip().lower()


Country = Annotated[
    str,
    typer.Option(
        "--country",
        metavar="france",
        callback=_lower_case,
        help=t(
            "Ne garde que ce qui se vend dans ce pays, selon Open Food Facts.",
            "Keep only what is sold in this country, as Open Food Facts says.",
        ),
    ),
]
TaxonomyFile = Annotated[
    Path | None,
    typer.Option(
        "--taxonomy",
        metavar="categories.full.json",
        help=t(
            "Noms des catégories : le fichier que publie Open Food Facts.",
            "Names of categories: the file that Open Food Facts publishes.",
        ),
    ),
]
Limit = Annotated[
    int | None,
    typer.Option("--limit", min=1, help=t("S’arrête après N produits.", "Stop after N.")),
]
Complete = Annotated[
    bool,
    typer.Option(
        "--complete",
        help=t(
            "Retire du rayon ce que le fichier ne nomme pas.",
            "Take off the shelf what the file does not name.",
        ),
    ),
]


_Taken = Mapping[str, tuple[Any, Any]]
"""Options by their names: what each is to typer, and its default."""

_FIRST: _Taken = {"file": (File, Parameter.empty), "store": (Store, Parameter.empty)}
_LAST: _Taken = {
    "dry_run": (DryRun, False),
    "refused": (RefusedFile, None),
    "strict": (Strict, False),
    "data": (Data, None),
    "language": (Language, None),
}


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of import: its help in French and English, and the options that it alone takes."""

    french: str
    english: str
    own: _Taken = field(default_factory=dict[str, tuple[Any, Any]])


_KINDS: Mapping[str, _Kind] = {
    "products": _Kind(
        "Importe des produits : Open Food Facts (CSV, JSONL, .gz) ou votre tableau.",
        "Import products: Open Food Facts (CSV, JSONL, .gz) or your own table.",
        {
            "sample_offers": (SampleOffers, False),
            "country": (Country, ""),
            "taxonomy": (TaxonomyFile, None),
            "limit": (Limit, None),
        },
    ),
    "assortment": _Kind(
        "Importe votre assortiment : produits, prix, rayon, stock (CSV, XLSX). Tout en une "
        "transaction, sauf le stock déjà connu : il suit par petites transactions.",
        "Import your assortment: products, prices, shelf, stock (CSV, XLSX). All in one "
        "transaction, but for stock known already: it follows in small ones.",
        {"complete": (Complete, False)},
    ),
    "prices": _Kind(
        "Importe vos prix et promotions (CSV, XLSX), en une transaction.",
        "Import prices and promotions (CSV, XLSX), in one transaction.",
    ),
    "stock": _Kind(
        "Importe votre stock compté (CSV, XLSX). Le stock nouveau vient en une transaction ; "
        "celui qui est déjà connu suit par petites transactions.",
        "Import counted stock (CSV, XLSX). New stock comes in one transaction; stock known "
        "already follows in small ones.",
    ),
}


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    group = typer.Typer(
        help=t(
            "Importe produits, assortiment, prix et stock.",
            "Import products, assortment, prices and stock.",
        ),
        no_args_is_help=True,
    )
    for name, kind in _KINDS.items():
        group.command(name, help=t(kind.french, kind.english))(_command(name, kind.own))
    app.add_typer(group, name="import")


def _command(kind: str, own: _Taken) -> Callable[..., None]:
    """Make the command of a kind; typer reads its options from the signature it is given."""

    def command(
        *, file: Path, store: str, refused: Path | None, data: Path | None, **options: Any
    ) -> None:
        del options["language"]  # read before any command is made
        _import(kind, file, store=store, options=options, refused=refused, data=data)

    taken = {**_FIRST, **own, **_LAST}
    vars(command)["__signature__"] = Signature(
        [
            Parameter(name, Parameter.KEYWORD_ONLY, annotation=annotation, default=default)
            for name, (annotation, default) in taken.items()
        ]
    )
    return command


def _import(
    kind: str,
    file: Path,
    *,
    store: str,
    options: Mapping[str, Any],
    refused: Path | None,
    data: Path | None,
) -> None:
    """Run one import with its progress bar, print its report, write what was refused.

    :raises typer.Exit: with code 2 when nothing could be kept.
    """
    from comptoir.app.commands.ground import with_database  # noqa: PLC0415 (slow to load)
    from comptoir.app.commands.progress import progress_of  # noqa: PLC0415
    from comptoir.app.commands.reasons import file_reason_words  # noqa: PLC0415
    from comptoir.app.commands.refused_file import write_refused  # noqa: PLC0415
    from comptoir.app.commands.report_words import report_lines  # noqa: PLC0415
    from comptoir.app.importing.kinds import IMPORTS  # noqa: PLC0415
    from comptoir.app.importing.report import Options  # noqa: PLC0415

    run, chosen = IMPORTS[kind], Options(**options)
    with progress_of(file.name) as heard:
        report = with_database(
            data,
            lambda database: run(database, file=file, store=store, options=chosen, heard=heard),
        )
    for line in report_lines(report):
        typer.echo(line)
    if refused is not None:
        write_refused(refused, report.refused)
    if report.stopped is not None:
        typer.echo(f"comptoir: {file_reason_words(report.stopped, report.file)}", err=True)
        raise typer.Exit(EXIT_CODE)

"""`comptoir import`: products, assortment, prices and stock out of files."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from comptoir.app.commands.options import Data, Language, Store
from comptoir.app.commands.tongue import t
from comptoir.app.commands.trouble import EXIT_CODE

if TYPE_CHECKING:
    from comptoir.app.importing.report import Options

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
Country = Annotated[
    str,
    typer.Option(
        "--country",
        metavar="france",
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


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    group = typer.Typer(
        help=t(
            "Importe produits, assortiment, prix et stock.",
            "Import products, assortment, prices and stock.",
        ),
        no_args_is_help=True,
    )
    group.command(
        help=t(
            "Importe des produits : Open Food Facts (CSV, JSONL, .gz) ou votre tableau.",
            "Import products: Open Food Facts (CSV, JSONL, .gz) or your own table.",
        )
    )(products)
    group.command(
        help=t(
            "Importe votre assortiment : produits, prix, rayon, stock (CSV, XLSX).",
            "Import your assortment: products, prices, shelf, stock (CSV, XLSX).",
        )
    )(assortment)
    group.command(
        help=t("Importe vos prix et promotions (CSV, XLSX).", "Import prices and promotions.")
    )(prices)
    group.command(help=t("Importe votre stock compté (CSV, XLSX).", "Import counted stock."))(stock)
    app.add_typer(group, name="import")


def products(
    file: File,
    *,
    store: Store,
    sample_offers: SampleOffers = False,
    country: Country = "",
    taxonomy: TaxonomyFile = None,
    limit: Limit = None,
    dry_run: DryRun = False,
    refused: RefusedFile = None,
    strict: Strict = False,
    data: Data = None,
    language: Language = None,
) -> None:
    """Import a catalogue, in one transaction."""
    del language
    from comptoir.app.importing.report import Options  # noqa: PLC0415 (slow to load)

    options = Options(
        dry_run=dry_run,
        strict=strict,
        sample_offers=sample_offers,
        taxonomy=taxonomy,
        country=country.strip().lower(),
        limit=limit,
    )
    _import("products", file, store=store, options=options, refused=refused, data=data)


def assortment(
    file: File,
    *,
    store: Store,
    complete: Complete = False,
    dry_run: DryRun = False,
    refused: RefusedFile = None,
    strict: Strict = False,
    data: Data = None,
    language: Language = None,
) -> None:
    """Import what a store sells, in one transaction."""
    del language
    from comptoir.app.importing.report import Options  # noqa: PLC0415 (slow to load)

    options = Options(dry_run=dry_run, strict=strict, complete=complete)
    _import("assortment", file, store=store, options=options, refused=refused, data=data)


def prices(
    file: File,
    *,
    store: Store,
    dry_run: DryRun = False,
    refused: RefusedFile = None,
    strict: Strict = False,
    data: Data = None,
    language: Language = None,
) -> None:
    """Import prices and promotions, in one transaction."""
    del language
    from comptoir.app.importing.report import Options  # noqa: PLC0415 (slow to load)

    options = Options(dry_run=dry_run, strict=strict)
    _import("prices", file, store=store, options=options, refused=refused, data=data)


def stock(
    file: File,
    *,
    store: Store,
    dry_run: DryRun = False,
    refused: RefusedFile = None,
    strict: Strict = False,
    data: Data = None,
    language: Language = None,
) -> None:
    """Import counted stock, in one transaction."""
    del language
    from comptoir.app.importing.report import Options  # noqa: PLC0415 (slow to load)

    options = Options(dry_run=dry_run, strict=strict)
    _import("stock", file, store=store, options=options, refused=refused, data=data)


def _import(
    kind: str,
    file: Path,
    *,
    store: str,
    options: "Options",
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

    run = IMPORTS[kind]
    with progress_of(file.name) as heard:
        report = with_database(
            data,
            lambda database: run(database, file=file, store=store, options=options, heard=heard),
        )
    for line in report_lines(report):
        typer.echo(line)
    if refused is not None:
        write_refused(refused, report.refused)
    if report.stopped is not None:
        typer.echo(f"comptoir: {file_reason_words(report.stopped, report.file)}", err=True)
        raise typer.Exit(EXIT_CODE)

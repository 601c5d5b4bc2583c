"""`comptoir search`: what a store sells, at its price and stock of this moment."""

from typing import TYPE_CHECKING, Annotated

import typer

from comptoir.app.commands.options import Data, Language, MaybeStore
from comptoir.app.commands.tongue import t

if TYPE_CHECKING:
    from comptoir.goods.shelf.search import Found
    from comptoir.goods.stores.model import Store
    from comptoir.street.figures import Figures

_WIDE = 120


Words = Annotated[
    list[str],
    typer.Argument(
        metavar=t("MOTS", "WORDS"), help=t("Ce que l’on cherche.", "What is searched for.")
    ),
]
Limit = Annotated[
    int, typer.Option("--limit", min=1, max=200, help=t("Nombre de résultats.", "Results."))
]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(help=t("Cherche parmi ce que vend un magasin.", "Search what a store sells."))(
        search
    )
    app.command(
        help=t(
            "Relit tout le catalogue pour la recherche, après une nouvelle version.",
            "Read the whole catalogue anew for searching, after a new version.",
        )
    )(reindex)


def reindex(*, data: Data = None, language: Language = None) -> None:
    """Analyse every product anew and tell how many are found otherwise; again is harmless."""
    del language
    from comptoir.app.commands.ground import caller, with_database  # noqa: PLC0415 (slow to load)
    from comptoir.app.commands.tongue import plural  # noqa: PLC0415
    from comptoir.db.unit_of_work import Database  # noqa: PLC0415
    from comptoir.goods.catalog import commands as catalog  # noqa: PLC0415

    async def anew(database: Database) -> int:
        async with database.work(caller()) as uow:
            return await catalog.reindex(uow)

    changed = with_database(data, anew)
    typer.echo(
        t(
            plural(changed, "{} produit relu autrement.", "{} produits relus autrement."),
            plural(changed, "{} product read otherwise.", "{} products read otherwise."),
        )
    )


def search(
    words: Words,
    store: MaybeStore = None,
    limit: Limit = 20,
    data: Data = None,
    language: Language = None,
) -> None:
    """Print a table: name, brand, price, unit price, stock, number."""
    del language
    from comptoir.app.commands.ground import caller, chosen_store, with_database  # noqa: PLC0415
    from comptoir.app.commands.tongue import language as chosen  # noqa: PLC0415
    from comptoir.db.unit_of_work import Database  # noqa: PLC0415 (slow to load)
    from comptoir.goods.shelf import search as shelf  # noqa: PLC0415
    from comptoir.street.figures import figures  # noqa: PLC0415

    async def ask(database: Database) -> "tuple[Store, Found, Figures]":
        where = await chosen_store(database, store)
        async with database.read(caller()) as on:
            found = await shelf.search(
                on, store=where.id, words=" ".join(words), language=chosen(), limit=limit
            )
            print_as = figures(
                chosen(), currency=where.currency, timezone=where.timezone, now=on.now
            )
        return where, found, print_as

    where, found, print_as = with_database(data, ask)
    if found.corrected:
        typer.echo(t(f"Compris : {found.corrected}", f"Read as: {found.corrected}"), err=True)
    if not found.items:
        typer.echo(t(f"Rien chez {where.name}.", f"Nothing at {where.name}."), err=True)
        return
    _print(found, print_as)


def _print(found: "Found", print_as: "Figures") -> None:
    from rich.console import Console  # noqa: PLC0415 (slow to load)
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    from comptoir.kernel.measure import Quantity  # noqa: PLC0415
    from comptoir.street.bargains import bargain  # noqa: PLC0415

    table = Table(box=None, pad_edge=False)
    table.add_column(t("Produit", "Product"), ratio=3, overflow="ellipsis", no_wrap=True)
    table.add_column(t("Marque", "Brand"), ratio=1, overflow="ellipsis", no_wrap=True)
    for heading in (t("Prix", "Price"), t("Au kilo/litre", "Unit price"), "Stock"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("GTIN", no_wrap=True)
    for item in found.items:
        per_kilo = "/kg" if item.sale_unit == "kg" else ""
        told = item.promotion
        promotion = "" if told is None else f" {bargain(told, print_as.language, print_as.money)}"
        table.add_row(
            Text(item.name),
            Text(item.brand),
            f"{print_as.money(item.price)}{per_kilo}{promotion}",
            print_as.per(item.unit_price) if item.unit_price else "",
            print_as.quantity(Quantity(item.available, item.unit))
            if item.available
            else t("épuisé", "sold out"),
            item.gtin,
        )
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=_WIDE)
    console.print(table)

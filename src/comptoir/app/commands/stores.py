"""`comptoir store`: open, list and edit stores, and open their windows."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from comptoir.app.commands import sellers
from comptoir.app.commands.options import Data, Language
from comptoir.app.commands.tongue import t
from comptoir.app.commands.trouble import Trouble

if TYPE_CHECKING:
    from comptoir.goods.stores.model import StoreDetails
    from comptoir.shopping.slots.model import Mode

Kind = Annotated[
    str | None,
    typer.Option("--kind", metavar="hypermarket|supermarket|city|dark",
                 help=t("Sorte de magasin.", "Kind of store.")),
]  # fmt: skip
Street = Annotated[str | None, typer.Option("--street", help=t("Rue.", "Street."))]
Postcode = Annotated[str | None, typer.Option("--postcode", help=t("Code postal.", "Postcode."))]
City = Annotated[str | None, typer.Option("--city", help=t("Ville.", "City."))]
Modes = Annotated[
    str | None,
    typer.Option("--modes", metavar="pickup,delivery",
                 help=t("Retrait, livraison, ou les deux.", "Pickup, delivery, or both.")),
]  # fmt: skip
Zone = Annotated[
    str | None,
    typer.Option("--delivery-postcodes", metavar="35000,35200",
                 help=t("Codes postaux livrés.", "Postcodes delivered to.")),
]  # fmt: skip
Hours = Annotated[
    str | None,
    typer.Option("--hours", metavar="'lun-sam 08:30-20:00, dim 09:00-12:30'",
                 help=t("Horaires d’ouverture.", "Opening hours.")),
]  # fmt: skip
Minimum = Annotated[
    str | None,
    typer.Option("--minimum-order", metavar="EUROS",
                 help=t("Commande minimale, en euros.", "Minimum order, in euros.")),
]  # fmt: skip
Timezone = Annotated[
    str | None,
    typer.Option("--timezone", metavar="Europe/Paris", help=t("Fuseau horaire.", "Time zone.")),
]


Named = Annotated[str, typer.Argument(metavar=t("NOM", "NAME"))]
WhichStore = Annotated[str, typer.Argument(metavar=t("MAGASIN", "STORE"))]
NewName = Annotated[str | None, typer.Option("--name", help=t("Nom.", "Name."))]
Identifier = Annotated[
    str | None,
    typer.Option(
        "--id", help=t("Identifiant (défaut : tiré du nom).", "Id (default: from the name).")
    ),
]
WindowMode = Annotated[str, typer.Option("--mode", metavar="pickup|delivery")]
Minutes = Annotated[
    int, typer.Option("--every", min=15, max=720, help=t("Durée en minutes.", "Minutes long."))
]
Capacity = Annotated[
    int, typer.Option("--capacity", min=0, help=t("Places par créneau.", "Places a window."))
]
Fee = Annotated[
    str, typer.Option("--fee", metavar="EUROS", help=t("Frais, en euros.", "Fee, in euros."))
]
CutOff = Annotated[
    int, typer.Option("--cut-off", min=0, help=t("Minutes avant le début.", "Minutes before it."))
]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    group = typer.Typer(
        help=t("Ouvre, liste et modifie les magasins.", "Open, list and edit stores."),
        no_args_is_help=True,
    )
    group.command(
        help=t("Ouvre un magasin vide, dit son identifiant.", "Open an empty store; print its id.")
    )(create)
    group.command("list", help=t("Liste les magasins.", "List the stores."))(list_stores)
    group.command(help=t("Modifie un magasin.", "Edit a store."))(edit)
    group.command(
        help=t(
            "Ouvre des créneaux chaque semaine, pendant les heures d’ouverture.",
            "Open windows each week, during opening hours.",
        )
    )(windows)
    group.command(
        help=t(
            "Dit qui vend dans un magasin : mentions légales des factures et confirmations.",
            "Say who sells in a store: legal details of invoices and confirmations.",
        )
    )(sellers.seller)
    app.add_typer(group, name="store")


def create(
    name: Named,
    *,
    identifier: Identifier = None,
    kind: Kind = None,
    street: Street = None,
    postcode: Postcode = None,
    city: City = None,
    modes: Modes = None,
    delivery_postcodes: Zone = None,
    hours: Hours = None,
    minimum_order: Minimum = None,
    timezone: Timezone = None,
    data: Data = None,
    language: Language = None,
) -> None:
    """Open a store with pickup windows in its opening hours, and print its id."""
    del language
    from comptoir.app import store_opening  # noqa: PLC0415 (slow to load)
    from comptoir.app.commands.ground import with_database  # noqa: PLC0415

    details = _details(
        name.strip(), hours, kind=kind, street=street, postcode=postcode, city=city, modes=modes,
        delivery_postcodes=delivery_postcodes, minimum_order=minimum_order, timezone=timezone,
    )  # fmt: skip
    store = identifier or slug(name)
    created = with_database(
        data, lambda database: store_opening.open_store(database, store=store, details=details)
    )
    typer.echo(created.id)
    typer.echo(_opened(created.id, created.name), err=True)


def _opened(store: str, name: str) -> str:
    return t(
        f"Le magasin « {name} » est ouvert. "
        f"Remplissez-le : comptoir import products FICHIER --store {store}",
        f"The store {name!r} is open. Fill it: comptoir import products FILE --store {store}",
    )


def _details(name: str, hours: str | None, **given: str | None) -> "StoreDetails":
    from comptoir.app.commands.hours import EVERY_WEEKDAY, read_hours  # noqa: PLC0415
    from comptoir.goods.stores.model import StoreDetails  # noqa: PLC0415 (slow to load)

    plain = StoreDetails(name=name, kind="supermarket", hours=read_hours(hours or EVERY_WEEKDAY))
    return replace(plain, **_changes(**given))


def list_stores(data: Data = None, language: Language = None) -> None:
    """Print one line a store: id, kind, modes, place, name."""
    del language
    from comptoir.app.commands.ground import caller, with_database  # noqa: PLC0415 (slow to load)
    from comptoir.db.unit_of_work import Database  # noqa: PLC0415
    from comptoir.goods.stores import queries  # noqa: PLC0415
    from comptoir.goods.stores.model import Store  # noqa: PLC0415

    async def ask(database: Database) -> tuple[Store, ...]:
        async with database.read(caller()) as on:
            return await queries.stores(on)

    found = with_database(data, ask)
    if not found:
        typer.echo(t("Il n’y a pas encore de magasin.", "There is no store yet."), err=True)
    for store in found:
        place = " ".join(part for part in (store.postcode, store.city) if part)
        typer.echo("\t".join((store.id, store.kind, ",".join(store.modes), place, store.name)))


def edit(
    store: WhichStore,
    *,
    name: NewName = None,
    kind: Kind = None,
    street: Street = None,
    postcode: Postcode = None,
    city: City = None,
    modes: Modes = None,
    delivery_postcodes: Zone = None,
    hours: Hours = None,
    minimum_order: Minimum = None,
    timezone: Timezone = None,
    data: Data = None,
    language: Language = None,
) -> None:
    """Change what is given and leave the rest."""
    del language
    from comptoir.app.commands.ground import caller, with_database  # noqa: PLC0415 (slow to load)
    from comptoir.app.commands.hours import read_hours  # noqa: PLC0415
    from comptoir.db.unit_of_work import Database  # noqa: PLC0415
    from comptoir.goods.stores import commands, queries  # noqa: PLC0415

    changes = _changes(
        name=name, kind=kind, street=street, postcode=postcode, city=city, modes=modes,
        delivery_postcodes=delivery_postcodes, minimum_order=minimum_order, timezone=timezone,
    )  # fmt: skip
    changes |= {"hours": read_hours(hours)} if hours is not None else {}
    if not changes:
        raise Trouble(t("Rien à modifier : donnez une option.", "Nothing to change: say what."))

    async def act(database: Database) -> None:
        async with database.work(caller()) as uow:
            kept = await queries.store(uow, store=store)
            details = replace(kept.details, **changes)
            await commands.edit_store(uow, store=store, details=details, version=kept.version)

    with_database(data, act)
    typer.echo(t(f"Le magasin {store} est modifié.", f"The store {store} is changed."), err=True)


def windows(
    store: WhichStore,
    *,
    mode: WindowMode = "pickup",
    minutes: Minutes = 60,
    capacity: Capacity = 10,
    fee: Fee = "0",
    cut_off: CutOff = 120,
    data: Data = None,
    language: Language = None,
) -> None:
    """Lay windows over the opening hours and open those of the coming days."""
    del language
    from comptoir.app import store_opening  # noqa: PLC0415 (slow to load)
    from comptoir.app.commands.ground import with_database  # noqa: PLC0415

    pattern = store_opening.Pattern(
        _mode(mode), minutes=minutes, capacity=capacity, fee=_cents(fee), cut_off=cut_off
    )
    opened = with_database(
        data, lambda database: store_opening.open_windows(database, store=store, pattern=pattern)
    )
    typer.echo(t(f"{opened} nouveaux créneaux.", f"{opened} new windows."), err=True)


def slug(name: str) -> str:
    """Make a store's id out of its name.

    :raises Trouble: when nothing of the name can stand in an id.
    """
    from comptoir.goods.catalog.text import fold  # noqa: PLC0415 (slow to load)

    made = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:40].strip("-")
    if not made:
        raise Trouble(
            t(
                "Ce nom ne donne pas d’identifiant. Choisissez-en un avec --id.",
                "This name makes no id. Choose one with --id.",
            )
        )
    return made


def _changes(**given: str | None) -> dict[str, Any]:
    """Read the details that were given, by the names of the store's fields."""
    changes: dict[str, Any] = {name: said for name, said in given.items() if said is not None}
    for field in ("modes", "delivery_postcodes"):
        if field in changes:
            words = cast("str", changes[field]).replace(";", ",").split(",")
            changes[field] = tuple(word.strip() for word in words if word.strip())
    if "minimum_order" in changes:
        changes["minimum_order"] = _cents(changes["minimum_order"])
    return changes


def _cents(said: str) -> int:
    from comptoir.adapters.catalogues import cells  # noqa: PLC0415 (slow to load)
    from comptoir.adapters.catalogues.model import BadCell  # noqa: PLC0415

    try:
        return cells.cents("amount", said, zero=True)
    except BadCell:
        raise Trouble(
            t(
                f"« {said} » n’est pas un montant. Écrivez par exemple 4,90.",
                f"{said!r} is no amount. Write for example 4.90.",
            )
        ) from None


def _mode(said: str) -> "Mode":
    from comptoir.shopping.slots.model import Mode  # noqa: PLC0415 (slow to load)

    try:
        return Mode(said)
    except ValueError:
        raise Trouble(
            t(
                f"Le mode « {said} » n’est pas connu. Choisissez pickup ou delivery.",
                f"The mode {said!r} is not known. Choose pickup or delivery.",
            )
        ) from None

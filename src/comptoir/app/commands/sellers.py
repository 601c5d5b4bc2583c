"""`comptoir store seller`: say who sells in a store, as invoices and confirmations name it."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from comptoir.app.commands.options import Data, Language
from comptoir.app.commands.tongue import t
from comptoir.app.commands.trouble import Trouble

if TYPE_CHECKING:
    from comptoir.db.unit_of_work import Database

WhichStore = Annotated[str, typer.Argument(metavar=t("MAGASIN", "STORE"))]
LegalName = Annotated[
    str | None, typer.Option("--legal-name", help=t("Dénomination sociale.", "Legal name."))
]
LegalForm = Annotated[
    str | None,
    typer.Option(
        "--legal-form",
        metavar="'SAS au capital de 10 000 €'",
        help=t("Forme et capital.", "Legal form and capital."),
    ),
]
Street = Annotated[str | None, typer.Option("--street", help=t("Rue du siège.", "Street."))]
Postcode = Annotated[str | None, typer.Option("--postcode", help=t("Code postal.", "Postcode."))]
City = Annotated[str | None, typer.Option("--city", help=t("Ville.", "City."))]
Registration = Annotated[
    str | None,
    typer.Option(
        "--registration",
        metavar="'RCS Rennes 123 456 789'",
        help=t("Registre et numéro.", "Register and number."),
    ),
]
VatNumber = Annotated[
    str | None,
    typer.Option("--vat-number", help=t("Numéro de TVA.", "VAT number.")),
]
Phone = Annotated[str | None, typer.Option("--phone", help=t("Téléphone.", "Telephone."))]
Email = Annotated[str | None, typer.Option("--email", help=t("Adresse e-mail.", "E-mail address."))]
Mediator = Annotated[
    str | None,
    typer.Option(
        "--mediator",
        help=t(
            "Médiateur de la consommation : nom, adresse, site.",
            "Consumer mediator: name, address, site.",
        ),
    ),
]
Publisher = Annotated[
    str | None,
    typer.Option("--publisher", help=t("Directeur de la publication.", "Publication director.")),
]
Host = Annotated[
    str | None,
    typer.Option(
        "--host",
        help=t(
            "Hébergeur du site : nom, adresse, téléphone.",
            "Host of the site: name, address, telephone.",
        ),
    ),
]


def seller(
    store: WhichStore,
    *,
    legal_name: LegalName = None,
    legal_form: LegalForm = None,
    street: Street = None,
    postcode: Postcode = None,
    city: City = None,
    registration: Registration = None,
    vat_number: VatNumber = None,
    phone: Phone = None,
    email: Email = None,
    mediator: Mediator = None,
    publisher: Publisher = None,
    host: Host = None,
    data: Data = None,
    language: Language = None,
) -> None:
    """Change what is given of who sells in a store, and leave the rest."""
    del language
    given = {
        "legal_name": legal_name, "legal_form": legal_form, "street": street,
        "postcode": postcode, "city": city, "registration": registration,
        "vat_number": vat_number, "phone": phone, "email": email, "mediator": mediator,
        "publisher": publisher, "host": host,
    }  # fmt: skip
    changes = {name: text.strip() for name, text in given.items() if text is not None}
    if not changes:
        raise Trouble(t("Rien à modifier : donnez une option.", "Nothing to change: say what."))
    _note(store, changes, data)
    typer.echo(
        t(f"Le vendeur du magasin {store} est noté.", f"The seller of store {store} is noted."),
        err=True,
    )


def _note(store: str, changes: Mapping[str, str], data: Path | None) -> None:
    from comptoir.app.commands.ground import caller, with_database  # noqa: PLC0415 (slow to load)
    from comptoir.goods.stores import commands, queries  # noqa: PLC0415
    from comptoir.goods.stores.model import Seller  # noqa: PLC0415

    async def act(database: "Database") -> None:
        async with database.work(caller()) as uow:
            await queries.store(uow, store=store)
            kept = await queries.seller(uow, store=store) or Seller(legal_name="")
            await commands.set_seller(uow, store=store, seller=replace(kept, **changes))

    with_database(data, act)

"""`comptoir staff`: invite people to the desk, list them, and let them go."""

from typing import TYPE_CHECKING, Annotated

import typer

from comptoir.app.commands.options import Data, Language
from comptoir.app.commands.tongue import language as spoken
from comptoir.app.commands.tongue import t
from comptoir.app.commands.trouble import Trouble
from comptoir.app.settings import PORT

if TYPE_CHECKING:
    from comptoir.staff.directory.model import Role

Email = Annotated[str, typer.Argument(metavar=t("ADRESSE", "EMAIL"))]
Name = Annotated[
    str | None,
    typer.Option("--name", help=t("Nom (défaut : tiré de l’adresse).", "Name.")),
]
RoleNamed = Annotated[
    str,
    typer.Option(
        "--role", metavar="administrator|manager|clerk", help=t("Rôle au bureau.", "Role.")
    ),
]
Stores = Annotated[
    list[str] | None,
    typer.Option(
        "--store",
        metavar=t("MAGASIN", "STORE"),
        help=t("Magasin dont la personne s’occupe ; répétable.", "A store; may be repeated."),
    ),
]
Address = Annotated[
    str,
    typer.Option(
        "--address",
        metavar="URL",
        help=t("Adresse de la boutique, pour le lien.", "The shop's address, for the link."),
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    group = typer.Typer(
        help=t("Invite le personnel au bureau.", "Invite the staff to the desk."),
        no_args_is_help=True,
    )
    group.command(
        help=t("Donne un lien qui ouvre le bureau une fois.", "Give a link that opens once.")
    )(invite)
    group.command("list", help=t("Liste le personnel.", "List the staff."))(list_staff)
    group.command(help=t("Ferme le bureau à quelqu’un.", "Close the desk to somebody."))(leave)
    app.add_typer(group, name="staff")


def invite(
    email: Email,
    *,
    name: Name = None,
    role: RoleNamed = "administrator",
    store: Stores = None,
    address: Address = f"http://127.0.0.1:{PORT}",
    data: Data = None,
    language: Language = None,
) -> None:
    """Print a link that lets somebody into the desk once."""
    del language
    from comptoir.app import inviting  # noqa: PLC0415 (slow to load)
    from comptoir.app.commands.ground import caller, with_database  # noqa: PLC0415
    from comptoir.staff.directory.model import MemberDetails  # noqa: PLC0415

    details = MemberDetails(
        name=name or email.partition("@")[0],
        role=_role(role),
        stores=tuple(store or ()),
        language=spoken().value,
    )
    invited = with_database(
        data,
        lambda database: inviting.invite(database, caller(), email=email, details=details),
    )
    typer.echo(f"{address.rstrip('/')}{invited.path}")
    typer.echo(
        t(
            f"Lien pour {invited.member.name} ({invited.member.role.value}) : il s’ouvre une seule "
            "fois, pendant 24 heures.",
            f"Link for {invited.member.name} ({invited.member.role.value}): it opens once, "
            "within 24 hours.",
        ),
        err=True,
    )


def list_staff(data: Data = None, language: Language = None) -> None:
    """Print everybody of the staff, one a line."""
    del language
    from comptoir.app.commands.ground import caller, with_database  # noqa: PLC0415 (slow to load)
    from comptoir.db.unit_of_work import Database  # noqa: PLC0415
    from comptoir.staff.directory import queries  # noqa: PLC0415
    from comptoir.staff.directory.model import Member  # noqa: PLC0415

    async def read(database: Database) -> tuple[Member, ...]:
        async with database.read(caller()) as on:
            return await queries.members(on)

    for each in with_database(data, read):
        where = ", ".join(each.stores) or t("toute la chaîne", "the whole chain")
        gone = "" if each.active else t("  (parti)", "  (left)")
        typer.echo(f"{each.email}  {each.role.value}  {where}  {each.name}{gone}")


def leave(email: Email, *, data: Data = None, language: Language = None) -> None:
    """Close every session of somebody and let them in no more."""
    del language
    from comptoir.app import inviting  # noqa: PLC0415 (slow to load)
    from comptoir.app.commands.ground import caller, with_database  # noqa: PLC0415

    member = with_database(data, lambda database: inviting.let_go(database, caller(), email=email))
    typer.echo(
        t(f"{member.name} n’entre plus au bureau.", f"{member.name} is let in no more."), err=True
    )


def _role(named: str) -> "Role":
    from comptoir.staff.directory.model import Role  # noqa: PLC0415 (slow to load)

    if named not in tuple(Role):
        raise Trouble(
            t(
                f"Le rôle « {named} » n’existe pas. Choisissez administrator, manager ou clerk.",
                f"There is no role {named!r}. Choose administrator, manager or clerk.",
            )
        )
    return Role(named)

"""The staff to tell stories with: an administrator, a manager, a clerk."""

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.kernel.ids import secret
from comptoir.staff.directory import commands as directory
from comptoir.staff.directory.model import Member, MemberDetails, Role


def an_email() -> str:
    """Make up an e-mail address that nobody else has."""
    return f"{secret().lower().strip('-_')}x@essai.example"


async def a_member(
    uow: UnitOfWork, role: Role, *stores: str, name: str = "", email: str = ""
) -> Member:
    """Add somebody to the staff, who acts for these stores."""
    details = MemberDetails(name=name or f"Essai {role.value}", role=role, stores=stores)
    return await directory.add_member(uow, email=email or an_email(), details=details)


async def an_administrator(uow: UnitOfWork) -> Member:
    """Add an administrator of the chain."""
    return await a_member(uow, Role.ADMINISTRATOR)


async def a_manager(uow: UnitOfWork, *stores: str) -> Member:
    """Add a manager of stores."""
    return await a_member(uow, Role.MANAGER, *stores)


async def a_clerk(uow: UnitOfWork, *stores: str) -> Member:
    """Add a clerk of stores."""
    return await a_member(uow, Role.CLERK, *stores)

"""Lets whoever tries the demo in at the grocer's desk."""

from comptoir.app import inviting
from comptoir.db.unit_of_work import Database
from comptoir.kernel.caller import SYSTEM
from comptoir.staff.directory.model import MemberDetails, Role

EMAIL = "desk@comptoir.example"
NAME = "Administration de la démonstration"


async def link(conninfo: str) -> str:
    """Give the path of a link that opens the desk once, for an administrator of the demo chain."""
    database = Database(conninfo, connections=2)
    await database.open()
    try:
        details = MemberDetails(name=NAME, role=Role.ADMINISTRATOR)
        invited = await inviting.invite(database, SYSTEM, email=EMAIL, details=details)
    finally:
        await database.close()
    return invited.path

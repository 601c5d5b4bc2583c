"""Questions about links."""

import hashlib

from comptoir.db.unit_of_work import Reading
from comptoir.staff.access import _store
from comptoir.staff.access.commands import LONGEST_SECRET
from comptoir.staff.directory import queries as directory
from comptoir.staff.directory.model import Member


async def bearer(on: Reading, *, link: str) -> Member | None:
    """Tell whom a link would let in, None when it opens nothing; asking does not use it."""
    if len(link) > LONGEST_SECRET:
        return None
    digest = hashlib.sha256(link.encode()).hexdigest()
    member = await _store.LINK.first(on, digest=digest, now=on.now)
    if member is None:
        return None
    who = await directory.member(on, member=member)
    return who if who.active else None

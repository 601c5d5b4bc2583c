"""Questions about messages."""

from comptoir.db.unit_of_work import Reading
from comptoir.street.messages import _store
from comptoir.street.messages.model import Fate


async def fate(on: Reading, *, store: str, key: str) -> tuple[Fate, int] | None:
    """Tell what has become of a letter, and in how many attempts; None when none was posted."""
    row = await _store.FATE.first(on, store=store, key=key)
    return None if row is None else (Fate(row.state), row.attempts)

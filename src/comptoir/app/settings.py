"""Settings of a running shop, from the command line and the environment."""

import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from comptoir.app.door_plan import Doors

DATABASE_URL = "COMPTOIR_DATABASE_URL"
DATA = "COMPTOIR_DATA"
HOUSEHOLD = "COMPTOIR_HOUSEHOLD"
PORT = 8000


def default_data() -> Path:
    """Choose where an embedded shop keeps its data when nobody says: the user's data folder.

    Without a home that can be written, a folder under the system's temporary one.
    """
    named = os.environ.get(DATA)
    if named:
        return Path(named)
    base = os.environ.get("XDG_DATA_HOME") or os.environ.get("HOME")
    if base:
        home = Path(base) if os.environ.get("XDG_DATA_HOME") else Path(base) / ".local" / "share"
        if os.access(_existing(home), os.W_OK):
            return home / "comptoir"
    return Path(tempfile.gettempdir()) / f"comptoir-{os.getuid()}"


def _existing(path: Path) -> Path:
    while not path.exists():
        path = path.parent
    return path


@dataclass(frozen=True, slots=True)
class Settings:
    """Where a shop keeps its data and where it listens.

    `database_url` names a PostgreSQL of the grocer's; without it an embedded one lives in `data`.
    `connections` to the database are a process's at most.
    """

    data: Path
    host: str = "127.0.0.1"
    port: int = PORT
    database_url: str | None = None
    connections: int = 16
    processes: int = 1
    doors: Doors = field(default_factory=Doors)

    @classmethod
    def read(
        cls, *, data: Path | None = None, host: str = "127.0.0.1", port: int = PORT
    ) -> "Settings":
        """Read what the command line left open from the environment."""
        return cls(
            data=(data or default_data()).expanduser().absolute(),
            host=host,
            port=port,
            database_url=os.environ.get(DATABASE_URL) or None,
            # The database needs the other half: on two cores one process serves more than two do.
            processes=max(1, min(4, (os.cpu_count() or 1) // 2)),
        )

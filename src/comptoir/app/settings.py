"""Settings of a running shop, from the command line and the environment."""

import os
import tempfile
from dataclasses import dataclass, field
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import unquote, urlsplit

from comptoir.app.door_plan import Doors

DATABASE_URL = "COMPTOIR_DATABASE_URL"
DATA = "COMPTOIR_DATA"
HOUSEHOLD = "COMPTOIR_HOUSEHOLD"
LLM_URL = "COMPTOIR_LLM_URL"
LLM_MODEL = "COMPTOIR_LLM_MODEL"
LLM_KEY = "COMPTOIR_LLM_KEY"
LLM_MILLISECONDS = "COMPTOIR_LLM_MILLISECONDS"
SMTP_URL = "COMPTOIR_SMTP_URL"
SMTP_PASSWORD = "COMPTOIR_SMTP_PASSWORD"  # noqa: S105 (the name of it)
MAIL_FROM = "COMPTOIR_MAIL_FROM"
URL = "COMPTOIR_URL"
PORT = 8000
PLAIN = "smtp+plain"
SMTP_PORTS = {"smtps": 465, "smtp": 587, PLAIN: 25}
_WAIT, _LONGEST_WAIT = 1_500, 10_000


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


class WrongSetting(Exception):
    """A variable of the environment has a value that cannot be: its name, then the value."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """A language model to ask about sentences that the grammar cannot read."""

    url: str
    model: str
    key: str | None = None
    milliseconds: int = _WAIT

    @classmethod
    def read(cls) -> "Opinion | None":
        """Read it from the environment; None unless both an address and a model are named.

        :raises WrongSetting: when the time to wait is no whole number above zero
        """
        url, model = os.environ.get(LLM_URL), os.environ.get(LLM_MODEL)
        if not url or not model:
            return None
        waits = os.environ.get(LLM_MILLISECONDS) or str(_WAIT)
        if not waits.isdecimal() or not 0 < int(waits) <= _LONGEST_WAIT:
            raise WrongSetting(LLM_MILLISECONDS, waits[:80])
        return cls(url, model, os.environ.get(LLM_KEY) or None, int(waits))


@dataclass(frozen=True, slots=True)
class Post:
    """The mail server that carries letters, and whom they are from."""

    security: str
    host: str
    port: int
    sender: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    @classmethod
    def read(cls) -> "Post | None":
        """Read it from the environment; None when no server is named.

        :raises WrongSetting: when the address is none, or nobody is named as sender
        """
        url = os.environ.get(SMTP_URL)
        if not url:
            return None
        told = urlsplit(url)
        shown = f"{told.scheme}://{told.hostname or ''}"
        if told.scheme not in SMTP_PORTS or not told.hostname:
            raise WrongSetting(SMTP_URL, shown[:80])
        try:
            port = told.port or SMTP_PORTS[told.scheme]
        except ValueError:
            raise WrongSetting(SMTP_URL, shown[:80]) from None
        user = unquote(told.username) if told.username else None
        if user is not None and told.scheme == PLAIN:
            raise WrongSetting(SMTP_URL, shown[:80])  # a password would be sent in clear
        sender = os.environ.get(MAIL_FROM, "")
        name, address = parseaddr(sender)
        if "@" not in address or not sender.isprintable():
            raise WrongSetting(MAIL_FROM, f"{name} {address}".strip()[:80])
        password = os.environ.get(SMTP_PASSWORD) or unquote(told.password or "")
        if not password.isascii():
            raise WrongSetting(SMTP_PASSWORD, "…")  # SMTP's sign-in has no other letters
        return cls(told.scheme, told.hostname, port, sender, user, password or None)


def public_address() -> str | None:
    """Read at which address shoppers reach the shop: scheme and host, without a path.

    :raises WrongSetting: when it is no such address
    """
    named = os.environ.get(URL)
    if not named:
        return None
    told = urlsplit(named)
    if told.scheme not in {"http", "https"} or not told.hostname or told.path not in {"", "/"}:
        raise WrongSetting(URL, named[:80])
    return f"{told.scheme}://{told.netloc}"


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
    opinion: Opinion | None = None
    post: Post | None = None
    address: str | None = None
    """Where shoppers reach the shop, when that is not where it listens."""

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
            opinion=Opinion.read(),
            post=Post.read(),
            address=public_address(),
            # The database needs the other half: on two cores one process serves more than two do.
            processes=max(1, min(4, (os.cpu_count() or 1) // 2)),
        )

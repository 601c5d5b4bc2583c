"""Who is asking: carried by every unit of work, so that commands and records can tell."""

from dataclasses import dataclass
from enum import StrEnum

from comptoir.kernel.locale import Language


class Door(StrEnum):
    """The door through which a request came in."""

    API = "api"
    WEB = "web"
    VOICE = "voice"
    MCP = "mcp"
    TERMINAL = "terminal"
    CONSOLE = "console"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Caller:
    """A caller at a door: a household when one is known, else a guest."""

    door: Door
    language: Language = Language.FRENCH
    household: str | None = None


SYSTEM = Caller(door=Door.SYSTEM)

"""Which doors of a voice are open beside the page and the API, and to which store each leads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class WyomingDoor:
    """A Wyoming door: whoever reaches the address talks to the store."""

    store: str
    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Doors:
    """The doors that were asked for; none by themselves."""

    wyoming: tuple[WyomingDoor, ...] = ()
    alexa: Mapping[str, str] = field(default_factory=dict[str, str])
    """Stores by the id of the skill that leads to them."""
    alexa_roots: Path | None = None
    """A file of trusted authorities, in place of the system's."""
    dialogflow: frozenset[str] = frozenset()
    """Stores that have a webhook."""
    dialogflow_secret: str = field(default="", repr=False)

    @property
    def stores(self) -> frozenset[str]:
        """Give the stores that they lead to."""
        wyoming = {door.store for door in self.wyoming}
        return frozenset(wyoming | {*self.alexa.values()} | self.dialogflow)

"""Which doors of a voice are open beside the page and the API, and to which store each leads."""

from dataclasses import dataclass


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

    @property
    def stores(self) -> frozenset[str]:
        """Give the stores that they lead to."""
        return frozenset(door.store for door in self.wyoming)

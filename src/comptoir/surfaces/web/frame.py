"""What stands around a page: the stores, the aisles, the search, the account and the cart."""

from collections.abc import Sequence
from dataclasses import dataclass

from comptoir.goods.stores.model import Store


@dataclass(frozen=True, slots=True)
class AisleLink:
    """An aisle in the bar; `here` when the page is in it."""

    code: str
    name: str
    pictogram: str
    here: bool = False


@dataclass(frozen=True, slots=True)
class FrameView:
    """The frame of a page. What has no address is left out; `here` is the dock's open place."""

    stores: Sequence[Store] = ()
    store: str = ""
    back: str = "/"
    """Where one goes on after choosing another store."""
    here: str = ""
    search: str = ""
    query: str = ""
    aisles: tuple[AisleLink, ...] = ()
    account: str = ""
    who: str = ""
    talk: str = ""
    cart: str = ""
    foot: tuple[tuple[str, str], ...] = ()

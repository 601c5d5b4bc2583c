"""What is being read out: how far a list has got that is longer than what is said at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from comptoir.conversation.jsonable import Json, JsonValue, list_in, number_in, object_in, text_in
from comptoir.conversation.model import Dialogue, SaidItem


class Listed(StrEnum):
    """What sort of things is being read out."""

    CART = "cart"
    FOUND = "found"
    CHOICES = "choices"
    WINDOWS = "windows"
    WANTS = "wants"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that was begun: `told` are the codes of what was said, in their order.

    What is said next is what stands in the list then and was not told: nothing is said twice and
    nothing left out, whatever has changed meanwhile. `version` is the cart's.
    """

    kind: Listed
    told: tuple[str, ...]
    cart: str | None = None
    version: int | None = None
    item: SaidItem | None = None

    def further(self, told: Sequence[str], *, version: int | None = None) -> "Listing":
        """Return it with more that was told."""
        return replace(self, told=(*self.told, *told), version=version or self.version)

    def to_json(self) -> Json:
        """Return plain JSON values that `listing_in` reads back unchanged."""
        item = None
        if self.item is not None:
            item = list_in(Dialogue(items=(self.item,)).to_json()["items"])[0]
        return {
            "kind": self.kind,
            "told": list(self.told),
            "cart": self.cart,
            "version": self.version,
            "item": item,
        }


def listing_in(data: JsonValue) -> Listing | None:
    """Read what `to_json` wrote; None where nothing is being read out."""
    if data is None:
        return None
    source = object_in(data)
    item = source.get("item")
    items = () if item is None else Dialogue.from_json({"items": [item]}).items
    return Listing(
        Listed(str(source.get("kind"))),
        tuple(str(each) for each in list_in(source.get("told"))),
        cart=text_in(source.get("cart")),
        version=number_in(source.get("version")),
        item=items[0] if items else None,
    )

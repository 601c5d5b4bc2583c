"""What a store has on its list, as its grocer sees it: goods taken off the shelf too."""

from comptoir.db.unit_of_work import Reading
from comptoir.goods.catalog.gtin import is_valid
from comptoir.goods.catalog.terms import stems
from comptoir.goods.shelf import _keeping_store
from comptoir.goods.shelf.model import Kept, Listing
from comptoir.goods.shelf.question import all_of, lexeme

PAGE = 50


async def kept(
    on: Reading,
    *,
    store: str,
    words: str = "",
    only: Listing = Listing.ALL,
    limit: int = PAGE,
    offset: int = 0,
) -> tuple[Kept, ...]:
    """Give what a store offers or has offered, in the order of the names.

    `words` are a barcode, its beginning, or words of the name or the brand, of which the last may
    be cut short.
    """
    said = words.strip()
    code = said if said.isdecimal() and len(said) > 4 else None
    rows = await _keeping_store.LISTING.all(
        on,
        store=store,
        code=None if code is None else (code.zfill(13) if is_valid(code) else code),
        asked=None if code or not said else all_of([lexeme(key, "*") for key in stems(said)]),
        only=only.value,
        now=on.now,
        limit=limit,
        offset=offset,
    )
    return tuple(rows)

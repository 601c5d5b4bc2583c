"""Pages of long lists: the opaque cursor that leads to the next one."""

import base64
import binascii

from comptoir.kernel.refusals import invalid

_FARTHEST = 10_000


def cursor(offset: int) -> str:
    """Make the opaque cursor of the page that begins at `offset`."""
    return base64.urlsafe_b64encode(f"o{offset}".encode()).decode().rstrip("=")


def offset_of(cursor: str | None) -> int:
    """Read a cursor.

    :raises Refusal: when it is not one of ours.
    """
    if cursor is None:
        return 0
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
        offset = int(text.removeprefix("o")) if text.startswith("o") else -1
    except (binascii.Error, ValueError):
        offset = -1
    if not 0 <= offset <= _FARTHEST:
        raise invalid("cursor", "use_next")
    return offset

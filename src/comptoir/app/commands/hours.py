"""Opening hours as people type them: "lun-sam 08:30-20:00, dim 09:00-12:30"."""

import re

from comptoir.app.commands.tongue import t
from comptoir.app.commands.trouble import Trouble
from comptoir.goods.catalog.text import fold
from comptoir.goods.stores.model import Hours, Weekday

EVERY_WEEKDAY = "lun-sam 09:00-20:00"

_DAYS = {
    short: place
    for place, names in enumerate(
        ("lun mon", "mar tue", "mer wed", "jeu thu", "ven fri", "sam sat", "dim sun")
    )
    for short in names.split()
}
_PART = re.compile(
    r"(?P<first>[a-z]{3})[a-z]*(?:\s*-\s*(?P<last>[a-z]{3})[a-z]*)?"
    r"(?P<periods>(?:\s+\d{1,2}[:h]\d{2}\s*-\s*\d{1,2}[:h]\d{2})+)\Z"
)
_PERIOD = re.compile(r"(\d{1,2})[:h](\d{2})\s*-\s*(\d{1,2})[:h](\d{2})")


def read_hours(text: str) -> Hours:
    """Read opening hours; a day that is not named is closed.

    :raises Trouble: when they cannot be read.
    """
    found: dict[str, list[list[str]]] = {}
    days = tuple(Weekday)
    for part in re.split(r"[,;]", fold(text)):
        match = _PART.match(part.strip())
        first = _DAYS.get(match["first"]) if match else None
        last = _DAYS.get(match["last"]) if match and match["last"] else first
        if match is None or first is None or last is None or last < first:
            raise Trouble(
                t(
                    f"Les horaires « {text} » sont illisibles. "
                    "Écrivez par exemple « lun-sam 08:30-20:00, dim 09:00-12:30 ».",
                    f"The hours {text!r} cannot be read. "
                    'Write for example "mon-sat 08:30-20:00, sun 09:00-12:30".',
                )
            )
        periods = [
            [f"{int(a):02}:{b}", f"{int(c):02}:{d}"]
            for a, b, c, d in _PERIOD.findall(match["periods"])
        ]
        for place in range(first, last + 1):
            found.setdefault(days[place].value, []).extend(periods)
    return found

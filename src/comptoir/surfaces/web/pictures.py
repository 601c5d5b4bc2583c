"""Which pictogram stands for which goods, and how it is drawn."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from comptoir.goods.catalog.text import fold

FALLBACK = "basket"

_PACKAGE = "comptoir.surfaces.web"
_WHOLE = "*"
_BODY = re.compile(r"<svg\b[^>]*>(.*)</svg>\s*\Z", re.DOTALL)

_INK = re.compile(r' (?:fill|stroke)="#[0-9a-f]{6}"')
"""The inks of a drawing that stands alone; on a page it takes those of the page."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What stands for a category: one pictogram, and others for names with a word of theirs."""

    whole: str
    others: Mapping[str, str]
    words: re.Pattern[str] | None

    def of(self, folded: str) -> str:
        """Choose by the first word of a folded name that is known here."""
        found = self.words.search(folded) if self.words else None
        return self.others[found[0]] if found else self.whole


@cache
def kinds() -> Mapping[str, Kind]:
    """Read what stands for each category."""
    text = resources.files(_PACKAGE).joinpath("pictures.toml").read_text("utf-8")
    return {category: _kind(named) for category, named in tomllib.loads(text).items()}


@cache
def names() -> frozenset[str]:
    """Name every pictogram there is."""
    files = (each.name for each in _folder().iterdir())
    return frozenset(each.removesuffix(".svg") for each in files if each.endswith(".svg"))


class Drawing(str):
    """Paths that a template puts into a page as they are: they come from files of ours."""

    __slots__ = ()

    def __html__(self) -> str:
        """Give them as they are."""
        return self


@cache
def drawing(name: str) -> Drawing:
    """Give a pictogram's paths, without the inks of a drawing that stands alone.

    :raises ValueError: when the file is no drawing
    """
    found = _BODY.match(_folder().joinpath(f"{name}.svg").read_text("utf-8").strip())
    if found is None:
        raise ValueError(f"{name}.svg is no drawing")
    return Drawing(_INK.sub("", found[1].strip()))


def pictogram(*categories: str | None, name: str = "") -> str:
    """Choose the pictogram of goods by their category and those it lies in, nearest first.

    The French `name` of the goods tells them apart within a category.
    """
    known = kinds()
    nearest = next((known[each] for each in categories if each and each in known), None)
    return nearest.of(fold(name)) if nearest else FALLBACK


def _kind(named: Mapping[str, str]) -> Kind:
    others = {word: picture for word, picture in named.items() if word != _WHOLE}
    longest_first = sorted(others, key=len, reverse=True)
    either = "|".join(re.escape(word) for word in longest_first)
    return Kind(named[_WHOLE], others, re.compile(rf"\b(?:{either})") if either else None)


def _folder() -> Traversable:
    return resources.files(_PACKAGE).joinpath("pictograms")

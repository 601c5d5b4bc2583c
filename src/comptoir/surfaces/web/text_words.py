"""The words of legal notice, terms of sale, privacy and accessibility, in French and English."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TypedDict, cast

from comptoir.kernel.locale import Language


class _Written(TypedDict):
    title: str
    paragraphs: list[str]


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a text; a paragraph may have a particular of the shop in it, as `{email}`."""

    title: str
    paragraphs: tuple[str, ...]


def text(name: str, language: Language) -> Sequence[Section]:
    """Give the sections of a text.

    :raises KeyError: when there is none of that name.
    """
    return [
        Section(each["title"], tuple(each["paragraphs"])) for each in _texts()[name][language.value]
    ]


@cache
def _texts() -> dict[str, dict[str, list[_Written]]]:
    written = resources.files("comptoir.surfaces.web").joinpath("texts.toml").read_text("utf-8")
    return cast("dict[str, dict[str, list[_Written]]]", tomllib.loads(written))

"""What is said without a connection and on cards: a table in `away_words.toml`."""

import tomllib
from importlib import resources


def _read() -> dict[str, tuple[str, str]]:
    text = resources.files("comptoir.surfaces.web").joinpath("away_words.toml").read_text("utf-8")
    return {key: (words["fr"], words["en"]) for key, words in tomllib.loads(text).items()}


AWAY = _read()
"""The words of both languages, French first, by key."""

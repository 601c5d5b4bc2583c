"""What the pages of signing in and of the account say: a table in `account_words.toml`."""

import tomllib
from importlib import resources


def _read() -> dict[str, tuple[str, str]]:
    text = (
        resources.files("comptoir.surfaces.web").joinpath("account_words.toml").read_text("utf-8")
    )
    return {key: (words["fr"], words["en"]) for key, words in tomllib.loads(text).items()}


ACCOUNT = _read()
"""The words of both languages, French first, by key."""

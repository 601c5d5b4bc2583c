"""Words kept in tables of their own: of the account and of withdrawing, in French and English."""

import tomllib
from importlib import resources


def _read(table: str) -> dict[str, tuple[str, str]]:
    text = resources.files("comptoir.surfaces.web").joinpath(table).read_text("utf-8")
    return {key: (words["fr"], words["en"]) for key, words in tomllib.loads(text).items()}


ACCOUNT = _read("account_words.toml")
WITHDRAWAL = _read("withdrawal_words.toml")

"""The command run in this process, against the run's own database."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path

import pytest

from comptoir.app.cli import main
from comptoir.app.commands import tongue
from comptoir.app.settings import DATABASE_URL
from comptoir.kernel.ids import secret
from comptoir.kernel.locale import Language


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its exit code and what it wrote."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture(autouse=True)
def plain_locale(monkeypatch: pytest.MonkeyPatch) -> Generator[None]:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    yield
    tongue.choose([], {})
    assert tongue.language() is Language.FRENCH


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Give a function that runs `comptoir` with some words."""

    def run(*words: str | Path) -> Ended:
        code = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return Ended(code, out, err)

    return run


@pytest.fixture
def shop(run: Run, migrated: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give the same on a database that is there."""
    monkeypatch.setenv(DATABASE_URL, migrated)
    return run


@pytest.fixture
def store(shop: Run) -> str:
    """Open a store of the test's own and give its id."""
    name = f"Essai {secret()}z"
    ended = shop("store", "create", name)
    assert ended.code == 0, ended.err
    return ended.out.strip()

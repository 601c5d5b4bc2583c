"""A demo shop really served: a process of its own, a port of its own, found by what it prints."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

from comptoir.app.settings import DATABASE_URL

_RUN = "import sys; from comptoir.app.cli import main; sys.exit(main())"


@dataclass(frozen=True, slots=True)
class Running:
    """A shop that is open: the lines in which it says where, and its process."""

    lines: tuple[str, ...]
    process: "subprocess.Popen[str]"

    @property
    def address(self) -> str:
        """Give the address of its page."""
        return self.lines[0].rstrip("/")


@contextlib.contextmanager
def served(data: Path, conninfo: str = "") -> Generator[str]:
    """Open a demo shop for as long as the context lasts, and give its address.

    Without a connection string it keeps a database of its own in `data`.

    :raises RuntimeError: when it ends before it answers; its own words are in the message.
    """
    with running(data, conninfo, "demo") as shop:
        yield shop.address


@contextlib.contextmanager
def running(data: Path, conninfo: str, *words: str, lines: int = 1) -> Generator[Running]:
    """Run a command that opens a shop, which says where in so many `lines`.

    :raises RuntimeError: when it ends before it answers; its own words are in the message.
    """
    command = [sys.executable, "-c", _RUN, *words, "--port", "0", "--data", str(data)]
    named = {DATABASE_URL: conninfo}
    log = data / "served.log"
    with (
        log.open("w") as errors,
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=errors, text=True, env={**os.environ, **named}
        ) as shop,
    ):
        try:
            yield Running(tuple(_said(shop, log, lines)), shop)
        finally:
            shop.send_signal(signal.SIGTERM)
            try:
                shop.wait(timeout=20)
            except subprocess.TimeoutExpired:
                shop.kill()


def _said(shop: "subprocess.Popen[str]", log: Path, lines: int) -> Generator[str]:
    assert shop.stdout is not None
    for line in shop.stdout:
        name, _, where = line.partition(": ")
        if name == "Comptoir":
            yield where.strip()
            lines -= 1
        if not lines:
            return
    raise RuntimeError(f"The shop did not open: {log.read_text()[-2000:]}")

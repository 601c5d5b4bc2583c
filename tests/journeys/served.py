"""A demo shop really served: a process of its own, a port of its own, found by what it prints."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

from comptoir.app.settings import DATABASE_URL

_RUN = "import sys; from comptoir.app.cli import main; sys.exit(main())"


@contextlib.contextmanager
def served(data: Path, conninfo: str = "") -> Generator[str]:
    """Open a demo shop for as long as the context lasts, and give its address.

    Without a connection string it keeps a database of its own in `data`.

    :raises RuntimeError: when it ends before it answers; its own words are in the message.
    """
    command = [sys.executable, "-c", _RUN, "demo", "--port", "0", "--data", str(data)]
    named = {DATABASE_URL: conninfo}
    log = data / "served.log"
    with (
        log.open("w") as errors,
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=errors, text=True, env={**os.environ, **named}
        ) as shop,
    ):
        try:
            yield _address(shop, log)
        finally:
            shop.send_signal(signal.SIGTERM)
            try:
                shop.wait(timeout=20)
            except subprocess.TimeoutExpired:
                shop.kill()


def _address(shop: "subprocess.Popen[str]", log: Path) -> str:
    assert shop.stdout is not None
    for line in shop.stdout:
        name, _, address = line.partition(": ")
        if name == "Comptoir" and address.startswith("http"):
            return address.strip().rstrip("/")
    raise RuntimeError(f"The shop did not open: {log.read_text()[-2000:]}")

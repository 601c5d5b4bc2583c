"""A demo shop really served: a process of its own, a port of its own, found by what it prints."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

_SERVE = """
import sys
from pathlib import Path
from comptoir.app.serving import run_serve
from comptoir.app.settings import Settings

run_serve(Settings(data=Path(sys.argv[1]), port=0, database_url=sys.argv[2] or None), demo=True)
"""


@contextlib.contextmanager
def served(data: Path, conninfo: str = "") -> Generator[str]:
    """Open a demo shop for as long as the context lasts, and give its address.

    :raises RuntimeError: when it ends before it answers; its own words are in the message.
    """
    command = [sys.executable, "-c", _SERVE, str(data), conninfo]
    log = data / "served.log"
    with log.open("w") as errors:
        shop = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=errors, text=True, env={**os.environ}
        )
    try:
        yield _address(shop, log)
    finally:
        shop.send_signal(signal.SIGTERM)
        try:
            shop.wait(timeout=20)
        except subprocess.TimeoutExpired:
            shop.kill()
            shop.wait()


def _address(shop: "subprocess.Popen[str]", log: Path) -> str:
    assert shop.stdout is not None
    for line in shop.stdout:
        name, _, address = line.partition(": ")
        if name == "Comptoir" and address.startswith("http"):
            return address.strip().rstrip("/")
    raise RuntimeError(f"The shop did not open: {log.read_text()[-2000:]}")

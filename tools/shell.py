"""Running other programs from this folder, and saying what happens."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin/python"


class Trouble(Exception):
    """Something that a person has to mend; the text says what."""


def say(text: str) -> None:
    """Print a line at once, also into a pipe."""
    print(text, flush=True)


def environment() -> dict[str, str]:
    """Give the environment of every program: ours first, and a home that can be written to."""
    kept = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "PYTHONHOME"}}
    kept["PATH"] = os.pathsep.join([str(VENV / "bin"), kept.get("PATH", os.defpath)])
    kept["VIRTUAL_ENV"] = str(VENV)
    kept["NODE_COMPILE_CACHE"] = str(VENV / "node-cache")  # npm would keep one under /tmp
    home = kept.get("HOME", "")
    if not home or not os.access(home, os.W_OK | os.X_OK):
        own = VENV / "home"
        own.mkdir(parents=True, exist_ok=True)
        kept["HOME"] = str(own)
    return kept


def call(*command: str | Path, **more: str) -> int:
    """Run a program, with more in its environment, and give its exit code."""
    words = [str(word) for word in command]
    return subprocess.call(words, cwd=ROOT, env={**environment(), **more})


def run(*command: str | Path) -> None:
    """Run a program that must succeed.

    :raises Trouble: when it fails.
    """
    if call(*command):
        raise Trouble(f"`{' '.join(map(str, command))}` failed.")


def answers(*command: str | Path) -> str | None:
    """Ask a program for its version, or give None when it does not start."""
    try:
        told = subprocess.run(
            [*map(str, command), "--version"],
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return told.stdout.strip() if told.returncode == 0 else None


def watch(
    title: str, command: Sequence[str | Path], pattern: str, total: int | None = None
) -> None:
    """Run a long program with one line of progress, and show what it said if it fails.

    :raises Trouble: when it fails.
    """
    say(f"{title} …")
    said: list[str] = []
    seen, started, live = 0, time.monotonic(), sys.stdout.isatty()
    with subprocess.Popen(
        [str(word) for word in command],
        cwd=ROOT,
        env={**environment(), "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            said.append(line)
            found = re.match(pattern, line.strip())
            if found is None:
                continue
            seen += 1
            progress = f"  {seen}{f'/{total}' if total else ''} {found[1][:60]}"
            if live:
                print(f"\r\x1b[K{progress}", end="", flush=True)
            elif seen % 20 == 0:
                say(progress)
    if live:
        print("\r\x1b[K", end="")
    if process.returncode:
        raise Trouble(f"{''.join(said[-60:])}\n{title}: this failed; above is what it said last.")
    say(f"  done in {time.monotonic() - started:.0f} s")

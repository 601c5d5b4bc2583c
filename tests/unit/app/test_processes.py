"""Several processes on one socket, really forked: how they end."""

import os
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress

PATIENCE = 60
"""Seconds after which a process that should have ended has not; nothing waits for them to pass."""

SCRIPT = """
import os, signal, sys
from comptoir.app import processes

def child(number, answers):
    try:
        answers()
        while True:
            signal.pause()
    finally:
        os.write(1, f"closed {number}\\n".encode())  # whole, where two print at once

sys.exit(processes.run(2, child, ready=lambda: print("ready", flush=True)))
"""

FAILING = """
import signal, sys
from comptoir.app import processes

def child(number, answers):
    if number == 0:
        raise SystemExit("cannot")
    answers()
    while True:
        signal.pause()

sys.exit(processes.run(2, child, ready=lambda: print("ready", flush=True)))
"""


@contextmanager
def running(script: str) -> Generator["subprocess.Popen[str]"]:
    """Run a script in a process group of its own, of which nothing is left afterwards."""
    command = [sys.executable, "-c", script]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    ) as parent:
        try:
            yield parent
        finally:
            with suppress(ProcessLookupError):
                os.killpg(parent.pid, signal.SIGKILL)


def first_line(parent: "subprocess.Popen[str]") -> str:
    assert parent.stdout is not None
    return parent.stdout.readline().strip()


class TestRun:
    def test_ends_all_in_order_and_well_when_asked_to(self) -> None:
        for sig in (signal.SIGTERM, signal.SIGINT):
            with running(SCRIPT) as parent:
                assert first_line(parent) == "ready"
                parent.send_signal(sig)
                said, _ = parent.communicate(timeout=PATIENCE)
                assert sorted(said.split("\n")) == ["", "closed 0", "closed 1"]
                assert parent.returncode == 0

    def test_leaves_nothing_behind_when_it_is_killed(self) -> None:
        with running(SCRIPT) as parent:
            assert first_line(parent) == "ready"
            parent.kill()
            # The children hold the other end of this pipe: it ends when the last of them has.
            said, _ = parent.communicate(timeout=PATIENCE)
            assert said == ""

    def test_ends_with_a_failure_when_a_process_cannot_begin(self) -> None:
        with running(FAILING) as parent:
            said, _ = parent.communicate(timeout=PATIENCE)
            assert said == ""
            assert parent.returncode == 1

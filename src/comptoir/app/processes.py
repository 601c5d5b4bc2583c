"""Several processes on one listening socket, which end together."""

import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from types import FrameType

Child = Callable[[int, Callable[[], None]], None]
"""Runs as the process of this number; calls the function it is given once it answers."""


def run(count: int, child: Child, *, ready: Callable[[], None]) -> int:
    """Fork `count` processes, call `ready` when all answer, and wait for their end.

    SIGTERM and SIGINT end them all in order. When one process ends, the others are asked to; when
    this one is killed, they end at once. Gives 0 when all ended well. Nothing with threads or an
    event loop may run when this is called.
    """
    answers, life = os.pipe(), os.pipe()
    children = _Children([_fork(number, child, answers, life) for number in range(count)])
    os.close(answers[1])
    os.close(life[0])

    def pass_on(_sig: int, _frame: FrameType | None) -> None:
        children.ask_to_end()

    for sig in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sig, pass_on)
    if _all_answer(answers[0], count):
        ready()
    return children.wait()


class _Children:
    """The processes that were forked; they are asked to end once, so that none is cut short."""

    def __init__(self, pids: list[int]) -> None:
        self._left = pids
        self._asked = False

    def ask_to_end(self) -> None:
        # SIGTERM also for Ctrl-C, which they have from the terminal too: two would mean haste.
        if self._asked:
            return
        self._asked = True
        for pid in self._left:
            try:
                os.kill(pid, signal.SIGTERM)
            except ProcessLookupError:
                continue

    def wait(self) -> int:
        worst = 0
        while self._left:
            pid, status = os.wait()
            if pid in self._left:
                self._left.remove(pid)
                worst = max(worst, abs(os.waitstatus_to_exitcode(status)))
                self.ask_to_end()
        return worst


def _fork(number: int, child: Child, answers: tuple[int, int], life: tuple[int, int]) -> int:
    def answer() -> None:
        os.write(answers[1], b".")
        os.close(answers[1])

    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        os.close(answers[0])
        os.close(life[1])
        threading.Thread(target=_die_with_parent, args=(life[0],), daemon=True).start()
        child(number, answer)
        status = 0
    except KeyboardInterrupt:
        status = 0
    except BaseException:  # the process ends here, whatever it was
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _die_with_parent(life: int) -> None:
    """Wait for the end of the process that holds the other end of a pipe, and end at once.

    Else what a kill -9 leaves would keep the port from the next start.
    """
    os.read(life, 1)
    os.kill(os.getpid(), signal.SIGKILL)


def _all_answer(inlet: int, count: int) -> bool:
    """Wait until all have answered or ended, and tell whether all answered."""
    seen = 0
    while said := os.read(inlet, count):
        seen += len(said)
    return seen == count

"""Several processes on one listening socket: a signal goes to all, and they end together."""

import os
import signal
import sys
import traceback
from collections.abc import Callable
from types import FrameType

Child = Callable[[int, Callable[[], None]], None]
"""Runs as the process of this number; calls the function it is given once it answers."""


def run(count: int, child: Child, *, ready: Callable[[], None]) -> int:
    """Fork `count` processes, call `ready` when all answer, and wait for their end.

    SIGTERM and SIGINT are passed on. When one process ends, the others are asked to. Gives 0 when
    all ended well. Nothing with threads or an event loop may run when this is called.
    """
    inlet, outlet = os.pipe()
    children = [_fork(number, child, inlet, outlet) for number in range(count)]
    os.close(outlet)

    def pass_on(sig: int, _frame: FrameType | None) -> None:
        _tell(children, sig)

    for sig in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sig, pass_on)
    if _all_answer(inlet, count):
        ready()
    return _wait(children)


def _fork(number: int, child: Child, inlet: int, outlet: int) -> int:
    def answers() -> None:
        os.write(outlet, b".")

    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        os.close(inlet)
        child(number, answers)
        status = 0
    except KeyboardInterrupt:
        status = 0
    except BaseException:  # the process ends here, whatever it was
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _all_answer(inlet: int, count: int) -> bool:
    seen = 0
    while seen < count:
        said = os.read(inlet, count)
        if not said:
            return False
        seen += len(said)
    return True


def _tell(children: list[int], sig: int) -> None:
    for pid in children:
        try:
            os.kill(pid, sig)
        except ProcessLookupError:
            continue


def _wait(children: list[int]) -> int:
    worst = 0
    left = list(children)
    while left:
        pid, status = os.wait()
        if pid in left:
            left.remove(pid)
            worst = max(worst, abs(os.waitstatus_to_exitcode(status)))
            _tell(left, signal.SIGTERM)
    return worst

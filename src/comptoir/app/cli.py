"""The command `comptoir`."""

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from comptoir.app.commands import tongue
from comptoir.app.commands.tongue import t
from comptoir.app.commands.trouble import EXIT_CODE, INTERRUPTED

TRACE = "COMPTOIR_TRACE"


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; a trouble is one line on standard error."""
    given = list(sys.argv[1:] if words is None else words)
    tongue.choose(given)
    _speak_utf8()
    try:
        from comptoir.app.commands import application  # noqa: PLC0415 (the language comes first)

        return application.run(given)
    except KeyboardInterrupt:
        _complain(
            t(
                "Interrompu. Relancer la même commande est sans danger.",
                "Interrupted. Running the same command again is safe.",
            )
        )
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has left; there is nobody to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as problem:
        return _end(problem)


def _end(problem: Exception) -> int:
    if os.environ.get(TRACE):
        raise problem
    from comptoir.app.commands.explaining import words_for  # noqa: PLC0415 (seldom needed)

    words = words_for(problem)
    if words is not None:
        _complain(words)
        return EXIT_CODE
    kind = type(problem).__name__
    _complain(
        t(
            f"Une erreur imprévue ({kind}: {problem}). {TRACE}=1 en montre la trace ; signalez-la.",
            f"An unexpected error ({kind}: {problem}). {TRACE}=1 shows its trace; report it.",
        )
    )
    return 1


def _complain(words: str) -> None:
    sys.stdout.flush()
    line = " ".join(words.split())
    print(f"comptoir: {line}", file=sys.stderr)  # noqa: T201


def _speak_utf8() -> None:
    """Let what a terminal cannot show be replaced rather than end the command."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")

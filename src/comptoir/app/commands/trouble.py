"""Trouble that the person at the terminal can mend: one line, what it is and what to do."""

EXIT_CODE = 2
INTERRUPTED = 130


class Trouble(Exception):
    """What is wrong and what to do about it, in one line for the person at the terminal."""

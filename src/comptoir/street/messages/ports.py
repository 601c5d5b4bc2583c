"""What messages need of another machine: somebody who carries letters."""

from datetime import datetime
from typing import Protocol

from comptoir.street.messages.model import Letter


class NotCarried(Exception):
    """A letter was certainly not taken; `again` tells whether it may be later."""

    def __init__(self, reason: str, *, again: bool) -> None:
        super().__init__(reason)
        self.again = again


class Unsure(Exception):
    """The line broke while a letter was handed over: it may have been taken."""


class Mail(Protocol):
    """Carries letters."""

    async def send(self, letter: Letter, *, reference: str, at: datetime) -> None:
        """Hand a letter over, dated `at`; `reference` is its own for good.

        :raises NotCarried: when it was not taken.
        :raises Unsure: when it may have been.
        """
        ...

"""What doors need of other machines."""

from typing import Protocol


class FetchFailed(Exception):
    """A document could not be had; the message says why, without the document."""


class Fetch(Protocol):
    """Gets a small public document."""

    async def __call__(self, url: str) -> bytes:
        """Give what is at `url`.

        :raises FetchFailed: when it cannot be had, is too large, or takes too long.
        """
        ...

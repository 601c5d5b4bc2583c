"""Small public documents over HTTP: no redirects, a bound on size and on time."""

import asyncio
from dataclasses import dataclass
from http import HTTPStatus

import httpx2

from comptoir.street.ports import FetchFailed

MOST_BYTES = 65_536
PATIENCE_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class OverHttp:
    """Gets documents; every one on a connection of its own, which is closed again."""

    most: int = MOST_BYTES
    patience_seconds: float = PATIENCE_SECONDS

    async def __call__(self, url: str) -> bytes:
        """Give what is at `url`.

        :raises FetchFailed: when it cannot be had, is too large, or takes too long.
        """
        try:
            async with asyncio.timeout(self.patience_seconds):
                return await self._get(url)
        except TimeoutError:
            raise FetchFailed("it took too long") from None
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise FetchFailed(type(error).__name__) from error

    async def _get(self, url: str) -> bytes:
        async with (
            httpx2.AsyncClient(follow_redirects=False, timeout=self.patience_seconds) as client,
            client.stream("GET", url) as response,
        ):
            if response.status_code != HTTPStatus.OK:
                raise FetchFailed(f"status {response.status_code}")
            got = bytearray()
            async for chunk in response.aiter_bytes():
                got += chunk
                if len(got) > self.most:
                    raise FetchFailed("it is too large")
            return bytes(got)

"""Jobs that commit with the change that asked for them, on procrastinate in the same PostgreSQL."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from procrastinate import App, PsycopgConnector
from procrastinate.connector import BaseConnector
from procrastinate.testing import InMemoryConnector

from comptoir.db.query import HasConnection

JobFunction = Callable[..., Awaitable[None]]


class Jobs:
    """The job queue: deferring in the caller's transaction, and the functions that do the work."""

    def __init__(self, connector: BaseConnector | None = None) -> None:
        self.app = App(connector=connector or InMemoryConnector())

    @classmethod
    def on(cls, conninfo: str) -> "Jobs":
        """Make a queue whose worker talks to the database at `conninfo`."""
        return cls(PsycopgConnector(conninfo=conninfo))

    def register(self, name: str, function: JobFunction, *, cron: str | None = None) -> None:
        """Let the worker run `function` for jobs called `name`, also on a `cron` schedule."""
        if cron is None:
            self.app.task(name=name)(function)
            return

        async def periodically(timestamp: int) -> None:
            del timestamp
            await function()

        self.app.periodic(cron=cron)(self.app.task(name=name, pass_context=False)(periodically))

    async def defer(
        self,
        on: HasConnection,
        name: str,
        arguments: Mapping[str, str | int],
        *,
        at: datetime | None = None,
    ) -> None:
        """Ask in the open transaction for the job `name`, to run once committed, from `at` on."""
        deferrer = self.app.configure_task(name, schedule_at=at, connection=on.connection)
        await deferrer.defer_async(**arguments)

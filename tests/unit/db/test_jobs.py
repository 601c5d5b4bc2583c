"""Jobs run after the commit that asked for them, and only then."""

from datetime import timedelta

import pytest

from comptoir.db.jobs import Jobs
from comptoir.db.unit_of_work import Database, UnitOfWork
from comptoir.kernel.caller import SYSTEM


async def _work_off(jobs: Jobs) -> None:
    await jobs.app.run_worker_async(wait=False, listen_notify=False, install_signal_handlers=False)


class TestDefer:
    async def test_runs_what_was_committed_once(self, database: Database) -> None:
        seen: list[str] = []

        async def greet(name: str) -> None:
            seen.append(name)

        database.jobs.register("test.once", greet)
        async with database.work(SYSTEM) as uow:
            await uow.defer("test.once", name="Zia")
            await _work_off(database.jobs)
            assert seen == [], "nothing runs before the commit"
        for _ in range(2):
            await _work_off(database.jobs)
        assert seen == ["Zia"]

    async def test_runs_nothing_of_what_was_rolled_back(self, database: Database) -> None:
        seen: list[str] = []

        async def greet(name: str) -> None:
            seen.append(name)

        async def fail(uow: UnitOfWork) -> None:
            async with uow.attempt():
                await uow.defer("test.greet", name="Aziz")
                raise RuntimeError("no")

        database.jobs.register("test.greet", greet)
        async with database.work(SYSTEM) as uow:
            with pytest.raises(RuntimeError, match="no"):
                await fail(uow)
            await uow.defer("test.greet", name="Zia")
        await _work_off(database.jobs)
        assert seen == ["Zia"]

    async def test_waits_for_its_hour(self, database: Database) -> None:
        seen: list[str] = []

        async def wake(name: str) -> None:
            seen.append(name)

        database.jobs.register("test.wake", wake)
        async with database.work(SYSTEM) as uow:
            # The queue goes by the database's own clock: decades make sure of either side of it.
            await uow.defer("test.wake", name="past", at=uow.now - timedelta(days=3650))
            await uow.defer("test.wake", name="future", at=uow.now + timedelta(days=36500))
        await _work_off(database.jobs)
        assert seen == ["past"]

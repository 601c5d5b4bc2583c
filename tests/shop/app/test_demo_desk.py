"""The demo lets whoever tries it in at the desk."""

import pytest

from comptoir.app import inviting
from comptoir.app.demo import desk
from comptoir.db.unit_of_work import Database
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.refusals import Refusal
from comptoir.staff.access import commands as access


class TestLink:
    async def test_lets_an_administrator_in_and_each_start_draws_another(
        self, database: Database, migrated: str
    ) -> None:
        first, second = await desk.link(migrated), await desk.link(migrated)
        async with database.work(SYSTEM) as uow:
            with pytest.raises(Refusal):
                await access.enter(uow, link=first.removeprefix(inviting.ENTRY))
            entered = await access.enter(uow, link=second.removeprefix(inviting.ENTRY))
        assert entered.member.everywhere
        assert entered.member.email == desk.EMAIL

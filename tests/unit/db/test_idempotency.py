"""A repeated request gets the first answer."""

import asyncio

import pytest

from comptoir.db import idempotency
from comptoir.db.unit_of_work import Database, UnitOfWork
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.refusals import Kind, Refusal

REQUEST = {"gtin": "1", "quantity": 2}


async def _recall(
    uow: UnitOfWork, *, key: str, request: object = REQUEST, scope: str = "lines", store: str = "s"
) -> object:
    return await idempotency.recall(uow, store=store, scope=scope, key=key, request=request)


async def _keep(uow: UnitOfWork, *, key: str, answer: dict[str, object] | None = None) -> None:
    await idempotency.keep(
        uow, store="s", scope="lines", key=key, request=REQUEST, answer=answer or {"ok": True}
    )


class TestRecall:
    async def test_knows_nothing_the_first_time(self, uow: UnitOfWork) -> None:
        assert await _recall(uow, key="a") is None

    async def test_gives_the_first_answer_again(self, uow: UnitOfWork) -> None:
        await _keep(uow, key="b", answer={"cart": "x", "total": 218})
        assert await _recall(uow, key="b") == {"cart": "x", "total": 218}

    async def test_does_not_mind_the_order_of_a_requests_fields(self, uow: UnitOfWork) -> None:
        await _keep(uow, key="c")
        assert await _recall(uow, key="c", request={"quantity": 2, "gtin": "1"}) == {"ok": True}

    async def test_refuses_the_same_key_for_another_request(self, uow: UnitOfWork) -> None:
        await _keep(uow, key="d")
        with pytest.raises(Refusal) as refused:
            await _recall(uow, key="d", request={"gtin": "1", "quantity": 3})
        assert (refused.value.kind, refused.value.code) == (
            Kind.CONFLICT,
            "idempotency_key_reused",
        )

    async def test_keeps_stores_and_scopes_apart(self, uow: UnitOfWork) -> None:
        await _keep(uow, key="e")
        assert await _recall(uow, key="e", store="t") is None
        assert await _recall(uow, key="e", scope="order") is None

    async def test_forgets_with_a_failed_request(self, database: Database) -> None:
        async def fail() -> None:
            async with database.work(SYSTEM) as uow:
                await _keep(uow, key="f")
                raise RuntimeError("no")

        with pytest.raises(RuntimeError, match="no"):
            await fail()
        async with database.work(SYSTEM) as uow:
            assert await _recall(uow, key="f") is None

    async def test_lets_a_concurrent_twin_wait_for_the_first_answer(
        self, database: Database
    ) -> None:
        done: list[int] = []

        async def request(number: int) -> object:
            async with database.work(SYSTEM) as uow:
                known = await _recall(uow, key="g")
                if known is not None:
                    return known
                done.append(number)
                await _keep(uow, key="g", answer={"by": number})
                return {"by": number}

        answers = await asyncio.gather(*(request(number) for number in range(8)))
        assert len(done) == 1
        assert answers == [{"by": done[0]}] * 8

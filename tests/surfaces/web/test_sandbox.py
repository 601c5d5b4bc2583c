"""The page where the demo's challenged payments are confirmed, or not."""

from dataclasses import dataclass

import pytest_asyncio

from comptoir.adapters.payments.sandbox import Behaviour, Sandbox
from comptoir.kernel.caller import SYSTEM
from comptoir.shopping.orders import queries as orders
from comptoir.shopping.orders.model import PaymentChallenged, State
from comptoir.street.words import explain
from comptoir.surfaces.web import application
from tests.stories.shopping import a_full_cart, at_the_till
from tests.surfaces.web.conftest import House, Visitor


@dataclass(slots=True)
class Challenge:
    """A held order, where its payment waits, and whoever ordered."""

    house: House
    visitor: Visitor
    order: str
    url: str

    async def state(self) -> State:
        async with self.house.database.read(SYSTEM) as on:
            return (await orders.order(on, order=self.order)).state

    async def decide(self, do: str, *, token: bool = True) -> int:
        return (await self.visitor.post(self.url, {"do": do}, token=token)).status_code


@pytest_asyncio.fixture
async def challenge(house: House) -> Challenge:
    """Order in a demo whose sandbox challenges every payment."""
    house.served.demo = True
    house.served.payments = {"sandbox": Sandbox(behave=Behaviour.CHALLENGE)}
    house.app = application.build(house.served, explain)
    async with house.database.work(SYSTEM) as uow:
        cart = await a_full_cart(uow, house.shop, delivered=True)
    held = await house.served.place_order(SYSTEM, cart, at_the_till(method="sandbox"))
    assert isinstance(held, PaymentChallenged)
    return Challenge(house, await house.visitor(), held.order.id, held.url)


class TestShow:
    async def test_is_where_the_orders_page_leads(self, challenge: Challenge) -> None:
        page = (await challenge.visitor.visit(f"/orders/{challenge.order}")).text
        assert f'href="{challenge.url}"' in page
        assert "attend votre confirmation" in page
        response = await challenge.visitor.visit(challenge.url)
        assert response.status_code == 200
        assert "aucun argent réel" in response.text

    async def test_needs_both_keys(self, challenge: Challenge) -> None:
        for url in (
            challenge.url + "x",
            f"/sandbox/challenge/{challenge.order}/x",
            f"/sandbox/challenge/x~y/{challenge.url.rsplit('/', 1)[1]}",
        ):
            assert (await challenge.visitor.visit(url)).status_code == 404

    async def test_is_not_there_outside_the_demo(self, house: House, challenge: Challenge) -> None:
        house.served.demo = False
        house.app = application.build(house.served, explain)
        assert (await (await house.visitor()).visit(challenge.url)).status_code == 404


class TestDecide:
    async def test_places_the_order(self, challenge: Challenge) -> None:
        await challenge.visitor.visit(challenge.url)
        assert await challenge.decide("succeed") == 303
        assert await challenge.state() is State.PLACED
        again = await challenge.visitor.visit(challenge.url)
        assert again.headers["location"] == f"/orders/{challenge.order}"
        page = (await challenge.visitor.visit(f"/orders/{challenge.order}")).text
        assert challenge.url not in page

    async def test_lets_the_order_go_when_it_fails(self, challenge: Challenge) -> None:
        await challenge.visitor.visit(challenge.url)
        assert await challenge.decide("fail") == 303
        assert await challenge.state() is State.EXPIRED
        page = (await challenge.visitor.visit(f"/orders/{challenge.order}")).text
        assert "pas abouti" in page

    async def test_needs_a_form_of_the_page(self, challenge: Challenge) -> None:
        await challenge.visitor.visit(challenge.url)
        assert await challenge.decide("succeed", token=False) == 403
        assert await challenge.decide("both") == 422
        assert await challenge.state() is State.HELD

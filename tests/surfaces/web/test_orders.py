"""The page of an order, and calling it off."""

import re
from datetime import timedelta

import pytest_asyncio

from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.ids import store_keyed
from comptoir.shopping.orders import queries as orders
from comptoir.shopping.orders.model import Order, State
from tests.stories.shopping import a_full_cart, a_placed_order
from tests.surfaces.web.conftest import House, Visitor


@pytest_asyncio.fixture
async def order(house: House) -> Order:
    """Place an order of every kind of goods, to be delivered tomorrow evening."""
    async with house.database.work(SYSTEM) as uow:
        cart = await a_full_cart(uow, house.shop, delivered=True)
        return await a_placed_order(uow, cart=cart)


async def now(house: House, order: Order) -> Order:
    """Read an order as it stands."""
    async with house.database.read(SYSTEM) as on:
        return await orders.order(on, order=order.id)


async def ordered(house: House, visitor: Visitor) -> Order:
    """Let a guest order at another door, where nobody asked for an address."""
    household = (await visitor.cart()).household
    async with house.database.work(SYSTEM) as uow:
        cart = await a_full_cart(uow, house.shop, household=household)
        placed = await a_placed_order(uow, cart=cart)
    assert placed.household == household
    return placed


class TestShow:
    async def test_shows_every_line_vat_window_and_state(self, house: House, order: Order) -> None:
        visitor = await house.visitor()
        response = await visitor.visit(f"/orders/{order.id}")
        assert response.status_code == 200
        for line in order.lines:
            assert line.name in response.text
        for shown in (
            order.number,
            "Enregistrée",
            "demain, mardi 16 juin, 18\u202fh\u00a0–\u2060\u00a020\u202fh",
            "360\u202fg",
            "2,99\u202f€/kg",
            "+ 1,50\u202f€ de consigne",
            "5,5\u202f%",
            "10\u202f%",
            "20\u202f%",
            "4,90\u202f€",
            "3 rue des Lilas",
            "35500 Vitré",
            "À la remise des courses",
        ):
            assert shown in response.text, shown
        assert f"{order.totals.total // 100},{order.totals.total % 100:02}\u202f€" in response.text

    async def test_shows_it_in_english_too(self, house: House, order: Order) -> None:
        page = (await (await house.visitor()).visit(f"/orders/{order.id}?lang=en")).text
        assert "tomorrow, Tuesday 16 June, 18:00" in page
        assert "€4.90" in page
        assert "Placed" in page

    async def test_needs_the_right_key(self, house: House, order: Order) -> None:
        visitor = await house.visitor()
        for key in (
            store_keyed(order.store),
            order.id[:-1],
            order.id + "A",
            order.number,
            "x~" + "A" * 22,
            "<script>",
            "%00",
            "a" * 5000,
        ):
            response = await visitor.visit(f"/orders/{key}")
            assert response.status_code == 404, key
            assert "Page introuvable" in response.text
            assert order.number not in response.text

    async def test_is_kept_nowhere(self, house: House, order: Order) -> None:
        response = await (await house.visitor()).visit(f"/orders/{order.id}")
        assert response.headers["cache-control"] == "no-store"


class TestCancel:
    async def test_calls_the_order_off(self, house: House, order: Order) -> None:
        visitor = await house.visitor()
        await visitor.visit(f"/orders/{order.id}")
        for _ in range(2):
            response = await visitor.post(f"/orders/{order.id}/cancel", {})
            assert response.status_code == 303
            assert response.headers["location"] == f"/orders/{order.id}"
        assert (await now(house, order)).state is State.CANCELLED
        page = (await visitor.visit(f"/orders/{order.id}")).text
        assert "Annulée" in page
        assert "Oui, annuler" not in page

    async def test_answers_the_pages_script_with_the_order(
        self, house: House, order: Order, htmx: dict[str, str]
    ) -> None:
        visitor = await house.visitor()
        await visitor.visit(f"/orders/{order.id}")
        response = await visitor.post(f"/orders/{order.id}/cancel", {}, htmx)
        assert response.status_code == 200
        assert 'hx-target="#order"' in response.text
        assert "Annulée" in response.text

    async def test_is_too_late_after_the_cut_off(
        self, house: House, order: Order, htmx: dict[str, str]
    ) -> None:
        visitor = await house.visitor()
        await visitor.visit(f"/orders/{order.id}")
        house.clock.advance(order.cut_off - house.clock.now() + timedelta(seconds=1))
        for headers in ({}, htmx):
            response = await visitor.post(f"/orders/{order.id}/cancel", {}, headers)
            assert response.status_code == 410
        assert "Oui, annuler" not in (await visitor.visit(f"/orders/{order.id}")).text
        assert (await now(house, order)).state is State.PLACED

    async def test_needs_a_form_of_the_page(self, house: House, order: Order) -> None:
        visitor, stranger = await house.visitor(), await house.visitor()
        await visitor.visit(f"/orders/{order.id}")
        path = f"/orders/{order.id}/cancel"
        assert (await stranger.post(path, {"csrf": visitor.token}, token=False)).status_code == 403
        assert (await visitor.post(path, {}, token=False)).status_code == 403
        crossing = await visitor.post(path, {}, {"sec-fetch-site": "cross-site"})
        assert crossing.status_code == 403
        assert (await now(house, order)).state is State.PLACED

    async def test_of_an_order_that_is_not_there_is_refused(self, visitor: Visitor) -> None:
        response = await visitor.post(f"/orders/{store_keyed('nowhere')}/cancel", {})
        assert response.status_code == 404


class TestEmail:
    async def test_is_left_by_who_ordered_by_voice(self, house: House, visitor: Visitor) -> None:
        order = await ordered(house, visitor)
        page = (await visitor.visit(f"/orders/{order.id}")).text
        assert 'id="order-email"' in page
        response = await visitor.post(f"/orders/{order.id}/email", {"email": "lea@example.org"})
        assert response.headers["location"] == f"/orders/{order.id}#email"
        assert (await now(house, order)).customer.email == "lea@example.org"
        assert "lea@example.org" in (await visitor.visit(f"/orders/{order.id}")).text

    async def test_that_is_none_stays_as_typed(self, house: House, visitor: Visitor) -> None:
        order = await ordered(house, visitor)
        await visitor.visit(f"/orders/{order.id}")
        response = await visitor.post(f"/orders/{order.id}/email", {"email": "<b>lea"})
        assert response.status_code == 422
        assert 'value="&lt;b&gt;lea"' in response.text
        assert (await now(house, order)).customer.email == ""

    async def test_is_neither_seen_nor_left_by_who_has_the_link_alone(
        self, house: House, visitor: Visitor
    ) -> None:
        order = await ordered(house, visitor)
        await visitor.visit(f"/orders/{order.id}")
        await visitor.post(f"/orders/{order.id}/email", {"email": "lea@example.org"})
        other = await house.visitor()
        assert "lea@example.org" not in (await other.visit(f"/orders/{order.id}")).text
        refused = await other.post(f"/orders/{order.id}/email", {"email": "eve@example.org"})
        assert refused.status_code == 404
        assert (await now(house, order)).customer.email == "lea@example.org"


class TestWatch:
    async def test_sends_the_order_when_it_changes(self, house: House, order: Order) -> None:
        visitor = await house.visitor()
        await visitor.visit(f"/orders/{order.id}")
        path = f"/orders/{order.id}/live"
        async with house.watch(visitor, path, f"since={order.version}") as stream:
            assert await stream.begun() == 200
            await visitor.post(f"/orders/{order.id}/cancel", {})
            event = await stream.event()
            assert event is not None
            assert 'hx-target="#order"' in event
            assert "Annulée" in event

    async def test_needs_the_right_key(self, house: House) -> None:
        visitor = await house.visitor()
        async with house.watch(visitor, f"/orders/{store_keyed('nowhere')}/live") as stream:
            assert await stream.begun() == 404

    async def test_goes_along_with_the_conversation_where_there_is_one(
        self, house: House, order: Order, visitor: Visitor
    ) -> None:
        page = (await visitor.visit(f"/orders/{order.id}")).text
        streams = re.findall(r'hx-sse:connect="/([^"?]+)[?]([^"]+)"', page)
        assert [path for path, _ in streams] == ["live"]
        async with house.watch(visitor, query=streams[0][1]) as stream:
            assert await stream.begun() == 200
            await visitor.say("aide")
            said = await stream.event() or ""
            assert 'hx-target="#log"' in said
            assert 'hx-target="#order"' not in said
            await visitor.post(f"/orders/{order.id}/cancel", {})
            changed = await stream.event() or ""
            assert 'hx-target="#order"' in changed
            assert "Annulée" in changed
            assert 'hx-target="#log"' not in changed
        seen = re.search(r"^id: (.+)$", changed, re.MULTILINE)
        assert seen is not None
        query = streams[0][1].partition("&since=")[0]
        async with house.watch(visitor, query=query, last_event_id=seen[1]) as stream:
            await stream.begun()
            await visitor.post("/say", {"text": "merci", "turn": "another"})
            again = await stream.event() or ""
            assert 'hx-target="#log"' in again
            assert 'hx-target="#order"' not in again

    async def test_tells_nothing_of_an_order_without_its_key(
        self, house: House, visitor: Visitor
    ) -> None:
        nowhere = store_keyed("nowhere")
        async with house.watch(visitor, query=f"on=own&order={nowhere}&since=0-0-0") as stream:
            assert await stream.begun() == 404

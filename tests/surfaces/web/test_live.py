"""The page, live in several windows."""

import re

from comptoir.kernel.caller import SYSTEM
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.carts import queries as cart_queries
from comptoir.shopping.slots.model import Mode
from tests.shop.shopping.test_identity import an_address
from tests.stories.shopping import EGGS, MILK, a_held_order, a_placed_order, paid
from tests.surfaces.web.conftest import House, Visitor
from tests.surfaces.web.test_say import HOSTILE


def since(page: str) -> str:
    """Read from a page which versions it shows."""
    found = re.search(r'hx-sse:connect="/live\?(since=[0-9-]+)"', page)
    assert found is not None
    return found[1]


def following(page: str) -> str:
    """Read from a page what it asks of the live stream."""
    found = re.search(r'hx-sse:connect="/live[?](on=[a-z]+&since=[0-9-]+)"', page)
    assert found is not None
    return found[1]


def number(event: str | None) -> str:
    """Read an event's id."""
    found = re.search(r"^id: ([0-9]+-[0-9]+)$", event or "", re.MULTILINE)
    assert found is not None, event
    return found[1]


class TestWatch:
    async def test_sends_the_cart_that_changed_at_another_door(
        self, house: House, visitor: Visitor
    ) -> None:
        page = (await visitor.visit()).text
        async with house.watch(visitor, query=since(page)) as stream:
            assert await stream.begun() == 200
            await visitor.take((MILK, 2))
            event = await stream.event()
            assert event is not None
            assert 'hx-target="#cart-panel"' in event
            assert "Lait demi-écrémé 1 L" in event
            assert 'hx-target="#log"' not in event

    async def test_sends_every_window_what_was_said_in_one(
        self, house: House, visitor: Visitor
    ) -> None:
        page = (await visitor.visit()).text
        async with (
            house.watch(visitor, query=since(page)) as one,
            house.watch(visitor, query=since(page)) as other,
        ):
            await one.begun()
            await other.begun()
            await visitor.say("aide")
            for stream in (one, other):
                event = await stream.event()
                assert event is not None
                assert 'hx-target="#log"' in event
                assert "aide" in event

    async def test_catches_up_from_what_a_window_saw_last(
        self, house: House, visitor: Visitor
    ) -> None:
        page = (await visitor.visit()).text
        await visitor.take((MILK, 1))
        async with house.watch(visitor, query=since(page)) as stream:
            seen = number(await stream.event())
        await visitor.take((EGGS, 1))
        async with house.watch(visitor, query=since(page), last_event_id=seen) as stream:
            event = await stream.event()
            assert "Œufs" in (event or "")
            assert number(event) != seen

    async def test_sends_all_to_a_window_that_cannot_say_what_it_saw(
        self, house: House, visitor: Visitor
    ) -> None:
        for query in ("", "since=", "since=x-y", "since=-1-1", f"since={'9' * 80}-1"):
            async with house.watch(visitor, query=query) as stream:
                assert 'hx-target="#log"' in (await stream.event() or "")

    async def test_follows_the_conversation_into_its_next_cart(
        self, house: House, visitor: Visitor
    ) -> None:
        await visitor.take((MILK, 1))
        first = await visitor.cart()
        page = (await visitor.visit()).text
        async with house.watch(visitor, query=since(page)) as stream:
            await stream.begun()
            async with house.database.work(SYSTEM) as uow:
                await carts.mark_ordered(uow, cart=first.id)
            await stream.event()
            await visitor.say("aide")
            assert (await visitor.cart()).id != first.id
            event = await stream.event() or ""
            assert "Il est encore vide" in event
            await visitor.take((EGGS, 1))
            assert "Œufs" in (await stream.event() or "")

    async def test_sends_html_as_text(self, house: House, visitor: Visitor) -> None:
        page = (await visitor.visit()).text
        async with house.watch(visitor, query=since(page)) as stream:
            await stream.begun()
            await visitor.say(HOSTILE)
            event = await stream.event() or ""
            assert "<script>alert" not in event
            assert "&lt;script&gt;alert(1)" in event
            assert all(
                line.startswith(("id: ", "data: "))
                for line in event.removesuffix("\n\n").split("\n")
            )

    async def test_carries_nothing_that_the_pages_script_would_obey(
        self, house: House, visitor: Visitor
    ) -> None:
        await visitor.take((MILK, 1))
        async with house.watch(visitor) as stream:
            event = await stream.event() or ""
        inside = re.sub(r"<hx-partial [^>]*>", "", event)
        assert "hx-nonce" not in inside
        assert set(re.findall(r"\shx-[a-z-]+", inside)) <= {" hx-boost"}

    async def test_ends_when_the_shop_closes(self, house: House, visitor: Visitor) -> None:
        page = (await visitor.visit()).text
        async with house.watch(visitor, query=since(page)) as stream:
            await stream.begun()
            house.served.closing.set()
            assert await stream.event() in {None, ": still here\n\n"}

    async def test_tells_nothing_to_strangers(self, house: House) -> None:
        stranger = await house.visitor()
        async with house.watch(stranger) as stream:
            assert await stream.begun() == 403

    async def test_shows_nobody_elses_cart(self, house: House, visitor: Visitor) -> None:
        other = await house.visitor()
        await other.enter()
        await visitor.take((MILK, 1))
        async with house.watch(other) as stream:
            assert "Lait" not in (await stream.event() or "").split("#cart-panel")[1]
        async with house.database.read(SYSTEM) as on:
            cart = await visitor.cart()
            assert (await cart_queries.cart(on, cart=cart.id)).lines


class TestGoods:
    async def test_hear_of_what_was_taken_elsewhere(self, house: House, visitor: Visitor) -> None:
        page = (await visitor.visit("/stores")).text
        found = re.search(r'hx-sse:connect="(/live)[?](on=goods&since=[^"]+)"', page)
        assert found is not None
        async with house.watch(visitor, found[1], found[2]) as window:
            assert await window.begun() == 200
            await visitor.take((MILK, 2))
            event = await window.event()
        assert event is not None
        assert "2,18" in event.split('hx-target="#cart-link"')[1]
        assert "#cart-panel" not in event

    async def test_show_the_lines_in_the_drawer_too(self, house: House, visitor: Visitor) -> None:
        await visitor.visit("/stores")
        async with house.watch(visitor, query=following(visitor.page)) as window:
            await window.begun()
            await visitor.take((MILK, 2))
            event = await window.event() or ""
        drawer = event.split('hx-target="#drawer-body"')[1]
        assert "Lait demi-écrémé 1 L" in drawer
        assert f'id="drawer-{MILK.gtin}"' in drawer
        assert "Panier" in event.split('hx-target="#cart-now"')[1].split("</hx-partial>")[0]
        assert 'hx-target="#basket"' not in event

    async def test_are_not_followed_by_somebody_who_only_looks(self, house: House) -> None:
        assert "hx-sse:connect" not in (await (await house.visitor()).visit("/stores")).text


class TestCartPage:
    async def test_follows_what_is_taken_elsewhere(self, house: House, visitor: Visitor) -> None:
        await visitor.take((MILK, 1))
        await visitor.visit("/cart")
        async with house.watch(visitor, query=following(visitor.page)) as window:
            await window.begun()
            await visitor.take((EGGS, 1))
            event = await window.event() or ""
        basket = event.split('hx-target="#basket"')[1]
        assert f'id="line-{EGGS.gtin}"' in basket
        assert 'hx-target="#drawer-body"' not in event


class TestTill:
    async def test_follows_lines_mode_and_sum(self, house: House, visitor: Visitor) -> None:
        await visitor.take((MILK, 1))
        await visitor.visit("/checkout")
        async with house.watch(visitor, query=following(visitor.page)) as window:
            await window.begun()
            async with house.database.work(SYSTEM) as uow:
                cart = (await visitor.cart()).id
                await carts.set_mode(uow, cart=cart, mode=Mode.DELIVERY)
            event = await window.event() or ""
            till = event.split('hx-target="#till"')[1]
            assert 'id="mode-delivery" name="mode" value="delivery" aria-pressed="true"' in till
            assert 'name="on" value="till"' in till
            await visitor.take((EGGS, 1))
            assert "Œufs" in (await window.event() or "").split('hx-target="#till"')[1]

    async def test_goes_on_and_leads_to_what_was_ordered_elsewhere(
        self, house: House, visitor: Visitor
    ) -> None:
        await visitor.take((MILK, 1))
        await visitor.visit("/checkout")
        first = (await visitor.cart()).id
        async with house.watch(visitor, query=following(visitor.page)) as window:
            await window.begun()
            async with house.database.work(SYSTEM) as uow:
                await carts.choose_window(uow, cart=first, window=house.shop.pickup)
            await window.event()
            async with house.database.work(SYSTEM) as uow:
                held = await a_held_order(uow, cart=first)
            assert "notice-good" not in (await window.event() or "")
            async with house.database.work(SYSTEM) as uow:
                order = await paid(uow, held)
            event = await window.event() or ""
        assert f'href="/orders/{order.id}"' in event.split('hx-target="#notice"')[1]
        assert "Votre panier est vide" in event.split('hx-target="#till"')[1]
        assert (await visitor.cart()).id != first

    async def test_opens_in_a_new_cart_where_the_last_was_ordered(
        self, house: House, visitor: Visitor
    ) -> None:
        await visitor.take((MILK, 1))
        first = (await visitor.cart()).id
        async with house.database.work(SYSTEM) as uow:
            await carts.choose_window(uow, cart=first, window=house.shop.pickup)
            await a_placed_order(uow, cart=first)
        assert "Il est encore vide" in (await visitor.visit("/cart")).text
        assert (await visitor.cart()).id != first


class TestHousehold:
    async def test_is_followed_on_a_device_that_has_only_looked_so_far(self, house: House) -> None:
        email = an_address()
        one, other = await house.visitor(), await house.visitor()
        await one.sign_in(house.mail, email)
        await other.sign_in(house.mail, email)
        await one.enter()
        await other.enter()
        await other.visit("/stores")
        assert await one.conversation() != await other.conversation()
        async with house.watch(other, query=following(other.page)) as window:
            await window.begun()
            await one.take((MILK, 1))
            assert "Lait" in (await window.event() or "").split('hx-target="#drawer-body"')[1]

"""Statements of withdrawal at the desk: on their order, in the store's list, answered from both."""

from datetime import timedelta
from html import unescape

from comptoir.goods.stores import commands as sellers
from comptoir.kernel.caller import SYSTEM
from comptoir.shopping.orders.model import Order
from comptoir.shopping.withdrawals import commands, queries
from comptoir.staff.directory.model import Role
from tests.shop.shopping.test_invoices import SELLER
from tests.stories.shopping import MILK
from tests.surfaces.console.conftest import House


async def stated(
    house: House, *, of: Order | None = None, name: str = "Camille <b>"
) -> tuple[Order, str]:
    """Let somebody withdraw from the milk of an order, a new one unless told."""
    order = of or await house.an_order()
    async with house.database.work(SYSTEM) as uow:
        await sellers.set_seller(uow, store=house.shop.store, seller=SELLER)
        kept = await commands.state(
            uow, order=order.id, gtins=[MILK.gtin], name=name, email="camille@example.org"
        )
    return order, kept.id


class TestOnTheOrder:
    async def test_are_seen_and_paid_back_by_a_manager(self, house: House) -> None:
        order, withdrawal = await stated(house)
        house.clock.advance(timedelta(days=2))
        manager, one = await house.manager(), f"{house.base}/orders/{order.id}"
        page = (await manager.see(one)).text
        assert "Camille &lt;b&gt;" in page
        done = await manager.send(f"{one}/withdrawals/{withdrawal}/credit")
        assert done.headers["location"] == f"{one}?saved=credited#withdrawals"
        assert "avoir n°" in unescape((await manager.see(one)).text)
        (change, *_) = await house.changes()
        assert {"field": "withdrawal", "was": "stated", "now": "credited"} in [
            dict(each) for each in change.fields
        ]

    async def test_are_declined_with_a_reason_alone(self, house: House) -> None:
        order, withdrawal = await stated(house)
        house.clock.advance(timedelta(days=2))
        manager, one = await house.manager(), f"{house.base}/orders/{order.id}"
        await manager.see(one)
        where = f"{one}/withdrawals/{withdrawal}/decline"
        assert (await manager.send(where)).status_code == 422
        await manager.see(one)
        assert (await manager.send(where, reason="Pack ouvert")).status_code == 303
        assert "Pack ouvert" in (await manager.see(one)).text

    async def test_are_seen_by_a_clerk_who_may_not_settle_them(self, house: House) -> None:
        order, withdrawal = await stated(house)
        house.clock.advance(timedelta(days=2))
        clerk, one = await house.clerk(), f"{house.base}/orders/{order.id}"
        page = (await clerk.see(one)).text
        assert "camille@example.org" in page
        assert f"{withdrawal}/credit" not in page
        await clerk.see(house.base + "/goods/" + MILK.gtin)
        token = clerk.form(f"{house.base}/goods/{MILK.gtin}/stock")["csrf"][0]
        refused = await clerk.post(f"{one}/withdrawals/{withdrawal}/credit", {"csrf": token})
        assert refused.status_code == 403


class TestTheList:
    async def test_has_what_waits_with_the_oldest_first_and_its_last_day(
        self, house: House
    ) -> None:
        new, (old, _) = await house.an_order(), await stated(house)
        house.clock.advance(timedelta(days=12))
        await stated(house, of=new)
        manager = await house.manager()
        page = unescape((await manager.see(f"{house.base}/withdrawals")).text)
        assert page.index(old.number) < page.index(new.number)
        assert "2 déclarations à traiter" in page
        assert page.count("échéance proche") == 1
        assert page.count("pour ces articles\u00a0: 2,18\u202f€") == 2
        house.clock.advance(timedelta(days=2))
        later = await house.manager()
        assert "en retard" in unescape((await later.see(f"{house.base}/withdrawals")).text)

    async def test_is_counted_in_the_menu_of_every_page(self, house: House) -> None:
        await stated(house)
        clerk = await house.clerk()
        page = unescape((await clerk.see(f"{house.base}/goods")).text)
        assert "1 déclaration à traiter" in page

    async def test_answers_where_one_stands_and_moves_what_is_answered_below(
        self, house: House
    ) -> None:
        order, withdrawal = await stated(house)
        house.clock.advance(timedelta(days=2))
        manager, there = await house.manager(), f"{house.base}/withdrawals"
        await manager.see(there)
        form = f"{house.base}/orders/{order.id}/withdrawals/{withdrawal}/credit"
        done = await manager.send(form)
        assert done.headers["location"] == f"{there}?saved=credited"
        page = unescape((await manager.see(done.headers["location"])).text)
        assert "0 déclaration à traiter" in page
        assert "Traitées dernièrement" in page
        assert "avoir n°" in page
        async with house.database.read(SYSTEM) as on:
            assert await queries.count_waiting(on, store=house.shop.store) == 0

    async def test_keeps_what_was_typed_when_a_reason_cannot_be(self, house: House) -> None:
        order, withdrawal = await stated(house)
        house.clock.advance(timedelta(days=2))
        manager = await house.manager()
        await manager.see(f"{house.base}/withdrawals")
        form = f"{house.base}/orders/{order.id}/withdrawals/{withdrawal}/decline"
        refused = await manager.send(form, reason="x" * 300)
        assert refused.status_code == 422
        assert manager.form(form)["reason"] == ["x" * 300]
        assert f'id="reason-{withdrawal}-wrong"' in refused.text
        assert (await manager.send(form, reason="Pack ouvert")).status_code == 303

    async def test_points_to_the_order_while_it_may_be_amended(self, house: House) -> None:
        order, withdrawal = await stated(house)
        manager = await house.manager()
        page = (await manager.see(f"{house.base}/withdrawals")).text
        assert f"{withdrawal}/credit" not in page
        assert f"{house.base}/orders/{order.id}" in page

    async def test_says_when_somebody_else_has_answered(self, house: House) -> None:
        order, withdrawal = await stated(house)
        house.clock.advance(timedelta(days=2))
        first, second = await house.manager(), await house.manager()
        form = f"{house.base}/orders/{order.id}/withdrawals/{withdrawal}"
        for each in (first, second):
            await each.see(f"{house.base}/withdrawals")
        assert (await first.send(f"{form}/decline", reason="Ouvert")).status_code == 303
        late = await second.send(f"{form}/credit")
        assert late.status_code == 409
        assert 'role="alert"' in late.text

    async def test_of_another_store_is_closed(self, house: House) -> None:
        order, withdrawal = await stated(house)
        other = await house.other_store()
        stranger = await house.colleague(Role.MANAGER, other)
        assert (await stranger.see(f"{house.base}/withdrawals")).status_code == 403
        assert order.number not in (await stranger.see(f"/desk/stores/{other}/withdrawals")).text
        await stranger.see(f"/desk/stores/{other}")
        token = stranger.form(f"/desk/stores/{other}")["csrf"][0]
        where = f"/desk/stores/{other}/orders/{order.id}/withdrawals/{withdrawal}/credit"
        assert (await stranger.post(where, {"csrf": token})).status_code == 404

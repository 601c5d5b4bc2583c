"""Invoices at the page: for the order's own household alone."""

from comptoir.goods.stores import commands as stores
from comptoir.kernel.caller import SYSTEM
from tests.shop.shopping.test_invoices import SELLER
from tests.surfaces.web.conftest import House, Visitor
from tests.surfaces.web.test_account import a_member, an_order_of


async def a_sold_order(house: House, member: Visitor) -> str:
    async with house.database.work(SYSTEM) as uow:
        await stores.set_seller(uow, store=house.shop.store, seller=SELLER)
    return await an_order_of(member)


class TestInvoice:
    async def test_is_issued_when_asked_for_and_opened_as_a_file(self, house: House) -> None:
        member = await a_member(house)
        order = await a_sold_order(house, member)
        page = await member.visit(f"/orders/{order}")
        assert "Obtenir la facture (PDF)" in page.text
        asked = await member.post(f"/orders/{order}/invoice", {})
        assert (asked.status_code, asked.headers["location"]) == (
            303,
            f"/orders/{order}/invoices/1",
        )
        pdf = await member.client.get(asked.headers["location"])
        assert pdf.headers["content-type"] == "application/pdf"
        assert pdf.headers["cache-control"] == "no-store"
        assert pdf.content.startswith(b"%PDF-")
        page = await member.visit(f"/orders/{order}")
        assert f"/orders/{order}/invoices/1" in page.text
        assert "Obtenir la facture" not in page.text

    async def test_is_nobody_elses_though_the_orders_address_be_known(self, house: House) -> None:
        member, other = await a_member(house), await a_member(house)
        order = await a_sold_order(house, member)
        await member.visit(f"/orders/{order}")
        await member.post(f"/orders/{order}/invoice", {})
        page = await other.visit(f"/orders/{order}")
        assert "/invoices/" not in page.text
        assert "Obtenir la facture" not in page.text
        assert (await other.client.get(f"/orders/{order}/invoices/1")).status_code == 404
        assert (await other.post(f"/orders/{order}/invoice", {})).status_code == 404
        stranger = await house.visitor()
        assert (await stranger.client.get(f"/orders/{order}/invoices/1")).status_code == 404

    async def test_is_a_guests_who_ordered(self, house: House, visitor: Visitor) -> None:
        order = await a_sold_order(house, visitor)
        await visitor.visit(f"/orders/{order}")
        assert (await visitor.post(f"/orders/{order}/invoice", {})).status_code == 303
        assert (await visitor.client.get(f"/orders/{order}/invoices/1")).status_code == 200

    async def test_is_asked_for_by_a_form_of_ours(self, house: House) -> None:
        member = await a_member(house)
        order = await a_sold_order(house, member)
        await member.visit(f"/orders/{order}")
        refused = await member.post(f"/orders/{order}/invoice", {}, token=False)
        assert refused.status_code == 403
        for number in ("0", "2", "x", "1" * 20):
            path = f"/orders/{order}/invoices/{number}"
            assert (await member.client.get(path)).status_code == 404

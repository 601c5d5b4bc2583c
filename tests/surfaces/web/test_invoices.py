"""Invoices at the page: for the order's own household alone."""

from comptoir.goods.stores import commands as stores
from comptoir.kernel.caller import SYSTEM
from comptoir.street.proofs import papers_proof
from comptoir.street.session import seal_of
from tests.shop.shopping.test_invoices import SELLER
from tests.surfaces.web.conftest import House, Visitor
from tests.surfaces.web.test_account import a_member, an_order_of

EMAIL = "camille@example.org"


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


class TestLetter:
    """A guest who reads the confirmation on another device."""

    async def test_opens_the_invoices_and_leaves_no_proof_in_the_address(
        self, house: House, visitor: Visitor
    ) -> None:
        order, proof = await a_letter_about(house, visitor, EMAIL)
        other = await house.visitor()
        assert "par le lien de l’e-mail" in (await other.visit(f"/orders/{order}")).text
        for _ in range(2):
            come = await other.visit(f"/orders/{order}/papers?proof={proof}")
            assert (come.status_code, come.headers["location"]) == (303, f"/orders/{order}#papers")
        page = await other.visit(f"/orders/{order}")
        assert "Obtenir la facture (PDF)" in page.text
        assert proof not in page.text
        asked = await other.post(f"/orders/{order}/invoice", {})
        pdf = await other.client.get(asked.headers["location"])
        assert pdf.content.startswith(b"%PDF-")

    async def test_tells_and_changes_nothing_of_where_letters_go(
        self, house: House, visitor: Visitor
    ) -> None:
        order, proof = await a_letter_about(house, visitor, EMAIL)
        other = await house.visitor()
        await other.visit(f"/orders/{order}/papers?proof={proof}")
        assert EMAIL not in (await other.visit(f"/orders/{order}")).text
        left = await other.post(f"/orders/{order}/email", {"email": "eve@example.org"})
        assert left.status_code == 404

    async def test_is_worthless_once_letters_go_elsewhere(
        self, house: House, visitor: Visitor
    ) -> None:
        order, proof = await a_letter_about(house, visitor, EMAIL)
        wrong = await house.visitor()
        await wrong.visit(f"/orders/{order}/papers?proof={proof}")
        assert "Obtenir la facture" in (await wrong.visit(f"/orders/{order}")).text
        await visitor.post(f"/orders/{order}/email", {"email": "lea@example.org"})
        assert "Obtenir la facture" not in (await wrong.visit(f"/orders/{order}")).text
        assert (await wrong.post(f"/orders/{order}/invoice", {})).status_code == 404

    async def test_about_another_order_or_made_up_opens_nothing(
        self, house: House, visitor: Visitor
    ) -> None:
        order, proof = await a_letter_about(house, visitor, EMAIL)
        another, _ = await a_letter_about(house, visitor, EMAIL)
        wrong = [proof[:-2] + "xx", "", "x", "é", "%00", "x" * 5000]
        for where, tried in [(another, proof), *((order, each) for each in wrong)]:
            other = await house.visitor()
            come = await other.visit(f"/orders/{where}/papers?proof={tried}")
            assert come.status_code == 303
            assert not other.client.cookies
            assert "Obtenir la facture" not in (await other.visit(f"/orders/{where}")).text
        nowhere = await (await house.visitor()).visit(f"/orders/x/papers?proof={proof}")
        assert nowhere.status_code == 404


async def a_letter_about(house: House, visitor: Visitor, to: str) -> tuple[str, str]:
    """Let a guest order and say where letters go; give the proof that such a letter has in it."""
    order = await a_sold_order(house, visitor)
    await visitor.visit(f"/orders/{order}")
    await visitor.post(f"/orders/{order}/email", {"email": to})
    return order, papers_proof(await seal_of(house.database), order=order, recipient=to)

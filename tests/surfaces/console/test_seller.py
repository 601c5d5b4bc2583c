"""Who sells in a store, said at the desk: on the legal page, in letters and on the next invoice."""

from html import unescape

from comptoir.goods.stores import queries
from comptoir.goods.stores.model import Seller
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.locale import Language
from comptoir.shopping.invoices import commands as invoices
from comptoir.shopping.invoices import queries as papers
from comptoir.staff.directory.model import Role
from comptoir.surfaces.web.texts import particulars
from comptoir.surfaces.web.words import Words
from tests.surfaces.console.conftest import House


async def seller_of(house: House, store: str = "") -> Seller | None:
    async with house.database.read(SYSTEM) as on:
        return await queries.seller(on, store=store or house.shop.store)


class TestSeller:
    async def test_is_said_and_stands_on_pages_and_invoices(self, house: House) -> None:
        manager, there = await house.manager(), f"{house.base}/seller"
        page = unescape((await manager.see(there)).text)
        assert "La loi demande encore" in page
        assert "rien ne peut être facturé" in page
        saved = await manager.send(
            there,
            legal_name="Épicerie Morvan SARL",
            registration="RCS Rennes 732 829 320",
            vat_number="FR44 732 829 320",
            publisher="Camille Morvan",
            host="Hébergeur, 2 rue du Câble, 35000 Rennes",
        )
        assert saved.headers["location"] == f"{there}?saved=seller"
        kept = await seller_of(house)
        assert kept is not None
        told = dict(particulars(kept, Words(Language.FRENCH)))
        assert told["Directeur de la publication"] == "Camille Morvan"
        assert "Hébergeur, 2 rue du Câble, 35000 Rennes" in told.values()
        order = await house.an_order()
        async with house.database.work(SYSTEM) as uow:
            invoice = await invoices.issue(uow, order=order.id)
        assert invoice.document.seller.vat_number == "FR44 732 829 320"

    async def test_changes_are_on_record_and_old_invoices_stay(self, house: House) -> None:
        manager, there = await house.manager(), f"{house.base}/seller"
        await manager.see(there)
        await manager.send(there, legal_name="Morvan SARL")
        order = await house.an_order()
        async with house.database.work(SYSTEM) as uow:
            await invoices.issue(uow, order=order.id)
        await manager.see(there)
        await manager.send(there, legal_name="Morvan et filles SAS")
        page = unescape((await manager.see(there)).text)
        assert "<del>Morvan SARL</del>" in page
        assert "<ins>Morvan et filles SAS</ins>" in page
        async with house.database.read(SYSTEM) as on:
            (paper,) = await papers.of_order(on, order=order.id)
        assert paper.document.seller.name == "Morvan SARL"
        (last, first) = await house.changes()
        assert (first.kind, first.action, last.action) == ("seller", "created", "changed")

    async def test_warns_of_numbers_that_cannot_be_right(self, house: House) -> None:
        manager, there = await house.manager(), f"{house.base}/seller"
        await manager.see(there)
        await manager.send(there, legal_name="Morvan", vat_number="FR45 732 829 320")
        assert "clé du numéro de TVA" in unescape((await manager.see(there)).text)

    async def test_names_the_field_that_cannot_be_and_keeps_what_was_typed(
        self, house: House
    ) -> None:
        manager, there = await house.manager(), f"{house.base}/seller"
        await manager.see(there)
        refused = await manager.send(there, legal_name="Morvan", email="bonjour")
        assert refused.status_code == 422
        assert 'id="seller-email-wrong"' in refused.text
        assert manager.form(there)["email"] == ["bonjour"]
        assert await seller_of(house) is None

    async def test_refuses_a_stale_form(self, house: House) -> None:
        first, second = await house.manager(), await house.manager()
        there = f"{house.base}/seller"
        for each in (first, second):
            await each.see(there)
        assert (await first.send(there, legal_name="Morvan")).status_code == 303
        assert (await second.send(there, legal_name="Autre")).status_code == 409
        kept = await seller_of(house)
        assert kept is not None
        assert kept.legal_name == "Morvan"

    async def test_is_saved_for_other_stores_too(self, house: House) -> None:
        other, third = await house.other_store(), await house.other_store()
        owner = await house.colleague(Role.MANAGER, house.shop.store, other)
        there = f"{house.base}/seller"
        await owner.see(there)
        fields = {**owner.form(there), "legal_name": ["Morvan"], "also": [other, third]}
        assert (await owner.post(there, fields)).status_code == 303
        assert await seller_of(house, other) == await seller_of(house)
        assert await seller_of(house, third) is None
        assert [each.kind for each in await house.changes(other)] == ["seller"]

    async def test_is_read_by_a_clerk_who_may_not_say_it(self, house: House) -> None:
        clerk, there = await house.clerk(), f"{house.base}/seller"
        page = (await clerk.see(there)).text
        assert 'name="legal_name"' not in page
        token = (await clerk.see(f"{house.base}/orders")).text.partition('name="csrf" value="')[2]
        fields = {"csrf": token.partition('"')[0], "seen": "{}", "legal_name": "X"}
        assert (await clerk.post(there, fields)).status_code in {403, 422}
        assert await seller_of(house) is None

"""Files at the desk: looked at with every change and fault, applied once and at once."""

import pytest

from comptoir.app.importing.at_the_desk import Files
from comptoir.db.unit_of_work import UnitOfWork
from comptoir.desk import files
from comptoir.desk.ports import FileKind, UnreadableFile
from comptoir.goods.catalog import queries as products
from comptoir.goods.inventory import commands as inventory
from comptoir.goods.inventory import queries as levels
from comptoir.goods.pricing import commands as pricing
from comptoir.goods.pricing import queries as offers
from comptoir.kernel.locale import Language
from comptoir.kernel.refusals import Refusal
from comptoir.staff.audit import queries as audit
from comptoir.staff.audit.model import Thing
from comptoir.staff.directory.model import Member
from comptoir.staff.directory.rules import CHAIN
from tests.stories.goods import a_gtin, a_product, a_store, on_shelf
from tests.stories.promotions import percent_off
from tests.stories.staff import a_clerk, a_manager, an_administrator

MILK, BUTTER, NEW = a_gtin(1), a_gtin(2), a_gtin(3)
READS = Files()


async def a_dairy(uow: UnitOfWork) -> str:
    """Open a store that sells milk and butter, 100 of each, at 1.09 € and 2.50 €."""
    store = (await a_store(uow)).id
    await on_shelf(uow, a_product(), store=store)
    await on_shelf(uow, a_product(2, "Beurre doux"), store=store, price=250)
    return store


async def kept(
    uow: UnitOfWork, by: Member, store: str, text: str, kind: FileKind = FileKind.PRICES
) -> str:
    return await files.keep(uow, by=by, store=store, kind=kind, name="x.csv", content=text.encode())


async def looked_at(uow: UnitOfWork, by: Member, store: str, file: str) -> files.Preview:
    return await files.preview(uow, by=by, store=store, file=file, reads=READS)


PRICES = (
    f"gtin;prix;promotion\n{MILK};1,19;20\n{BUTTER};2,50;\n{BUTTER};2,60;\n290;1;\n{NEW};3,00;\n"
)


class TestPreview:
    async def test_shows_every_change_and_every_fault_and_writes_nothing(
        self, uow: UnitOfWork
    ) -> None:
        store = await a_dairy(uow)
        who = await a_manager(uow, store)
        seen = await looked_at(uow, who, store, await kept(uow, who, store, PRICES))
        assert (seen.lines, len(seen.changes)) == (5, 1)
        (line,) = seen.changes
        assert (line.line, line.change.object, line.change.label) == (
            2, MILK, "Lait demi-écrémé UHT",
        )  # fmt: skip
        assert [(each.field, each.was, each.now) for each in line.change.fields] == [
            ("price", "109", "119"),
            ("promotion", "", "-20%"),
        ]
        faults = [(each.line, each.gtin, each.field, each.reason) for each in seen.faults]
        assert faults == [
            (4, BUTTER, "gtin", "twice"),
            (5, "290", "gtin", "check_digit"),
            (6, NEW, "gtin", "unknown_product"),
        ]
        for fault in seen.faults:
            for language in Language:
                what, remedy = READS.fault_words(fault, language)
                assert what
                assert remedy
        assert (await offers.offer(uow, store=store, gtin=MILK)).price == 109
        assert await audit.changes(uow, stores=[store]) == ()

    async def test_tells_what_orders_will_hold_on_the_books(self, uow: UnitOfWork) -> None:
        store = await a_dairy(uow)
        who = await a_clerk(uow, store)
        await inventory.hold(uow, store=store, quantities={MILK: 7})
        text = f"ean,stock,stock de securite\n{MILK},3,1\n"
        seen = await looked_at(uow, who, store, await kept(uow, who, store, text, FileKind.STOCK))
        (line,) = seen.changes
        assert [(each.field, each.now) for each in line.change.fields] == [
            ("on_hand", "7 piece"),
            ("safety", "1 piece"),
        ]

    async def test_refuses_a_file_that_is_no_table(self, uow: UnitOfWork) -> None:
        store = await a_dairy(uow)
        who = await a_manager(uow, store)
        for text in ("hello", "a;b\n1;2\n", "gtin;nom\n1;2\n", 'gtin;prix\n"1;2'):
            file = await kept(uow, who, store, text)
            with pytest.raises(UnreadableFile) as refused:
                await looked_at(uow, who, store, file)
            for language in Language:
                assert READS.file_words(refused.value, language)


class TestKeep:
    async def test_is_for_whom_the_kind_is(self, uow: UnitOfWork) -> None:
        store, other = await a_dairy(uow), await a_dairy(uow)
        clerk, manager = await a_clerk(uow, store), await a_manager(uow, store)
        for who, place, kind in (
            (clerk, store, FileKind.PRICES),
            (clerk, store, FileKind.ASSORTMENT),
            (manager, store, FileKind.ASSORTMENT),
            (manager, other, FileKind.PRICES),
        ):
            with pytest.raises(Refusal) as refused:
                await kept(uow, who, place, PRICES, kind)
            assert refused.value.kind == "forbidden"

    async def test_refuses_nothing_and_too_much(self, uow: UnitOfWork) -> None:
        store = await a_dairy(uow)
        who = await a_manager(uow, store)
        for text, code in (("", "invalid_file"), ("x" * (files.MOST_BYTES + 1), "too_large")):
            with pytest.raises(Refusal) as refused:
                await kept(uow, who, store, text)
            assert refused.value.code == code


class TestApply:
    async def test_writes_what_was_looked_at_and_says_by_which_file(self, uow: UnitOfWork) -> None:
        store = await a_dairy(uow)
        who = await a_manager(uow, store)
        file = await kept(uow, who, store, PRICES)
        seen = await looked_at(uow, who, store, file)
        for _ in range(2):
            done = await files.apply(
                uow, by=who, store=store, file=file, mark=seen.mark, reads=READS
            )
            assert done == 1
        offer = await offers.offer(uow, store=store, gtin=MILK)
        assert (offer.price, offer.promotion) == (119, percent_off(20))
        (change,) = await audit.changes(uow, stores=[store])
        assert (change.kind, change.object, change.file) == ("offer", MILK, "x.csv")
        again = await looked_at(uow, who, store, file)
        assert (again.changes, again.applied) == ((), 1)
        assert again.applied_at == uow.now

    async def test_brings_products_prices_and_stock_at_once(self, uow: UnitOfWork) -> None:
        store = await a_dairy(uow)
        who = await an_administrator(uow)
        text = (
            "gtin;nom;marque;motif tva;prix;stock\n"
            f"{NEW};Crème fraîche;Bocage;alimentaire;1,85;12\n{MILK};;Prairie;;;\n"
        )
        file = await kept(uow, who, store, text, FileKind.ASSORTMENT)
        seen = await looked_at(uow, who, store, file)
        told = [(each.line, each.change.kind, each.change.action) for each in seen.changes]
        assert told == [
            (2, Thing.PRODUCT, "created"),
            (2, Thing.OFFER, "created"),
            (2, Thing.STOCK, "created"),
            (3, Thing.PRODUCT, "changed"),
        ]
        await files.apply(uow, by=who, store=store, file=file, mark=seen.mark, reads=READS)
        assert (await products.product(uow, gtin=MILK)).brand == "Prairie"
        assert (await offers.offer(uow, store=store, gtin=NEW)).price == 185
        assert (await levels.levels(uow, store=store, gtins=[NEW]))[NEW].on_hand == 12
        everywhere = await audit.changes(uow, stores=[CHAIN], kind=Thing.PRODUCT)
        assert {each.object for each in everywhere} >= {NEW, MILK}
        assert {each.kind for each in await audit.changes(uow, stores=[store])} == {
            "offer", "stock",
        }  # fmt: skip

    async def test_refuses_when_the_store_has_changed_since(self, uow: UnitOfWork) -> None:
        store = await a_dairy(uow)
        who = await a_manager(uow, store)
        file = await kept(uow, who, store, PRICES)
        seen = await looked_at(uow, who, store, file)
        await pricing.set_price(uow, store=store, gtin=MILK, price=101)
        with pytest.raises(Refusal) as refused:
            await files.apply(uow, by=who, store=store, file=file, mark=seen.mark, reads=READS)
        assert refused.value.code == "preview_outdated"
        assert (await offers.offer(uow, store=store, gtin=MILK)).price == 101
        anew = await looked_at(uow, who, store, file)
        await files.apply(uow, by=who, store=store, file=file, mark=anew.mark, reads=READS)
        assert (await offers.offer(uow, store=store, gtin=MILK)).price == 119

    async def test_is_not_for_others(self, uow: UnitOfWork) -> None:
        store, other = await a_dairy(uow), await a_dairy(uow)
        who = await a_manager(uow, store)
        file = await kept(uow, who, store, PRICES)
        seen = await looked_at(uow, who, store, file)
        for by, place, code in (
            (await a_clerk(uow, store), store, "not_your_role"),
            (await a_manager(uow, other), store, "not_your_store"),
            (await a_manager(uow, other), other, "file_not_found"),
        ):
            with pytest.raises(Refusal) as refused:
                await files.apply(uow, by=by, store=place, file=file, mark=seen.mark, reads=READS)
            assert refused.value.code == code


class TestForget:
    async def test_forgets_old_files_and_keeps_the_record(self, uow: UnitOfWork) -> None:
        store = await a_dairy(uow)
        who = await a_manager(uow, store)
        file = await kept(uow, who, store, PRICES)
        seen = await looked_at(uow, who, store, file)
        await files.apply(uow, by=who, store=store, file=file, mark=seen.mark, reads=READS)
        assert await files.files(uow, store=store) != ()
        uow.now += files.KEPT_FOR
        assert await files.forget(uow) >= 1
        assert await files.files(uow, store=store) == ()
        assert len(await audit.changes(uow, stores=[store])) == 1

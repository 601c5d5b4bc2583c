"""Importing the grocer's own assortment, prices and stock."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from comptoir.adapters.catalogues.model import FileReason, FileRefused, Reason
from comptoir.app.importing import stock
from comptoir.app.importing.report import Options
from comptoir.db.unit_of_work import Database
from comptoir.goods.inventory import commands as inventory
from comptoir.goods.pricing import queries as pricing
from comptoir.goods.pricing.commands import delist
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.refusals import Refusal
from tests.shop.importing.story import Counter, a_counter
from tests.stories.files import a_code, a_record, a_table, a_workbook, json_lines

HEADINGS = ["EAN", "Libellé", "Catégorie", "Contenance", "TVA", "Prix", "Promo", "Allée", "Stock"]
BRIE = a_code(2001)
CIDER = a_code(2002)
PEARS = a_code(2003)


def an_assortment(path: Path, *rows: list[str]) -> Path:
    return a_table(path / "assortiment.csv", [HEADINGS, *rows])


def brie(price: str = "3,49", promo: str = "", stock: str = "12") -> list[str]:
    category = "Crèmerie d’essai > Fromages d’essai"
    return [BRIE, "Brie de Meaux", category, "200 g", "5,5", price, promo, "A4", stock]


async def a_stocked_counter(database: Database, tmp_path: Path) -> Counter:
    counter = await a_counter(database)
    await counter.take("assortment", an_assortment(tmp_path, brie()))
    return counter


class TestImportAssortment:
    async def test_makes_product_offer_and_stock_at_once(
        self, database: Database, tmp_path: Path
    ) -> None:
        counter = await a_counter(database)
        report = await counter.take("assortment", an_assortment(tmp_path, brie()))
        assert (report.products.whole, report.offers.new, report.stock.new) == (1, 1, 1)
        product, offer = await counter.product(BRIE), await counter.offer(BRIE)
        assert product is not None
        assert offer is not None
        assert (product.net_value, product.net_unit, product.vat_reason) == (200, "g", "food")
        assert product.category == "own-cremerie-d-essai-fromages-d-essai"
        assert (offer.price, offer.aisle, offer.sample) == (349, "A4", False)
        assert await counter.on_hand(BRIE) == 12

    async def test_leaves_what_an_empty_cell_does_not_say(
        self, database: Database, tmp_path: Path
    ) -> None:
        counter = await a_stocked_counter(database, tmp_path)
        row = [BRIE, "", "", "", "", "3,99", "", "", ""]
        await counter.take("assortment", an_assortment(tmp_path, row))
        product, offer = await counter.product(BRIE), await counter.offer(BRIE)
        assert product is not None
        assert offer is not None
        assert (product.name, product.net_value) == ("Brie de Meaux", 200)
        assert (offer.price, offer.aisle) == (399, "A4")
        assert await counter.on_hand(BRIE) == 12

    async def test_refuses_a_line_whole(self, database: Database, tmp_path: Path) -> None:
        counter = await a_counter(database)
        no_price = [CIDER, "Cidre brut", "", "75 cl", "", "", "", "A1", "3"]
        too_cheap = [PEARS, "Poires", "", "", "5,5", "2", "50", "", "3"]
        report = await counter.take("assortment", an_assortment(tmp_path, no_price, too_cheap))
        assert report.refused_by == {Reason.NO_PRICE: 1, Reason.LEGAL_CAP: 1}
        assert await counter.product(CIDER) is None
        assert await counter.on_hand(PEARS) is None

    async def test_concludes_tax_and_age_from_the_name(
        self, database: Database, tmp_path: Path
    ) -> None:
        counter = await a_counter(database)
        row = [CIDER, "Cidre brut", "", "75 cl", "20", "2,90", "", "", ""]
        await counter.take("assortment", an_assortment(tmp_path, row))
        product = await counter.product(CIDER)
        assert product is not None
        assert (product.vat_rate, product.vat_reason, product.minimum_age) == (2000, "alcohol", 18)

    async def test_reads_stock_of_weighed_goods_in_kilograms(
        self, database: Database, tmp_path: Path
    ) -> None:
        counter = await a_counter(database)
        table = [
            ["gtin", "nom", "vendu par", "poids pièce", "prix", "stock"],
            [PEARS, "Poires Conférence", "kg", "180 g", 2.99, 12.5],
        ]
        await counter.take("assortment", a_workbook(tmp_path / "a.xlsx", table))
        assert await counter.on_hand(PEARS) == 12_500

    async def test_takes_off_the_shelf_what_a_complete_file_does_not_name(
        self, database: Database, tmp_path: Path
    ) -> None:
        counter = await a_stocked_counter(database, tmp_path)
        row = [CIDER, "Cidre brut", "", "75 cl", "20", "2,90", "", "", ""]
        report = await counter.take(
            "assortment", an_assortment(tmp_path, row), Options(complete=True)
        )
        assert report.taken_off == 1
        assert await counter.listed() == {CIDER}

    @pytest.mark.parametrize(
        "line",
        [
            pytest.param([f" {BRIE[:4]} {BRIE[4:]}", "Brie", "beaucoup"], id="unread price"),
            pytest.param([BRIE, "Brie", "-1"], id="negative price"),
            pytest.param([BRIE, "B" * 201, "1"], id="endless name"),
        ],
    )
    async def test_keeps_on_the_shelf_what_a_refused_line_of_a_complete_file_names(
        self, database: Database, tmp_path: Path, line: list[str]
    ) -> None:
        counter = await a_stocked_counter(database, tmp_path)
        table = [["ean", "nom", "prix"], line, [CIDER, "Cidre brut", "2,90"]]
        file = a_table(tmp_path / "a.csv", table)
        report = await counter.take("assortment", file, Options(complete=True))
        assert (report.refusals, report.taken_off, report.unread_numbers) == (1, 0, 0)
        assert await counter.listed() == {BRIE, CIDER}

    @pytest.mark.parametrize(
        "line",
        [
            pytest.param(["", "Total", "3"], id="none"),
            pytest.param([f"{BRIE[:-1]}{(int(BRIE[-1]) + 1) % 10}", "Brie", "3"], id="wrong"),
            pytest.param(["3,77E+12", "Brie", "3"], id="rounded"),
            pytest.param([PEARS, "Brie", "3", "49"], id="a cell too many"),
        ],
    )
    async def test_takes_nothing_off_the_shelf_when_a_number_cannot_be_read(
        self, database: Database, tmp_path: Path, line: list[str]
    ) -> None:
        counter = await a_stocked_counter(database, tmp_path)
        table = [["ean", "nom", "prix"], [CIDER, "Cidre brut", "2,90"], line]
        file = a_table(tmp_path / "a.csv", table)
        report = await counter.take("assortment", file, Options(complete=True))
        assert (report.applied, report.taken_off, report.unread_numbers) == (True, 0, 1)
        assert await counter.listed() == {BRIE, CIDER}

    async def test_puts_back_on_the_shelf_what_it_names_again(
        self, database: Database, tmp_path: Path
    ) -> None:
        counter = await a_stocked_counter(database, tmp_path)
        async with database.work(SYSTEM) as uow:
            await delist(uow, store=counter.store, gtin=BRIE)
        await counter.take("assortment", an_assortment(tmp_path, brie()))
        assert await counter.listed() == {BRIE}

    async def test_puts_back_what_a_line_names_without_price_or_shelf(
        self, database: Database, tmp_path: Path
    ) -> None:
        counter = await a_stocked_counter(database, tmp_path)
        async with database.work(SYSTEM) as uow:
            await delist(uow, store=counter.store, gtin=BRIE)
        file = a_table(tmp_path / "a.csv", [["ean", "stock"], [BRIE, "8"]])
        await counter.take("assortment", file)
        assert await counter.listed() == {BRIE}

    @pytest.mark.parametrize("said", ["non", ""])
    async def test_leaves_off_the_shelf_what_its_column_does_not_put_back(
        self, database: Database, tmp_path: Path, said: str
    ) -> None:
        counter = await a_stocked_counter(database, tmp_path)
        async with database.work(SYSTEM) as uow:
            await delist(uow, store=counter.store, gtin=BRIE)
        file = a_table(tmp_path / "a.csv", [["ean", "prix", "actif"], [BRIE, "3,99", said]])
        await counter.take("assortment", file)
        assert await counter.listed() == set()

    async def test_refuses_another_sale_unit_for_what_a_store_offers(
        self, database: Database, tmp_path: Path
    ) -> None:
        await a_stocked_counter(database, tmp_path)
        elsewhere = await a_counter(database)
        table = [["ean", "nom", "vendu par", "prix"], [BRIE, "Brie au poids", "kg", "19"]]
        file = a_table(tmp_path / "a.csv", table)
        for kind in ("assortment", "products"):
            report = await elsewhere.take(kind, file)
            assert report.refused_by == {Reason.SALE_UNIT: 1}
        product = await elsewhere.product(BRIE)
        assert product is not None
        assert (product.name, product.sale_unit) == ("Brie de Meaux", "piece")

    async def test_changes_the_sale_unit_of_what_no_store_offers(
        self, database: Database, tmp_path: Path
    ) -> None:
        counter = await a_counter(database)
        for unit in ("pièce", "kg"):
            table = [["ean", "nom", "vendu par"], [a_code(2040), "Figues", unit]]
            await counter.take("products", a_table(tmp_path / "a.csv", table))
        product = await counter.product(a_code(2040))
        assert product is not None
        assert product.sale_unit == "kg"

    async def test_only_looks_in_a_dry_run(self, database: Database, tmp_path: Path) -> None:
        counter = await a_stocked_counter(database, tmp_path)
        report = await counter.take(
            "assortment", an_assortment(tmp_path, brie("3,99", stock="5")), Options(dry_run=True)
        )
        assert report.offers.samples[0].fields == (("price", "349", "399"),)
        assert report.stock.samples[0].fields == (("on_hand", "12", "5"),)
        offer = await counter.offer(BRIE)
        assert offer is not None
        assert offer.price == 349


class TestImportPrices:
    async def test_changes_prices_and_keeps_their_past(
        self, database: Database, tmp_path: Path
    ) -> None:
        counter = await a_stocked_counter(database, tmp_path)
        file = a_table(tmp_path / "p.csv", [["ean", "prix"], [BRIE, "3,99"]])
        report = await counter.take("prices", file)
        assert (report.applied, report.offers.changed) == (True, 1)
        async with database.read(SYSTEM) as on:
            past = await pricing.price_history(on, store=counter.store, gtin=BRIE)
        assert [each.price for each in past] == [399, 349]

    async def test_leaves_the_shelf_as_it_is(self, database: Database, tmp_path: Path) -> None:
        counter = await a_stocked_counter(database, tmp_path)
        async with database.work(SYSTEM) as uow:
            await delist(uow, store=counter.store, gtin=BRIE)
        await counter.take("prices", a_table(tmp_path / "p.csv", [["ean", "prix"], [BRIE, "4"]]))
        assert await counter.listed() == set()

    async def test_replaces_a_sample_price(self, database: Database, tmp_path: Path) -> None:
        counter = await a_counter(database)
        products = json_lines(tmp_path / "a.jsonl", [a_record(2010)])
        await counter.take("products", products, Options(sample_offers=True))
        file = a_table(tmp_path / "p.csv", [["ean", "prix"], [a_code(2010), "1,11"]])
        await counter.take("prices", file)
        offer = await counter.offer(a_code(2010))
        assert offer is not None
        assert (offer.price, offer.sample) == (111, False)

    async def test_runs_promotions_through_their_last_day_in_the_stores_time(
        self, database: Database, tmp_path: Path
    ) -> None:
        counter = await a_stocked_counter(database, tmp_path)
        table = [["ean", "promo", "promo du", "promo au"], [BRIE, "20", "01/07/2026", "14/07/2026"]]
        await counter.take("prices", a_table(tmp_path / "p.csv", table))
        offer = await counter.offer(BRIE)
        assert offer is not None
        assert offer.promotion is not None
        assert offer.promotion.starts == datetime(2026, 6, 30, 22, tzinfo=UTC)
        assert offer.promotion.ends == datetime(2026, 7, 14, 22, tzinfo=UTC)

    async def test_ends_a_promotion_whose_cell_is_empty(
        self, database: Database, tmp_path: Path
    ) -> None:
        counter = await a_counter(database)
        await counter.take("assortment", an_assortment(tmp_path, brie(promo="20")))
        file = a_table(tmp_path / "p.csv", [["ean", "prix", "promo"], [BRIE, "3,49", ""]])
        await counter.take("prices", file)
        offer = await counter.offer(BRIE)
        assert offer is not None
        assert offer.promotion is None

    async def test_refuses_unknown_products_and_negative_prices(
        self, database: Database, tmp_path: Path
    ) -> None:
        counter = await a_stocked_counter(database, tmp_path)
        table = [["ean", "prix"], [a_code(2999), "1"], [BRIE, "-1"]]
        report = await counter.take("prices", a_table(tmp_path / "p.csv", table))
        assert report.refused_by == {Reason.UNKNOWN_PRODUCT: 1, Reason.NEGATIVE: 1}
        assert report.stopped is FileReason.NOTHING_USABLE

    async def test_refuses_a_promotion_that_ends_before_it_begins(
        self, database: Database, tmp_path: Path
    ) -> None:
        counter = await a_stocked_counter(database, tmp_path)
        table = [["ean", "promo", "promo du", "promo au"], [BRIE, "20", "14/07/2026", "01/07/2026"]]
        report = await counter.take("prices", a_table(tmp_path / "p.csv", table))
        assert report.refused_by == {Reason.ORDER_OF_DATES: 1}


class TestImportStock:
    async def test_sets_what_was_counted(self, database: Database, tmp_path: Path) -> None:
        counter = await a_stocked_counter(database, tmp_path)
        table = [["ean", "quantité", "stock de sécurité"], [BRIE, "7", "2"]]
        report = await counter.take("stock", a_table(tmp_path / "s.csv", table))
        assert (report.applied, report.stock.changed) == (True, 1)
        assert await counter.on_hand(BRIE) == 7

    async def test_is_written_a_few_rows_at_a_time(
        self, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        counter = await a_counter(database)
        codes = [a_code(number) for number in range(2020, 2027)]
        for kind, table in (
            (
                "assortment",
                [["ean", "nom", "prix", "stock"], *([c, "Riz", "1", "1"] for c in codes)],
            ),
            ("stock", [["ean", "stock"], *([code, "9"] for code in codes)]),
        ):
            monkeypatch.setattr(stock, "ROWS_LOCKED", 2)
            report = await counter.take(kind, a_table(tmp_path / "s.csv", table))
        assert report.stock.changed == 7
        assert [await counter.on_hand(code) for code in codes] == [9] * 7

    async def test_keeps_what_orders_hold_on_the_books(
        self, database: Database, tmp_path: Path
    ) -> None:
        counter = await a_stocked_counter(database, tmp_path)
        async with database.work(SYSTEM) as buyer:
            await inventory.hold(buyer, store=counter.store, quantities={BRIE: 5})
        await counter.take("stock", a_table(tmp_path / "s.csv", [["ean", "stock"], [BRIE, "3"]]))
        assert await counter.on_hand(BRIE) == 5

    async def test_refuses_parts_of_pieces_and_unknown_products(
        self, database: Database, tmp_path: Path
    ) -> None:
        counter = await a_stocked_counter(database, tmp_path)
        table = [["ean", "stock"], [BRIE, "1,5"], [a_code(2999), "3"]]
        report = await counter.take("stock", a_table(tmp_path / "s.csv", table))
        assert report.refused_by == {Reason.NOT_WHOLE: 1, Reason.UNKNOWN_PRODUCT: 1}
        assert await counter.on_hand(BRIE) == 12

    async def test_that_is_cut_short_changes_nothing(
        self, database: Database, tmp_path: Path
    ) -> None:
        counter = await a_stocked_counter(database, tmp_path)
        file = a_table(tmp_path / "s.csv", [["ean", "stock"], [BRIE, "3"], [CIDER, "4"]])
        file.write_bytes(file.read_bytes()[:-4])
        with pytest.raises(FileRefused):
            await counter.take("stock", file)
        assert await counter.on_hand(BRIE) == 12

    async def test_lets_buyers_of_other_goods_pass(
        self, database: Database, tmp_path: Path
    ) -> None:
        counter = await a_stocked_counter(database, tmp_path)
        file = a_table(tmp_path / "s.csv", [["ean", "stock"], [BRIE, "12"]])
        async with database.work(SYSTEM) as buyer:
            await inventory.hold(buyer, store=counter.store, quantities={BRIE: 5})
            report = await counter.take("stock", file)
        assert report.stock.same == 1


class TestEveryImport:
    @pytest.mark.parametrize("kind", ["assortment", "prices", "stock"])
    async def test_wants_a_store(self, database: Database, tmp_path: Path, kind: str) -> None:
        counter = await a_counter(database)
        file = a_table(tmp_path / "a.csv", [["ean", "prix", "stock"], [BRIE, "1", "2"]])
        with pytest.raises(Refusal) as refused:
            await counter.take(kind, file, store="nulle-part")
        assert refused.value.code == "store_not_found"

    @pytest.mark.parametrize("kind", ["assortment", "prices", "stock"])
    async def test_may_be_strict(self, database: Database, tmp_path: Path, kind: str) -> None:
        counter = await a_stocked_counter(database, tmp_path)
        table = [["ean", "prix", "stock"], [BRIE, "9", "9"], ["1", "1", "1"]]
        options = replace(Options(), strict=True)
        report = await counter.take(kind, a_table(tmp_path / "a.csv", table), options)
        assert report.stopped is FileReason.REFUSED_LINES
        offer = await counter.offer(BRIE)
        assert offer is not None
        assert (offer.price, await counter.on_hand(BRIE)) == (349, 12)

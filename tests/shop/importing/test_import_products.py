"""Importing foreign catalogues: whole or not at all, never over the grocer's own, beside a shop."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from comptoir.adapters.catalogues.model import FileReason, FileRefused, Reason
from comptoir.app.importing import catalogue, workplace
from comptoir.app.importing.report import Options
from comptoir.db.unit_of_work import Database
from comptoir.goods.catalog.commands import put_products
from comptoir.goods.catalog.model import Product
from comptoir.goods.inventory import commands as inventory
from comptoir.goods.shelf.search import search
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.refusals import Refusal
from tests.shop.importing.story import a_counter, categories_of
from tests.stories.files import a_code, a_published_record, a_record, a_table, json_lines

SAMPLES = Options(sample_offers=True)


class TestImportProducts:
    async def test_makes_goods_that_can_be_found_and_bought(
        self, database: Database, tmp_path: Path
    ) -> None:
        counter = await a_counter(database)
        file = json_lines(tmp_path / "a.jsonl", [a_record(1001, name="Palets zigzagués")])
        report = await counter.take("products", file, SAMPLES)
        assert (report.applied, report.products.new, report.sample_offers) == (True, 1, 1)
        async with database.read(SYSTEM) as on:
            found = await search(on, store=counter.store, words="palets zigzagués")
        assert [item.gtin for item in found.items] == [a_code(1001)]
        assert found.items[0].available > 0

    async def test_marks_what_it_invents_and_concludes(
        self, database: Database, tmp_path: Path
    ) -> None:
        counter = await a_counter(database)
        file = json_lines(tmp_path / "a.jsonl", [a_record(1002, category_fr="Chocolats")])
        await counter.take("products", file, SAMPLES)
        offer, product = await counter.offer(a_code(1002)), await counter.product(a_code(1002))
        assert offer is not None
        assert product is not None
        assert offer.sample
        assert (product.vat_rate, product.vat_reason) == (2000, "chocolate:derived_on_import")
        assert (product.source, product.licence[:4]) == ("Open Food Facts: essai", "ODbL")

    async def test_hangs_categories_under_places_in_the_shop(
        self, database: Database, tmp_path: Path
    ) -> None:
        counter = await a_counter(database)
        file = json_lines(tmp_path / "a.jsonl", [a_published_record(1003)])
        await counter.take("products", file)
        async with database.read(SYSTEM) as on:
            assert (await categories_of(on))["off-dark-chocolates"] == "aisle-chocolate-and-sweets"

    async def test_changes_nothing_the_second_time(
        self, database: Database, tmp_path: Path
    ) -> None:
        counter = await a_counter(database)
        file = json_lines(tmp_path / "a.jsonl", map(a_record, range(1010, 1015)))
        await counter.take("products", file, SAMPLES)
        before = await counter.offer(a_code(1010))
        again = await counter.take("products", file, SAMPLES)
        assert (again.products.new, again.products.changed, again.products.same) == (0, 0, 5)
        assert again.sample_offers == 0
        assert await counter.offer(a_code(1010)) == before

    async def test_refuses_lines_and_takes_the_others(
        self, database: Database, tmp_path: Path
    ) -> None:
        counter = await a_counter(database)
        records = [a_record(1020), a_record(1020, name="Autre"), "{", a_record(1021)]
        report = await counter.take("products", json_lines(tmp_path / "a.jsonl", records))
        assert report.refused_by == {Reason.TWICE: 1, Reason.NOT_JSON: 1}
        assert (report.applied, report.products.new) == (True, 2)
        first = await counter.product(a_code(1020))
        assert first is not None
        assert first.name == "Biscuits d’essai 1020"

    async def test_never_overwrites_the_grocers_own_products(
        self, database: Database, tmp_path: Path
    ) -> None:
        counter = await a_counter(database)
        own = Product(gtin=a_code(1030), name="Le mien", vat_rate=550, vat_reason="food")
        async with database.work(SYSTEM) as uow:
            await put_products(uow, products=[own])
        file = json_lines(tmp_path / "a.jsonl", [a_record(1030), a_record(1031)])
        report = await counter.take("products", file, SAMPLES)
        assert report.refused_by == {Reason.GROCERS_OWN: 1}
        kept = await counter.product(a_code(1030))
        assert kept is not None
        assert kept.name == "Le mien"
        assert await counter.offer(a_code(1030)) is None

    async def test_takes_the_grocers_own_table(self, database: Database, tmp_path: Path) -> None:
        counter = await a_counter(database)
        table = [["ean", "nom", "tva"], [a_code(1032), "Terrine maison", "5,5"]]
        await counter.take("products", a_table(tmp_path / "a.csv", table), SAMPLES)
        kept, offer = await counter.product(a_code(1032)), await counter.offer(a_code(1032))
        assert kept is not None
        assert (kept.vat_rate, kept.source) == (550, "own")
        assert offer is not None
        assert offer.sample

    async def test_leaves_how_goods_are_sold_as_the_grocer_has_said(
        self, database: Database, tmp_path: Path
    ) -> None:
        counter = await a_counter(database)
        file = json_lines(tmp_path / "a.jsonl", [a_record(1033)])
        await counter.take("products", file)
        table = [["ean", "vendu par", "poids pièce", "prix"], [a_code(1033), "kg", "150 g", "9"]]
        await counter.take("assortment", a_table(tmp_path / "a.csv", table))
        report = await counter.take("products", file)
        kept = await counter.product(a_code(1033))
        assert kept is not None
        assert (kept.sale_unit, kept.each_g, report.refusals) == ("kg", 150, 0)

    async def test_stops_at_the_limit(self, database: Database, tmp_path: Path) -> None:
        counter = await a_counter(database)
        file = json_lines(tmp_path / "a.jsonl", map(a_record, range(1040, 1050)))
        report = await counter.take("products", file, Options(limit=3))
        assert report.products.new == 3

    async def test_wants_a_store(self, database: Database, tmp_path: Path) -> None:
        counter = await a_counter(database)
        file = json_lines(tmp_path / "a.jsonl", [a_record(1050)])
        with pytest.raises(Refusal) as refused:
            await counter.take("products", file, store="nulle-part")
        assert refused.value.code == "store_not_found"
        assert await counter.product(a_code(1050)) is None


class TestDryRun:
    async def test_tells_new_changed_and_same_and_writes_nothing(
        self, database: Database, tmp_path: Path
    ) -> None:
        counter = await a_counter(database)
        records = [a_record(1060), a_record(1061)]
        await counter.take("products", json_lines(tmp_path / "a.jsonl", records))
        records = [a_record(1060, brand="Autre"), a_record(1061), a_record(1062)]
        file = json_lines(tmp_path / "b.jsonl", records)
        report = await counter.take("products", file, replace(SAMPLES, dry_run=True))
        tally = report.products
        assert (tally.new, tally.changed, tally.same, report.applied) == (1, 1, 1, False)
        assert tally.samples[0].fields == (("brand", "Essai", "Autre"),)
        assert report.sample_offers == 3
        assert await counter.product(a_code(1062)) is None
        assert await counter.offer(a_code(1061)) is None


class TestBrokenFiles:
    @pytest.fixture(autouse=True)
    def small_parts(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(workplace, "ROWS_AT_ONCE", 3)

    async def test_leave_nothing_half_imported(self, database: Database, tmp_path: Path) -> None:
        counter = await a_counter(database)
        file = json_lines(tmp_path / "a.jsonl.gz", map(a_record, range(1100, 1400)), packed=True)
        file.write_bytes(file.read_bytes()[:-60])
        with pytest.raises(FileRefused) as refused:
            await counter.take("products", file, SAMPLES)
        assert refused.value.reason is FileReason.CUT_SHORT
        assert await counter.product(a_code(1100)) is None

    async def test_with_no_usable_line_are_refused(
        self, database: Database, tmp_path: Path
    ) -> None:
        counter = await a_counter(database)
        report = await counter.take("products", json_lines(tmp_path / "a.jsonl", ["{", "{{"]))
        assert (report.applied, report.stopped) == (False, FileReason.NOTHING_USABLE)

    async def test_are_refused_whole_when_asked_to_be_strict(
        self, database: Database, tmp_path: Path
    ) -> None:
        counter = await a_counter(database)
        records = [*map(a_record, range(1410, 1420)), "{"]
        file = json_lines(tmp_path / "a.jsonl", records)
        report = await counter.take("products", file, Options(strict=True))
        assert (report.applied, report.stopped) == (False, FileReason.REFUSED_LINES)
        assert await counter.product(a_code(1410)) is None

    async def test_interrupted_half_way_leave_nothing(
        self, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        counter = await a_counter(database)
        file = json_lines(tmp_path / "a.jsonl", map(a_record, range(1420, 1460)))
        put, parts = catalogue.put, iter(range(3))

        async def until_control_c(*given: Any, **named: Any) -> None:
            if next(parts, None) is None:
                raise asyncio.CancelledError
            await put(*given, **named)

        monkeypatch.setattr(catalogue, "put", until_control_c)
        with pytest.raises(asyncio.CancelledError):
            await counter.take("products", file, SAMPLES)
        assert await counter.product(a_code(1420)) is None


class TestBesideAnOpenShop:
    async def test_waits_for_no_buyer_and_lets_none_wait(
        self, database: Database, tmp_path: Path
    ) -> None:
        counter = await a_counter(database)
        await counter.take("products", json_lines(tmp_path / "a.jsonl", [a_record(1500)]), SAMPLES)
        file = json_lines(tmp_path / "b.jsonl", [a_record(1500, brand="Neuve"), a_record(1501)])
        async with database.work(SYSTEM) as buyer:
            await inventory.hold(buyer, store=counter.store, quantities={a_code(1500): 2})
            report = await counter.take("products", file, SAMPLES)
            assert report.applied
        changed = await counter.product(a_code(1500))
        assert changed is not None
        assert changed.brand == "Neuve"

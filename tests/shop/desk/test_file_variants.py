"""Files as grocers' own programs write them, looked at and applied at the desk."""

import csv
import io
from datetime import datetime

import pytest

from comptoir.db.unit_of_work import Database, UnitOfWork
from comptoir.desk import files
from comptoir.desk.ports import FileKind
from comptoir.goods.catalog import commands as catalog
from comptoir.goods.catalog import queries as products
from comptoir.goods.inventory import queries as levels
from comptoir.goods.pricing import commands as pricing
from comptoir.goods.pricing import queries as offers
from comptoir.goods.pricing.model import Offer
from comptoir.goods.pricing.notation import write
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.locale import Language
from comptoir.staff.audit import commands as audit
from comptoir.staff.audit import queries as record
from comptoir.staff.directory.model import Member
from tests.shop.desk.test_files import BUTTER, MILK, NEW, READS, a_dairy, looked_at
from tests.stories.goods import a_gtin, a_product, on_shelf
from tests.stories.staff import a_clerk, a_manager, an_administrator

HAM = a_gtin(4)


async def brought(
    uow: UnitOfWork,
    by: Member,
    store: str,
    content: bytes | str,
    kind: FileKind = FileKind.PRICES,
) -> files.Preview:
    """Bring a file and look at it."""
    raw = content.encode() if isinstance(content, str) else content
    kept = await files.keep(uow, by=by, store=store, kind=kind, name="x.csv", content=raw)
    return await looked_at(uow, by, store, kept)


async def applied(uow: UnitOfWork, by: Member, store: str, seen: files.Preview) -> int:
    """Apply a file as it was looked at."""
    return await files.apply(uow, by=by, store=store, file=seen.id, mark=seen.mark, reads=READS)


def told(seen: files.Preview) -> list[tuple[int, str, str]]:
    """Give the faults of a preview; each must have words and a remedy in both languages."""
    for fault in seen.faults:
        for language in Language:
            what, remedy = READS.fault_words(fault, language)
            assert what
            assert remedy
    return [(each.line, each.field, each.reason) for each in seen.faults]


class TestWriting:
    @pytest.mark.parametrize("separator", [";", ",", "\t"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    @pytest.mark.parametrize("end", ["\n", "\r\n"])
    async def test_of_any_usual_kind_is_read_alike(
        self, uow: UnitOfWork, separator: str, encoding: str, end: str
    ) -> None:
        store = await a_dairy(uow)
        who = await a_manager(uow, store)
        rows = [["Libellé", "Code-barres", "Prix TTC", "Début promo", "Promotion"],
                ["Lait « entier » é", MILK, '"1,19"' if separator == "," else "1,19 €",
                 "22/06/2026", "2e à −50 %" if encoding != "cp1252" else "2e à -50 %"]]  # fmt: skip
        text = "".join(separator.join(row) + end for row in rows)
        seen = await brought(uow, who, store, text.encode(encoding))
        assert told(seen) == []
        assert await applied(uow, who, store, seen) == 1
        offer = await offers.offer(uow, store=store, gtin=MILK)
        assert offer.price == 119
        assert offer.promotion is not None
        assert write(offer.promotion) == "2nd -50%"
        assert offer.promotion.starts == datetime.fromisoformat("2026-06-22T00:00+02:00")

    async def test_with_line_ends_inside_quotes_keeps_its_line_numbers(
        self, uow: UnitOfWork
    ) -> None:
        store = await a_dairy(uow)
        who = await an_administrator(uow)
        rows = (
            "gtin;nom;motif tva;prix;ingrédients",
            f'{NEW};"Crème ""légère""\r\nfraîche";alimentaire;1,85;"crème de *lait*,\r\nferments"',
            f"{HAM};Jambon;alimentaire;beaucoup;porc",
        )
        text = "".join(f"{row}\r\n" for row in rows)
        seen = await brought(uow, who, store, text, FileKind.ASSORTMENT)
        assert told(seen) == [(5, "price", "not_a_number")]
        assert {each.line for each in seen.changes} == {2}
        await applied(uow, who, store, seen)
        cream = await products.product(uow, gtin=NEW)
        assert cream.name == 'Crème "légère" fraîche'
        assert cream.ingredients == "crème de *lait*, ferments"

    async def test_by_a_spreadsheet_that_pads_rows_is_read(self, uow: UnitOfWork) -> None:
        store = await a_dairy(uow)
        who = await a_clerk(uow, store)
        text = f"gtin;stock;;\n{MILK};12;;\n;;;\n{BUTTER};7,0;;\n"
        seen = await brought(uow, who, store, text, FileKind.STOCK)
        assert told(seen) == []
        await applied(uow, who, store, seen)
        found = await levels.levels(uow, store=store, gtins=[MILK, BUTTER])
        assert [found[gtin].on_hand for gtin in (MILK, BUTTER)] == [12, 7]


class TestPromotions:
    @pytest.mark.parametrize(
        ("said", "means"),
        [
            ("-20 %", "-20%"),
            ("0,2", "-20%"),
            ("0,99 €", "0.99€"),
            ("3 pour 2", "3 for 2"),
            ("2+1 gratuit", "3 for 2"),
            ("le 2e à moitié prix", "2nd -50%"),
            ("2 pour 1,80 €", "2 for 1.80€"),
        ],
    )
    async def test_of_each_mechanic_are_brought(
        self, uow: UnitOfWork, said: str, means: str
    ) -> None:
        store = await a_dairy(uow)
        who = await a_manager(uow, store)
        text = f"gtin;promotion;promo du;promo au\n{MILK};{said};2026-06-15;2026-06-21\n"
        seen = await brought(uow, who, store, text)
        assert told(seen) == []
        await applied(uow, who, store, seen)
        promotion = (await offers.offer(uow, store=store, gtin=MILK)).promotion
        assert promotion is not None
        assert write(promotion) == means
        assert promotion.ends == datetime.fromisoformat("2026-06-22T00:00+02:00")

    @pytest.mark.parametrize(
        ("row", "field", "reason"),
        [
            (f"{MILK};1,19;moins cher;;;", "promotion", "not_a_promotion"),
            (f"{MILK};1,19;-50 %;;;", "promotion", "legal_cap"),
            (f"{MILK};1,19;1,30 €;;;", "promotion", "nothing_off"),
            (f"{MILK};1,19;-20 %;2026-06-30;2026-06-20;", "promo_until", "order_of_dates"),
            (f"{MILK};1,19;-20 %;30/02/2026;;", "promo_from", "not_a_date"),
            (f"{MILK};1,19;-20 %;;;4", "promo_from", "first_day"),
            (f"{HAM};12,90;3 pour 2;;;", "promotion", "not_by_weight"),
            (f"{MILK};-1,19;;;;", "price", "negative"),
            (f"{MILK};1,195;;;;", "price", "decimals"),
        ],
    )
    async def test_that_cannot_be_leave_the_whole_row_aside(
        self, uow: UnitOfWork, row: str, field: str, reason: str
    ) -> None:
        store = await a_dairy(uow)
        await on_shelf(
            uow, a_product(4, "Jambon", sale_unit="kg", net_value=None), store=store, price=1990
        )
        who = await a_manager(uow, store)
        heads = "gtin;prix;promotion;promo du;promo au;limite par foyer\n"
        seen = await brought(uow, who, store, f"{heads}{row}\n{BUTTER};2,60;;;;\n")
        assert told(seen) == [(2, field, reason)]
        assert await applied(uow, who, store, seen) == 1
        assert (await offers.offer(uow, store=store, gtin=BUTTER)).price == 260
        kept = await offers.offer(uow, store=store, gtin=row[:13])
        assert (kept.price, kept.promotion) == (1990 if row[:13] == HAM else 109, None)

    async def test_end_where_the_cell_is_empty_and_stay_without_the_column(
        self, uow: UnitOfWork
    ) -> None:
        store = await a_dairy(uow)
        who = await a_manager(uow, store)
        await applied(uow, who, store, await brought(
            uow, who, store, f"gtin;promotion\n{MILK};3 pour 2\n{BUTTER};3 pour 2\n"
        ))  # fmt: skip
        await applied(uow, who, store, await brought(
            uow, who, store, f"gtin;prix\n{MILK};1,29\n"
        ))  # fmt: skip
        assert (await offers.offer(uow, store=store, gtin=MILK)).promotion is not None
        seen = await brought(uow, who, store, f"gtin;prix;promotion\n{MILK};;\n")
        assert [each.field for each in seen.changes[0].change.fields] == ["promotion"]
        await applied(uow, who, store, seen)
        assert (await offers.offer(uow, store=store, gtin=MILK)).promotion is None
        assert (await offers.offer(uow, store=store, gtin=BUTTER)).promotion is not None


class TestWhole:
    async def test_nothing_is_written_when_the_last_step_fails(
        self, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async with database.work(SYSTEM) as uow:
            store = await a_dairy(uow)
            who = await an_administrator(uow)
            text = (
                f"gtin;nom;motif tva;prix;stock\n{NEW};Crème;alimentaire;1,85;12\n{MILK};;;1,19;3\n"
            )
            seen = await brought(uow, who, store, text, FileKind.ASSORTMENT)

        async def broken(*_: object, **__: object) -> None:
            raise OSError("the disk is full")

        monkeypatch.setattr(audit, "record", broken)
        with pytest.raises(OSError, match="disk"):
            async with database.work(SYSTEM) as uow:
                await applied(uow, who, store, seen)
        async with database.read(SYSTEM) as on:
            assert await products.products(on, gtins=[NEW]) == {}
            assert (await offers.offer(on, store=store, gtin=MILK)).price == 109
            (kept,) = await files.files(on, store=store)
            assert kept.applied_at is None
            assert await record.changes(on, stores=[store]) == ()

    async def test_ten_thousand_rows_are_looked_at_and_applied_at_once(
        self, uow: UnitOfWork
    ) -> None:
        many = [a_gtin(number) for number in range(50_000, 60_000)]
        store = await a_dairy(uow)
        who = await a_manager(uow, store)
        goods = [a_product(number, f"Article {number}") for number in range(50_000, 60_000)]
        await catalog.put_products(uow, products=goods)
        await pricing.set_offers(
            uow, store=store, offers=[Offer(gtin=gtin, price=199) for gtin in many]
        )
        table = io.StringIO()
        rows = csv.writer(table, delimiter=";")
        rows.writerow(("ean", "pv ttc", "promo"))
        for place, gtin in enumerate(many):
            rows.writerow((gtin, "gratuit" if place % 1000 == 7 else "2,49", "3 pour 2"))
        seen = await brought(uow, who, store, table.getvalue().encode("utf-8-sig"))
        assert (seen.lines, len(seen.changes), len(seen.faults)) == (10_000, 9_990, 10)
        assert told(seen)[0] == (9, "price", "not_a_number")
        assert await applied(uow, who, store, seen) == 9_990
        found = await offers.offers(uow, store=store, gtins=many)
        assert sum(offer.price == 249 for offer in found.values()) == 9_990
        assert found[many[7]] == Offer(gtin=many[7], price=199)

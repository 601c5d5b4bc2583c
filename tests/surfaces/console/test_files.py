"""Files brought to the desk, in a browser without scripts."""

import html

import pytest

from comptoir.goods.pricing import queries as offers
from comptoir.kernel.caller import SYSTEM
from comptoir.staff.directory.model import Role
from tests.stories.shopping import BREAD, EGGS, MILK
from tests.surfaces.console.conftest import House

PRICES = f"gtin;prix\n{MILK.gtin};1,25\n{EGGS.gtin};2,15\n123;1\n{BREAD.gtin};-1\n"


class TestFiles:
    async def test_are_looked_at_then_applied_once(self, house: House) -> None:
        manager = await house.manager()
        shown = await manager.bring(house.base, "prices", PRICES, "prix.csv")
        page = html.unescape(shown.text)
        assert shown.status_code == 200
        assert "<del>1,09\u202f€</del>" in page
        assert "<ins>1,25\u202f€</ins>" in page
        assert "recopiez le code" in page
        assert "écrivez zéro ou plus" in page
        assert f'<span class="code">{BREAD.gtin}</span> {BREAD.name}' in page
        assert "Appliquer la modification" in page
        assert await house.changes() == []
        where = str(shown.url.path)
        done = await manager.send(f"{where}/apply")
        assert done.headers["location"] == where
        again = html.unescape((await manager.see(where)).text)
        assert "Ce fichier est appliqué" in again
        assert f"{where}/apply" not in again
        (change,) = await house.changes()
        assert (change.object, change.file) == (MILK.gtin, "prix.csv")
        assert "prix.csv" in (await manager.see(f"{house.base}/files")).text

    async def test_with_many_faults_show_them_by_pages_and_give_them_as_a_table(
        self, house: House
    ) -> None:
        manager = await house.manager()
        rows = "".join(f"{number:013};=1+1\n" for number in range(450))
        shown = await manager.bring(house.base, "prices", f"gtin;prix\n{rows}")
        where = str(shown.url.path)
        assert "450 lignes fautives" in html.unescape(shown.text)
        assert shown.text.count("<tr") == 201
        last = await manager.see(f"{where}?faults=3")
        assert last.text.count("<tr") == 51
        assert 'href="?faults=2#faults"' in last.text
        table = await manager.see(f"{where}/faults.csv")
        assert table.headers["content-type"].startswith("text/csv")
        lines = table.content.decode("utf-8-sig").splitlines()
        assert len(lines) == 451
        assert lines[0].startswith("Ligne;Code-barres;")
        assert ";=" not in table.text
        stranger = await house.colleague(Role.MANAGER, await house.other_store())
        assert (await stranger.see(f"{where}/faults.csv")).status_code == 403

    async def test_show_anew_what_has_changed_since(self, house: House) -> None:
        manager, other = await house.manager(), await house.manager()
        shown = await manager.bring(house.base, "prices", PRICES)
        one = f"{house.base}/goods/{MILK.gtin}"
        await other.see(one)
        await other.send(f"{one}/offer", price="1,11")
        refused = await manager.send(f"{shown.url.path}/apply")
        assert refused.status_code == 409
        assert "<del>1,11\u202f€</del>" in html.unescape(refused.text)
        assert (await manager.send(f"{shown.url.path}/apply")).status_code == 303
        async with house.database.read(SYSTEM) as on:
            assert (await offers.offer(on, store=house.shop.store, gtin=MILK.gtin)).price == 125

    async def test_that_cannot_be_read_say_why(self, house: House) -> None:
        manager = await house.manager()
        for content in ("bonjour", "a;b\n", b"\xd0\xcf\x11\xe0old"):
            refused = await manager.bring(house.base, "prices", content)
            assert refused.status_code == 422
            assert "Fichier illisible" in refused.text

    async def test_that_are_empty_are_refused_on_the_spot(self, house: House) -> None:
        manager = await house.manager()
        refused = await manager.bring(house.base, "stock", "")
        assert refused.status_code == 422
        assert "Choisissez un fichier" in refused.text
        assert '<option value="stock" selected>' in refused.text

    async def test_without_end_are_refused(self, house: House) -> None:
        manager = await house.manager()
        assert (await manager.bring(house.base, "prices", "x" * 3_100_000)).status_code == 413

    @pytest.mark.parametrize(
        "name", ["../../etc/passwd", "a\\b\\c.csv", '"><script>.csv', "x" * 500]
    )
    async def test_keep_only_the_end_of_a_strange_name(self, house: House, name: str) -> None:
        manager = await house.manager()
        shown = await manager.bring(house.base, "prices", PRICES, name)
        assert shown.status_code == 200
        assert "<script>" not in shown.text
        assert "etc/" not in shown.text

    async def test_html_inside_stays_text(self, house: House) -> None:
        manager = await house.manager()
        shown = await manager.bring(
            house.base, "prices", f"gtin;prix;<b>x</b>\n{MILK.gtin};<img src=x>;1\n"
        )
        assert shown.status_code == 200
        assert "<img" not in shown.text
        assert "<b>" not in shown.text

    async def test_are_brought_by_whom_they_are_for(self, house: House) -> None:
        clerk, other = await house.clerk(), await house.other_store()
        page = (await clerk.see(f"{house.base}/files")).text
        assert '<option value="stock"' in page
        assert '<option value="prices"' not in page
        assert (await clerk.bring(house.base, "prices", PRICES)).status_code == 403
        refused = await clerk.client.post(
            f"/desk/stores/{other}/files",
            data={"csrf": "x", "kind": "stock"},
            files={"file": ("x.csv", b"gtin;stock\n")},
        )
        assert refused.status_code == 403

    async def test_need_this_sessions_token(self, house: House) -> None:
        manager = await house.manager()
        await manager.see(f"{house.base}/files")
        for token in ("", "made-up"):
            refused = await manager.client.post(
                f"{house.base}/files",
                data={"csrf": token, "kind": "prices"},
                files={"file": ("x.csv", PRICES.encode())},
            )
            assert refused.status_code == 403

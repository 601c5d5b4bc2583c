"""The demo's letters at the page."""

from datetime import UTC, datetime
from pathlib import Path

import httpx

from comptoir.adapters.mail.spool import Spool
from comptoir.db.unit_of_work import Database
from comptoir.street.shop import Shop
from comptoir.street.words import explain
from comptoir.surfaces.web import application
from tests.stories.letters import a_letter

AT = datetime(2026, 6, 15, 8, 0, tzinfo=UTC)


def browser(database: Database, spool: Spool | None, *, demo: bool = True) -> httpx.AsyncClient:
    app = application.build(Shop(database, {}, demo=demo, mail=spool), explain)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://shop")


class TestLetters:
    async def test_are_shown_as_text_with_a_way_to_open_them(
        self, database: Database, tmp_path: Path
    ) -> None:
        spool = Spool(tmp_path)
        await spool.send(a_letter(subject="<b>Bonjour</b>"), reference="1", at=AT)
        async with browser(database, spool) as client:
            shown = await client.get("/sandbox/mail")
            assert "&lt;b&gt;Bonjour&lt;/b&gt;" in shown.text
            assert "vos œufs à 2,15 € sont prêts" in shown.text
            ((name, _),) = spool.kept()
            opened = await client.get(f"/sandbox/mail/{name}")
            assert opened.headers["content-type"] == "message/rfc822"
            assert opened.headers["content-disposition"].startswith("attachment")
            assert (await client.get("/sandbox/mail/none.eml")).status_code == 404

    async def test_are_nowhere_outside_the_demo(self, database: Database, tmp_path: Path) -> None:
        async with browser(database, Spool(tmp_path), demo=False) as client:
            assert (await client.get("/sandbox/mail")).status_code == 404

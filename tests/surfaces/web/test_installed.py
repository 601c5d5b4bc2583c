"""The shop on a home screen: manifest, icons and worker; the list that is read without a net."""

import json
import re
from typing import Any

import pytest

from comptoir.kernel.ids import secret
from tests.stories.shelves import PLAIN, SPREAD
from tests.surfaces.web.conftest import House, Visitor
from tests.surfaces.web.test_goods import inside

_FILES = re.compile(r"const FILES = (\[.*?\]);")
_MARK = re.compile(r'data-who="([^"]*)"')


def mark_of(page: str) -> str:
    """Read whose page it is."""
    found = _MARK.search(page)
    assert found is not None
    return found[1]


async def the_list(visitor: Visitor) -> dict[str, Any]:
    """Read a visitor's lists as their browser keeps them."""
    response = await visitor.visit("/list.json")
    assert response.headers["cache-control"] == "no-store"
    return response.json()


class TestManifest:
    @pytest.mark.parametrize(("language", "name"), [("fr", "vos courses"), ("en", "groceries")])
    async def test_is_in_the_language_of_the_page(
        self, shelves: House, language: str, name: str
    ) -> None:
        someone = await shelves.visitor()
        page = (await someone.visit(f"/?lang={language}")).text
        assert f'rel="manifest" href="/manifest.webmanifest?lang={language}"' in page
        response = await someone.visit(f"/manifest.webmanifest?lang={language}")
        assert response.headers["content-type"] == "application/manifest+json"
        told = json.loads(response.text)
        assert name in told["name"]
        for each in told["icons"]:
            assert (await someone.visit(each["src"])).status_code == 200
        for each in told["shortcuts"]:
            assert (await someone.visit(each["url"])).status_code == 200

    @pytest.mark.parametrize("name", ["any-77", "huge-192", "maskable-96", "any-999999999"])
    async def test_has_icons_of_no_other_size(self, shelves: House, name: str) -> None:
        assert (await (await shelves.visitor()).visit(f"/icons/{name}.png")).status_code == 404

    async def test_is_let_in_by_the_policy_with_the_worker(self, shelves: House) -> None:
        policy = (await (await shelves.visitor()).visit("/")).headers["content-security-policy"]
        assert "manifest-src 'self'" in policy
        assert "worker-src 'self'" in policy
        assert "trusted-types htmx comptoir" in policy


class TestWorker:
    async def test_keeps_files_that_name_their_content_and_one_page(self, shelves: House) -> None:
        someone = await shelves.visitor()
        response = await someone.visit("/worker.js?lang=en")
        assert response.headers["cache-control"] == "no-cache"
        assert 'const LIST = "/list?lang=en"' in response.text
        found = _FILES.search(response.text)
        assert found is not None
        files: list[str] = json.loads(found[1])
        assert len(files) > 5
        for each in files:
            kept = await someone.visit(each)
            assert kept.status_code == 200
            assert kept.headers["cache-control"].endswith("immutable")

    async def test_is_another_in_another_language(self, shelves: House) -> None:
        someone = await shelves.visitor()
        french = (await someone.visit("/worker.js?lang=fr")).text
        assert french != (await someone.visit("/worker.js?lang=en")).text
        assert french == (await someone.visit("/worker.js?lang=fr")).text


class TestListPage:
    async def test_is_the_same_for_everybody(self, shelves: House) -> None:
        visitor, someone = await inside(shelves), await shelves.visitor()
        pages = [(await each.visit("/list?lang=fr")).text for each in (visitor, someone)]
        bare = [re.sub(r'nonce="[^"]+"', "", page) for page in pages]
        assert bare[0] == bare[1]
        assert "csrf" not in bare[0]
        assert "data-who" not in bare[0]

    async def test_begins_no_visit(self, shelves: House) -> None:
        response = await (await shelves.visitor()).visit("/list")
        assert "set-cookie" not in response.headers


class TestList:
    async def test_tells_the_cart_as_it_was_seen(self, shelves: House) -> None:
        visitor = await inside(shelves)
        page = (await visitor.visit("/")).text
        await visitor.post("/cart/lines", {"gtin": PLAIN.gtin, "do": "add", "on": "goods"})
        told = await the_list(visitor)
        assert told["who"] == mark_of(page) != ""
        assert told["seen"].startswith("Vu le ")
        assert "aujourd" not in told["seen"]
        (cart,) = told["lists"]
        assert cart["key"] == "cart"
        assert [each["gtin"] for each in cart["goods"]] == [PLAIN.gtin]
        assert "€" in cart["total"]

    async def test_tells_nobody_in_particular_nothing(self, shelves: House) -> None:
        someone = await shelves.visitor()
        assert mark_of((await someone.visit("/")).text) == ""
        told = await the_list(someone)
        assert (told["who"], told["lists"]) == ("", [])

    async def test_is_of_one_visit_only(self, shelves: House) -> None:
        one, other = await inside(shelves), await inside(shelves)
        await one.post("/cart/lines", {"gtin": SPREAD.gtin, "do": "add", "on": "goods"})
        mine, theirs = await the_list(one), await the_list(other)
        assert mine["who"] != theirs["who"]
        assert theirs["lists"] == []


class TestSigningOut:
    async def test_clears_what_the_browser_has_kept(self, shelves: House) -> None:
        visitor = await shelves.visitor()
        await visitor.sign_in(shelves.mail, f"{secret().lower().strip('-_')}@example.org")
        page = (await visitor.visit("/account")).text
        response = await visitor.post("/sign-out", {})
        assert response.headers["clear-site-data"] == '"storage"'
        assert mark_of((await visitor.visit("/")).text) != mark_of(page)

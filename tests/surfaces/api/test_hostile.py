"""What the API says to mistakes and to malice: a clear no, nothing changed, nothing leaked."""

import pytest

from tests.stories.shopping import MILK
from tests.surfaces.api.conftest import Api
from tests.surfaces.api.test_carts import line

NASTY = [
    "'; drop table cart; --",
    "<script>alert(1)</script>",
    "\x00",
    "\u202e\ud83d",
    "../../etc/passwd",
    "%s%s%n",
    "a" * 5_000,
]


class TestQuantities:
    @pytest.mark.parametrize("value", [0, -1, -(10**9), 10**9, 1_000_000])
    async def test_absurd_ones_are_refused(self, api: Api, value: int) -> None:
        cart = await api.ok("POST", "/carts", {"store": api.shop.store})
        path = f"/carts/{cart['id']}/lines"
        problem = await api.refused(422, "POST", path, line(MILK.gtin, value))
        assert problem["code"] == "invalid_quantity"
        assert (await api.ok("GET", f"/carts/{cart['id']}"))["version"] == cart["version"]

    @pytest.mark.parametrize("value", [1.5, "2", None, True, 10**30, [], {}])
    async def test_those_that_are_no_whole_numbers_are_named(self, api: Api, value: object) -> None:
        cart = await api.ok("POST", "/carts", {"store": api.shop.store})
        body = {"gtin": MILK.gtin, "quantity": {"value": value}}
        problem = await api.refused(422, "POST", f"/carts/{cart['id']}/lines", body)
        assert problem["errors"][0]["field"].endswith("quantity.value")

    async def test_a_unit_it_is_not_sold_in_is_named(self, api: Api) -> None:
        cart = await api.ok("POST", "/carts", {"store": api.shop.store})
        path = f"/carts/{cart['id']}/lines"
        problem = await api.refused(422, "POST", path, line(MILK.gtin, 500, "g"))
        assert problem["facts"]["remedy"] == "use_unit"
        assert problem["facts"]["unit"] == "piece"


class TestIdentifiers:
    @pytest.mark.parametrize("bad", [n for n in NASTY if "/" not in n and "\x00" not in n])
    async def test_nasty_ones_are_not_found(self, api: Api, bad: str) -> None:
        encoded = bad.encode("utf-8", "replace").hex()
        for path in (f"/carts/{encoded}", f"/orders/{encoded}", f"/stores/{encoded}"):
            status, answer = await api.call("GET", path)
            assert status in {404, 422}, answer

    async def test_one_of_another_store_is_not_found(self, api: Api) -> None:
        cart = await api.ok("POST", "/carts", {"store": api.shop.store})
        secret = cart["id"].split("~")[1]
        for foreign in (f"other~{secret}", f"{api.shop.store}~{secret[::-1]}"):
            problem = await api.refused(404, "GET", f"/carts/{foreign}")
            assert problem["code"] == "cart_not_found"


class TestWords:
    @pytest.mark.parametrize("bad", NASTY)
    async def test_nasty_ones_do_no_harm_in_a_note(self, api: Api, bad: str) -> None:
        lines = [line(MILK.gtin)]
        cart = await api.ok("POST", "/carts", {"store": api.shop.store, "lines": lines})
        note = bad.encode("utf-8", "replace").decode()
        path = f"/carts/{cart['id']}/lines/{MILK.gtin}"
        status, answer = await api.call("PATCH", path, {"note": note})
        assert status in {200, 422}, answer
        kept = await api.ok("GET", f"/carts/{cart['id']}")
        assert len(kept["lines"]) == 1

    @pytest.mark.parametrize("bad", NASTY)
    async def test_nasty_ones_find_nothing_or_are_refused(self, api: Api, bad: str) -> None:
        words = bad.encode("utf-8", "replace").decode()
        response = await api.client.get("/products", params={"store": api.shop.store, "q": words})
        assert response.status_code in {200, 422}

    async def test_fields_that_do_not_exist_are_named(self, api: Api) -> None:
        body = {"store": api.shop.store, "prix": 1}
        problem = await api.refused(422, "POST", "/carts", body, accept_language="fr")
        assert problem["errors"] == [
            {"field": "prix", "code": "extra_forbidden", "detail": "ce champ n’existe pas"}
        ]


class TestBodies:
    async def test_too_large_ones_are_refused_unread(self, api: Api) -> None:
        problem = await api.refused(413, "POST", "/carts", {"store": "a" * 1_000_000})
        assert problem["code"] == "too_large"

    @pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"store": 1}'])
    async def test_those_that_are_no_json_are_refused(self, api: Api, body: bytes) -> None:
        headers = {"content-type": "application/json"}
        response = await api.client.post("/carts", content=body, headers=headers)
        assert response.status_code == 422, response.text
        assert response.headers["content-type"] == "application/problem+json"


class TestPaths:
    async def test_unknown_ones_and_methods_are_problems(self, api: Api) -> None:
        assert (await api.refused(404, "GET", "/nothing"))["code"] == "http_404"
        assert (await api.refused(405, "DELETE", "/stores"))["code"] == "http_405"

    async def test_a_cursor_of_ones_own_making_is_refused(self, api: Api) -> None:
        path = f"/products?store={api.shop.store}&q=lait&cursor=zzz"
        assert (await api.refused(422, "GET", path))["code"] == "invalid_cursor"

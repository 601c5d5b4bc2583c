"""Carts over the API."""

from tests.stories.shopping import EGGS, LEMONADE, MILK, TOMATOES, WINE
from tests.surfaces.api.conftest import Api


def line(gtin: str, value: int = 1, unit: str = "piece") -> dict[str, object]:
    return {"gtin": gtin, "quantity": {"value": value, "unit": unit}}


class TestOpenCart:
    async def test_prices_a_whole_list_in_one_call(self, api: Api) -> None:
        lines = [line(MILK.gtin, 2), line(TOMATOES.gtin, 500, "g"), line(EGGS.gtin)]
        cart = await api.ok("POST", "/carts", {"store": api.shop.store, "lines": lines})
        totals = {each["gtin"]: each["total"]["amount"] for each in cart["lines"]}
        assert totals == {MILK.gtin: 218, TOMATOES.gtin: 150, EGGS.gtin: 215}
        assert cart["total"] == {"amount": 218 + 150 + 215, "currency": "EUR"}
        assert [each["outcome"] for each in cart["outcomes"]] == ["added"] * 3

    async def test_an_idempotency_key_gives_the_first_answer_again(self, api: Api) -> None:
        body = {"store": api.shop.store, "lines": [line(MILK.gtin)]}
        first = await api.ok("POST", "/carts", body, idempotency_key="list-1")
        assert await api.ok("POST", "/carts", body, idempotency_key="list-1") == first

    async def test_a_key_used_for_another_list_is_refused(self, api: Api) -> None:
        body = {"store": api.shop.store}
        await api.ok("POST", "/carts", body, idempotency_key="list-1")
        other = {**body, "lines": [line(MILK.gtin)]}
        problem = await api.refused(409, "POST", "/carts", other, idempotency_key="list-1")
        assert problem["code"] == "idempotency_key_reused"

    async def test_refuses_an_unknown_store(self, api: Api) -> None:
        problem = await api.refused(404, "POST", "/carts", {"store": "nowhere"})
        assert problem["code"] == "store_not_found"


class TestAddLines:
    async def test_takes_one_line_without_a_list(self, api: Api) -> None:
        cart = await api.ok("POST", "/carts", {"store": api.shop.store})
        filled = await api.ok("POST", f"/carts/{cart['id']}/lines", line(LEMONADE.gtin, 2))
        assert filled["totals"]["deposits"]["amount"] == 50
        assert filled["total"]["amount"] == 2 * 185 + 50

    async def test_a_repeat_with_its_key_adds_once(self, api: Api) -> None:
        cart = await api.ok("POST", "/carts", {"store": api.shop.store})
        path = f"/carts/{cart['id']}/lines"
        for _ in range(2):
            await api.ok("POST", path, line(MILK.gtin), idempotency_key="tap")
        filled = await api.ok("POST", path, line(MILK.gtin), idempotency_key="tap")
        assert filled["lines"][0]["quantity"] == {"value": 1, "unit": "piece"}

    async def test_tells_what_is_left_and_changes_nothing(self, api: Api) -> None:
        cart = await api.ok("POST", "/carts", {"store": api.shop.store})
        filled = await api.ok("POST", f"/carts/{cart['id']}/lines", line(MILK.gtin, 900))
        assert filled["outcomes"][0]["outcome"] == "only_some"
        assert filled["lines"] == []

    async def test_an_unknown_product_refuses_the_whole_list(self, api: Api) -> None:
        cart = await api.ok("POST", "/carts", {"store": api.shop.store})
        lines = {"lines": [line(MILK.gtin), line("4006381333931")]}
        problem = await api.refused(404, "POST", f"/carts/{cart['id']}/lines", lines)
        assert problem["code"] == "product_not_found"
        assert (await api.ok("GET", f"/carts/{cart['id']}"))["lines"] == []


class TestChangeLine:
    async def test_sets_quantity_note_and_substitution(self, api: Api) -> None:
        cart = await api.ok(
            "POST", "/carts", {"store": api.shop.store, "lines": [line(MILK.gtin, 2)]}
        )
        change = {
            "quantity": {"value": 3, "unit": "piece"},
            "note": "bien froid",
            "substitution": "ask",
        }
        changed = await api.ok("PATCH", f"/carts/{cart['id']}/lines/{MILK.gtin}", change)
        told = changed["lines"][0]
        assert (told["quantity"]["value"], told["note"], told["substitution"]) == (
            3,
            "bien froid",
            "ask",
        )

    async def test_removing_twice_is_harmless(self, api: Api) -> None:
        cart = await api.ok("POST", "/carts", {"store": api.shop.store, "lines": [line(MILK.gtin)]})
        path = f"/carts/{cart['id']}/lines/{MILK.gtin}"
        await api.ok("DELETE", path)
        assert (await api.ok("DELETE", path))["lines"] == []


class TestChangeCart:
    async def test_chooses_a_window_and_adds_its_fee(self, api: Api) -> None:
        cart = await api.ok("POST", "/carts", {"store": api.shop.store, "lines": [line(MILK.gtin)]})
        body = {"window": api.shop.delivery}
        changed = await api.ok("PATCH", f"/carts/{cart['id']}", body)
        assert changed["mode"] == "delivery"
        assert changed["totals"]["fee"]["amount"] == 490

    async def test_asks_for_an_age_until_it_is_confirmed(self, api: Api) -> None:
        cart = await api.ok("POST", "/carts", {"store": api.shop.store, "lines": [line(WINE.gtin)]})
        assert cart["age_required"] == 18
        changed = await api.ok("PATCH", f"/carts/{cart['id']}", {"age_confirmed": True})
        assert changed["age_required"] is None

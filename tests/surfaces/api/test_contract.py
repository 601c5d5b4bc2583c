"""The public contract, as `docs/reference/api.md` states it."""

from comptoir.db.unit_of_work import Database
from comptoir.kernel.caller import SYSTEM
from tests.stories.goods import a_product, on_shelf
from tests.surfaces.api.conftest import Api


class TestStores:
    async def test_lists_ids_and_names(self, api: Api) -> None:
        stores = (await api.ok("GET", "/stores"))["results"]
        mine = next(store for store in stores if store["id"] == api.shop.store)
        assert mine["name"]
        assert await api.ok("GET", f"/stores/{api.shop.store}") == mine


class TestProducts:
    async def test_are_found_with_price_unit_price_and_availability(
        self, api: Api, database: Database
    ) -> None:
        async with database.work(SYSTEM) as uow:
            milk = a_product(7, net_value=1000, net_unit="ml")
            await on_shelf(uow, store=api.shop.store, product=milk)
        path = f"/products?store={api.shop.store}&q=lait+demi-ecreme&limit=5"
        found = (await api.ok("GET", path))["results"]
        mine = next(each for each in found if each["gtin"] == milk.gtin)
        assert mine["price"]["currency"] == "EUR"
        assert mine["unit_price"] == {"amount": 109, "currency": "EUR", "per": "l"}
        assert mine["available"] is True

    async def test_come_in_pages(self, api: Api, database: Database) -> None:
        async with database.work(SYSTEM) as uow:
            for number in range(11, 16):
                await on_shelf(uow, store=api.shop.store, product=a_product(number, "Cidre brut"))
        path = f"/products?store={api.shop.store}&q=cidre&limit=2"
        seen: list[str] = []
        page = await api.ok("GET", path)
        seen += [each["gtin"] for each in page["results"]]
        while page["next"]:
            page = await api.ok("GET", f"{path}&cursor={page['next']}")
            seen += [each["gtin"] for each in page["results"]]
        assert len(seen) == len(set(seen)) == 5


class TestDescription:
    async def test_names_every_path(self, api: Api) -> None:
        described = await api.ok("GET", "/openapi.json")
        assert {"/stores", "/products", "/carts/{cart}/order"} <= set(described["paths"])

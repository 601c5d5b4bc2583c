"""Going on in another store: the cart comes along, and what changed is told."""

import re
from dataclasses import replace
from html import unescape

import pytest
import pytest_asyncio

from comptoir.goods.pricing import commands as pricing
from comptoir.goods.pricing.model import Offer
from comptoir.goods.stores import commands as stores
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.ids import secret
from tests.stories.goods import A_STORE, a_store
from tests.stories.shopping import BREAD, MILK, TOMATOES, WINE, some
from tests.surfaces.web.conftest import House, Visitor


@pytest_asyncio.fixture
async def other(house: House) -> str:
    """Open a second store: milk as here, wine dearer, few tomatoes, no bread."""
    async with house.database.work(SYSTEM) as uow:
        details = replace(A_STORE, name="Comptoir <b>Gare</b>", modes=("pickup",))
        store = (await a_store(uow, details=details)).id
        for good in (MILK, WINE):
            await some(uow, good, store=store)
        await some(uow, TOMATOES, store=store, stock=500)
        await pricing.set_offers(uow, store=store, offers=[Offer(gtin=WINE.gtin, price=700)])
    return store


async def taken(visitor: Visitor) -> None:
    await visitor.take((MILK, 2), (WINE, 1), (TOMATOES, 1_000), (BREAD, 1))


def plain(page: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


class TestChange:
    async def test_leads_to_what_changed_with_the_cart(
        self, house: House, visitor: Visitor, other: str
    ) -> None:
        await taken(visitor)
        await visitor.visit("/stores")
        response = await visitor.post("/store", {"store": other, "back": "/"})
        assert response.headers["location"] == "/cart/changed"
        page = (await visitor.visit("/cart/changed")).text
        told = plain(page)
        for words in (
            "3 de vos 4 articles se trouvent chez Comptoir <b>Gare",
            "Pain de campagne 400 g",
            "Ce magasin ne le vend pas.",
            "500\u202fg au lieu de 1\u202fkg",
            "7,00\u202f€ au lieu de 6,50\u202f€",
            "Un article ne change pas",
            "Revenir à Comptoir des essais",
        ):
            assert re.sub(r"\s+", " ", words) in told, (words, told)
        assert "<b>Gare" not in page
        assert "no-store" in response.headers.get("cache-control", "no-store")
        cart = (await visitor.visit("/cart")).text
        assert "Pain de campagne" not in cart
        assert "/cart/changed" in cart

    async def test_finds_the_cart_whole_on_the_way_back(
        self, house: House, visitor: Visitor, other: str
    ) -> None:
        await taken(visitor)
        before = (await visitor.cart()).lines
        await visitor.visit("/stores")
        await visitor.post("/store", {"store": other})
        await visitor.visit("/cart/changed")
        await visitor.post("/store", {"store": house.shop.store, "back": "/cart"})
        assert (await visitor.cart()).lines == before
        page = (await visitor.visit("/cart")).text
        assert "Pain de campagne" in page
        assert "a été copié" not in page

    async def test_goes_on_where_it_was_when_nothing_changes(
        self, visitor: Visitor, other: str
    ) -> None:
        await visitor.take((MILK, 2))
        await visitor.visit("/stores")
        response = await visitor.post("/store", {"store": other, "back": "/aisles"})
        assert response.headers["location"] == "/aisles"
        assert "Lait demi-écrémé" in (await visitor.visit("/cart")).text

    async def test_sent_twice_goes_once(self, visitor: Visitor, other: str) -> None:
        await taken(visitor)
        await visitor.visit("/stores")
        for _ in range(2):
            await visitor.post("/store", {"store": other, "mode": "pickup"})
        page = plain((await visitor.visit("/cart/changed")).text)
        assert "3 de vos 4 articles" in page

    async def test_tells_a_window_that_stays_where_the_cart_went(
        self, house: House, visitor: Visitor, other: str
    ) -> None:
        """Another device of the household stays in its store, and is told."""
        await taken(visitor)
        second = await house.visitor()
        for name, value in visitor.client.cookies.items():
            second.client.cookies.set(name, value)
        await second.visit("/cart")
        await visitor.visit("/stores")
        await visitor.post("/store", {"store": other})
        page = (await second.visit("/cart")).text
        assert "Ce panier a été copié chez Comptoir &lt;b&gt;Gare" in page
        assert "Pain de campagne" in page

    async def test_without_a_cart_only_goes(self, visitor: Visitor, other: str) -> None:
        await visitor.visit("/stores")
        response = await visitor.post("/store", {"store": other, "back": "/"})
        assert response.headers["location"] == "/"
        assert (await visitor.visit("/cart/changed")).headers["location"] == "/cart"

    async def test_speaks_english(self, visitor: Visitor, other: str) -> None:
        await taken(visitor)
        await visitor.visit("/stores")
        await visitor.post("/store", {"store": other})
        page = plain((await visitor.visit("/cart/changed?lang=en")).text)
        assert "3 of your 4 items are there at" in page
        assert "This store does not sell it." in page


class TestSaid:
    """What is said at the counter takes the page along (see also the shop's own tests)."""

    @pytest.fixture
    async def named(self, house: House, other: str) -> str:
        async with house.database.work(SYSTEM) as uow:
            town = f"Bourg{''.join(each for each in secret() if each.isalpha()).lower()}"
            details = replace(A_STORE, name="Comptoir Gare", city=town)
            await stores.edit_store(uow, store=other, details=details)
        return town

    async def test_leads_to_what_changed(
        self, visitor: Visitor, other: str, named: str, htmx: dict[str, str]
    ) -> None:
        await taken(visitor)
        await visitor.visit("/counter")
        response = await visitor.say(f"je veux retirer à {named} plutôt", htmx)
        assert response.headers["hx-redirect"] == "/cart/changed"
        page = plain((await visitor.visit("/cart/changed")).text)
        assert "3 de vos 4 articles" in page
        counter = (await visitor.visit("/counter")).text
        assert f"je veux retirer à {named} plutôt" in counter
        assert f'value="{other}" selected' in counter

    async def test_leads_a_plain_browser_too(self, visitor: Visitor, named: str) -> None:
        await visitor.visit("/counter")
        response = await visitor.say(f"change de magasin pour {named}")
        assert response.status_code == 303
        assert "Comptoir Gare" in (await visitor.visit("/counter")).text

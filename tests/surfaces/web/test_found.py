"""What is kept by browsers, found by robots, and asked for by the law; stores by postcode."""

import re
from dataclasses import replace
from urllib.parse import parse_qs, quote_plus, urlsplit
from xml.etree import ElementTree as ET

import pytest

from comptoir.goods.stores import commands as stores
from comptoir.goods.stores.model import Seller
from comptoir.kernel.caller import SYSTEM
from comptoir.street.session import COOKIE, seal_of
from comptoir.surfaces.web.texts import PAGES
from tests.stories.shelves import PLAIN, SPREAD, SPREADS
from tests.surfaces.web.conftest import House
from tests.surfaces.web.test_goods import inside

_MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


class TestKeeping:
    async def test_lets_anybody_keep_what_was_shown_to_nobody_in_particular(
        self, shelves: House
    ) -> None:
        someone = await shelves.visitor()
        first = await someone.visit("/stores")
        assert first.headers["cache-control"].startswith("public, max-age=60")
        assert first.headers["vary"] == "Cookie, Accept-Language, Accept-Encoding"
        again = await someone.visit("/stores", if_none_match=first.headers["etag"])
        assert (again.status_code, again.text) == (304, "")
        assert "content-security-policy" not in again.headers

    async def test_lets_nobody_else_keep_what_has_a_cart_in_it(self, shelves: House) -> None:
        visitor = await inside(shelves)
        page = await visitor.visit(f"/aisles/{SPREADS.id}")
        assert page.headers["cache-control"] == "private, no-cache"
        tag = page.headers["etag"]
        same = await visitor.visit(f"/aisles/{SPREADS.id}", if_none_match=f'"x", {tag}')
        assert same.status_code == 304
        await visitor.visit(f"/aisles/{SPREADS.id}")
        fields = {"gtin": PLAIN.gtin, "do": "add", "on": "goods"}
        await visitor.post("/cart/lines", fields)
        changed = await visitor.visit(f"/aisles/{SPREADS.id}", if_none_match=tag)
        assert changed.status_code == 200

    async def test_lets_nobody_keep_the_page_of_the_session_before(self, shelves: House) -> None:
        visitor = await inside(shelves)
        tag = (await visitor.visit("/stores")).headers["etag"]
        assert (await visitor.visit("/stores", if_none_match=tag)).status_code == 304
        session = await visitor.session()
        seal = await seal_of(shelves.database)
        visitor.client.cookies.set(
            COOKIE, seal.close(replace(session, key="another")), "shop.local"
        )
        other = await visitor.visit("/stores", if_none_match=tag)
        assert (other.status_code, other.headers["cache-control"]) == (200, "private, no-cache")

    @pytest.mark.parametrize("path", ["/cart", "/counter"])
    async def test_keeps_private_pages_nowhere(self, shelves: House, path: str) -> None:
        response = await (await inside(shelves)).visit(path)
        assert response.headers["cache-control"] == "no-store"

    async def test_gives_each_sending_a_nonce_of_its_own(self, shelves: House) -> None:
        someone = await shelves.visitor()
        pages = [await someone.visit("/stores") for _ in range(2)]
        nonces = [re.findall(r'nonce="([^"]+)"', page.text) for page in pages]
        assert nonces[0][0] != nonces[1][0]
        for page, found in zip(pages, nonces, strict=True):
            assert f"'nonce-{found[0]}'" in page.headers["content-security-policy"]
            assert len(set(found)) == 1


class TestHead:
    async def test_names_the_true_address_and_both_languages(self, shelves: House) -> None:
        path = f"/aisles/{SPREADS.id}"
        page = (await (await shelves.visitor()).visit(f"{path}?sort=price&page=1&utm=x")).text
        assert f'<link rel="canonical" href="http://shop{path}">' in page
        assert f'hreflang="en" href="http://shop{path}?lang=en"' in page
        assert '<meta name="robots" content="noindex, follow">' in page
        plain = (await (await shelves.visitor()).visit(path)).text
        assert "noindex" not in plain
        assert '<meta property="og:title"' in plain
        assert '<meta name="description"' in plain


class TestSearches:
    """Which pages of search results robots may list, and under which address."""

    @pytest.mark.parametrize(
        "typed", ["pate+a+tartiner", "P%C3%82TE+%C3%80+tartiner", "la+pate+tartiner"]
    )
    async def test_are_listed_in_the_words_of_the_goods(self, shelves: House, typed: str) -> None:
        head = await self.head(shelves, f"/search?q={typed}")
        assert "noindex" not in head
        canonical = re.search(r'rel="canonical" href="([^"]+)"', head)
        assert canonical is not None
        words = parse_qs(urlsplit(canonical[1]).query)["q"]
        assert words == (["pâte tartiner"] if typed.startswith("la") else ["pâte à tartiner"])
        assert f"«\u00a0{words[0]}\u00a0» chez" in head
        assert f"<title>«\u00a0{words[0]}\u00a0»" in head

    @pytest.mark.parametrize("query", ["&sort=price", "&label=organic", "&page=2", "&promo=1"])
    async def test_otherwise_shown_name_the_plain_one(self, shelves: House, query: str) -> None:
        head = await self.head(shelves, f"/search?q=pate+a+tartiner{query}")
        assert '<meta name="robots" content="noindex, follow">' in head
        if query == "&sort=price":
            assert 'href="http://shop/search?q=p%C3%A2te+%C3%A0+tartiner"' in head

    @pytest.mark.parametrize(
        "words",
        [
            "zzxxqqwk",  # nothing
            "pate a tartiner www.example.org",  # anybody's words
            "pate a tartinner",  # corrected
            "pate a tartiner noisette",  # one thing, which has a sheet
            "de la",
            "",
        ],
    )
    async def test_that_goods_do_not_answer_are_not(self, shelves: House, words: str) -> None:
        head = await self.head(shelves, f"/search?q={quote_plus(words)}")
        assert '<meta name="robots" content="noindex, follow">' in head

    async def test_may_be_read_by_robots_but_for_their_narrowings(self, shelves: House) -> None:
        told = (await (await shelves.visitor()).visit("/robots.txt")).text.splitlines()
        assert "Disallow: /search" not in told
        assert {"Disallow: /search/suggest", "Disallow: /*?*sort=", "Disallow: /cart"} <= set(told)

    @staticmethod
    async def head(shelves: House, path: str) -> str:
        return (await (await inside(shelves)).visit(path)).text.partition("</head>")[0]


class TestSitemap:
    async def test_leads_to_every_aisle_and_product(self, shelves: House) -> None:
        robot = await shelves.visitor()
        index = ET.fromstring((await robot.visit("/sitemap.xml")).text)
        parts = [each.text or "" for each in index.iter(f"{_MAP}loc")]
        found: set[str] = set()
        for part in parts:
            urls = ET.fromstring((await robot.visit(part.removeprefix("http://shop"))).text)
            found |= {each.text or "" for each in urls.iter(f"{_MAP}loc")}
        assert f"http://shop/products/{SPREAD.gtin}" in found
        assert f"http://shop/aisles/{SPREADS.id}" in found

    async def test_has_no_part_beyond_the_last(self, shelves: House) -> None:
        robot = await shelves.visitor()
        for part in ("999", "x", "-1", "99999999999"):
            assert (await robot.visit(f"/sitemap-{part}.xml")).status_code == 404

    async def test_is_named_to_robots(self, shelves: House) -> None:
        told = (await (await shelves.visitor()).visit("/robots.txt")).text
        assert "Sitemap: http://shop/sitemap.xml" in told


class TestTexts:
    @pytest.mark.parametrize("name", PAGES)
    async def test_say_that_particulars_are_missing_or_give_them(
        self, shelves: House, name: str
    ) -> None:
        async with shelves.database.work(SYSTEM) as uow:
            told = Seller(
                legal_name="Épicerie des essais", email="bonjour@essais.example",
                street="1 place du Marché", postcode="35500", city="Vitré",
                mediator="Médiation des essais",
            )  # fmt: skip
            await stores.set_seller(uow, store=shelves.shop.store, seller=told)
        someone = await inside(shelves)
        for language in ("fr", "en"):
            page = (await someone.visit(f"/{name}?lang={language}")).text
            assert "bonjour@essais.example" in page
            assert "{" not in page.split("<main")[1].split("</main")[0]
        legal = (await someone.visit("/legal")).text
        assert "1 place du Marché, 35500 Vitré" in legal

    async def test_word_the_obligation_to_pay(self, shelves: House) -> None:
        page = (await (await shelves.visitor()).visit("/terms")).text
        assert "commande avec obligation de paiement" in page


def card(page: str, store: str) -> str:
    """Give what a page of stores shows of one of them."""
    return page.partition(f'id="{store}"')[2].partition("</li>")[0]


class TestStores:
    async def test_say_who_delivers_to_a_postcode(self, shelves: House) -> None:
        someone = await shelves.visitor()
        page = (await someone.visit("/stores?postcode=35500")).text
        assert "Nous livrons au 35500" in page
        assert "GroceryStore" in page
        assert 'value="delivery"' in card(page, shelves.shop.store)
        far = (await someone.visit("/stores?postcode=20260")).text
        assert 'value="pickup"' in card(far, shelves.shop.store)
        assert 'value="delivery"' not in card(far, shelves.shop.store)

    async def test_keep_what_is_no_postcode_as_typed(self, shelves: House) -> None:
        response = await (await shelves.visitor()).visit("/stores?postcode=%3Cb%3E")
        assert response.status_code == 422
        assert 'value="&lt;B&gt;"' in response.text
        assert 'aria-invalid="true"' in response.text

    async def test_are_chosen_with_pickup_or_delivery(self, shelves: House) -> None:
        someone = await shelves.visitor()
        fields = {"store": shelves.shop.store, "mode": "delivery", "back": "/"}
        response = await someone.post("/store", fields, token=False)
        assert response.headers["location"] == "/"
        assert COOKIE in someone.client.cookies
        assert (await someone.cart()).mode == "delivery"

    async def test_refuse_a_way_that_is_none(self, shelves: House) -> None:
        visitor = await inside(shelves)
        assert (await visitor.post("/mode", {"mode": "drone"})).status_code == 422


class TestHome:
    async def test_shows_ways_offers_season_and_the_usual(self, shelves: House) -> None:
        page = (await (await inside(shelves)).visit("/")).text
        for shown in ("Retrait en magasin", "Livraison", "Premier créneau", "promotions"):
            assert shown in page
        assert f"/products/{SPREAD.gtin}" in page

    async def test_chooses_how_the_goods_come(self, shelves: House) -> None:
        visitor = await inside(shelves)
        await visitor.post("/mode", {"mode": "pickup", "back": "/"})
        assert (await visitor.cart()).mode == "pickup"
        assert "Choisi" in (await visitor.visit("/")).text

"""A product's sheet: every field that the law wants, in both languages."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from comptoir.goods.catalog import commands as catalog
from comptoir.goods.catalog.legal import ALLERGENS, NUTRIENTS
from comptoir.goods.pricing import commands as pricing
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.locale import Language
from comptoir.surfaces.web.sheets import Part, parts_of
from comptoir.surfaces.web.words import Words
from tests.stories.shelves import CIDER, GALA, GONE, PLAIN, SPREAD
from tests.surfaces.web.conftest import House
from tests.surfaces.web.test_goods import inside


async def sheet(house: House, gtin: str, query: str = "") -> str:
    """Open a product's page in the story's shop."""
    return (await (await inside(house)).visit(f"/products/{gtin}{query}")).text


class TestSheet:
    async def test_tells_all_that_the_law_wants_of_packed_food(self, shelves: House) -> None:
        page = await sheet(shelves, SPREAD.gtin)
        for shown in (
            "3,42\u202f€", "8,55\u202f€/kg", "3,79\u202f€", "Jusqu’à", "dimanche 21 juin",
            "Pâte à tartiner aux noisettes et au cacao", "400\u202fg",
            '<strong class="allergen">noisettes</strong>', '<strong class="allergen">lait</strong>',
            "Contient\u00a0: fruits à coque, lait.",
            "Peut contenir des traces de\u00a0: soja.",
            "Pour 100 g", "2252\u202fkJ / 539\u202fkcal", "30,9\u202fg", "dont acides gras saturés",
            "0,107\u202fg", "Nutri-Score E", "algorithme 2023", "calculé par le fabricant",
            "à l’abri de la lumière", "Grignelune SAS, 12 rue des Noisetiers, 38000 Grenoble",
            "5,5\u202f%", "Bio", "Open Food Facts contributors (ODbL 1.0)", "Plus que 4",
        ):  # fmt: skip
            assert shown in page, shown

    async def test_tells_origin_class_variety_and_size_of_fresh_goods(self, shelves: House) -> None:
        page = await sheet(shelves, GALA.gtin)
        assert re.search(r'class="product-origin">Origine.*: France</p>', page)
        for shown in ("Catégorie", "I", "Variété", "Calibre", "70/75 mm", "2,39\u202f€/kg"):
            assert shown in page
        assert "le prix payé suit le poids pesé" in page

    async def test_writes_the_origin_as_large_as_the_price(self, shelves: House) -> None:
        css = (await (await inside(shelves)).visit("/style.css")).text
        sizes = {
            name: re.search(rf"{re.escape(name)}[^{{}}]*{{[^}}]*?([\d.]+)rem", css)
            for name in (".price-big .price-now", ".product-origin", ".price-now", ".card-origin")
        }
        read = {name: float(found[1]) for name, found in sizes.items() if found}
        assert read[".product-origin"] == read[".price-big .price-now"]
        assert read[".card-origin"] == read[".price-now"]

    async def test_tells_age_and_deposit(self, shelves: House) -> None:
        page = await sheet(shelves, CIDER.gtin)
        for shown in ("Dès 18 ans", "pièce d’identité", "avec modération", "0,20\u202f€"):
            assert shown in page

    async def test_says_that_allergens_are_unknown_where_they_are(self, shelves: House) -> None:
        assert "ne sont pas renseignés" in await sheet(shelves, PLAIN.gtin)

    async def test_offers_something_instead_of_what_is_sold_out(self, shelves: House) -> None:
        page = await sheet(shelves, GONE.gtin)
        assert "Épuisé dans ce magasin" in page
        assert f'href="/products/{PLAIN.gtin}"' in page.split('id="instead"')[1]

    async def test_tells_of_a_smaller_pack_for_more_a_kilo(self, shelves: House) -> None:
        shelves.clock.advance(timedelta(days=1))
        async with shelves.database.work(SYSTEM) as uow:
            smaller = [replace(PLAIN, net_value=180)]
            await catalog.put_products(uow, products=smaller)
            await pricing.set_price(uow, store=shelves.shop.store, gtin=PLAIN.gtin, price=209)
        page = await sheet(shelves, PLAIN.gtin)
        assert (
            "Pour ce produit, la quantité vendue est passée de 200\u202fg à 180\u202fg et son prix "
            "au kilogramme a augmenté de 16,68\u202f%." in page
        )
        async with shelves.database.work(SYSTEM) as uow:
            await catalog.put_products(uow, products=[PLAIN])

    async def test_is_told_in_english_with_french_texts_marked(self, shelves: House) -> None:
        page = await sheet(shelves, SPREAD.gtin, "?lang=en")
        for shown in ("Hazelnut spread", "of which saturates", "Contains: nuts, milk.", "30.9"):
            assert shown in page
        assert '<p lang="fr">sucre' in page

    async def test_of_what_is_not_sold_is_not_found(self, shelves: House) -> None:
        visitor = await inside(shelves)
        for gtin in ("123", "%27%20or%201=1", "0" * 200):
            assert (await visitor.visit(f"/products/{gtin}")).status_code == 404


class TestStructuredData:
    async def test_describes_product_offer_and_way(self, shelves: House) -> None:
        page = await sheet(shelves, SPREAD.gtin)
        product, trail = _data(page)
        assert (product["@type"], product["gtin"]) == ("Product", SPREAD.gtin)
        offer = product["offers"]
        assert (offer["price"], offer["priceCurrency"]) == ("3.42", "EUR")
        assert offer["availability"] == "https://schema.org/LimitedAvailability"
        assert offer["priceSpecification"]["price"] == "8.55"
        assert offer["priceSpecification"]["referenceQuantity"]["unitCode"] == "KGM"
        assert trail["@type"] == "BreadcrumbList"
        assert trail["itemListElement"][-1]["name"] == SPREAD.name

    async def test_tells_what_is_sold_out(self, shelves: House) -> None:
        product, _ = _data(await sheet(shelves, GONE.gtin))
        assert product["offers"]["availability"] == "https://schema.org/OutOfStock"

    async def test_lets_no_name_out_of_its_block(self, shelves: House) -> None:
        hostile = "</script><script>alert(1)</script>&<!--"
        async with shelves.database.work(SYSTEM) as uow:
            named = [replace(PLAIN, name=hostile)]
            await catalog.put_products(uow, products=named)
        page = await sheet(shelves, PLAIN.gtin)
        async with shelves.database.work(SYSTEM) as uow:
            await catalog.put_products(uow, products=[PLAIN])
        assert "<script>alert" not in page
        assert _data(page)[0]["name"] == hostile


class TestParts:
    @pytest.mark.parametrize(
        ("text", "parts"),
        [
            ("", ()),
            ("sucre", (("sucre", False),)),
            ("*lait*, sucre", (("lait", True), (", sucre", False))),
            ("farine de *blé*", (("farine de ", False), ("blé", True))),
            ("5 * sucre", (("5 * sucre", False),)),
        ],
    )
    def test_set_apart_what_stands_between_asterisks(
        self, text: str, parts: tuple[tuple[str, bool], ...]
    ) -> None:
        assert parts_of(text) == tuple(Part(*each) for each in parts)


class TestWords:
    @pytest.mark.parametrize("language", list(Language))
    def test_name_every_allergen_and_nutrient(self, language: Language) -> None:
        words = Words(language)
        assert all(words.has(f"allergen_{code}") for code in ALLERGENS)
        named = [each for each in NUTRIENTS if not each.startswith("energy")]
        assert all(words.has(f"nutrient_{each}") for each in named)


def _data(page: str) -> list[dict[str, Any]]:
    found = re.findall(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page)
    return [json.loads(each) for each in found]

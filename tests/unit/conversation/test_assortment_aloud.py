"""Every product of the demo can be said: words alone, the right article, and nothing shouted."""

import re
from collections.abc import Iterator

import pytest

from comptoir.app.demo.assortment import assortment
from comptoir.conversation.saying.voice import Voice, voice
from comptoir.conversation.spoken import Goods
from comptoir.goods.catalog.model import Product
from comptoir.kernel.clock import FixedClock
from comptoir.kernel.locale import Language
from comptoir.kernel.measure import grams, pieces

BOTH = pytest.mark.parametrize("language", list(Language))
FEMININE = [
    "baguette",
    "botte",
    "brioche",
    "mini-pastèque",
    "laitue",
    "tarte",
    "noix",
    "eau",
    "pizza",
    "mozzarella",
    "paella",
    "salade",
    "boîte",
    "bouteille",
    "plaquette",
    "tablette",
    "barquette",
    "tête",
    "lessive",
    "brosse",
    "ampoule",
    "pile",
    "serpillière",
]
MASCULINE = [
    "camembert",
    "chou",
    "chou-fleur",
    "céleri-rave",
    "ananas",
    "avocat",
    "melon",
    "pain",
    "croissant",
    "gâteau",
    "quatre-quarts",
    "paquet",
    "pot",
    "sachet",
    "bouquet",
    "filet",
    "pack",
    "lot",
    "bac",
    "sac",
    "bocal",
    "flacon",
    "rouleau",
    "shampooing",
    "dentifrice",
    "gel",
    "artichaut",
    "concombre",
    "fromage",
    "beurre",
    "sucre",
    "vinaigre",
    "pamplemousse",
    "légume",
    "masque",
    "poivre",
]


def _goods(product: Product, language: Language) -> Goods:
    english = product.name_en if language is Language.ENGLISH else ""
    return Goods(
        gtin=product.gtin,
        name=english or product.name,
        brand=product.brand,
        net_value=product.net_value,
        net_unit=product.net_unit,
        by_weight=product.sale_unit == "kg",
        price=249,
    )


def _said(speaks: Voice, goods: Goods) -> Iterator[str]:
    yield speaks.tongue.typeset(speaks.label(goods))
    if goods.by_weight:
        for weight, count in ((500, None), (1240, 3), (200, 1)):
            yield speaks.tongue.typeset(speaks.amount(goods, grams(weight), count))
    else:
        for count in (1, 2, 21):
            yield speaks.tongue.typeset(speaks.amount(goods, pieces(count)))


@BOTH
def test_every_product_is_words(language: Language) -> None:
    speaks = voice(language, currency="EUR", zone="Europe/Paris", now=FixedClock().now()).aloud
    for product in assortment().products:
        for said in _said(speaks, _goods(product, language)):
            assert not re.search(r"[\d€%×°()/]|  | ,|\bde de\b|\bde d'|\bd'de\b", said), said
            assert not re.search(r"\bde (?:un|une)\b|\bof of\b", said), said


@pytest.mark.parametrize(("nouns", "one"), [(FEMININE, "une"), (MASCULINE, "un")])
def test_an_article_follows_the_noun(nouns: list[str], one: str) -> None:
    tongue = voice(
        Language.FRENCH, currency="EUR", zone="Europe/Paris", now=FixedClock().now()
    ).aloud.tongue
    for noun in nouns:
        assert tongue.typeset(f"j'ai 1 {noun}") == f"J'ai {one} {noun}"

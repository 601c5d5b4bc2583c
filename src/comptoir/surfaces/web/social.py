"""The pictures that go with shared links: of the shop, its stores, an aisle, a product."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from comptoir.goods.catalog import queries as catalog
from comptoir.goods.catalog.categories import lineage
from comptoir.goods.catalog.model import Category, Product
from comptoir.kernel.locale import Language, language_of
from comptoir.kernel.refusals import not_found
from comptoir.street.assets import FOR_GOOD, digest
from comptoir.surfaces.web import painting
from comptoir.surfaces.web.house import caller, house_of
from comptoir.surfaces.web.pictures import FALLBACK, pictogram
from comptoir.surfaces.web.words import Words

FOR_AN_HOUR = "public, max-age=3600"
MOST_WAITING = 24
"""So many cards may wait to be drawn, some 50 ms each; more are asked to come back."""
_DRAWN = "1"
"""Changes when cards are drawn otherwise, so that kept ones are asked for again."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a shared link's picture shows, and the page that it is of.

    There is no price on it: a picture is kept by others, and would go on telling an old one.
    """

    of: str
    title: str
    below: str = ""
    pictogram: str = FALLBACK

    @property
    def digest(self) -> str:
        """Name what is on the card."""
        return digest(f"{_DRAWN}\n{self.pictogram}\n{self.title}\n{self.below}".encode())

    def address(self, language: Language) -> str:
        """Give the card's address, which changes with what is on it."""
        return f"/cards{quote(self.of)}.png?lang={language.value}&v={self.digest}"


class _Crowded(Exception):
    """Too many cards are waiting to be drawn."""


class _Easel:
    """Draws one card after the other, beside what the shop is doing."""

    def __init__(self) -> None:
        self._one = asyncio.Semaphore(1)
        self._waiting = 0

    async def draw(self, card: Card) -> bytes:
        """Draw a card.

        :raises _Crowded: when too many are waiting to be drawn.
        """
        if self._waiting >= MOST_WAITING:
            raise _Crowded
        self._waiting += 1
        try:
            async with self._one:
                return await asyncio.to_thread(
                    painting.card, card.pictogram, card.title, card.below
                )
        finally:
            self._waiting -= 1


_EASEL = _Easel()


def of_shop(words: Words) -> Card:
    """Give the card of the shop, which pages without one of their own have."""
    return Card("/home", words("card_shop"), words("card_shop_below"))


def of_stores(words: Words) -> Card:
    """Give the card of the stores."""
    return Card("/stores", words("stores"), words("stores_about"))


def of_aisle(tree: Mapping[str, Category], code: str, words: Words) -> Card:
    """Give the card of an aisle, with the one that it lies in."""
    above = lineage(tree, code)
    names = [_name(each.name_fr, each.name_en, words) for each in above]
    return Card(
        f"/aisles/{code}",
        names[0],
        names[1] if len(names) > 1 else words("card_aisle"),
        pictogram(*(each.id for each in above)),
    )


def of_product(tree: Mapping[str, Category], product: Product, words: Words) -> Card:
    """Give the card of a product."""
    above = [each.id for each in lineage(tree, product.category)]
    name = _name(product.name, product.name_en, words)
    return Card(f"/products/{product.gtin}", name, product.brand, pictogram(*above))


async def shop(request: Request) -> Response:
    """Draw the card of the shop."""
    return await _drawn(request, of_shop(_words(request)))


async def stores(request: Request) -> Response:
    """Draw the card of the stores."""
    return await _drawn(request, of_stores(_words(request)))


async def aisle(request: Request) -> Response:
    """Draw the card of an aisle."""
    code, words = str(request.path_params["code"]), _words(request)
    async with house_of(request).shop.database.read(caller(words.language)) as on:
        tree = {each.id: each for each in await catalog.categories(on)}
    if code not in tree:
        raise not_found("aisle", code)
    return await _drawn(request, of_aisle(tree, code, words))


async def product(request: Request) -> Response:
    """Draw the card of a product."""
    gtin, words = str(request.path_params["gtin"]), _words(request)
    async with house_of(request).shop.database.read(caller(words.language)) as on:
        found = await catalog.product(on, gtin=gtin)
        tree = {each.id: each for each in await catalog.categories(on)}
    return await _drawn(request, of_product(tree, found, words))


async def _drawn(request: Request, card: Card) -> Response:
    named = request.query_params.get("v") == card.digest
    tag = f'"{card.digest}"'
    headers = {
        "Cache-Control": FOR_GOOD if named else FOR_AN_HOUR,
        "ETag": tag,
        # Others show this picture beside a link to us; that is what it is for.
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    try:
        drawn = await _EASEL.draw(card)
    except _Crowded:
        return Response(status_code=503, headers={"Retry-After": "5"})
    return Response(drawn, media_type="image/png", headers=headers)


def _words(request: Request) -> Words:
    return Words(language_of(request.query_params.get("lang")))


def _name(french: str, english: str, words: Words) -> str:
    return english if english and words.language is Language.ENGLISH else french


ROUTES = (
    Route("/cards/home.png", shop),
    Route("/cards/stores.png", stores),
    Route("/cards/aisles/{code}.png", aisle),
    Route("/cards/products/{gtin}.png", product),
)

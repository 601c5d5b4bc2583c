"""Finding goods: aisles, search, type-ahead, filters and pages with addresses of their own."""

import re
from html import unescape

import pytest

from comptoir.conversation import queries as conversations
from comptoir.db.query import Query
from comptoir.kernel.caller import SYSTEM
from tests.stories.shelves import GALA, GONE, PLAIN, SPREAD, SPREADS, SWEET
from tests.surfaces.web.conftest import House, Visitor

_HOUSEHOLDS = Query("select count(*) from household", int)


async def inside(house: House) -> Visitor:
    """Let somebody into the story's shop, whatever other stores there are."""
    visitor = await house.visitor()
    await visitor.enter()
    return visitor


def hidden(page: str, name: str) -> str:
    """Read what a page sends along with what is said on it."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None
    return unescape(found[1])


def listed(page: str) -> list[str]:
    """Give the products on a page in their order."""
    return re.findall(r'<li id="product-(\d+)">', page)


class TestAisles:
    async def test_show_those_with_goods_and_what_is_below(self, shelves: House) -> None:
        page = (await (await inside(shelves)).visit("/aisles")).text
        assert f'href="/aisles/{SWEET.id}"' in page
        assert f'href="/aisles/{SPREADS.id}"' in page
        assert "Épicerie sucrée" in page

    async def test_are_named_in_the_visitors_language(self, shelves: House) -> None:
        page = (await (await inside(shelves)).visit("/aisles?lang=en")).text
        assert "Sweet grocery" in page


class TestAisle:
    async def test_shows_all_below_it_with_price_unit_price_and_offer(self, shelves: House) -> None:
        page = (await (await inside(shelves)).visit(f"/aisles/{SWEET.id}")).text
        assert listed(page) == [SPREAD.gtin, PLAIN.gtin, GONE.gtin]
        for shown in ("3,42\u202f€", "8,55\u202f€/kg", "3,79\u202f€", "−10", "épuisé"):
            assert shown in page

    @pytest.mark.parametrize(
        ("query", "order"),
        [
            ("sort=price", [PLAIN.gtin, SPREAD.gtin, GONE.gtin]),
            ("sort=unit_price", [SPREAD.gtin, PLAIN.gtin, GONE.gtin]),
            ("label=organic", [SPREAD.gtin]),
            ("without=nuts", [PLAIN.gtin, GONE.gtin]),
            ("promo=1", [SPREAD.gtin]),
            ("stock=1", [SPREAD.gtin, PLAIN.gtin]),
            ("nutriscore=D", []),
            ("max=200", [PLAIN.gtin]),
            ("label=organic&without=nuts", []),
            ("sort=nonsense&page=x&label=%27--&without=plutonium", None),
        ],
    )
    async def test_is_sorted_and_narrowed_by_its_address(
        self, shelves: House, query: str, order: list[str] | None
    ) -> None:
        page = (await (await inside(shelves)).visit(f"/aisles/{SPREADS.id}?{query}")).text
        assert listed(page) == ([SPREAD.gtin, PLAIN.gtin, GONE.gtin] if order is None else order)

    async def test_says_which_filters_are_on_and_how_to_drop_each(self, shelves: House) -> None:
        path = f"/aisles/{SPREADS.id}"
        page = (await (await inside(shelves)).visit(f"{path}?label=organic&promo=1")).text
        assert f'href="{path}?promo=1"' in page
        assert f'href="{path}?label=organic"' in page
        assert re.search(r'value="organic" checked', page)

    async def test_warns_that_unknown_allergens_pass(self, shelves: House) -> None:
        page = (await (await inside(shelves)).visit(f"/aisles/{SPREADS.id}?without=nuts")).text
        assert "lisez sa fiche" in page

    async def test_that_does_not_exist_is_not_found(self, shelves: House) -> None:
        response = await (await inside(shelves)).visit("/aisles/nowhere")
        assert response.status_code == 404
        assert "Ce rayon n’existe pas" in response.text

    async def test_shows_fresh_goods_with_their_origin(self, shelves: House) -> None:
        page = (await (await inside(shelves)).visit("/aisles/page-apples")).text
        assert re.search(r'class="card-origin">.*France</p>', page)
        assert '2,39\u202f€<span class="price-unit">/kg</span>' in page


class TestSearch:
    async def test_finds_what_the_counter_finds(self, shelves: House) -> None:
        page = (await (await inside(shelves)).visit("/search?q=pate+a+tartinner")).text
        assert set(listed(page)) >= {SPREAD.gtin, PLAIN.gtin}
        assert 'value="pate a tartinner"' in page

    async def test_is_narrowed_and_keeps_its_words(self, shelves: House) -> None:
        page = (await (await inside(shelves)).visit("/search?q=tartiner&label=organic")).text
        assert listed(page)[0] == SPREAD.gtin
        assert '<input type="hidden" name="q" value="tartiner">' in page

    async def test_without_words_lists_the_offers(self, shelves: House) -> None:
        page = (await (await inside(shelves)).visit("/search?promo=1")).text
        assert listed(page) == [SPREAD.gtin]
        assert "Les promotions de la semaine" in page

    async def test_that_finds_nothing_helps(self, shelves: House) -> None:
        page = (await (await inside(shelves)).visit("/search?q=zzxxqqwk")).text
        assert "Nous n’avons rien trouvé" in page
        assert 'href="/aisles"' in page

    async def test_shows_hostile_words_as_text(self, shelves: House) -> None:
        hostile = "%3Cscript%3Ealert(1)%3C%2Fscript%3E%00"
        page = (await (await inside(shelves)).visit(f"/search?q={hostile}")).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page


class TestSuggest:
    async def test_gives_words_and_goods_as_a_fragment(self, shelves: House) -> None:
        fragment = (await (await inside(shelves)).visit("/search/suggest?q=grign")).text
        assert "<html" not in fragment
        assert f'href="/products/{SPREAD.gtin}"' in fragment
        assert 'href="/search?q=' in fragment

    async def test_gives_nothing_for_nothing(self, shelves: House) -> None:
        assert "<a" not in (await (await inside(shelves)).visit("/search/suggest?q=")).text


class TestLooking:
    """Whoever only looks leaves nothing behind: no household, no cart, no cookie."""

    @pytest.mark.parametrize(
        "path", ["/", "/aisles", "/search?q=lait", f"/products/{GALA.gtin}", "/stores", "/cart"]
    )
    async def test_opens_no_cart_and_sets_no_cookie(self, shelves: House, path: str) -> None:
        someone = await shelves.visitor()
        async with shelves.database.read(SYSTEM) as on:
            before = await _HOUSEHOLDS.one(on)
        response = await someone.visit(path)
        assert "set-cookie" not in response.headers
        async with shelves.database.read(SYSTEM) as on:
            assert await _HOUSEHOLDS.one(on) == before


class TestAddress:
    async def test_carries_what_was_asked_for_into_the_other_language(self, shelves: House) -> None:
        page = (await (await inside(shelves)).visit("/search?q=pomme&sort=price")).text
        assert 'href="/search?q=pomme&amp;sort=price&amp;lang=en"' in page


class TestSaying:
    @pytest.mark.parametrize(
        ("text", "place", "pieces"),
        [
            ("mets trois du premier", 0, 3),
            ("deux du deuxième", 1, 2),
            ("j'en prends un du dernier", -1, 1),
        ],
    )
    async def test_takes_so_many_of_what_stands_at_a_place(
        self, shelves: House, text: str, place: int, pieces: int
    ) -> None:
        visitor = await inside(shelves)
        page = (await visitor.visit("/search?q=pate+a+tartiner&stock=1")).text
        shown = listed(page)
        assert len(shown) >= 2
        fields = {name: hidden(page, name) for name in ("at", "kind", "shown", "said", "since")}
        assert fields["shown"].split() == shown
        await visitor.post("/say", {"text": text, "turn": "t", **fields})
        lines = {line.gtin: line.quantity.value for line in (await visitor.cart()).lines}
        assert lines == {shown[place]: pieces}

    async def test_points_at_what_the_page_shows(self, shelves: House) -> None:
        visitor = await inside(shelves)
        page = (await visitor.visit(f"/aisles/{SPREADS.id}")).text
        fields = dict(re.findall(r'name="(at|shown|said|since)" value="([^"]*)"', page))
        fields |= {"text": "mets le deuxième", "turn": "t"}
        response = await visitor.post("/say", fields)
        assert response.headers["location"] == f"/aisles/{SPREADS.id}#said"
        assert [line.gtin for line in (await visitor.cart()).lines] == [PLAIN.gtin]

    async def test_tells_the_pages_script_what_came_of_it(
        self, shelves: House, htmx: dict[str, str]
    ) -> None:
        visitor = await inside(shelves)
        await visitor.visit(f"/aisles/{SPREADS.id}")
        fields = {"text": "mets le deuxième", "turn": "t", "at": "/", "shown": SPREAD.gtin}
        fields["shown"] += f" {PLAIN.gtin}"
        response = await visitor.post("/say", fields, htmx)
        assert response.status_code == 200
        assert "mets le deuxième" in response.text.split('hx-target="#log"')[1]
        assert "1,99" in response.text.split('hx-target="#cart-link"')[1]
        assert 'hx-target=".turn-now"' in response.text

    async def test_moves_the_page_to_what_was_asked_for(
        self, shelves: House, htmx: dict[str, str]
    ) -> None:
        visitor = await inside(shelves)
        await visitor.visit("/")
        fields = {"text": "combien coûtent les pommes gala", "turn": "a", "at": "/"}
        response = await visitor.post("/say", fields)
        assert response.headers["location"] == f"/products/{GALA.gtin}#said"
        response = await visitor.post("/say", {**fields, "turn": "b"}, htmx)
        assert response.headers["hx-redirect"] == f"/products/{GALA.gtin}#said"
        page = (await visitor.visit(f"/products/{GALA.gtin}")).text
        assert "combien coûtent les pommes gala" in page

    async def test_begins_a_visit_for_somebody_who_only_looked(self, shelves: House) -> None:
        someone = await shelves.visitor()
        await someone.visit("/")
        response = await someone.post("/say", {"text": "bonjour", "at": "/"}, token=False)
        assert response.status_code == 303
        assert "set-cookie" in response.headers

    async def test_goes_back_to_no_other_site(self, shelves: House) -> None:
        visitor = await inside(shelves)
        for place in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x"):
            response = await visitor.post("/say", {"text": "bonjour", "turn": place, "at": place})
            assert response.headers["location"] == "/#said"

    async def test_is_told_on_the_next_page(self, shelves: House) -> None:
        visitor = await inside(shelves)
        await visitor.post("/say", {"text": "bonjour", "turn": "t", "at": "/"})
        async with shelves.database.read(SYSTEM) as on:
            told = await conversations.turns(on, conversation=await visitor.conversation(), limit=1)
        page = (await visitor.visit("/aisles")).text
        assert told[0].say.split("'")[0] in page

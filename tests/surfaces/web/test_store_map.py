"""The map of the stores: to scale, reached by keyboard; none where it would tell nothing."""

from dataclasses import replace
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.goods.stores.model import Store
from comptoir.kernel.locale import Language
from comptoir.surfaces.web import store_map
from comptoir.surfaces.web.pages import fill
from comptoir.surfaces.web.store_map import HEIGHT, WIDTH

_THEN = datetime(2026, 6, 15, 12, tzinfo=UTC)


def a_place(name: str, latitude: int, longitude: int, city: str = "Vitré") -> Store:
    """Give a store at a place, in millionths of a degree."""
    return Store(
        id=name, name=name, kind="city", city=city, latitude_e6=latitude, longitude_e6=longitude,
        version=1, created_at=_THEN, updated_at=_THEN,
    )  # fmt: skip


NEAR = a_place("near", 48_100_000, -1_600_000)
NORTH = a_place("north", 48_190_000, -1_600_000, "Combourg")
EAST = a_place("east", 48_100_000, -1_480_000, "Laval")


class TestDrawing:
    def test_is_to_scale_with_north_at_the_top(self) -> None:
        seen = store_map.draw([NEAR, NORTH, EAST], NEAR, Language.FRENCH)
        assert seen is not None
        near, north, east = seen.pins
        assert north.x == near.x
        assert east.y == near.y
        # A tenth of a degree north is 11.1 km; 0.12 degrees east are 8.9 km at this latitude.
        assert (near.y - north.y) / (east.x - near.x) == pytest.approx(1.123, abs=0.02)
        assert seen.away("north") == "10\u202fkm"
        assert seen.away("near") == ""
        assert [each.text for each in seen.towns] == ["Vitré", "Combourg", "Laval"]

    def test_is_none_where_it_would_tell_nothing(self) -> None:
        nowhere = replace(NORTH, latitude_e6=None)
        assert store_map.draw([NEAR, nowhere], NEAR, Language.FRENCH) is None
        assert store_map.draw([NEAR, NORTH, nowhere], nowhere, Language.FRENCH) is None

    def test_leaves_a_store_without_a_place_off_and_keeps_the_numbers(self) -> None:
        nowhere = replace(EAST, longitude_e6=None)
        seen = store_map.draw([NEAR, nowhere, NORTH], NEAR, Language.ENGLISH)
        assert seen is not None
        assert [(pin.store, pin.number) for pin in seen.pins] == [("near", 1), ("north", 3)]
        assert seen.number("east") == 0

    @given(
        st.lists(
            st.tuples(st.integers(-89_000_000, 89_000_000), st.integers(-180_000_000, 180_000_000)),
            min_size=2,
            max_size=12,
        )
    )
    def test_has_every_pin_on_the_paper(self, places: list[tuple[int, int]]) -> None:
        stores = [a_place(f"s{n}", *place) for n, place in enumerate(places)]
        seen = store_map.draw(stores, stores[0], Language.FRENCH)
        assert seen is not None
        assert all(0 <= pin.x <= WIDTH and 0 <= pin.y <= HEIGHT for pin in seen.pins)

    @pytest.mark.parametrize(
        ("kilometres", "told"),
        [(0.0, "10 m"), (0.347, "350 m"), (1.0, "1 km"), (3.24, "3,2 km"), (12.4, "12 km")],
    )
    def test_tells_distances_as_people_do(self, kilometres: float, told: str) -> None:
        assert store_map.distance(kilometres, Language.FRENCH).replace("\u202f", " ") == told


class TestMarkup:
    def test_links_each_pin_to_its_store_by_name(self) -> None:
        seen = store_map.draw([NEAR, NORTH], NEAR, Language.ENGLISH)
        text = fill("_map.html", Language.ENGLISH, map=seen)
        assert 'href="#north"' in text
        assert "2, north, 10\u202fkm" in text
        drawing = text[text.index("<svg viewBox") : text.index("</svg>\n<p") + 6]
        assert ElementTree.fromstring(drawing).get("role") == "group"

    def test_escapes_what_grocers_have_typed(self) -> None:
        hostile = replace(NORTH, name='"><script>', city="<b>")
        seen = store_map.draw([NEAR, hostile], NEAR, Language.FRENCH)
        text = fill("_map.html", Language.FRENCH, map=seen)
        assert "<script>" not in text
        assert "<b>" not in text

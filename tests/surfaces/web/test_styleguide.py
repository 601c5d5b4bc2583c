"""The page of everything the shop is drawn with."""

import re

from comptoir.street.words import explain
from comptoir.surfaces.web import application, pictures
from comptoir.surfaces.web.pages import style_sheet
from comptoir.surfaces.web.styleguide import COLOURS
from tests.surfaces.web.conftest import House


class TestStyleguide:
    async def test_shows_every_colour_and_pictogram(self, house: House) -> None:
        house.served.demo = True
        house.app = application.build(house.served, explain)
        page = (await (await house.visitor()).visit("/styleguide")).text
        for name in COLOURS:
            assert f"--{name}" in page
        for name in pictures.names():
            assert f"<code>{name}</code>" in page
            assert pictures.drawing(name) in page

    async def test_is_not_there_outside_the_demo(self, house: House) -> None:
        assert (await (await house.visitor()).visit("/styleguide")).status_code == 404


class TestStyleSheet:
    def test_names_every_colour_in_light_and_dark(self) -> None:
        text = style_sheet().decode()
        for name in COLOURS:
            assert len(re.findall(rf"--{name}: ", text)) >= 2, name

    def test_loads_nothing_but_our_own_letters(self) -> None:
        addresses = re.findall(r"url\(([^)]*)\)", style_sheet().decode())
        assert len(addresses) == 2
        assert all(each.startswith('"/static/fonts/') and "?v=" in each for each in addresses)

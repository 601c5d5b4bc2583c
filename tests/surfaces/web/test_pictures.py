"""Pictograms: each kind of goods has one, and each is a drawing and nothing else."""

import re
from collections import defaultdict
from importlib import resources
from pathlib import Path
from xml.etree import ElementTree

import pytest

from comptoir.app.demo.assortment import assortment
from comptoir.goods.catalog.text import fold
from comptoir.surfaces.web import pictures
from tests.surfaces.web.conftest import House

FOLDER = Path(str(resources.files("comptoir.surfaces.web").joinpath("pictograms")))
FILES = sorted(FOLDER.glob("*.svg"))
_SVG = "{http://www.w3.org/2000/svg}"


class TestPictogram:
    def test_is_there_for_each_category_of_the_demo(self) -> None:
        categories = assortment().categories
        assert len(categories) > 100
        for each in categories:
            assert pictures.pictogram(each.id) != pictures.FALLBACK, each.id

    def test_is_a_drawing_that_exists(self) -> None:
        assert _stand_for() | {pictures.FALLBACK} == pictures.names()

    def test_tells_goods_of_a_category_apart_by_the_first_known_word_of_their_name(self) -> None:
        def exotic(name: str) -> str:
            return pictures.pictogram("bananas-exotic", "fruit", name=name)

        assert exotic("Kiwis jaunes") == "kiwi"
        assert exotic("Noix de coco") == "coconut"
        assert exotic("Figues de Barbarie") != exotic("Figues fraîches") == "fig"
        assert pictures.pictogram("yogurt", name="Yaourts aux kiwis") == "yogurt"
        assert pictures.pictogram("fruit-vegetables", name="Courgettes") == "courgette"

    def test_is_chosen_by_words_that_the_demo_has(self) -> None:
        folded = defaultdict[str | None, list[str]](list)
        for each in assortment().products:
            folded[each.category].append(fold(each.name))
        unheard = [
            (category, word)
            for category, kind in pictures.kinds().items()
            for word in kind.others
            if not any(re.search(rf"\b{re.escape(word)}", name) for name in folded[category])
        ]
        assert unheard == []

    def test_falls_back_to_what_a_category_lies_in_and_then_to_a_basket(self) -> None:
        assert pictures.pictogram("goat-milk", "milk", "dairy") == "milk"
        assert pictures.pictogram("skateboards", None) == pictures.FALLBACK

    def test_covers_at_least_sixty_kinds_of_goods(self) -> None:
        assert len(_stand_for()) >= 250


def _stand_for() -> set[str]:
    kinds = pictures.kinds().values()
    return {picture for kind in kinds for picture in (kind.whole, *kind.others.values())}


class TestDrawing:
    @pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
    def test_is_two_inks_in_one_grid(self, file: Path) -> None:
        root = ElementTree.fromstring(file.read_text("utf-8"))
        assert root.tag == f"{_SVG}svg"
        assert root.get("viewBox") == "0 0 48 48"
        tags = [each.tag.removeprefix(_SVG) for each in root.iter()]
        assert tags == ["svg", "path", "path"]
        tone, line = root
        assert (tone.get("fill"), line.get("fill"), line.get("stroke")) == (
            "#ffdc62",
            "none",
            "#182125",
        )

    @pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
    def test_carries_neither_script_nor_address(self, file: Path) -> None:
        text = file.read_text("utf-8")
        assert not re.search(r"<script|\son[a-z]+=|href|url\(|style=|<!", text)
        assert text.count("http") == 1


class TestOnAPage:
    def test_takes_the_inks_of_the_page(self) -> None:
        for name in pictures.names():
            drawn = pictures.drawing(name)
            assert drawn.count("<path") == 2
            assert "#" not in drawn

    async def test_stands_in_it_and_asks_for_no_file(self, house: House) -> None:
        page = (await (await house.visitor()).visit("/counter")).text
        assert pictures.drawing("milk") in page
        assert "pictograms" not in page

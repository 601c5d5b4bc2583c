"""Wine that is asked for by its colour is wine, and has its alcohol unless nobody wants it."""

import pytest

from comptoir.conversation.commands import start
from comptoir.db.unit_of_work import Database
from comptoir.kernel.locale import Language
from tests.shop.conversation.story import CALLER, Talk

STORE = "grand-ouest"


async def _put(database: Database, said: str) -> tuple[str, str | None]:
    """Give the name and the category of the one thing that a sentence puts in the cart."""
    async with database.work(CALLER) as uow:
        opened = await start(uow, store=STORE, language=Language.FRENCH)
    answer = await Talk(database, STORE, None, opened.id).say(said)
    (line,) = answer.cart.lines
    return line.name, line.category


@pytest.mark.parametrize(
    ("said", "category"),
    [
        ("une bouteille de vin rouge", "red-wine"),
        ("mets du vin rouge", "red-wine"),
        ("ajoute du vin blanc", "white-wine"),
        ("un pack de bières", "beer"),
    ],
)
async def test_is_found_by_its_legal_name(demo: Database, said: str, category: str) -> None:
    name, put = await _put(demo, said)
    assert put == category
    assert "sans alcool" not in name


@pytest.mark.parametrize("said", ["du vin rouge sans alcool", "de la bière sans alcool"])
async def test_without_alcohol_is_for_those_who_say_so(demo: Database, said: str) -> None:
    name, _ = await _put(demo, said)
    assert "sans alcool" in name

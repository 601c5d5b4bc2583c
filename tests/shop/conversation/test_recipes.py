"""Every dish can be cooked from the demo chain's shelves, in sensible amounts."""

import pytest

from comptoir.conversation.commands import start
from comptoir.conversation.turning.cooking import Dish, dishes
from comptoir.db.unit_of_work import Database
from comptoir.goods.catalog.terms import stems
from comptoir.kernel.locale import Language
from tests.shop.conversation.story import CALLER, Talk

STORE = "grand-ouest"


async def _talk(database: Database, language: Language = Language.FRENCH) -> Talk:
    async with database.work(CALLER) as uow:
        opened = await start(uow, store=STORE, language=language)
    return Talk(database, STORE, None, opened.id)


class TestDishes:
    def test_are_sixty_or_more_with_names_of_their_own(self) -> None:
        names = [name for dish in dishes() for name in (dish.french, *dish.also)]
        assert len(dishes()) >= 60
        assert len(set(names)) == len(names)
        assert all(dish.english for dish in dishes())

    def test_have_no_meat_or_fish_where_they_say_so(self) -> None:
        flesh = {
            stem
            for word in [
                "bœuf",
                "porc",
                "poulet",
                "veau",
                "lardons",
                "jambon",
                "saucisse",
                "saumon",
                "cabillaud",
                "thon",
                "merguez",
                "chorizo",
                "anchois",
                "moules",
                "crevettes",
                "steak",
                "viande",
            ]
            for stem in stems(word)
        }
        for dish in dishes():
            if dish.vegetarian:
                for good in dish.goods:
                    assert not flesh & set(stems(good.product)), (dish.french, good.product)


@pytest.mark.parametrize("dish", dishes(), ids=lambda dish: dish.french)
class TestCook:
    async def test_finds_all_of_it(self, demo: Database, dish: Dish) -> None:
        talk = await _talk(demo)
        answer = await talk.say(f"de quoi faire {dish.french} pour quatre")
        assert answer.pending == "recipe_list", answer.say
        assert "pas trouvé" not in answer.say
        answer = await talk.say("oui")
        assert len(answer.cart.lines) == len(dish.goods)
        bought = [set(stems(f"{line.name} {line.brand}")) for line in answer.cart.lines]
        for good in dish.goods:
            head = stems(good.product)[0]
            assert any(head in named for named in bought), (good.product, answer.say)
        assert answer.cart.totals.goods < 90_00


class TestServings:
    async def test_scale_the_amounts(self, demo: Database) -> None:
        four = await (await _talk(demo)).hold(
            "de quoi faire un gratin dauphinois pour quatre", "oui"
        )
        eight = await (await _talk(demo)).hold(
            "de quoi faire un gratin dauphinois pour huit", "oui"
        )
        potatoes = [
            sum(line.quantity.value for line in answer.cart.lines if "Pommes" in line.name)
            for answer in (four, eight)
        ]
        assert potatoes[1] == 2 * potatoes[0]

    async def test_are_asked_where_they_were_not_said(self, demo: Database) -> None:
        talk = await _talk(demo)
        assert (await talk.say("je veux faire une ratatouille")).pending == "ask_servings"
        assert (await talk.say("pour six")).pending == "recipe_list"


class TestWithout:
    @pytest.mark.parametrize(
        "text",
        [
            "de quoi faire une ratatouille pour quatre sauf les oignons",
            "les ingrédients d'une ratatouille pour quatre j'ai déjà les oignons",
        ],
    )
    async def test_leaves_out_what_the_shopper_has(self, demo: Database, text: str) -> None:
        talk = await _talk(demo)
        answer = await talk.say(text)
        assert answer.pending == "recipe_list"
        answer = await talk.say("oui")
        assert len(answer.cart.lines) == 5
        assert not any("ignon" in line.name for line in answer.cart.lines)

    async def test_remembers_it_while_it_asks_for_how_many(self, demo: Database) -> None:
        talk = await _talk(demo)
        answer = await talk.hold("je veux faire une ratatouille sauf les oignons", "quatre", "oui")
        assert len(answer.cart.lines) == 5

    async def test_takes_off_the_list_that_waits(self, demo: Database) -> None:
        talk = await _talk(demo)
        await talk.say("de quoi faire une ratatouille pour quatre")
        answer = await talk.hold("j'ai déjà l'ail", "oui")
        assert len(answer.cart.lines) == 5


class TestEnglish:
    @pytest.mark.parametrize(
        "name", ["ratatouille", "onion soup", "beef bourguignon", "apple tart"]
    )
    async def test_knows_dishes_by_their_english_names(self, demo: Database, name: str) -> None:
        talk = await _talk(demo, Language.ENGLISH)
        answer = await talk.say(f"ingredients for {name} for four")
        assert answer.pending == "recipe_list", answer.say

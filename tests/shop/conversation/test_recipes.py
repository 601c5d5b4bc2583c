"""Every dish can be cooked from the demo chain's shelves, in the packs that suffice."""

import math
from fractions import Fraction

import pytest

from comptoir.app.demo.assortment import assortment
from comptoir.conversation.commands import start
from comptoir.conversation.model import Amount, Unit
from comptoir.conversation.turning.cooking import Dish, dishes
from comptoir.db.unit_of_work import Database
from comptoir.goods.catalog.terms import stems
from comptoir.goods.shelf import queries as shelves
from comptoir.goods.shelf.model import ShelfItem
from comptoir.kernel.locale import Language
from comptoir.kernel.measure import pieces
from comptoir.shopping.habits import commands as habits
from tests.shop.conversation.story import CALLER, Talk
from tests.stories.shopping import a_household

STORE = "grand-ouest"


ON_SALE = [sold.offer.gtin for sold in assortment().stores[STORE]]
MEASURES = {"g": Unit.GRAM, "ml": Unit.MILLILITRE, "piece": Unit.PIECE}


def _needed(amount: Amount, servings: int) -> Fraction | None:
    """Give how much will do, nine tenths of a measure; None of what is told in packs."""
    wanted = amount.value * servings / 4
    match amount.unit:
        case Unit.PACK:
            return None
        case Unit.PIECE:
            return Fraction(math.ceil(wanted))
        case _:
            return Fraction(int(wanted * 9 / 10))


def _packs(item: ShelfItem, needed: Fraction) -> int:
    assert item.net_value is not None
    return max(1, math.ceil(needed / item.net_value))


def _plain(item: ShelfItem) -> str:
    return item.name.partition(",")[0]


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


@pytest.mark.parametrize("servings", [2, 4])
@pytest.mark.parametrize("dish", dishes(), ids=lambda dish: dish.french)
class TestPacks:
    async def test_suffice_and_none_would_for_less(
        self, demo: Database, dish: Dish, servings: int
    ) -> None:
        talk = await _talk(demo)
        await talk.say(f"de quoi faire {dish.french} pour {servings}")
        answer = await talk.say("oui")
        async with demo.read(CALLER) as on:
            shelf = await shelves.items(on, store=STORE, gtins=ON_SALE)
        for good, line in zip(dish.goods, answer.cart.lines, strict=True):
            assert good.amount is not None
            item, needed = shelf[line.gtin], _needed(good.amount, servings)
            assert stems(item.name)[:1] == stems(good.product)[:1], (good.product, item.name)
            if needed is None or item.net_unit is None:
                continue
            if MEASURES[item.net_unit] is not good.amount.unit:  # a baguette, whatever it weighs
                assert good.amount.unit is Unit.PIECE, (good.product, item.name)
                continue
            ways = [
                each.terms.total(pieces(_packs(each, needed)))
                for each in shelf.values()
                if (_plain(each), each.brand) == (_plain(item), item.brand)
                and set(each.labels) == set(item.labels)
                and each.net_unit == item.net_unit
                and each.available >= _packs(each, needed)
            ]
            assert line.quantity.value >= _packs(item, needed), (good.product, answer.say)
            assert line.total <= min(ways), (good.product, answer.say)


class TestUsual:
    """A household's usual goods are in the dish, in the pack that the dish wants."""

    TRAY, POWDER, ORGANIC = "2405000022300", "2405000019805", "2405000005204"

    async def _crepes(self, demo: Database, *usual: str) -> list[str]:
        async with demo.work(CALLER) as uow:
            household = await a_household(uow)
            for week in ("a", "b"):
                await habits.count_order(
                    uow,
                    store=STORE,
                    household=household,
                    order_id=f"{household}-{week}",
                    quantities=dict.fromkeys(usual, 1),
                    at=uow.now,
                )
            opened = await start(uow, store=STORE, language=Language.FRENCH, household=household)
        talk = Talk(demo, STORE, household, opened.id)
        answer = await talk.hold("crêpes pour quatre", "oui")
        return [f"{line.name} {line.net_value}" for line in answer.cart.lines]

    async def test_tray_of_thirty_gives_way_to_a_box_of_six(self, demo: Database) -> None:
        assert "Œufs plein air 6" in await self._crepes(demo, self.TRAY)

    async def test_powder_is_no_milk_to_pour(self, demo: Database) -> None:
        milk = [each for each in await self._crepes(demo, self.POWDER) if "Lait" in each]
        assert milk == ["Lait demi-écrémé UHT petite bouteille 500"]

    async def test_organic_eggs_stay_organic(self, demo: Database) -> None:
        assert "Œufs bio 6" in await self._crepes(demo, self.ORGANIC)


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

"""Acts on dishes: the goods of a recipe for so many, offered as a list."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import cast

from comptoir.conversation.memory import Offered, Question, Wanted
from comptoir.conversation.model import (
    Act,
    Amount,
    Filter,
    Intent,
    PendingKind,
    SaidItem,
    Unit,
)
from comptoir.conversation.outcomes import LeftOut, NoRecipe, Outcome, Unknown
from comptoir.conversation.reckoned import DishCost
from comptoir.conversation.saying.tongue import words_of
from comptoir.conversation.turning.desk import Desk
from comptoir.conversation.turning.provisions import provision
from comptoir.goods.catalog.terms import english_stems, stems
from comptoir.kernel.locale import Language

_WRITTEN_FOR = 4
_MOST_SERVINGS = 40
_EXAMPLES = 3
_MEATLESS = frozenset({Filter.VEGETARIAN, Filter.VEGAN})


@dataclass(frozen=True, slots=True)
class Dish:
    """A recipe for four, its goods as a shopper would say them."""

    french: str
    english: str
    also: tuple[str, ...]
    vegetarian: bool
    goods: tuple[SaidItem, ...]

    def name(self, language: Language) -> str:
        """Name it in a language."""
        return self.french if language is Language.FRENCH else self.english


async def cook(desk: Desk, act: Act) -> tuple[Outcome, ...]:
    """Offer the goods of a dish, once it is known for how many."""
    waiting = desk.question
    asked = waiting.label if waiting and waiting.kind is PendingKind.ASK_SERVINGS else ""
    said = act.recipe or asked
    known = dishes()
    if not said:
        return _propose(desk, act)
    dish = _named(said, act)
    if dish is None:
        names = tuple(each.name(desk.language) for each in known[:_EXAMPLES])
        return (NoRecipe(said, names),)
    desk.answered()
    name, spared = dish.name(desk.language), spared_by(act)
    if asked and waiting is not None:
        spared = (*waiting.as_item().without, *spared)
        act = replace(act, max_price=act.max_price or waiting.as_item().max_price)
    if act.servings is None:
        item = SaidItem(name, without=spared, max_price=act.max_price)
        return desk.ask(Question(PendingKind.ASK_SERVINGS, label=name, item=item))
    return await _list(desk, act, dish, spared, max(1, min(act.servings, _MOST_SERVINGS)))


def cooks(act: Act) -> bool:
    """Tell whether an act wants a dish that is known, or any."""
    named = act.recipe is None or _named(act.recipe, act) is not None
    return act.intent is Intent.RECIPE and named


def spared_by(act: Act) -> tuple[str, ...]:
    """Give what a sentence about a dish says to leave out or to have at home."""
    return tuple(each for item in act.items for each in item.without)


def sparing(acts: Sequence[Act]) -> tuple[Act, ...]:
    """Read what is taken away right after a dish as what the dish is cooked without.

    What the dish has nothing of is taken out of the cart, as anywhere else.
    """
    found: list[Act] = []
    for act in acts:
        recipe = found[-1] if found and found[-1].intent is Intent.RECIPE else None
        if recipe is None or act.intent is not Intent.REMOVE or not _uses(recipe, act):
            found.append(act)
            continue
        without = tuple(item.product for item in act.items)
        found[-1] = replace(recipe, items=(*recipe.items, SaidItem(without=without)))
    return tuple(found)


def _uses(recipe: Act, act: Act) -> bool:
    dish = _named(recipe.recipe, recipe) if recipe.recipe else None
    named = [item.product for item in act.items]
    if dish is None or not named:
        return recipe.recipe is None
    return any(_is_of(good, each) for good in dish.goods for each in named)


def _is_of(good: SaidItem, said: str) -> bool:
    return bool(said) and set(stems(said)) <= set(stems(good.product))


async def _list(
    desk: Desk, act: Act, dish: Dish, spared: Sequence[str], servings: int
) -> tuple[Outcome, ...]:
    """Offer the goods of a dish for so many, without what is spared."""
    name = dish.name(desk.language)
    left = [good for good in dish.goods if any(_is_of(good, each) for each in spared)]
    outcomes: list[Outcome] = [LeftOut(good.product) for good in left]
    filters = tuple(each for each in act.filters if each not in _MEATLESS)
    wants: list[Wanted] = []
    total = 0
    for good in dish.goods:
        if good in left:
            continue
        found = await provision(desk, _for(good, servings), filters)
        if found is None:
            outcomes.append(Unknown(good.product))
            continue
        item, quantity = found
        wants.append(desk.wanted(item, quantity, good.product))
        total += item.terms.total(quantity)
    if act.max_price is not None and wants:
        outcomes.append(DishCost(total, act.max_price))
    question = Question(PendingKind.RECIPE_LIST, wants=tuple(wants), label=name, count=servings)
    return (*outcomes, *(desk.ask(question) if wants else ()))


@cache
def dishes() -> tuple[Dish, ...]:
    """Give the recipes that ship with the counter."""
    tables = cast("dict[str, list[dict[str, object]]]", words_of("recipes"))
    return tuple(_dish(table) for table in tables["dish"])


def _dish(table: dict[str, object]) -> Dish:
    goods = cast("list[tuple[str, int, str]]", table["goods"])
    return Dish(
        french=str(table["fr"]),
        english=str(table["en"]),
        also=tuple(cast("list[str]", table["also"])),
        vegetarian=bool(table["vegetarian"]),
        goods=tuple(
            SaidItem(product, Amount(Fraction(value), Unit(unit))) for product, value, unit in goods
        ),
    )


def _named(said: str, act: Act) -> Dish | None:
    """Find the dish of a name, the one with fewest words of its own; without meat when asked."""
    meatless = bool(_MEATLESS & set(act.filters))
    found: list[tuple[int, int, Dish]] = []
    for place, dish in enumerate(dishes()):
        if meatless and not dish.vegetarian:
            continue
        for name in (dish.french, *dish.also):
            found.extend(_match(stems(said), stems(name), place, dish))
        found.extend(_match(english_stems(said), english_stems(dish.english), place, dish))
    return min(found, key=lambda one: one[:2])[2] if found else None


def _match(
    said: tuple[str, ...], name: tuple[str, ...], place: int, dish: Dish
) -> list[tuple[int, int, Dish]]:
    shared = set(said) & set(name)
    if not said or not (shared == set(said) or shared == set(name)):
        return []
    return [(len(set(said) ^ set(name)), place, dish)]


def _propose(desk: Desk, act: Act) -> tuple[Outcome, ...]:
    """Offer the first dishes that use what the shopper has at hand, none of it where none does."""
    at_hand = [item.product for item in act.items if item.product]
    meatless = bool(_MEATLESS & set(act.filters))
    fit = [dish for dish in dishes() if dish.vegetarian or not meatless]
    use = [
        dish
        for dish in fit
        if all(any(_is_of(good, each) for good in dish.goods) for each in at_hand)
    ]
    desk.answered()
    offered = tuple(
        Offered(dish.name(desk.language), dish=dish.name(desk.language))
        for dish in (use or fit)[:_EXAMPLES]
    )
    item = SaidItem(max_price=act.max_price)
    question = Question(PendingKind.CHOICES, offered=offered, item=item, count=act.servings)
    return (*(Unknown(each) for each in at_hand if not use), *desk.ask(question))


def chosen(question: Question, dish: str) -> Act:
    """Give the wish for a dish that was chosen among those offered."""
    limit = question.as_item().max_price
    return Act(Intent.RECIPE, recipe=dish, servings=question.count, max_price=limit)


def _for(good: SaidItem, servings: int) -> SaidItem:
    if good.amount is None:
        return good
    value = good.amount.value * servings / _WRITTEN_FOR
    if good.amount.unit in (Unit.PIECE, Unit.PACK):
        value = Fraction(max(1, -(-value.numerator // value.denominator)))
    return SaidItem(good.product, Amount(value, good.amount.unit))

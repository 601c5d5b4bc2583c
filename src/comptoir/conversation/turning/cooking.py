"""Acts on dishes: the goods of a recipe for so many, offered as a list."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import cast

from comptoir.conversation.memory import Question, Wanted
from comptoir.conversation.model import Act, Amount, Filter, PendingKind, SaidItem, Unit
from comptoir.conversation.outcomes import NoRecipe, Outcome, Unknown
from comptoir.conversation.saying.tongue import words_of
from comptoir.conversation.turning.amounts import HowMuch, how_much
from comptoir.conversation.turning.choosing import Meant, Several, choose
from comptoir.conversation.turning.desk import Desk
from comptoir.goods.catalog.terms import english_stems, stems
from comptoir.kernel.locale import Language
from comptoir.kernel.refusals import Refusal

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
    dish = _named(said, act) if said else _with_goods(act)
    if dish is None:
        names = tuple(each.name(desk.language) for each in known[:_EXAMPLES])
        return (NoRecipe(said, names),)
    desk.answered()
    name = dish.name(desk.language)
    if act.servings is None:
        return desk.ask(Question(PendingKind.ASK_SERVINGS, label=name))
    servings = max(1, min(act.servings, _MOST_SERVINGS))
    outcomes: list[Outcome] = []
    wants: list[Wanted] = []
    for good in dish.goods:
        want = await _wanted(desk, _for(good, servings), act)
        if want is None:
            outcomes.append(Unknown(good.product))
        else:
            wants.append(want)
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


def _with_goods(act: Act) -> Dish | None:
    """Find a dish that uses what the shopper has at hand."""
    at_hand = [set(stems(item.product)) for item in act.items if item.product]
    for dish in dishes():
        used = [set(stems(good.product)) for good in dish.goods]
        if at_hand and all(any(mine <= each for each in used) for mine in at_hand):
            return dish
    return None


def _for(good: SaidItem, servings: int) -> SaidItem:
    if good.amount is None:
        return good
    value = good.amount.value * servings / _WRITTEN_FOR
    if good.amount.unit in (Unit.PIECE, Unit.PACK):
        value = Fraction(max(1, -(-value.numerator // value.denominator)))
    return SaidItem(good.product, Amount(value, good.amount.unit))


async def _wanted(desk: Desk, good: SaidItem, act: Act) -> Wanted | None:
    filters = tuple(each for each in act.filters if each not in _MEATLESS)
    said = SaidItem(good.product, good.amount, filters=filters)
    found = await choose(desk, said)
    match found:
        case Meant(item):
            pass
        case Several(items):
            item = items[0]
        case _:
            return None
    if item.available == 0:
        return None
    try:
        wanted = how_much(item, said)
    except Refusal:
        return None
    quantity = wanted.quantity if isinstance(wanted, HowMuch) else wanted.options[-1]
    return desk.wanted(item, quantity, good.product)

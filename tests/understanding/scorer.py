"""Score what was understood of a dialogue against what was meant, by the rules of the README."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import zip_longest
from typing import cast

from comptoir.conversation.hearing.tokens import fold
from comptoir.conversation.model import Json, JsonValue

LITTLE = frozenset(
    re.findall(r"\w+", "de du des d la le les l a au aux en et un une the of in with some s")
)
FILTER_WORDS = re.compile(
    r"\b(bio|biologiques?|organic|sans gluten|gluten free|sans lactose|lactose free|halal|casher"
    r"|kosher|vegane?s?|vegetarien(?:ne)?s?|label rouge|sans sucres? ajoutes?)\b"
)
NUMBERS = {
    **dict.fromkeys(("deux", "two"), "2"),
    **dict.fromkeys(("trois", "three"), "3"),
    **dict.fromkeys(("quatre", "four"), "4"),
    **dict.fromkeys(("cinq", "five"), "5"),
    "six": "6",
    **dict.fromkeys(("sept", "seven"), "7"),
    **dict.fromkeys(("huit", "eight"), "8"),
    **dict.fromkeys(("dix", "ten"), "10"),
    **dict.fromkeys(("douze", "twelve"), "12"),
}
IN_BASE_UNITS = {"kg": ("g", 1000), "l": ("ml", 1000), "cl": ("ml", 10), "dl": ("ml", 100)}
UNSAID = (None, ("piece", Decimal(1)), ("pack", Decimal(1)))
"""Amounts that are right where the shopper gave none."""
COMPARED = ("mode", "max_price", "servings", "ref")


@dataclass(frozen=True, slots=True)
class Turn:
    """How one turn was understood."""

    intent: bool
    exact: bool
    meant_items: int
    understood_items: int
    products: int
    items: int

    @property
    def rank(self) -> tuple[bool, bool, int, int, int]:
        """By which the best of several right readings is chosen."""
        apart = abs(self.meant_items - self.understood_items)
        return self.exact, self.intent, self.items, self.products, -apart


@dataclass(slots=True)
class Scores:
    """What a set of dialogues adds up to; percentages."""

    turns: list[Turn] = field(default_factory=list[Turn])
    dialogues: list[bool] = field(default_factory=list[bool])

    @property
    def intent(self) -> float:
        """Turns whose intent is right."""
        return _share([turn.intent for turn in self.turns])

    @property
    def exact(self) -> float:
        """Turns of which everything is right."""
        return _share([turn.exact for turn in self.turns])

    @property
    def dialogue(self) -> float:
        """Dialogues of several turns of which everything is right."""
        return _share(self.dialogues)

    @property
    def item_f1(self) -> float:
        """Items found with product, quantity and unit, over all turns."""
        hits = sum(turn.items for turn in self.turns)
        named = sum(turn.meant_items + turn.understood_items for turn in self.turns)
        return 200 * hits / named if named else 100.0


def _share(values: Sequence[bool]) -> float:
    return 100 * sum(values) / len(values) if values else 100.0


def score(dialogues: Iterable[tuple[Json, Json]], language: str) -> Scores:
    """Score pairs of a dialogue and what was understood of it."""
    scores = Scores()
    for meant, understood in dialogues:
        pairs = zip_longest(_objects(meant.get("turns")), _objects(understood.get("turns")))
        turns = [
            score_turn(_object((said or {}).get("expect")), answer or {}, language)
            for said, answer in pairs
        ]
        scores.turns.extend(turns)
        if len(turns) > 1:
            scores.dialogues.append(all(turn.exact for turn in turns))
    return scores


def score_turn(expected: Json, understood: Json, language: str) -> Turn:
    """Score a turn by the right reading that it comes nearest to."""
    readings = [expected, *_objects(expected.get("alt"))]
    return max((_against(one, understood, language) for one in readings), key=lambda one: one.rank)


def _against(meant: Json, said: Json, language: str) -> Turn:
    wanted, found = _objects(meant.get("items")), _objects(said.get("items"))
    products, items = _matched(wanted, found, language)
    intent = meant.get("intent") == said.get("intent")
    whole = items == len(wanted) == len(found)
    exact = intent and whole and _same_rest(meant, said, language)
    also = _objects(said.get("also"))
    exact = exact and all(
        any(_says_too(act, other, language) for other in also)
        for act in _objects(meant.get("also"))
    )
    return Turn(intent, exact, len(wanted), len(found), products, items)


def _says_too(act: Json, other: Json, language: str) -> bool:
    wanted = _objects(act.get("items"))
    hits = _matched(wanted, _objects(other.get("items")), language)[1]
    return act.get("intent") == other.get("intent") and hits == len(wanted)


def _matched(wanted: list[Json], found: list[Json], language: str) -> tuple[int, int]:
    """Return how many products are found, and how many with the right amount."""
    left = list(found)
    products = items = 0
    for one in wanted:
        name = product_key(one.get("product"), language)
        alike = [other for other in left if product_key(other.get("product"), language) == name]
        right = [other for other in alike if _same_amount(one, other)]
        if alike:
            left.remove((right or alike)[0])
            products += 1
            items += bool(right)
    return products, items


def product_key(text: JsonValue, language: str) -> tuple[str, ...]:
    """Return the words that make a product, sorted, without filters, articles and plurals."""
    plain = FILTER_WORDS.sub(" ", fold(str(text or "")))
    plain = re.sub(r"\bnumero\b|n°", "n", plain)
    words = re.sub(r"[^a-z0-9°]+", " ", plain).split()
    counted = (NUMBERS.get(word, re.sub(r"^litres?$", "l", word)) for word in words)
    return tuple(sorted(_singular(word, language) for word in counted if word not in LITTLE))


def _singular(word: str, language: str) -> str:
    if language == "en" and len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if language == "en" and len(word) > 4 and re.search(r"(ch|sh|x|ss|o)es$", word):
        return word[:-2]
    if len(word) > 4 and word.endswith(("eaux", "oux")):
        return word[:-1]
    if len(word) > 3 and word[-1] in "sx" and not word.endswith("ss"):
        return word[:-1]
    return word


def _amount(item: Json) -> tuple[str, Decimal] | None:
    if item.get("qty") is None:
        return None
    unit, factor = IN_BASE_UNITS.get(
        str(item.get("unit") or "piece"), (str(item.get("unit") or "piece"), 1)
    )
    value = Decimal(str(item["qty"])) * factor
    return unit, round(value, 0 if unit in ("g", "ml") else 3)


def _same_amount(meant: Json, said: Json) -> bool:
    wanted, found = _amount(meant), _amount(said)
    return wanted == found or (wanted is None and found in UNSAID)


def _same_rest(meant: Json, said: Json, language: str) -> bool:
    if any(meant.get(key) is not None and meant[key] != said.get(key) for key in COMPARED):
        return False
    slot, other = _object(meant.get("slot")), _object(said.get("slot"))
    if any(str(other.get(key)) != str(value) for key, value in slot.items()):
        return False
    if set(_list(meant.get("filters"))) != set(_list(said.get("filters"))):
        return False
    named = all(
        product_key(meant[key], language) == product_key(said.get(key), language)
        for key in ("recipe", "store")
        if meant.get(key)
    )
    old, gone = (
        [product_key(one, language) for one in _list(act.get("replaces"))] for act in (meant, said)
    )
    return named and (not old or old == gone)


def _list(value: JsonValue) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


def _object(value: JsonValue) -> Json:
    return value if isinstance(value, dict) else {}


def _objects(value: JsonValue) -> list[Json]:
    return [cast("Json", one) for one in value] if isinstance(value, list) else []

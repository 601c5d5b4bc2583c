"""Every outcome, question and refusal has words, and they are French, and English."""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import get_args

import pytest

import comptoir
from comptoir.conversation import beside, changed, reckoned, told
from comptoir.conversation import outcomes as came
from comptoir.conversation.memory import TOLD, Offered, Question, Wanted
from comptoir.conversation.model import Filter, PendingKind, SaidItem
from comptoir.conversation.outcomes import Goods, Line, Outcome, Period
from comptoir.conversation.say import say
from comptoir.conversation.saying.french import French
from comptoir.conversation.saying.refused import key_of, say_refusal
from comptoir.conversation.saying.voice import Voice, voice
from comptoir.goods.catalog.rules import UnitPrice
from comptoir.goods.pricing.mechanics import Step
from comptoir.goods.stores.model import Weekday
from comptoir.kernel.locale import Language
from comptoir.kernel.measure import Quantity, grams, millilitres, pieces
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.shopping.carts.model import NotNow
from comptoir.shopping.orders.model import State
from comptoir.shopping.slots.model import Mode
from tests.stories.promotions import a_promotion, percent_off

NOW = datetime(2026, 6, 15, 8, 0, tzinfo=UTC)
TOMORROW = Period(
    datetime(2026, 6, 16, 16, 0, tzinfo=UTC), datetime(2026, 6, 16, 18, 0, tzinfo=UTC),
    Mode.DELIVERY, 490,
)  # fmt: skip
MILK = Goods("1", "Lait demi-écrémé UHT", "Bocage", 1000, "ml", by_weight=False, price=109,
             unit_price=UnitPrice(109, "l"))  # fmt: skip
TOMATOES = Goods("2", "Tomates rondes", "", None, None, by_weight=True, price=299)
EGGS = Goods("3", "Œufs plein air", "Bocage", 6, "piece", by_weight=False, price=215,
             promotion=percent_off(20), percent_off=20)  # fmt: skip
BREAD = Goods("4", "Baguette tradition", "", 250, "g", by_weight=False, price=110)
SALAD = Goods("5", "Laitue", "", 1, "piece", by_weight=False, price=99)
PACK = Goods("6", "Eau de source, pack de 6 × 1,5 l", "", 9000, "ml", by_weight=False, price=169)
WASH = Goods("7", "Lessive liquide, 40 lavages", "", 2000, "ml", by_weight=False, price=899)
OIL = Goods("8", "Huile d'olive vierge", "", 750, "ml", by_weight=False, price=699)
BEANS = Goods("9", "Haricots verts", "", None, None, by_weight=True, price=499)
ONIONS = Goods("10", "Oignons jaunes", "", None, None, by_weight=True, price=199)
CAKE = Goods("11", "Gâteau au chocolat", "", 300, "g", by_weight=False, price=399)
COFFEE = Goods(
    "12", "Café moulu", "Torréfia", 250, "g", by_weight=False, price=210,
    unit_price=UnitPrice(840, "kg"),
    promotion=a_promotion("2e à -50 %", ends=datetime(2026, 6, 21, 22, 0, tzinfo=UTC)),
)  # fmt: skip

QUESTION = Question(
    PendingKind.CHOICES,
    offered=(Offered("Lait entier 1 L à 1,25 €", gtin="1"), Offered("Lait écrémé 1 L à 0,99 €")),
    item=SaidItem("lait"),
    wants=(Wanted("1", "1 L de lait entier", pieces(1)),),
    label="ratatouille",
    count=4,
    total=1222,
    mode="delivery",
    starts=TOMORROW.starts,
    ends=TOMORROW.ends,
)

OUTCOMES: tuple[Outcome, ...] = (
    came.InCart(MILK, pieces(2), pieces(3)),
    came.InCart(COFFEE, pieces(1), pieces(1), further=Step(1, saves=105, adds=105)),
    came.NotQuite(MILK, pieces(2)),
    came.NowInCart(TOMATOES, grams(360), 3),
    came.TakenOut(MILK, pieces(1)),
    came.Swapped(Line(MILK, pieces(1), 109), EGGS, pieces(1)),
    beside.Greeted("Les Lilas"),
    beside.Thanked(),
    beside.NoAgeAsked(),
    beside.NothingOffered(),
    beside.SpeakerHeard("Léa", member=True),
    beside.SpeakerHeard("Max", member=False),
    beside.OriginTold(TOMATOES, "France"),
    beside.OriginTold(TOMATOES, ""),
    beside.StoresTold("Les Lilas", ("La Gare", "Le Port")),
    beside.StoresTold("Les Lilas", ()),
    beside.AlreadyHere("Les Lilas"),
    told.CartGoesOn((Line(MILK, pieces(2), 218),), 1, 400),
    told.CartGoesOn((Line(MILK, pieces(2), 218),), 5, 400, changed=True),
    told.CartGoesOn((), 0, 400),
    told.FoundMore((MILK,), more=True),
    told.FoundMore((MILK, EGGS), more=False),
    told.WantsGoOn(("deux litres de lait", "six œufs"), 2),
    told.NoMore(),
    told.AllTold(),
    beside.StoreChanged("Les Lilas"),
    beside.StoreChanged("Les Lilas", came=1, every=1, total=109),
    beside.StoreChanged("Les Lilas", came=2, every=2, total=324, prices=2, slot_lost=True),
    beside.StoreChanged("Les Lilas", came=1, every=2, missing=(EGGS,), prices=1, total=109),
    beside.StoreChanged("Les Lilas", every=2, missing=(EGGS, MILK), mode_lost="delivery"),
    beside.StoreChanged("Les Lilas", came=1, every=3, missing=(EGGS, MILK), total=109),
    *(beside.AddressAsked(part) for part in ("street", "postcode", "city", "name")),
    beside.AddressRead("Vitré", "12 rue des Lilas", "35500"),
    beside.AddressRead("Vitré"),
    beside.AddressKept("Vitré"),
    changed.Undone(
        (Line(MILK, pieces(2), 218),), (Line(EGGS, pieces(1), 215),), (Line(BREAD, pieces(1), 110),)
    ),
    changed.NotBack(MILK, pieces(0)),
    changed.NotBack(MILK, pieces(2)),
    changed.NothingToUndo(),
    changed.AlreadySo(Line(MILK, pieces(2), 218)),
    changed.StaysIn(Line(MILK, pieces(1), 109)),
    changed.PriceMoved(MILK, 99),
    changed.PriceMoved(TOMATOES, 349),
    changed.RanShort(MILK, pieces(0)),
    changed.RanShort(MILK, pieces(1)),
    changed.BackInStock(MILK),
    beside.HoursTold(((Weekday.SUNDAY, (("09:00", "12:30"),)), (Weekday.MONDAY, ())), known=True),
    beside.FeeTold(True, (390, 590)),
    beside.ContactTold("Les Halles", "02 99 01 02 03", "halles@comptoir.example", complaint=True),
    beside.ZoneTold(True, ("35980",), "35000"),
    beside.AllergensTold(MILK, ("milk",), ("nuts",)),
    beside.AllergensOfMany("spaghetti", 6, ("gluten",), ("eggs",)),
    beside.AllergensUnsure(),
    beside.CodeAsked(),
    beside.CodeTaken("MERCI", 100, 330),
    beside.CodeTaken("MERCI", 0, 0, empty=True),
    *(
        beside.CodeTaken("MERCI", 0, 330, refused=why.value, missing=170, starts=NOW)
        for why in NotNow
    ),
    beside.CodeUnknown("PRINTEMPS"),
    beside.CodeOff("MERCI"),
    beside.CodeOff(""),
    came.NotInCart("camembert"),
    came.Unknown("zorgluf"),
    came.SoldOut(MILK),
    came.OnlyLeft(MILK, pieces(2), pieces(0)),
    came.OnlyLeft(MILK, pieces(0), pieces(5)),
    came.PriceTold(EGGS),
    came.PriceTold(TOMATOES, grams(2000), 598),
    came.StockTold(MILK),
    came.StockTold(MILK, pieces(3)),
    came.Found("lait", (MILK, EGGS), more=True),
    came.Found("lait", (MILK,), more=False),
    came.NoneFound("lait"),
    came.NoneFound(""),
    came.LeftOut("ail"),
    came.NoneSuch("pain", tuple(each.value for each in Filter)),
    came.CartTold((Line(MILK, pieces(2), 218),) * 12, 2616, Mode.DELIVERY, TOMORROW),
    came.CartTold((Line(MILK, pieces(2), 218),), 218, None, None),
    came.CartEmpty(),
    came.LineTold(Line(MILK, pieces(2), 218)),
    came.Cleared(1),
    came.Cleared(3),
    came.ModeChosen(Mode.PICKUP),
    came.ModeChosen(Mode.DELIVERY),
    came.PeriodChosen(TOMORROW),
    came.NoPeriods(Mode.PICKUP),
    came.NoPeriods(Mode.DELIVERY),
    came.AgeConfirmed(),
    came.ShortOfStock(MILK, pieces(2)),
    came.ShortOfStock(MILK, pieces(0)),
    came.ReadAnew(),
    came.OrderPlaced("ABCD-2345", 1222, TOMORROW),
    came.PaymentWaits("ABCD-2345", challenged=True),
    came.PaymentWaits("ABCD-2345", challenged=False),
    *(came.OrderTold("ABCD-2345", state.value, 1222, TOMORROW) for state in State),
    came.NoOrders(),
    came.NoPastOrder(),
    came.OrderCancelled("ABCD-2345"),
    came.NoHabits(),
    came.NoRecipe("moussaka", ("ratatouille", "crêpes")),
    reckoned.DishCost(1_240, 1_500),
    reckoned.DishCost(1_640, 1_500),
    changed.AllPut(((MILK, pieces(2)), (EGGS, pieces(1)), (BREAD, pieces(1)))),
    reckoned.TotalWithout((Line(MILK, pieces(2), 218),), 400),
    reckoned.BudgetKept(4_000, 4_000),
    reckoned.BudgetKept(4_000, 1_250),
    reckoned.BudgetLeft(4_000, 1_250),
    reckoned.BudgetLeft(4_000, -125),
    reckoned.BudgetExceeded(4_000, 125),
    came.OtherStore("Comptoir des essais"),
    came.Helped(),
    came.Again("Bonjour."),
    came.Again(""),
    came.Stopped(),
    came.Declined(),
    came.Agreed(),
    came.NotOurs(),
    came.NotUnderstood(),
    came.MeantPerhaps("ajouter du lait"),
    came.Asked(QUESTION),
    came.Refused(Refusal(Kind.GONE, "slot_full", {"window": "w"})),
)


def _voice(language: Language) -> Voice:
    return voice(language, currency="EUR", zone="Europe/Paris", now=NOW)


BOTH = pytest.mark.parametrize("language", list(Language))


@BOTH
class TestEveryOutcome:
    def test_is_tried_here(self, language: Language) -> None:
        del language
        assert {type(each) for each in OUTCOMES} == set(get_args(Outcome))

    def test_has_words(self, language: Language) -> None:
        for outcome in OUTCOMES:
            said = say([outcome], _voice(language))
            assert said, outcome
            assert "{" not in said


@BOTH
class TestEveryQuestion:
    @pytest.mark.parametrize("kind", sorted(set(PendingKind) - TOLD))
    def test_has_words(self, language: Language, kind: PendingKind) -> None:
        for mode in ("pickup", "delivery"):
            for instead in (False, True):
                for near in (False, True):
                    question = _changed(kind, mode, instead=instead, near=near)
                    assert say([came.Asked(question)], _voice(language)).endswith(("?", "."))

    @pytest.mark.parametrize("kind", sorted(TOLD))
    def test_says_nothing_where_nothing_is_asked(
        self, language: Language, kind: PendingKind
    ) -> None:
        assert say([came.Asked(Question(kind))], _voice(language)) == ""


def _changed(kind: PendingKind, mode: str, *, instead: bool, near: bool) -> Question:
    return Question(
        kind,
        offered=QUESTION.offered,
        item=QUESTION.item,
        wants=QUESTION.wants * 12 if instead else QUESTION.wants,
        label=QUESTION.label,
        count=QUESTION.count,
        total=QUESTION.total,
        mode=mode,
        starts=QUESTION.starts,
        ends=QUESTION.ends,
        instead=instead,
        near=near,
    )


FACTS = {
    "minimum": 3000,
    "missing": 890,
    "currency": "EUR",
    "age": 18,
    "total": 1222,
    "most": 999,
    "unit": "piece",
    "mode": "delivery",
    "state": "picking",
    "remedy": "at_most",
    "field": "quantity",
}


def refusals_of(folder: str) -> Iterator[tuple[str, Kind]]:
    """Find every refusal that the code of a storey makes."""
    for path in sorted((Path(comptoir.__file__).parent / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield from _code(node, node.func.id)


def _code(node: ast.Call, name: str) -> Iterator[tuple[str, Kind]]:
    texts = [each.value for each in node.args if isinstance(each, ast.Constant)]
    if name == "not_found" and texts:
        yield f"{texts[0]}_not_found", Kind.NOT_FOUND
    elif name == "invalid" and texts and isinstance(node.args[0], ast.Constant):
        yield f"invalid_{texts[0]}", Kind.INVALID
    elif name == "Refusal" and texts and isinstance(node.args[0], ast.Attribute):
        yield str(texts[0]), Kind[node.args[0].attr]


BACK_OFFICE = {
    "invalid_note", "invalid_substitute", "invalid_postcode", "invalid_country", "invalid_turn_id",
    "invalid_expected_total", "invalid_capacity", "invalid_cut_off_minutes", "invalid_ends_minute",
    "invalid_fee", "invalid_starts_minute", "invalid_weekday",
}  # fmt: skip
"""Refusals of forms: nobody meets them by talking."""


@BOTH
class TestEveryRefusal:
    def test_of_shopping_and_talking_has_words_of_its_own(self, language: Language) -> None:
        rooms = ("carts", "orders", "payments", "slots")
        found = {code for room in rooms for code in refusals_of(f"shopping/{room}")}
        found |= {*refusals_of("conversation")}
        assert len(found) > 20
        speaks = _voice(language)
        for code, kind in found:
            if code not in BACK_OFFICE:
                key = key_of(Refusal(kind, code, FACTS), speaks)
                assert not key.startswith("refused.kind_"), code

    def test_of_any_kind_has_some(self, language: Language) -> None:
        found = {
            *refusals_of("goods"),
            *refusals_of("shopping"),
            *refusals_of("conversation"),
            *refusals_of("db"),
        }
        for code, kind in found | {("unheard_of", kind) for kind in Kind}:
            assert say_refusal(Refusal(kind, code, FACTS), _voice(language))

    def test_tells_amounts_as_people_say_them(self, language: Language) -> None:
        said = say_refusal(Refusal(Kind.CONFLICT, "minimum_not_reached", FACTS), _voice(language))
        assert ("8,90 €" if language is Language.FRENCH else "€8.90") in said


class TestFrench:
    @pytest.mark.parametrize(
        ("goods", "quantity", "said"),
        [
            (MILK, pieces(2), "2 bouteilles de lait demi-écrémé UHT de 1 L"),
            (MILK, pieces(1), "1 bouteille de lait demi-écrémé UHT de 1 L"),
            (TOMATOES, grams(500), "500 g de tomates rondes"),
            (TOMATOES, grams(1500), "1,5 kg de tomates rondes"),
            (EGGS, pieces(1), "1 boîte de 6 œufs plein air"),
            (EGGS, pieces(2), "2 boîtes de 6 œufs plein air"),
            (BREAD, pieces(1), "1 baguette tradition de 250 g"),
            (BREAD, pieces(3), "3 baguettes tradition de 250 g"),
            (SALAD, pieces(2), "2 laitues"),
            (PACK, pieces(2), "2 packs de 6 bouteilles d'eau de source de 1,5 L"),
            (WASH, pieces(2), "2 lessives liquides de 40 lavages"),
            (OIL, pieces(1), "1 bouteille d'huile d'olive vierge de 75 cl"),
            (BEANS, grams(300), "300 g de haricots verts"),
            (ONIONS, grams(1000), "1 kg d'oignons jaunes"),
            (CAKE, pieces(2), "2 gâteaux au chocolat de 300 g"),
        ],
    )
    def test_says_so_much_of_it(self, goods: Goods, quantity: Quantity, said: str) -> None:
        assert French().amount(goods, quantity) == said

    @pytest.mark.parametrize(
        ("cents", "said"),
        [(218, "2,18 €"), (5, "0,05 €"), (120_000, "1200,00 €"), (-90, "−0,90 €")],
    )
    def test_writes_money(self, cents: int, said: str) -> None:
        assert French().money(cents, "EUR") == said

    def test_writes_volumes(self) -> None:
        assert [French().quantity(millilitres(ml)) for ml in (1500, 750, 125)] == [
            "1,5 L",
            "75 cl",
            "125 ml",
        ]

    def test_puts_hard_spaces_where_printers_do(self) -> None:
        said = French().typeset("Un prix : 2,18 € ? « oui »")
        assert said == "Un prix\u00a0: 2,18\u00a0€\u00a0? «\u00a0oui\u00a0»"

    @pytest.mark.parametrize(
        ("days", "said"),
        [(0, "aujourd'hui"), (1, "demain"), (2, "après-demain"), (16, "mercredi 1er juillet")],
    )
    def test_names_days(self, days: int, said: str) -> None:
        at = NOW + timedelta(days=days)
        assert French().day(at, NOW) == said
        assert French().hours(at, at + timedelta(hours=2)) == "de 8 h à 10 h"

    def test_puts_what_was_added_in_one_sentence(self) -> None:
        added = [
            came.InCart(MILK, pieces(2), pieces(2)),
            came.InCart(TOMATOES, grams(500), grams(500)),
            came.InCart(EGGS, pieces(1), pieces(1)),
        ]
        said = say(added, _voice(Language.FRENCH))
        assert said == (
            "J'ajoute 2 bouteilles de lait demi-écrémé UHT de 1 L, 500 g de tomates rondes "
            "et 1 boîte de 6 œufs plein air."
        )

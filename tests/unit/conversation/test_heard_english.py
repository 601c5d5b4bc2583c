"""What an English-speaking shopper hears: goods, prices, hours, numbers, the whole sentence."""

from datetime import UTC, datetime
from typing import Literal

import pytest

from comptoir.conversation import outcomes as came
from comptoir.conversation.memory import Offered, Question
from comptoir.conversation.model import PendingKind, SaidItem
from comptoir.conversation.outcomes import Outcome, Period
from comptoir.conversation.say import say
from comptoir.conversation.saying.ssml import plain
from comptoir.conversation.saying.voice import voice
from comptoir.conversation.spoken import Goods
from comptoir.kernel.locale import Language
from comptoir.kernel.measure import Quantity, grams, pieces
from comptoir.shopping.slots.model import Mode

NOW = datetime(2026, 6, 15, 8, 0, tzinfo=UTC)
SPEAKS = voice(Language.ENGLISH, currency="EUR", zone="Europe/Paris", now=NOW).aloud
PERIOD = Period(
    datetime(2026, 6, 18, 16, 0, tzinfo=UTC),
    datetime(2026, 6, 18, 18, 0, tzinfo=UTC),
    Mode.DELIVERY,
    490,
)


def _goods(
    name: str,
    net: int | None = None,
    unit: Literal["g", "ml", "piece"] | None = None,
    *,
    weighed: bool = False,
) -> Goods:
    return Goods("1", name, "", net, unit, by_weight=weighed, price=240)


def _heard(*outcomes: Outcome) -> str:
    return plain(say(outcomes, SPEAKS))


def _added(goods: Goods, quantity: Quantity, count: int | None = None) -> str:
    heard = _heard(came.InCart(goods, quantity, quantity, count))
    return heard.removeprefix("I've added ").removesuffix(".")


class TestGoods:
    @pytest.mark.parametrize(
        ("name", "net", "unit", "count", "heard"),
        [
            ("Semi-skimmed UHT milk", 1000, "ml", 2, "two one-litre bottles of semi-skimmed milk"),
            ("Whole milk", 1000, "ml", 1, "a one-litre bottle of whole milk"),
            ("Free-range eggs", 6, "piece", 1, "a box of six free-range eggs"),
            ("Free-range eggs", 12, "piece", 2, "two boxes of twelve free-range eggs"),
            (
                "Traditional baguette",
                250,
                "g",
                1,
                "one traditional baguette, two hundred and fifty grams",
            ),
            ("Camembert", 250, "g", 3, "three camemberts, two hundred and fifty grams each"),
            (
                "Spring water, 6 × 1.5 l pack",
                9000,
                "ml",
                1,
                "a pack of six one-and-a-half-litre bottles of spring water",
            ),
            (
                "Semi-skimmed milk, 6-pack",
                6000,
                "ml",
                1,
                "a pack of six one-litre bottles of semi-skimmed milk",
            ),
            (
                "Unsalted butter",
                250,
                "g",
                1,
                "a two-hundred-and-fifty-gram pack of unsalted butter",
            ),
            ("Spaghetti", 500, "g", 2, "two five-hundred-gram packs of spaghetti"),
            (
                "Strawberry jam",
                370,
                "g",
                1,
                "a three-hundred-and-seventy-gram jar of strawberry jam",
            ),
            (
                "Red country wine",
                750,
                "ml",
                2,
                "two seventy-five-centilitre bottles of red country wine",
            ),
            ("Cooked ham, 4 slices", 160, "g", 1, "a pack of four slices of cooked ham"),
            ("Lettuce", 1, "piece", 2, "two lettuces"),
            ("Pineapple", 1, "piece", 1, "one pineapple"),
            ("Nappies size 3", 54, "piece", 1, "a pack of fifty-four nappies size three"),
            ("Houmous", 200, "g", 1, "two hundred grams of houmous"),
            (
                "CHOC BISCUITS 250G",
                250,
                "g",
                1,
                "a packet of chocolate biscuits, two hundred and fifty grams",
            ),
        ],
    )
    def test_are_named_as_people_name_them(
        self, name: str, net: int, unit: Literal["g", "ml", "piece"], count: int, heard: str
    ) -> None:
        assert _added(_goods(name, net, unit), pieces(count)) == heard

    @pytest.mark.parametrize(
        ("quantity", "count", "heard"),
        [
            (grams(500), None, "five hundred grams of round tomatoes"),
            (grams(1500), None, "one and a half kilos of round tomatoes"),
            (grams(360), 3, "three round tomatoes, about three hundred and sixty grams"),
            (grams(120), 1, "one round tomato, about one hundred and twenty grams"),
        ],
    )
    def test_are_weighed_in_words(self, quantity: Quantity, count: int | None, heard: str) -> None:
        assert _added(_goods("Round tomatoes", weighed=True), quantity, count) == heard


class TestSentences:
    def test_lets_choose(self) -> None:
        offered = (Offered("Whole milk 1 L at €1.25"), Offered("Skimmed milk 1 L at €0.99"))
        question = Question(PendingKind.CHOICES, offered=offered, item=SaidItem("milk"))
        assert _heard(came.Asked(question)) == (
            "For milk, I have Whole at one euro twenty-five or Skimmed at ninety-nine cents. "
            "Which would you like?"
        )

    def test_reads_an_order_back(self) -> None:
        question = Question(
            PendingKind.CONFIRM_CHECKOUT,
            total=4220,
            count=12,
            mode="delivery",
            starts=PERIOD.starts,
            ends=PERIOD.ends,
        )
        assert _heard(came.Asked(question)) == (
            "Your order: twelve items, forty-two euros twenty in all, delivered to your address "
            "on Thursday the eighteenth of June between six and eight pm. You pay on delivery. "
            "Shall I place the order, with obligation to pay?"
        )

    def test_spells_an_order_s_number_at_the_end(self) -> None:
        assert _heard(came.OrderPlaced("7K2P-Q4WN", 1222, PERIOD)).endswith(
            "Your order number is seven K two P, Q four W N."
        )

"""English goods are told apart by syntax, and talk about them is left out."""

import pytest

from comptoir.conversation.follow import after, follow
from comptoir.conversation.hear import hear
from comptoir.conversation.model import Act, Dialogue, Intent, Pending, PendingKind, SaidItem


def talk(*said: tuple[str, PendingKind | None]) -> Act:
    """Return the first act of the last of several sentences."""
    dialogue = Dialogue(language="en")
    acts: tuple[Act, ...] = ()
    for text, kind in said:
        pending = Pending(kind) if kind else None
        dialogue = dialogue.asked(pending)
        acts = follow(hear(text, language="en", pending=pending), dialogue)
        dialogue = after(dialogue, acts)
    return next(iter(acts))


def names(text: str) -> list[str]:
    """Return the products of a sentence."""
    return [item.product for item in talk((text, None)).items]


def amounts(items: tuple[SaidItem, ...]) -> list[tuple[str, int | None]]:
    """Return products with how many of each."""
    return [(one.product, int(one.amount.value) if one.amount else None) for one in items]


class TestProducts:
    @pytest.mark.parametrize(
        ("said", "meant"),
        [
            ("plasters paracetamol and tissues", ["plaster", "paracetamol", "tissue"]),
            ("strawberries cherries and peaches", ["strawberry", "cherry", "peach"]),
            ("a tin of carrot and coriander soup", ["carrot and coriander soup"]),
            ("carrots and coriander", ["carrot", "coriander"]),
            ("cheese and onion crisps and bread", ["cheese and onion crisp", "bread"]),
            ("some goat's cheese and a shepherd's pie", ["goat's cheese", "shepherd's pie"]),
            ("eggs free range and milk", ["egg free range", "milk"]),
            ("puppy food turkey flavour", ["puppy food turkey flavour"]),
            ("stage two baby formula", ["stage two baby formula"]),
            ("tuna in spring water and a lemon", ["tuna in spring water", "lemon"]),
            ("cookies and smoothies", ["cookie", "smoothie"]),
        ],
    )
    def test_end_where_english_ends_them(self, said: str, meant: list[str]) -> None:
        assert names(said) == meant

    @pytest.mark.parametrize(
        ("said", "meant"),
        [
            ("add fabric conditioner the missus is allergic", ["fabric conditioner"]),
            ("add throat lozenges i sound like a frog", ["throat lozenge"]),
            ("the milk's gone off and i need bread", ["milk", "bread"]),
            ("some sourdough if you have it", ["sourdough"]),
            ("we've got nothing in for breakfast so some porridge oats", ["porridge oat"]),
        ],
    )
    def test_are_told_from_talk(self, said: str, meant: list[str]) -> None:
        assert names(said) == meant

    def test_take_the_noun_before_for_ones(self) -> None:
        act = talk(("two red peppers and three green ones", None))
        assert amounts(act.items) == [("red pepper", 2), ("green pepper", 3)]

    def test_take_an_amount_of_each(self) -> None:
        act = talk(("bananas apples and pears about five of each", None))
        assert amounts(act.items) == [("banana", 5), ("apple", 5), ("pear", 5)]

    @pytest.mark.parametrize(
        ("said", "many"),
        [
            ("a two litre bottle of milk", 1),
            ("two litre bottles of milk", 2),
            ("three two litre bottles of milk", 3),
            ("a four pack of milk", 1),
            ("another two bottles of that milk", 2),
        ],
    )
    def test_are_counted_by_their_containers(self, said: str, many: int) -> None:
        act = talk((said, None))
        assert (act.intent, amounts(act.items)) == (Intent.ADD, [("milk", many)])

    def test_that_are_taken_back_at_once_were_never_added(self) -> None:
        assert names("some marmite and a tin of beetroot no scrap the beetroot") == ["marmite"]

    def test_are_nouns_behind_an_article(self) -> None:
        act = talk(("three pounds of potatoes and a stick of butter", None))
        assert amounts(act.items) == [("potato", 3), ("butter", 1)]

    def test_are_corrected_by_an_adjective_before_the_noun(self) -> None:
        assert names("a pint of double cream no single") == ["single cream"]


class TestTurns:
    @pytest.mark.parametrize(
        ("said", "intent"),
        [
            ("the strawberries were meant to be raspberries", Intent.REPLACE),
            ("bring it back down to two", Intent.SET_QUANTITY),
            ("anything on laundry detergent", Intent.SEARCH),
            ("let's get this ordered", Intent.CHECKOUT),
            ("walk me through what you're able to do", Intent.HELP),
            ("read them out again", Intent.REPEAT),
            ("what's the mango costing me", Intent.ASK_PRICE),
            ("what would a leg of lamb cost", Intent.ASK_PRICE),
            ("have the strawberries come in yet", Intent.ASK_STOCK),
            ("my lad wants some cheese strings", Intent.ADD),
            ("we've hardly any bleach left", Intent.ADD),
            ("i shan't be needing the candles", Intent.REMOVE),
            ("not before ten on monday", Intent.CHOOSE_SLOT),
            ("my husband will call in for it", Intent.CHOOSE_MODE),
            ("you said it'd be here by noon", Intent.ORDER_STATUS),
            ("scrub the whole list", Intent.CLEAR_CART),
            ("remind me what's on my list", Intent.SHOW_CART),
            ("that's my lot thanks", Intent.CHECKOUT),
            ("how do you make a victoria sponge", Intent.RECIPE),
            ("stop listening", Intent.STOP),
            ("my back's killing me", Intent.OUT_OF_DOMAIN),
        ],
    )
    def test_have_a_meaning(self, said: str, intent: Intent) -> None:
        assert talk(("three mangoes", None), (said, PendingKind.ADDED)).intent is intent

    def test_count_the_guests_without_a_number(self) -> None:
        act = talk(
            ("how do i make pancakes", None), ("just me and the wife", PendingKind.ASK_SERVINGS)
        )
        assert (act.intent, act.servings) == (Intent.RECIPE, 2)

    @pytest.mark.parametrize(
        ("said", "place"),
        [("the second to last", -2), ("number three please", 3), ("the second", 2)],
    )
    def test_point_at_one_place(self, said: str, place: int) -> None:
        act = talk((said, PendingKind.CHOICES))
        assert act.ref is not None
        assert act.ref.value == place

    def test_double_what_was_said(self) -> None:
        act = talk(("three mangoes", None), ("twice that", PendingKind.ADDED))
        assert amounts(act.items) == [("mango", 6)]

"""What English tells of life, says of goods named first, and swaps."""

import itertools

import pytest

from comptoir.conversation.follow import after, follow
from comptoir.conversation.hear import hear, listen
from comptoir.conversation.model import Act, Dialogue, Intent, Pending, PendingKind, RefBy
from tests.unit.conversation.hearsay import asked, goods, heard, talked

REQUESTS = (
    "get me two pints of milk and six eggs",
    "add a pound of tomatoes",
    "take the butter off",
    "how much is the stilton",
)
TOLD_AFTER = (
    "my mother in law's coming to stay",
    "it's our silver wedding anniversary",
    "the neighbours never close their curtains",
    "mum's on the mend",
    "he's a fussy eater",
    "because my daughter's invited her whole class",
    "nobody here can boil an egg",
    "half the street can't park",
)
TOLD_BEFORE = (
    "the boiler's packed in so",
    "my knees are playing up anyway",
    "we had a leak and the kitchen's flooded so",
    "i've had a rotten day so",
    "grandma's landing on us so",
)


def after_saying(first: str, said: str, kind: PendingKind = PendingKind.ADDED) -> tuple[Act, ...]:
    """Return the acts of an answer to what was told after a first sentence."""
    dialogue = Dialogue(language="en")
    acts = follow(hear(first, language="en", pending=None), dialogue)
    pending = Pending(kind)
    dialogue = after(dialogue, acts, pending=pending)
    return follow(hear(said, language="en", pending=pending), dialogue)


def exchanged(acts: tuple[Act, ...]) -> tuple[Intent, tuple[str, ...], tuple[str, ...]]:
    """Return the intent, what goes and what comes of the first act."""
    act = acts[0]
    return act.intent, act.replaces, tuple(item.product for item in act.items)


class TestARemark:
    @pytest.mark.parametrize(("request_", "told"), list(itertools.product(REQUESTS, TOLD_AFTER)))
    def test_after_a_request_changes_nothing_of_it(self, request_: str, told: str) -> None:
        assert asked(f"{request_} {told}", "en") == asked(request_, "en")

    @pytest.mark.parametrize(("told", "request_"), list(itertools.product(TOLD_BEFORE, REQUESTS)))
    def test_before_a_request_changes_nothing_of_it(self, told: str, request_: str) -> None:
        assert asked(f"{told} {request_}", "en") == asked(request_, "en")

    def test_ends_where_goods_are_counted(self) -> None:
        assert goods("it's our party on sunday salted peanuts four bags", "en") == [
            ("salted peanut", "4 pack")
        ]

    def test_ends_where_a_container_is_named(self) -> None:
        assert goods("my aunt's coming a bottle of sherry and some crisps", "en") == [
            ("sherry", "1 pack"),
            ("crisp", ""),
        ]

    def test_is_not_what_somebody_has_asked_for(self) -> None:
        acts = heard("get three leeks oh and my neighbour asked for a cabbage", language="en")
        assert [item.product for act in acts for item in act.items] == ["leek", "cabbage"]

    def test_is_no_owner_before_goods(self) -> None:
        said = listen("a kilo of rice and the dentist's toothpaste", language="en", pending=None)
        assert said.remarks == ()

    def test_is_not_what_has_run_out(self) -> None:
        acts = heard("the milk's run out and get some eggs", language="en")
        assert {item.product for act in acts for item in act.items} == {"milk", "egg"}


class TestGoodsNamedFirst:
    @pytest.mark.parametrize(
        ("said", "amount"),
        [
            ("the eggs make it two dozen", (24, "piece")),
            ("eggs better be ten there's a cake to bake", (10, "piece")),
            ("the eggs had better be nine", (9, "piece")),
            ("eggs i said twelve", (12, "piece")),
        ],
    )
    def test_are_counted_by_what_follows(self, said: str, amount: tuple[int, str]) -> None:
        act = after_saying("six eggs and some butter", said)[0]
        held = act.items[0]
        assert (act.intent, held.product) == (Intent.SET_QUANTITY, "egg")
        assert held.amount is not None
        assert (held.amount.value, held.amount.unit) == amount

    @pytest.mark.parametrize(
        "said",
        ["leeks i've got plenty", "the leeks i don't need them", "the leeks take them off"],
    )
    def test_are_dropped_by_what_follows(self, said: str) -> None:
        act = after_saying("two leeks and some butter", said)[0]
        assert (act.intent, act.items[0].product) == (Intent.REMOVE, "leek")

    @pytest.mark.parametrize(
        "said", ["i'd say four there's only us", "i don't know about four", "four will be plenty"]
    )
    def test_may_be_left_out_of_an_amount(self, said: str) -> None:
        act = after_saying("some leeks", said, PendingKind.ASK_QTY)[0]
        assert act.intent is Intent.SET_QUANTITY
        assert act.items[0].amount is not None
        assert act.items[0].amount.value == 4


class TestQuantities:
    @pytest.mark.parametrize(
        ("said", "expected"),
        [
            (
                "ham five slices satsumas a dozen",
                [("ham", "5 slice"), ("satsuma", "12 piece")],
            ),
            (
                "bread two loaves milk six pints and tea bags one box",
                [("bread", "2 piece"), ("milk", "6 pint"), ("tea bag", "1 pack")],
            ),
            (
                "leeks four potatoes two kilos and a pint of cream",
                [("leek", "4 piece"), ("potato", "2 kg"), ("cream", "1 pint")],
            ),
        ],
    )
    def test_stand_behind_their_goods_in_a_whole_list(
        self, said: str, expected: list[tuple[str, str]]
    ) -> None:
        assert goods(said, "en") == expected

    @pytest.mark.parametrize(
        ("said", "expected"),
        [
            ("pound of sausages", [("sausage", "1 lb")]),
            ("another bag of rice", [("rice", "1 pack")]),
            ("a gammon joint about three pounds", [("gammon joint", "3 lb")]),
            (
                "a bulb of garlic and a stick of celery",
                [("garlic", "1 piece"), ("celery", "1 piece")],
            ),
        ],
    )
    def test_are_weights_and_pieces(self, said: str, expected: list[tuple[str, str]]) -> None:
        assert goods(said, "en") == expected

    def test_are_money_behind_a_word_for_prices(self) -> None:
        act = heard("a bottle of wine under six pounds", language="en")[0]
        assert act.items[0].max_price == 600


class TestAnExchange:
    @pytest.mark.parametrize(
        "said",
        [
            "substitute oat milk for the milk",
            "swap the milk for oat milk",
            "substitute the milk with oat milk",
            "the milk turn it into oat milk",
            "make the milk oat milk",
        ],
    )
    def test_puts_one_in_the_place_of_the_other(self, said: str) -> None:
        acts = after_saying("milk and two leeks", said)
        assert exchanged(acts) == (Intent.REPLACE, ("milk",), ("oat milk",))

    def test_names_the_kind_that_is_not_meant(self) -> None:
        acts = after_saying("a jar of raspberry jam", "strawberry jam not raspberry")
        assert exchanged(acts) == (Intent.REPLACE, ("raspberry jam",), ("strawberry jam",))

    def test_follows_an_apology(self) -> None:
        acts = after_saying("a cauliflower", "sorry i meant a broccoli")
        assert exchanged(acts) == (Intent.REPLACE, ("cauliflower",), ("broccoli",))

    def test_follows_what_was_taken_off(self) -> None:
        acts = talked(
            "add leeks and butter", "take the leeks off", "no i meant the butter", language="en"
        )
        assert (acts[0].intent, acts[0].items[0].product) == (Intent.REMOVE, "butter")

    def test_puts_back_what_was_taken_off(self) -> None:
        act = talked("some milk", "take the milk off", "put it back two pints", language="en")[0]
        assert (act.intent, act.items[0].product) == (Intent.ADD, "milk")


class TestAChoice:
    def test_is_told_from_what_is_not_meant(self) -> None:
        act = heard("the cheapest one i'm skint until payday", PendingKind.CHOICES, "en")[0]
        assert act.ref is not None
        assert act.ref.by is RefBy.CHEAPEST

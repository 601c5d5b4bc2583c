"""Tests of what sentences mean after earlier ones."""

from comptoir.conversation.follow import after, follow
from comptoir.conversation.hear import hear
from comptoir.conversation.model import Dialogue, Filter, Intent, Pending, PendingKind

from .hearsay import talked


def final(*sentences: str) -> tuple[Intent, str, str]:
    """Return the intent, product and amount of the last of several sentences."""
    act = talked(*sentences)[0]
    item = act.items[0]
    amount = f"{float(item.amount.value):g} {item.amount.unit}" if item.amount else ""
    return act.intent, item.product, amount


class TestFollow:
    def test_counts_one_more(self) -> None:
        said = ("ajoute trois fenouils", "mets-en un de plus")
        assert final(*said) == (Intent.SET_QUANTITY, "fenouil", "4 piece")

    def test_doubles(self) -> None:
        said = ("ajoute deux boîtes de haricots", "double les haricots")
        assert final(*said) == (Intent.SET_QUANTITY, "haricot", "4 pack")

    def test_corrects_the_last_amount_in_its_unit(self) -> None:
        said = ("deux kilos de navets", "non trois")
        assert final(*said) == (Intent.SET_QUANTITY, "navet", "3 kg")

    def test_adds_what_was_only_asked_about(self) -> None:
        said = ("combien coûte le turbot", "j'en prends deux")
        assert final(*said) == (Intent.ADD, "turbot", "2 piece")

    def test_removes_what_was_spoken_of(self) -> None:
        assert final("ajoute un gigot", "retire-le") == (Intent.REMOVE, "gigot", "")

    def test_takes_the_same_amount_of_something_else(self) -> None:
        said = ("ajoute trois cents grammes de mirabelles", "et la même chose de cerises")
        assert final(*said) == (Intent.ADD, "cerise", "300 g")

    def test_asks_the_same_question_again(self) -> None:
        assert final("quel est le prix du mulet", "et la lotte") == (Intent.ASK_PRICE, "lotte", "")

    def test_narrows_a_search(self) -> None:
        act = talked("cherche du miel bio", "pas plus de huit euros")[0]
        assert (act.intent, act.items[0].product) == (Intent.SEARCH, "miel")
        assert (act.filters, act.max_price) == ((Filter.ORGANIC,), 800)

    def test_keeps_the_day_under_discussion(self) -> None:
        slot = talked("quels créneaux vous avez vendredi", "plutôt vers seize heures")[0].slot
        assert slot is not None
        assert slot.day == "friday"

    def test_replaces_the_last_product(self) -> None:
        act = talked("ajoute du merlan", "mets du merlu à la place")[0]
        assert (act.intent, act.replaces) == (Intent.REPLACE, ("merlan",))

    def test_cancels_the_order_spoken_of(self) -> None:
        assert talked("où est ma commande", "annule-la")[0].intent is Intent.CANCEL_ORDER

    def test_names_the_dish_when_guests_are_told(self) -> None:
        dialogue = Dialogue()
        acts = follow(hear("je veux faire une garbure", language="fr", pending=None), dialogue)
        asked = Pending(PendingKind.ASK_SERVINGS)
        dialogue = after(dialogue, acts, pending=asked)
        act = follow(hear("on sera sept", language="fr", pending=asked), dialogue)[0]
        assert (act.recipe, act.servings) == ("garbure", 7)

    def test_remembers_through_json(self) -> None:
        dialogue = after(
            Dialogue(),
            follow(hear("ajoute six kiwis", language="fr", pending=None), Dialogue()),
        )
        kept = Dialogue.from_json(dialogue.to_json())
        act = follow(hear("enlève-en deux", language="fr", pending=None), kept)[0]
        assert (act.intent, act.items[0].product) == (Intent.REMOVE, "kiwi")

"""What a shopper tells of life changes nothing of what is asked."""

import itertools

import pytest

from comptoir.conversation.model import Intent, PendingKind
from comptoir.conversation.understand import explain
from tests.unit.conversation.hearsay import asked, goods, heard

REQUESTS = (
    "mets deux litres de lait et six œufs",
    "ajoute une livre de tomates",
    "enlève le beurre",
    "combien coûte le comté",
)
TOLD_AFTER = (
    "ma mère vient dîner",
    "mes beaux-parents débarquent ce soir",
    "c'est la fin du mois",
    "le frigo est vide",
    "ça part vite à la maison",
    "elles adorent ça",
    "parce que mon fils a invité toute sa classe",
    "il pleut des cordes",
    "comme ça je suis tranquille",
    "on est gourmands",
)
TOLD_BEFORE = (
    "je rentre de garde je suis morte alors",
    "le petit pleure depuis ce matin bon",
    "j'ai pas le temps de passer au marché",
    "mon coloc il est parti",
    "y a soirée chez moi",
    "on se fait une raclette ce soir donc",
)


class TestARemark:
    @pytest.mark.parametrize(("request_", "told"), list(itertools.product(REQUESTS, TOLD_AFTER)))
    def test_after_a_request_changes_nothing_of_it(self, request_: str, told: str) -> None:
        assert asked(f"{request_} {told}") == asked(request_)

    @pytest.mark.parametrize(("told", "request_"), list(itertools.product(TOLD_BEFORE, REQUESTS)))
    def test_before_a_request_changes_nothing_of_it(self, told: str, request_: str) -> None:
        assert asked(f"{told} {request_}") == asked(request_)

    def test_between_two_requests_keeps_both(self) -> None:
        acts = heard("enlève les cacahuètes le fils de la voisine est allergique et prends du riz")
        assert [act.intent for act in acts] == [Intent.REMOVE, Intent.ADD]

    def test_ends_where_goods_are_named(self) -> None:
        assert goods("on repart donc sur du quinoa cinq cents grammes") == [("quinoa", "500 g")]

    def test_does_not_swallow_what_is_linked_to_the_goods(self) -> None:
        assert [name for name, _ in goods("du lait le petit adore et deux kilos de riz")] == [
            "lait",
            "riz",
        ]

    def test_with_goods_in_it_ends_at_the_word_that_resumes(self) -> None:
        said = "j'ai promis un gâteau à la maîtresse donc de la vanille et un sachet de sucre"
        assert [name for name, _ in goods(said)] == ["vanille", "sucre"]

    def test_beside_a_dish_leaves_the_dish(self) -> None:
        (act,) = heard("de quoi faire un chili pour huit on fête un départ dans le service")
        assert (act.recipe, act.servings) == ("chili", 8)

    def test_is_no_dish_that_leaves_something_out(self) -> None:
        acts = heard("je veux faire une ratatouille sauf les oignons")
        assert acts[0].recipe == "ratatouille"

    def test_about_somebody_is_none_to_do(self) -> None:
        acts = heard("ma sœur ramène le dessert donc tu peux enlever la tarte aux myrtilles")
        assert [act.intent for act in acts] == [Intent.REMOVE]

    def test_is_told_by_the_explanation(self) -> None:
        said = explain("deux citrons ma mère vient dîner", language="fr")
        assert "set aside ma mère vient dîner" in said


class TestWhatIsToldAndMatters:
    def test_guests_are_counted(self) -> None:
        (act,) = heard("je voudrais faire une blanquette on est six")
        assert act.servings == 6

    def test_a_budget_is_kept(self) -> None:
        (act,) = heard("un vin rouge à moins de dix euros ma femme cuisine")
        assert act.max_price == 1000

    def test_an_age_answers_the_question_of_age(self) -> None:
        (act,) = heard("j'ai dix-neuf ans", PendingKind.CONFIRM_AGE)
        assert act.intent is Intent.CONFIRM

    def test_what_one_cannot_do_is_heard(self) -> None:
        acts = heard("samedi je peux pas dimanche", PendingKind.CONFIRM_SLOT)
        assert acts[0].slot is not None
        assert acts[0].slot.day == "sunday"

    def test_a_sentence_that_is_all_told_is_read_whole(self) -> None:
        assert heard("il fait un temps de chien")[0].intent is Intent.OUT_OF_DOMAIN


class TestSomebodyWho:
    def test_wants_goods_asks_for_them(self) -> None:
        assert goods("ma grand-mère veut deux bouteilles de cidre") == [("cidre", "2 pack")]

    def test_is_the_chef_too(self) -> None:
        assert goods("le chef me demande deux bidons d'huile") == [("huile", "2 pack")]

    def test_wants_what_is_theirs_asks_for_it(self) -> None:
        assert goods("le petit réclame son lait entier") == [("lait entier", "")]

    def test_said_to_take_them_asks_for_them(self) -> None:
        assert goods("maman a dit du chocolat en poudre") == [("chocolat en poudre", "")]

    def test_wants_no_more_of_them_does_not(self) -> None:
        acts = heard("mets du riz les enfants veulent plus de pâtes")
        assert [item.product for act in acts for item in act.items] == ["riz"]

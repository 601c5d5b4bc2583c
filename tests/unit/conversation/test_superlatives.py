"""Which of several is meant by its size or its price, and sentences that say nothing else."""

import pytest

from comptoir.conversation.model import Filter, Ref, RefBy
from comptoir.conversation.turning.superlatives import (
    Most,
    all_said,
    filters_said,
    most_of,
    most_said,
    opened,
    whole_ref,
)
from comptoir.kernel.locale import Language

FR, EN = Language.FRENCH, Language.ENGLISH


class TestMostSaid:
    @pytest.mark.parametrize(
        ("text", "language", "most"),
        [
            ("le produit vaisselle le plus grand", FR, Most.LARGEST),
            ("du camembert, le moins cher", FR, Most.CHEAPEST),
            ("the biggest washing-up liquid", EN, Most.LARGEST),
            ("a small loaf", EN, None),
            ("des petits pains", FR, None),
        ],
    )
    def test_reads_an_end_of_the_row(
        self, text: str, language: Language, most: Most | None
    ) -> None:
        assert most_said(text, language) is most

    def test_reads_a_bare_size_only_where_goods_are_pointed_at(self) -> None:
        assert most_said("le petit", FR) is None
        assert most_of(Ref(RefBy.ATTRIBUTE, "petit"), FR) is Most.SMALLEST


class TestWholeRef:
    @pytest.mark.parametrize("text", ["non l'autre", "no actually the other one", "un autre"])
    def test_reads_the_other(self, text: str) -> None:
        language = EN if "other" in text else FR
        assert whole_ref(text, language) == Ref(RefBy.OTHER)

    @pytest.mark.parametrize(
        ("text", "language"), [("finalement les deux", FR), ("one of each", EN), ("both", EN)]
    )
    def test_reads_all_of_them(self, text: str, language: Language) -> None:
        ref = whole_ref(text, language)
        assert ref is not None
        assert all_said(ref, language)

    @pytest.mark.parametrize("text", ["les deux baguettes", "le petit beurre", "l'autre lait"])
    def test_leaves_what_names_goods(self, text: str) -> None:
        assert whole_ref(text, FR) is None


class TestFiltersSaid:
    @pytest.mark.parametrize(
        ("text", "language"),
        [("plutôt bio", FR), ("en bio", FR), ("make it organic", EN), ("organic ones", EN)],
    )
    def test_reads_what_goods_have_to_be(self, text: str, language: Language) -> None:
        assert filters_said(text, language) == (Filter.ORGANIC,)

    def test_leaves_goods(self) -> None:
        assert filters_said("du lait bio", FR) == ()


class TestOpened:
    def test_gives_the_maker_and_the_flavour(self) -> None:
        assert opened("plutôt de la marque Vallombelle", FR, "makers") == "vallombelle"
        assert opened("plutôt à la fraise", FR, "flavours") == "fraise"
        assert opened("des fraises", FR, "flavours") is None

"""Goods written as other words of the same sound are those goods, and words heard well are not."""

import pytest

from comptoir.conversation.model import Doubt

from .hearsay import goods, heard


class TestNamesThatSoundTheSame:
    @pytest.mark.parametrize(
        ("said", "named"),
        [
            ("deux sacs de charbon de boit", "charbon de bois"),
            ("un paquet de celle fin", "sel fin"),
            ("une livre de clé mentines", "clémentine"),
            ("un sachet de gruyère à paix", "gruyère râpé"),
            ("un kilo de pas nez", "panais"),
            ("des rasoirs je tables", "rasoir jetable"),
            ("un paquet de bars de céréales", "barre de céréales"),
            ("un bocal de corps nichons", "cornichon"),
        ],
    )
    def test_are_told_where_goods_are_named(self, said: str, named: str) -> None:
        item = heard(said)[0].items[0]
        assert item.product == named
        assert Doubt.HEARD_BY_SOUND in item.doubts

    @pytest.mark.parametrize(
        "said",
        [
            "le riz au lait est bon",
            "du beurre où il y a du sel",
            "deux barquettes de pâtée au saumon",
            "une boîte de thé noir",
            "de la litière pour le chat",
            "le vert à la menthe",
        ],
    )
    def test_are_left_where_they_were_heard_well(self, said: str) -> None:
        items = [item for act in heard(said) for item in act.items]
        assert all(Doubt.HEARD_BY_SOUND not in item.doubts for item in items)

    def test_are_no_refusals_misheard(self) -> None:
        assert ("pâte complète", "") not in goods("je la veux pas complète")

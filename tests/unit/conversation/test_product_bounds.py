"""Where a product's name begins and ends in French: complements, flavours, praise, purposes."""

import pytest

from tests.unit.conversation.hearsay import goods, heard


class TestComplements:
    @pytest.mark.parametrize(
        ("said", "products"),
        [
            ("du beurre des charentes et de la crème", ["beurre des charentes", "crème"]),
            ("un crottin du larzac et du lait", ["crottin du larzac", "lait"]),
            ("du lait des œufs du beurre", ["lait", "œuf", "beurre"]),
            ("deux boudins blancs truffés et du sel", ["boudin blanc truffé", "sel"]),
            ("une épaule d'agneau désossée et roulée", ["épaule d'agneau désossée et roulée"]),
            (
                "une boîte de sardines à la tomate et au piment",
                ["sardine à la tomate et au piment"],
            ),
            (
                "deux filets de bar avec la peau et un citron",
                ["filet de bar avec la peau", "citron"],
            ),
        ],
    )
    def test_stay_with_the_product_before_them(self, said: str, products: list[str]) -> None:
        assert [product for product, _ in goods(said)] == products

    @pytest.mark.parametrize(
        ("said", "products"),
        [
            ("une multiprise cinq prises et un balai", ["multiprise cinq prises", "balai"]),
            ("six petits pots aux fruits dès six mois", ["petit pot aux fruits dès six mois"]),
            ("de l'essuie-tout deux couches", ["essuie-tout deux couches"]),
            ("un bouquet garni deux têtes d'ail", ["bouquet garni", "tête d'ail"]),
        ],
    )
    def test_may_be_counted(self, said: str, products: list[str]) -> None:
        assert [product for product, _ in goods(said)] == products


class TestFlavours:
    def test_follow_a_product_that_was_opened(self) -> None:
        assert goods("un tartare de saumon aneth et deux merguez pur bœuf") == [
            ("tartare de saumon aneth", "1 piece"),
            ("merguez pur bœuf", "2 piece"),
        ]

    def test_are_goods_in_a_bare_list(self) -> None:
        names = [product for product, _ in goods("coquillettes jambon ketchup")]
        assert names == ["coquillette", "jambon", "ketchup"]

    def test_stand_behind_the_word_for_taste(self) -> None:
        assert goods("trois paquets de biscuits apéro goût pizza") == [
            ("biscuit apéro goût pizza", "3 pack")
        ]


class TestAroundProducts:
    @pytest.mark.parametrize(
        ("said", "product"),
        [
            ("une belle bavette", "bavette"),
            ("un bon gros poulet", "poulet"),
            ("du gros sel", "gros sel"),
            ("un sac de terreau pour rempoter mes géraniums", "terreau"),
            ("du pain de seigle pour aller avec", "pain de seigle"),
            ("une queue de lotte au rayon poisson", "queue de lotte"),
            ("du jambon comme ça je suis tranquille", "jambon"),
        ],
    )
    def test_praise_and_purpose_are_left_out(self, said: str, product: str) -> None:
        assert [name for name, _ in goods(said)] == [product]

    def test_one_more_of_another_kind_keeps_the_container(self) -> None:
        assert goods("deux boîtes de maïs et une de haricots rouges") == [
            ("maïs", "2 pack"),
            ("haricot rouge", "1 pack"),
        ]

    def test_what_is_wanted_on_the_other_hand_is_no_removal(self) -> None:
        removal, addition = heard("pas de mâche par contre un céleri-rave")
        assert [item.product for item in removal.items] == ["mâche"]
        assert [item.product for item in addition.items] == ["céleri-rave"]

    def test_the_one_with_something_is_of_the_kind_it_replaces(self) -> None:
        act = heard("remplace le shampooing antipelliculaire par celui au lait d'amande")[0]
        assert [item.product for item in act.items] == ["shampooing au lait d'amande"]

    def test_paint_is_not_heard_as_dye(self) -> None:
        assert goods("un pot de peinture et deux pinceaux") == [
            ("peinture", "1 pack"),
            ("pinceau", "2 piece"),
        ]

    def test_what_a_dog_loves_is_counted_afterwards(self) -> None:
        assert goods("mon chien adore les friandises au bœuf mets-en cinq sachets") == [
            ("friandise au bœuf", "5 pack")
        ]

    def test_triple_is_no_order_before_what_is_threefold(self) -> None:
        assert goods("une boîte de mouchoirs triple épaisseur") == [
            ("mouchoir triple épaisseur", "1 pack")
        ]

    def test_the_container_may_come_last(self) -> None:
        assert goods("le foin le grand sac") == [("foin", "1 pack")]

"""Which bare nouns belong to the product before them in French, and which open the next one."""

from fractions import Fraction

import pytest

from comptoir.conversation.model import Amount, Unit
from tests.unit.conversation.hearsay import goods, heard


def names(said: str) -> list[str]:
    return [product for product, _ in goods(said)]


class TestBehindAnOpenedProduct:
    @pytest.mark.parametrize(
        "product",
        [
            "bûche glacée vanille framboise",
            "compote pomme coing",
            "quiche poireau chèvre",
            "sandwich poulet crudité",
            "poke bowl saumon avocat",
            "gel douche amande douce",
            "adoucissant fleur de lotus",
            "sirop pêche blanche",
            "liquide vaisselle paic citron",
            "serviette papier",
        ],
    )
    def test_bare_nouns_are_its_flavours(self, product: str) -> None:
        assert names(f"un {product} et du lait") == [product, "lait"]

    def test_et_and_a_bare_flavour_go_on_with_it(self) -> None:
        assert names("des croquettes poulet et légumes pour chien") == [
            "croquette poulet et légume pour chien"
        ]
        assert names("un kit pinceaux et rouleau et du mastic") == [
            "kit pinceau et rouleau",
            "mastic",
        ]

    def test_what_nothing_is_made_of_opens_the_next_one(self) -> None:
        assert names("un sandwich lessive") == ["sandwich", "lessive"]


class TestInABareList:
    @pytest.mark.parametrize(
        "products",
        [
            ["pain", "lait", "fromage", "jambon"],
            ["café", "thé", "sucre", "confiture"],
            ["salade", "tomate", "oignon"],
            ["pâte", "riz", "semoule"],
            ["liquide vaisselle", "éponge", "papier toilette"],
        ],
    )
    def test_nouns_are_goods_of_their_own(self, products: list[str]) -> None:
        assert names(" ".join(products)) == products

    def test_what_mostly_comes_in_flavours_takes_one(self) -> None:
        assert names("coton-tige démaquillant yeux gel douche vanille")[-1] == "gel douche vanille"

    def test_a_noun_with_its_complement_is_whole(self) -> None:
        assert names("cristaux de soude savon noir liquide éponges grattantes") == [
            "cristaux de soude",
            "savon noir liquide",
            "éponge grattante",
        ]

    def test_an_intensive_closes_a_product(self) -> None:
        assert names("tampons super cotons-tiges") == ["tampon super", "coton-tige"]

    def test_petits_pots_at_its_end_are_goods(self) -> None:
        assert names("couches lingettes petits pots") == ["couche", "lingette", "petit pot"]


class TestCompounds:
    @pytest.mark.parametrize("name", ["tire-bouchon", "ouvre-boîte", "croque-monsieur"])
    def test_are_read_whole(self, name: str) -> None:
        assert names(f"un {name} et du charbon") == [name, "charbon"]

    def test_are_no_words_of_the_grammar(self) -> None:
        assert names("des allume-feu et du charbon") == ["allume-feu", "charbon"]
        assert goods("mets-m'en deux") == [("", "2 piece")]

    def test_keep_their_hyphens(self) -> None:
        assert names("du comté dix-huit mois") == ["comté dix-huit mois"]


class TestSaidBehind:
    @pytest.mark.parametrize(
        ("said", "rows"),
        [
            ("du sopalin deux rouleaux", [("sopalin", "2 piece")]),
            (
                "du jambon cru six tranches du beurre une plaquette",
                [("jambon cru", "6 slice"), ("beurre", "1 pack")],
            ),
            (
                "échalotes quatre kilos persil plat dix bottes ail deux kilos",
                [("échalote", "4 kg"), ("persil plat", "10 bunch"), ("ail", "2 kg")],
            ),
            ("un gigot d'agneau deux kilos", [("gigot d'agneau", "2 kg")]),
        ],
    )
    def test_amounts_count_what_is_before_them(
        self, said: str, rows: list[tuple[str, str]]
    ) -> None:
        assert goods(said) == rows

    def test_litres_size_what_is_counted(self) -> None:
        sack, sponge = heard("un sac poubelle cent litres et une éponge")[0].items
        assert sack.amount == Amount(Fraction(1), Unit.PIECE)
        assert sack.size == Amount(Fraction(100), Unit.LITRE)
        assert sponge.product == "éponge"

    @pytest.mark.parametrize("aside", ["en revanche", "cette semaine", "en vrai", "de tout ça"])
    def test_adverbials_are_no_part_of_goods(self, aside: str) -> None:
        assert names(f"des croûtons à l'ail {aside}") == ["croûton à l'ail"]

    @pytest.mark.parametrize(
        ("said", "products"),
        [
            ("un kilo de riz pour mes gamelles de la muscu", ["riz"]),
            ("du riz rond pour mon riz au lait du dimanche", ["riz rond"]),
            ("du gruyère pour mettre sur mes pâtes", ["gruyère"]),
            ("des lardons pour ma quiche et une pâte brisée", ["lardon", "pâte brisée"]),
        ],
    )
    def test_purposes_end_where_their_owner_is_told(self, said: str, products: list[str]) -> None:
        assert names(said) == products

    def test_adjectives_may_be_coordinated(self) -> None:
        assert names("de la moutarde fine et forte") == ["moutarde fine et forte"]

    def test_containers_may_be_described(self) -> None:
        assert goods("trois tranches épaisses de jambon") == [("jambon", "3 slice")]

    @pytest.mark.parametrize(
        ("said", "rows"),
        [
            (
                "du thon une boîte du maïs deux boîtes et des haricots verts trois boîtes",
                [("thon", "1 pack"), ("maïs", "2 pack"), ("haricot vert", "3 pack")],
            ),
            ("oignons un filet ail deux kilos", [("oignon", "1 pack"), ("ail", "2 kg")]),
            (
                "des gants noirs une boîte de cent taille l et du sel",
                [("gant noir taille l", "1 pack"), ("sel", "")],
            ),
            (
                "dix accras de morue et autant de samoussas",
                [("accra de morue", "10 piece"), ("samoussa", "10 piece")],
            ),
            ("deux kilos de riz et trois de semoule", [("riz", "2 kg"), ("semoule", "3 kg")]),
            ("du tofu vegan et bio deux blocs", [("tofu", "2 pack")]),
            ("mozzarella trois boules et du sel", [("mozzarella", "3 piece"), ("sel", "")]),
            ("faut me mettre une caisse de citrons", [("citron", "1 pack")]),
            ("faut que je reprenne du sopalin deux rouleaux", [("sopalin", "2 piece")]),
        ],
    )
    def test_containers_and_measures_need_no_boundary(
        self, said: str, rows: list[tuple[str, str]]
    ) -> None:
        assert goods(said) == rows

    @pytest.mark.parametrize(
        "remark",
        ["mon ado a décidé cela", "le temps que la saison dure", "ma fille ne jure que par ça"],
    )
    def test_remarks_behind_goods_name_none(self, remark: str) -> None:
        assert names(f"du lait d'avoine six briques {remark}") == ["lait d'avoine"]

    def test_numbers_may_name(self) -> None:
        assert names("une crème solaire indice cinquante et du lait") == [
            "crème solaire indice cinquante",
            "lait",
        ]

    def test_petits_pots_hold_what_follows_de_only(self) -> None:
        assert goods("quatre petits pots carotte agneau et deux petits pots de crème") == [
            ("petit pot carotte agneau", "4 piece"),
            ("crème", "2 pack"),
        ]

    @pytest.mark.parametrize(
        ("said", "products"),
        [
            (
                "du fromage frais ail et fines herbes et du sel",
                ["fromage frais ail et fine herbe"],
            ),
            ("un petit suisse nature", ["petit suisse nature"]),
            ("deux melons bien mûrs", ["melon bien mûr"]),
            ("un tube de colle à bois", ["colle à bois"]),
            ("des tampons normaux", ["tampon normal"]),
        ],
    )
    def test_names_are_read_to_their_end(self, said: str, products: list[str]) -> None:
        assert names(said)[: len(products)] == products

    def test_one_may_be_counted_behind(self) -> None:
        assert goods("il me manque le reblochon un et des oignons trois") == [
            ("reblochon", "1 piece"),
            ("oignon", "3 piece"),
        ]

    def test_what_is_wanted_if_there_is_any_is_wanted(self) -> None:
        assert names("un gâteau licorne si ça existe et une dizaine de ballons") == [
            "gâteau licorne",
            "ballon",
        ]

    def test_an_evening_and_its_name_are_a_purpose(self) -> None:
        assert names("du popcorn caramel pour la soirée film") == ["popcorn caramel"]

"""The French of the counter: plurals, what goods are held in, sizes said once."""

from comptoir.conversation.outcomes import Goods
from comptoir.conversation.saying.french import French
from comptoir.goods.catalog.rules import NetUnit
from comptoir.kernel.measure import pieces


def _goods(name: str, net_value: int | None = None, net_unit: NetUnit | None = None) -> Goods:
    return Goods("2890000000017", name, "Bocage", net_value, net_unit, by_weight=False, price=100)


class TestAmount:
    def test_puts_the_head_noun_alone_into_the_plural(self) -> None:
        said = French().amount(_goods("Croissant pur beurre", 60, "g"), pieces(3))
        assert said == "3 croissants pur beurre de 60 g"

    def test_counts_bunches_and_heads(self) -> None:
        assert French().amount(_goods("Persil plat"), pieces(1)) == "1 bouquet de persil plat"
        assert French().amount(_goods("Ail blanc"), pieces(2)) == "2 têtes d'ail blanc"


class TestTitle:
    def test_says_no_size_twice(self) -> None:
        said = French().title(_goods("Eau de source, pack de 6 × 1,5 l", 9000, "ml"))
        assert said == "Eau de source, pack de 6 × 1,5 l"


class TestBrief:
    def test_leaves_the_size_and_the_fat_out(self) -> None:
        said = French().brief("2 crèmes liquides entières UHT 30 % MG de 20 cl")
        assert said == "2 crèmes liquides entières UHT"
        assert French().brief("500 g de tomates rondes") == "500 g de tomates rondes"

"""Net quantities as packs print them."""

import pytest

from comptoir.goods.catalog.net import net_quantity
from comptoir.kernel.measure import Quantity, grams, millilitres, pieces


class TestNetQuantity:
    @pytest.mark.parametrize(
        ("text", "quantity"),
        [
            ("1,5 l", millilitres(1500)),
            ("75cl", millilitres(750)),
            ("500 g", grams(500)),
            ("2.925 kg", grams(2925)),
            ("6 x 33 cl", millilitres(1980)),
            ("4 × 125 g", grams(500)),
            ("6 piece", pieces(6)),
            ("10 pièces", pieces(10)),
            ("250 gr", grams(250)),
        ],
    )
    def test_reads_what_packs_print(self, text: str, quantity: Quantity) -> None:
        assert net_quantity(text) == quantity

    @pytest.mark.parametrize("text", ["", "environ", "0 g", "1,5 ml", "1 gallon", "99999999 kg"])
    def test_reads_nothing_into_other_words(self, text: str) -> None:
        assert net_quantity(text) is None

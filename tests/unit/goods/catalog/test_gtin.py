"""Trade item numbers."""

import pytest

from comptoir.goods.catalog import gtin
from comptoir.kernel.refusals import Refusal


class TestIsValid:
    @pytest.mark.parametrize("text", ["4006381333931", "96385074", "036000291452"])
    def test_takes_numbers_with_the_right_check_digit(self, text: str) -> None:
        assert gtin.is_valid(text)

    @pytest.mark.parametrize(
        "text", ["4006381333932", "400638133393", "", "abc", "٤٠٠٦٣٨١٣٣٣٩٣١", "4006381333931\n"]
    )
    def test_turns_others_down(self, text: str) -> None:
        assert not gtin.is_valid(text)


class TestNormal:
    def test_writes_twelve_and_fourteen_digits_as_thirteen(self) -> None:
        assert gtin.normal("036000291452") == "0036000291452"
        assert gtin.normal(" 04006381333931 ") == "4006381333931"

    def test_refuses_a_wrong_check_digit(self) -> None:
        with pytest.raises(Refusal) as refused:
            gtin.normal("4006381333932")
        assert refused.value.facts["remedy"] == "check_digit"


class TestWeighedLabel:
    def test_knows_the_prefixes_of_weighed_labels_from_the_shops_own(self) -> None:
        assert gtin.weighed_label("0212345678900")
        assert gtin.weighed_label("2312345678900")
        assert not gtin.weighed_label("2412345678900")
        assert gtin.in_store("2912345678900")
        assert not gtin.in_store("3012345678900")

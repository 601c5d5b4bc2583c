"""Adjectives of several words before English goods are no verbs and no goods of their own."""

import pytest

from comptoir.conversation.model import Intent

from .hearsay import heard


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("three ready to eat mangoes", "ready to eat mango"),
        ("a bag of thick cut chips", "thick cut chip"),
        ("off the bone turkey", "off the bone turkey"),
        ("200 grams of wafer thin beef", "wafer thin beef"),
        ("some corn fed chicken", "corn fed chicken"),
    ],
)
def test_belong_to_the_goods_behind_them(text: str, product: str) -> None:
    acts = heard(text, language="en")
    assert [(act.intent, [item.product for item in act.items]) for act in acts] == [
        (Intent.ADD, [product])
    ]


def test_are_verbs_where_no_goods_follow() -> None:
    assert heard("cut it down to two", language="en")[0].intent is Intent.SET_QUANTITY

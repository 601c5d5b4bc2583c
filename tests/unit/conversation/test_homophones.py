"""Words that are spelt well and sound as others are taken for these where goods are named so."""

import pytest

from comptoir.conversation.model import Doubt

from .hearsay import heard


@pytest.mark.parametrize(
    ("text", "language", "product"),
    [
        ("a jar of tartare source", "en", "tartare sauce"),
        ("two bags of wholemeal flower", "en", "wholemeal flour"),
        ("a loaf of rye bred", "en", "rye bread"),
        ("a tin of green leeks and red kidney beings", "en", "red kidney bean"),
        ("un sac de charbon de boit", "fr", "charbon de bois"),
        ("deux cents grammes de pâté de compagne", "fr", "pâté de campagne"),
        ("de la crème fresh", "fr", "crème fraîche"),
        ("du gros selle", "fr", "gros sel"),
    ],
)
def test_goods_are_named_by_the_homophone(text: str, language: str, product: str) -> None:
    items = [item for act in heard(text, language=language) for item in act.items]
    assert product in [item.product for item in items]
    assert Doubt.HEARD_BY_SOUND in next(one for one in items if one.product == product).doubts


@pytest.mark.parametrize(
    ("text", "language", "product"),
    [
        ("a bunch of flowers", "en", "flower"),
        ("some mint tea", "en", "mint tea"),
        ("de la selle d'agneau", "fr", "selle d'agneau"),
        ("un kilo de bar de ligne", "fr", "bar de ligne"),
    ],
)
def test_goods_that_are_named_so_stay(text: str, language: str, product: str) -> None:
    assert [item.product for act in heard(text, language=language) for item in act.items] == [
        product
    ]

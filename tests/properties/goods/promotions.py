"""Promotions of every mechanic, as hypothesis draws them."""

from hypothesis import strategies as st

from comptoir.goods.pricing.model import Mechanic, Promotion

SIZES = st.integers(2, 12)
PRICES = st.integers(1, 10_000)
LIMITS = st.none() | st.integers(1, 20)


@st.composite
def promotions(draw: st.DrawFn) -> Promotion:
    """Draw a promotion; its lot may be dearer than its goods, and its limit below a lot."""
    size = draw(SIZES)
    mechanic, facts = draw(
        st.sampled_from(
            [
                (Mechanic.PERCENT, (draw(st.integers(1, 90)), None, None, None)),
                (Mechanic.PRICE, (None, draw(PRICES), None, None)),
                (Mechanic.SOME_FREE, (None, None, size, draw(st.integers(1, size - 1)))),
                (Mechanic.NTH, (draw(st.integers(1, 100)), None, size, None)),
                (Mechanic.LOT, (None, draw(PRICES), size, None)),
            ]
        )
    )
    percent, price, lot, paid = facts
    return Promotion(
        mechanic=mechanic,
        percent=percent,
        price=price,
        size=lot,
        paid=paid,
        order_most=draw(LIMITS),
        household_most=draw(LIMITS),
    )

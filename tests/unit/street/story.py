"""An answer to build what leaves from."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from comptoir.conversation.answer import Answer
from comptoir.conversation.saying.card import Card
from comptoir.conversation.saying.ssml import ssml
from comptoir.shopping.carts.model import Cart, Totals

_CART = Cart(
    id="the-cart",
    store="the-store",
    household="the-household",
    language="fr",
    currency="EUR",
    state="open",
    mode=None,
    version=1,
    updated_at=datetime(2026, 6, 15, 8, tzinfo=UTC),
    lines=(),
    totals=Totals(0, 0, 0, 0),
    vat=(),
    discount_code=None,
    discount_refused=None,
    minimum=0,
    age_confirmed=False,
    slot=None,
)


def an_answer(say: str, **more: Any) -> Answer:
    """Give an answer of these words about a cart with nothing in it."""
    answer = Answer(
        turn_id="the-turn",
        say=say,
        spoken=say,
        ssml=ssml(say),
        card=Card("Vos courses", say),
        acts=(),
        cart=_CART,
    )
    return replace(answer, **more)

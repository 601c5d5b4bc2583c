"""The words by which the law has an order placed are understood, and no goods are looked for."""

import pytest

from comptoir.conversation.hear import hear
from comptoir.conversation.model import Intent, Pending, PendingKind

AT_THE_TILL = Pending(PendingKind.CONFIRM_CHECKOUT)


class TestObligation:
    @pytest.mark.parametrize(
        ("language", "said"),
        [
            ("fr", "oui, je commande avec obligation de paiement"),
            ("fr", "commande avec obligation de paiement"),
            ("en", "yes, place it with obligation to pay"),
        ],
    )
    def test_is_a_yes_to_the_order_that_was_read(self, language: str, said: str) -> None:
        acts = hear(said, language=language, pending=AT_THE_TILL).acts
        assert [act.intent for act in acts] == [Intent.CONFIRM]

    @pytest.mark.parametrize(
        ("language", "said"),
        [
            ("fr", "commander avec obligation de paiement"),
            ("en", "place it with the obligation to pay"),
        ],
    )
    def test_leads_to_the_till_when_nothing_was_asked(self, language: str, said: str) -> None:
        acts = hear(said, language=language, pending=None).acts
        assert [act.intent for act in acts] == [Intent.CHECKOUT]

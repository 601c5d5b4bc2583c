"""A payment provider that is not real money: it challenges, declines, and goes silent on demand.

It behaves as a provider of its own: it remembers every intent by its id in its own memory, answers
the same intent the same way, and can take an authorisation whose answer never arrives.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from comptoir.shopping.payments.model import (
    Answer,
    Authorised,
    Challenged,
    Declined,
    Found,
    Intent,
    NeverSeen,
)
from comptoir.shopping.payments.ports import PaymentUnknown


class Behaviour(StrEnum):
    """What the sandbox does with an intent."""

    AUTHORISE = "authorise"
    CHALLENGE = "challenge"
    DECLINE = "decline"
    SILENT_BEFORE = "silent_before"
    """No answer, and the request never arrived."""
    SILENT_AFTER = "silent_after"
    """No answer, but the money is bound."""


BY_CENTS = {
    91: Behaviour.CHALLENGE,
    92: Behaviour.DECLINE,
    93: Behaviour.SILENT_BEFORE,
    94: Behaviour.SILENT_AFTER,
}
"""The last two digits of an amount choose the behaviour: every path can be tried by hand."""


@dataclass(slots=True)
class Sandbox:
    """A provider for trials; `behave` overrides what the amount's cents would choose."""

    challenge_url: str = "/sandbox/challenge/{order}/{intent}"
    method: str = "sandbox"
    keeps_money: bool = True
    behave: Behaviour | None = None
    reachable: bool = True
    _kept: dict[str, Found] = field(default_factory=dict[str, Found])
    _voided: set[str] = field(default_factory=set[str])

    async def authorise(self, intent: Intent) -> Answer:
        """Do what the behaviour says; the same intent gets the same answer."""
        self._answer_or_be_silent()
        known = self._kept.get(intent.id)
        if known is not None and not isinstance(known, NeverSeen):
            return known
        match self.behave or BY_CENTS.get(intent.amount % 100, Behaviour.AUTHORISE):
            case Behaviour.AUTHORISE:
                return self._keep(intent, Authorised(f"sandbox-{intent.id}"))
            case Behaviour.CHALLENGE:
                url = self.challenge_url.format(order=intent.order_id, intent=intent.id)
                return self._keep(intent, Challenged(f"sandbox-{intent.id}", url))
            case Behaviour.DECLINE:
                return self._keep(intent, Declined("insufficient_funds"))
            case Behaviour.SILENT_BEFORE:
                raise PaymentUnknown
            case Behaviour.SILENT_AFTER:
                self._keep(intent, Authorised(f"sandbox-{intent.id}"))
                raise PaymentUnknown

    async def look_up(self, intent: Intent) -> Found:
        """Tell what became of an intent."""
        self._answer_or_be_silent()
        return self._kept.get(intent.id, NeverSeen())

    async def void(self, intent: Intent) -> None:
        """Let the money go."""
        self._answer_or_be_silent()
        self._voided.add(intent.id)

    def pass_challenge(self, intent: str, *, succeed: bool = True) -> None:
        """Do what a shopper does at the challenge's page."""
        if isinstance(self._kept.get(intent), Challenged):
            self._kept[intent] = (
                Authorised(f"sandbox-{intent}") if succeed else Declined("challenge_failed")
            )

    def authorised_later(self, intent: str) -> None:
        """Let an authorisation turn up that was thought lost."""
        self._kept[intent] = Authorised(f"sandbox-{intent}")

    @property
    def bound(self) -> set[str]:
        """Give the intents whose money is bound now."""
        return {
            intent
            for intent, answer in self._kept.items()
            if isinstance(answer, Authorised) and intent not in self._voided
        }

    def _keep(self, intent: Intent, answer: Answer) -> Answer:
        self._kept[intent.id] = answer
        return answer

    def _answer_or_be_silent(self) -> None:
        if not self.reachable:
            raise PaymentUnknown

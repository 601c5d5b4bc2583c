"""A payment provider with moods, and crashes of the shop's process around the call to it."""

import random
from dataclasses import dataclass

from comptoir.adapters.payments.at_handover import AtHandover
from comptoir.adapters.payments.sandbox import Behaviour, Sandbox
from comptoir.shopping.orders.process import Ports
from comptoir.shopping.payments.model import Answer, Found, Intent, NeverSeen
from comptoir.shopping.payments.ports import PaymentUnknown

MOODS = (
    *(Behaviour.AUTHORISE for _ in range(6)),
    *(Behaviour.CHALLENGE, Behaviour.CHALLENGE, Behaviour.DECLINE, Behaviour.DECLINE),
    *(Behaviour.SILENT_BEFORE, Behaviour.SILENT_BEFORE),
    *(Behaviour.SILENT_AFTER, Behaviour.SILENT_AFTER),
)


@dataclass(slots=True)
class Crash(Exception):
    """The shop's process died between a call and what it wanted to do with the result."""


class Fickle(Sandbox):
    """A sandbox whose every answer is a throw of the dice; it still binds money once an intent."""

    def __init__(self, dice: random.Random) -> None:
        super().__init__()
        self.dice = dice
        self.lost: list[Intent] = []
        self.challenged: list[str] = []
        self.calm = False

    @property
    def ports(self) -> Ports:
        """Give the providers by the method they serve."""
        return {"sandbox": self, "at_handover": AtHandover()}

    async def authorise(self, intent: Intent) -> Answer:
        self._maybe_unreachable()
        self.behave = self.dice.choice(MOODS)
        if self.behave is Behaviour.SILENT_BEFORE:
            self.lost.append(intent)
        if self.behave is Behaviour.CHALLENGE:
            self.challenged.append(intent.id)
        answer = await Sandbox.authorise(self, intent)
        if self._happens(0.1):
            raise Crash
        return answer

    async def look_up(self, intent: Intent) -> Found:
        self._maybe_unreachable()
        found = await Sandbox.look_up(self, intent)
        if self._happens(0.03):
            raise Crash
        return found

    async def void(self, intent: Intent) -> None:
        self._maybe_unreachable()
        await Sandbox.void(self, intent)
        if self._happens(0.05):
            raise Crash

    async def receive_lost(self) -> None:
        """Receive a request that was lost on the way and bind the money, unless it was repeated."""
        if self.lost:
            intent = self.lost.pop(self.dice.randrange(len(self.lost)))
            if isinstance(await Sandbox.look_up(self, intent), NeverSeen):
                self.authorised_later(intent.id)

    def answer_challenge(self) -> None:
        """Pass or fail a challenge."""
        if self.challenged:
            self.pass_challenge(
                self.challenged.pop(self.dice.randrange(len(self.challenged))),
                succeed=self.dice.random() < 0.7,
            )

    def calm_down(self) -> None:
        """Answer from now on, always and at once."""
        self.calm = True

    def _maybe_unreachable(self) -> None:
        if self._happens(0.1):
            raise PaymentUnknown

    def _happens(self, chance: float) -> bool:
        return not self.calm and self.dice.random() < chance

"""Paying at handover: nothing is asked of anybody now, the driver or the desk takes the money."""

from dataclasses import dataclass

from comptoir.shopping.payments.model import Answer, Authorised, Found, Intent


@dataclass(frozen=True, slots=True)
class AtHandover:
    """Accepts every intent at once and binds no money."""

    method: str = "at_handover"
    keeps_money: bool = False

    async def authorise(self, intent: Intent) -> Answer:
        """Accept."""
        return Authorised(f"handover-{intent.id}")

    async def look_up(self, intent: Intent) -> Found:
        """Accept, as `authorise` would have: there is nobody else who could know."""
        return await self.authorise(intent)

    async def void(self, intent: Intent) -> None:
        """Do nothing: no money was bound."""

"""The payment provider as the shop sees it."""

from typing import Protocol

from comptoir.shopping.payments.model import Answer, Found, Intent


class PaymentUnknown(Exception):
    """The provider did not answer in time: what became of the request is not known."""


class PaymentPort(Protocol):
    """A provider. Every call carries the intent's id as idempotency key and may be repeated."""

    @property
    def method(self) -> str:
        """Name the payment method this provider serves."""
        ...

    @property
    def keeps_money(self) -> bool:
        """Tell whether an authorisation binds money that must be voided when not used."""
        ...

    async def authorise(self, intent: Intent) -> Answer:
        """Ask to keep the intent's amount.

        :raises PaymentUnknown: when no answer came.
        """
        ...

    async def look_up(self, intent: Intent) -> Found:
        """Ask what became of an intent.

        :raises PaymentUnknown: when no answer came.
        """
        ...

    async def void(self, intent: Intent) -> None:
        """Let an authorisation go.

        :raises PaymentUnknown: when no answer came.
        """
        ...

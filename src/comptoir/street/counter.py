"""The counter as doors of a voice see it: a guest says a sentence, words come back."""

import logging
from dataclasses import dataclass

from comptoir.conversation.turn import take
from comptoir.kernel.caller import Caller
from comptoir.kernel.refusals import Refusal
from comptoir.shopping.orders.commands import Checkout
from comptoir.shopping.orders.model import Outcome
from comptoir.street.guests import Guest, GuestBook, Met
from comptoir.street.shop import Shop
from comptoir.street.spoken import Spoken, hello, spoken, spoken_refusal

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Counter:
    """One shop's counter."""

    shop: Shop
    book: GuestBook

    async def hear(self, guest: Guest, text: str, *, turn_id: str | None = None) -> Spoken:
        """Carry out what a guest's sentence wants and give what leaves of the answer.

        A repeated `turn_id` gets its first answer. A sentence that cannot be taken is answered in
        words too.

        :raises Refusal: when the guest cannot be met: the door's store does not exist.
        """
        met = await self.book.meet(guest)
        try:
            answer = await take(
                self.shop.database,
                conversation=met.conversation,
                text=text,
                turn_id=turn_id,
                caller=met.caller,
                place=_Place(self.shop, met),
                opinion=self.shop.opinion,
            )
        except Refusal as refusal:
            log.info("%s: a sentence was refused: %s", guest.door, refusal.code)
            return spoken_refusal(refusal, guest.language, self.shop.database.clock)
        if answer.onward is not None:
            await self.book.follow(guest, met, answer.onward)
        return spoken(answer)

    async def greet(self, guest: Guest, *, turn_id: str | None = None) -> Spoken:
        """Welcome a guest who has come to the counter without a word.

        :raises Refusal: as `hear`.
        """
        return await self.hear(guest, hello(guest.language), turn_id=turn_id)


@dataclass(frozen=True, slots=True)
class _Place:
    """Places a cart's order for who talks."""

    shop: Shop
    met: Met

    async def __call__(self, cart: str, checkout: Checkout) -> Outcome:
        """Place the order of a cart."""
        caller: Caller = self.met.caller
        return await self.shop.place_order(caller, cart, checkout)


def counter_of(shop: Shop) -> Counter:
    """Give a shop's counter for a door."""
    return Counter(shop, GuestBook(shop))

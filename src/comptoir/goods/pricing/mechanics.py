"""What a promotion makes of a price and a quantity: whole minor units, exact.

A line is priced in this order. Pieces beyond what the promotion is limited to cost the list price.
Of the others, whole lots cost what a lot costs; what is left over costs the price of one each, but
never more than another whole lot: so one piece less never costs more, and three for two is no
dearer than two and one.
"""

from dataclasses import dataclass

from comptoir.goods.pricing.model import Mechanic, Promotion
from comptoir.kernel.measure import Quantity, Unit
from comptoir.kernel.money import percent_off, price_of_weight


@dataclass(frozen=True, slots=True)
class Terms:
    """What was told of a product: the list price, the promotion that runs, what may have it.

    `had` are the pieces of it that the household has had of the promotion in other orders.
    """

    list_price: int
    promotion: Promotion | None = None
    had: int = 0

    @property
    def price(self) -> int:
        """Give what one costs, alone: a piece, or a kilogram of goods sold by weight."""
        match self.promotion:
            case Promotion(mechanic=Mechanic.PERCENT, percent=int(percent)):
                return percent_off(self.list_price, percent)
            case Promotion(mechanic=Mechanic.PRICE, price=int(price)):
                return min(self.list_price, price)
            case _:
                return self.list_price

    @property
    def lot(self) -> int | None:
        """Give what a whole lot costs where the promotion counts by lots; never above the list."""
        each = self.list_price
        match self.promotion:
            case Promotion(mechanic=Mechanic.SOME_FREE, paid=int(paid)):
                return each * paid
            case Promotion(mechanic=Mechanic.NTH, size=int(size), percent=int(percent)):
                return each * (size - 1) + percent_off(each, percent)
            case Promotion(mechanic=Mechanic.LOT, size=int(size), price=int(price)):
                return min(each * size, price)
            case _:
                return None

    @property
    def allowance(self) -> int | None:
        """Tell how many pieces of one order the promotion counts for; None when it is not bound."""
        promotion = self.promotion
        if promotion is None:
            return None
        bounds = [] if promotion.order_most is None else [promotion.order_most]
        if promotion.household_most is not None:
            bounds.append(max(0, promotion.household_most - self.had))
        return min(bounds) if bounds else None

    def total(self, quantity: Quantity) -> int:
        """Price a quantity; weights are rounded half up once."""
        if quantity.unit is Unit.GRAM:
            return price_of_weight(self.price, quantity.value)
        pieces, allowance = quantity.value, self.allowance
        promoted = pieces if allowance is None else min(pieces, allowance)
        return self._promoted(promoted) + self.list_price * (pieces - promoted)

    def saved(self, quantity: Quantity) -> int:
        """Tell what the promotion takes off a quantity."""
        return Terms(self.list_price).total(quantity) - self.total(quantity)

    def _promoted(self, pieces: int) -> int:
        size = None if self.promotion is None else self.promotion.size
        lot = self.lot
        if size is None or lot is None:
            return self.price * pieces
        lots, left = divmod(pieces, size)
        within = self.allowance is None or (lots + 1) * size <= self.allowance
        over = self.list_price * left
        return lot * lots + (min(over, lot) if within else over)


@dataclass(frozen=True, slots=True)
class Step:
    """So many pieces more would save so much more, all of them together costing `adds`."""

    pieces: int
    saves: int
    adds: int


def next_step(terms: Terms, quantity: Quantity) -> Step | None:
    """Tell what would complete the lot that a quantity has begun; None when nothing would."""
    promotion = terms.promotion
    if promotion is None or promotion.size is None or quantity.unit is Unit.GRAM:
        return None
    missing = -quantity.value % promotion.size
    whole = Quantity(quantity.value + missing)
    if not missing or (terms.allowance is not None and whole.value > terms.allowance):
        return None
    saves = terms.saved(whole) - terms.saved(quantity)
    adds = terms.total(whole) - terms.total(quantity)
    return Step(missing, saves, adds) if saves > 0 else None


def better(told: Terms, today: Terms, quantity: Quantity) -> Terms:
    """Choose the terms by which a quantity costs less: one or the other, never both."""
    return told if told.total(quantity) <= today.total(quantity) else today


def announced(terms: Terms, prior: int | None) -> int | None:
    """Work out the percentage with which a reduction is announced, from the price before it.

    That is the percentage of the promotion only where nothing cheaper was asked in the thirty days
    before (Code de la consommation, art. L. 112-1-1; CJEU C-330/23). None for what is no reduction.
    """
    promotion = terms.promotion
    if promotion is None or promotion.by_lot or prior is None:
        return None
    if promotion.percent is not None and prior >= terms.list_price:
        return promotion.percent
    return max(0, prior - terms.price) * 100 // prior or None


def takes_off(terms: Terms) -> tuple[int, int]:
    """Tell what a promotion takes off at most, and off what: one, or a whole lot, in cents.

    The law's ceilings are on this share (loi n° 2020-1525 du 7 décembre 2020, art. 125, II).
    """
    size = 1 if terms.promotion is None else terms.promotion.size or 1
    full = terms.list_price * size
    return full - (terms.price if terms.lot is None else terms.lot), full

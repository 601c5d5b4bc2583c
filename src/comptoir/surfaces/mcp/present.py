"""The one place where models become the documents that leave through this door."""

from datetime import datetime
from zoneinfo import ZoneInfo

from comptoir.conversation import answer as told
from comptoir.goods.catalog.model import Product
from comptoir.goods.pricing.mechanics import Step
from comptoir.goods.pricing.model import Promotion
from comptoir.goods.shelf.model import ShelfItem
from comptoir.goods.stores.model import Store
from comptoir.kernel import measure
from comptoir.kernel.locale import Language
from comptoir.shopping.carts import model as carts
from comptoir.shopping.habits.model import Habit
from comptoir.shopping.orders import model as orders
from comptoir.shopping.slots.model import Held, Window
from comptoir.surfaces.mcp import documents as out


class Present:
    """Writes documents of one store in one language; `zone` is the store's."""

    def __init__(self, store: Store, language: Language) -> None:
        self._store = store
        self._zone = ZoneInfo(store.timezone)
        self._language = language

    def moment(self, at: datetime) -> str:
        """Write an instant in the store's local time."""
        return at.astimezone(self._zone).isoformat()

    def _moment(self, at: datetime | None) -> str | None:
        return None if at is None else self.moment(at)

    def money(self, amount: int) -> out.Money:
        """Write an amount."""
        return out.Money(amount=amount, currency=self._store.currency)

    def product(self, of: ShelfItem) -> out.Product:
        """Write a product as it is sold now."""
        per, english = of.unit_price, self._language is Language.ENGLISH
        return out.Product(
            gtin=of.gtin,
            name=of.name_en if english and of.name_en else of.name,
            brand=of.brand,
            category=of.category,
            price=self.money(of.price),
            price_per="kg" if of.sale_unit == "kg" else "piece",
            list_price=self.money(of.list_price),
            unit_price=None
            if per is None
            else out.UnitPrice(amount=per.amount, currency=self._store.currency, per=per.per),
            prior_price=None if of.prior_price is None else self.money(of.prior_price),
            promotion=self.promotion(of.promotion),
            stock=out.Quantity(value=max(0, of.available), unit=of.unit.value),
            net_quantity=None
            if of.net_value is None or of.net_unit is None
            else out.Quantity(value=of.net_value, unit=of.net_unit),
            typical_weight_g=of.each_g,
            deposit=self.money(of.deposit) if of.deposit else None,
            minimum_age=of.minimum_age,
            nutriscore=of.nutriscore,
            labels=list(of.labels),
            allergens=list(of.allergens),
            origin=of.origin or None,
        )

    def promotion(self, of: Promotion | None) -> out.Promotion | None:
        """Write how a promotion works."""
        if of is None:
            return None
        return out.Promotion(
            mechanic=of.mechanic.value,
            percent=of.percent,
            price=None if of.price is None else self.money(of.price),
            size=of.size,
            paid=of.paid,
            limit_per_order=of.order_most,
            limit_per_household=of.household_most,
            until=self._moment(of.ends),
        )

    def next_step(self, of: Step | None) -> out.NextStep | None:
        """Write what would complete a lot of a promotion."""
        if of is None:
            return None
        return out.NextStep(pieces=of.pieces, adds=self.money(of.adds), saves=self.money(of.saves))

    def sheet(
        self, of: Product, on_shelf: ShelfItem, instead: tuple[ShelfItem, ...]
    ) -> out.ProductSheet:
        """Write a product's whole sheet."""
        return out.ProductSheet(
            product=self.product(on_shelf),
            legal_name=of.legal_name,
            ingredients=of.ingredients,
            traces=list(of.traces),
            nutrition=None if of.nutrition is None else dict(of.nutrition),
            storage=of.storage,
            operator=of.operator,
            substitutes=[self.product(each) for each in instead],
        )

    def usual(self, habit: Habit, item: ShelfItem) -> out.UsualProduct:
        """Write what a household takes again and again."""
        return out.UsualProduct(
            product=self.product(item),
            orders=habit.orders,
            usual_quantity=out.Quantity(value=habit.usual_quantity, unit=item.unit.value),
        )

    def window(self, of: Window) -> out.Window:
        """Write a window."""
        return out.Window(
            id=of.id,
            mode=of.mode.value,
            starts=self.moment(of.starts),
            ends=self.moment(of.ends),
            order_until=self.moment(of.cut_off),
            fee=self.money(of.fee),
            places_left=of.left,
        )

    def chosen(self, of: Held | None) -> out.ChosenWindow | None:
        """Write the window that a cart has chosen."""
        if of is None:
            return None
        return out.ChosenWindow(
            id=of.window.id,
            mode=of.window.mode.value,
            starts=self.moment(of.window.starts),
            ends=self.moment(of.window.ends),
            fee=self.money(of.window.fee),
            held_until=self._moment(of.expires_at),
        )

    def line(self, of: carts.CartLine) -> out.CartLine:
        """Write a cart's line, without the note on it, which is between shopper and picker."""
        return out.CartLine(
            gtin=of.gtin,
            name=of.name,
            brand=of.brand,
            quantity=quantity(of.quantity),
            price=self.money(of.price),
            promotion=self.promotion(of.terms.promotion),
            saved=self.money(of.saved),
            next_step=self.next_step(of.next_step),
            total=self.money(of.total),
            available=of.promisable,
            left=out.Quantity(value=max(0, of.available), unit=of.quantity.unit.value),
        )

    def cart(self, of: carts.Cart) -> out.Cart:
        """Write a cart."""
        return out.Cart(
            cart=of.id,
            store=of.store,
            state=of.state,
            version=of.version,
            mode=None if of.mode is None else of.mode.value,
            window=self.chosen(of.slot),
            lines=[self.line(line) for line in of.lines],
            goods=self.money(of.totals.goods),
            deposits=self.money(of.totals.deposits),
            discount=self.money(of.totals.discount),
            fee=self.money(of.totals.fee),
            total=self.money(of.totals.total),
            saved=self.money(of.saved),
            minimum_missing=self.money(of.minimum_missing),
            age_required=of.age_required,
        )

    def answer(self, of: told.Answer, conversation: str) -> out.Answer:
        """Write the answer to a sentence."""
        return out.Answer(
            say=of.say,
            conversation=conversation,
            asks=of.pending,
            choices=[
                out.Choice(label=each.label, gtin=each.gtin, window=each.window)
                for each in of.choices
            ],
            order=of.order,
            cart=self.cart(of.cart),
        )

    def order(self, of: orders.Order) -> out.Order:
        """Write an order: neither whose it is nor where it goes."""
        return out.Order(
            order=of.id,
            number=of.number,
            store=of.store,
            state=of.state.value,
            mode=of.mode.value,
            starts=self.moment(of.window_starts),
            ends=self.moment(of.window_ends),
            change_until=self.moment(of.cut_off),
            lines=[
                out.OrderLine(
                    gtin=line.gtin,
                    name=line.name,
                    brand=line.brand,
                    quantity=quantity(line.quantity),
                    promotion=self.promotion(line.promotion),
                    saved=self.money(line.saved),
                    total=self.money(line.total),
                )
                for line in of.lines
            ],
            total=self.money(of.totals.total),
            payment=of.payment_method,
            placed_at=self._moment(of.placed_at),
        )


def quantity(of: measure.Quantity) -> out.Quantity:
    """Write a quantity."""
    return out.Quantity(value=of.value, unit=of.unit.value)


def outcome(of: carts.Outcome) -> out.LineOutcome:
    """Write what became of one line that was asked for."""
    match of:
        case carts.Added():
            return out.LineOutcome(
                gtin=of.gtin,
                outcome="done",
                asked=quantity(of.added),
                in_cart=quantity(of.now),
                left=None,
            )
        case carts.OnlySome():
            return out.LineOutcome(
                gtin=of.gtin,
                outcome="only_some",
                asked=quantity(of.asked),
                in_cart=None,
                left=quantity(of.left),
            )
        case carts.SoldOut():
            return out.LineOutcome(
                gtin=of.gtin, outcome="sold_out", asked=quantity(of.asked), in_cart=None, left=None
            )


def store(of: Store) -> out.Store:
    """Write a store; its address is public."""
    return out.Store(
        id=of.id,
        name=of.name,
        kind=of.kind,
        street=of.street,
        postcode=of.postcode,
        city=of.city,
        country=of.country,
        timezone=of.timezone,
        currency=of.currency,
        modes=list(of.modes),
        hours=[
            out.Opening(weekday=day, opens=period[0], closes=period[1])
            for day, periods in of.hours.items()
            for period in periods
        ],
        minimum_order=out.Money(amount=of.minimum_order, currency=of.currency),
        delivery_postcodes=list(of.delivery_postcodes),
    )

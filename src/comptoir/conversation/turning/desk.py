"""One turn at work: where it is spoken, what is remembered, and what it comes to ask."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from comptoir.conversation.memory import MOST_WAITING, Memory, Offered, Question, Wanted
from comptoir.conversation.model import Act, PendingKind, SaidItem
from comptoir.conversation.outcomes import Asked, Goods, Line, Outcome
from comptoir.conversation.ports import Unread
from comptoir.conversation.saying.voice import Voice
from comptoir.conversation.turning.store_words import store_words
from comptoir.conversation.vocabulary import Vocabulary
from comptoir.db.unit_of_work import UnitOfWork
from comptoir.goods.catalog import queries as catalog
from comptoir.goods.catalog.rules import NetUnit
from comptoir.goods.catalog.text import fold, raw_words
from comptoir.goods.shelf import queries as shelf
from comptoir.goods.shelf.model import Sales, ShelfItem
from comptoir.goods.shelf.search import Filters, Found, search
from comptoir.goods.stores.model import Store
from comptoir.kernel.locale import Language
from comptoir.kernel.measure import Quantity, Unit
from comptoir.shopping.carts import queries as carts
from comptoir.shopping.carts.model import Cart, CartLine
from comptoir.shopping.customers import queries as customers
from comptoir.shopping.customers.model import Person
from comptoir.shopping.habits import queries as habits
from comptoir.shopping.habits.model import Habit
from comptoir.shopping.orders.commands import Checkout
from comptoir.shopping.orders.model import OrderLine

_REMEMBERED_HABITS = 200


@dataclass(frozen=True, slots=True)
class PlaceOrder:
    """A cart to be ordered, outside of the turn's own transaction."""

    cart: str
    checkout: Checkout


@dataclass(frozen=True, slots=True)
class CancelOrder:
    """An order to be called off, outside of the turn's own transaction."""

    order: str


@dataclass(frozen=True, slots=True)
class Consult:
    """A sentence to ask a second opinion about, outside of the turn's own transaction."""

    unread: Unread


@dataclass(frozen=True, slots=True)
class MoveCart:
    """A store to go on in, outside of the turn's own transaction: none touches two stores."""

    store: str


Outside = PlaceOrder | CancelOrder | Consult | MoveCart


@dataclass(frozen=True, slots=True)
class Touched:
    """A product that an act turned out to mean, and how much of it."""

    said: str
    gtin: str
    quantity: Quantity | None = None


@dataclass(slots=True)
class Desk:
    """What the acts of one turn share. Memory is replaced, never changed."""

    uow: UnitOfWork
    store: Store
    cart: str
    household: str | None
    language: Language
    voice: Voice
    memory: Memory
    shared: bool = False
    """True on a device that whoever is in the room may speak to."""
    question: Question | None = None
    """The question that waits for an answer; an act that answers it takes it away."""
    chosen_from: Question | None = None
    """The question that was answered by a choice, of which more may be chosen."""
    asked: Question | None = None
    told: Question | None = None
    """What was told, for the next sentence to point at, when nothing is asked."""
    outside: Outside | None = None
    began: Cart | None = None
    """The cart as it was when the turn began."""
    undone: bool = False
    """True when this turn took a change back."""
    shown: dict[str, int] = field(default_factory=dict[str, int])
    """The prices with which choices were shown, by GTIN."""
    text: str = ""
    """The sentence of this turn."""
    spans: tuple[tuple[int, int], ...] = ()
    """Where the sentence names goods."""
    by: str = ""
    """Who sends it, where the door knows; a name given aloud comes before."""
    plain: Callable[[], tuple[Act, ...]] = tuple
    """Gives the sentence's acts as they would be understood if nothing had been asked."""
    touched: list[Touched] = field(default_factory=list[Touched])
    _habits: dict[str, Habit] | None = None
    _cart: Cart | None = None
    _sales: dict[str, Sales] = field(default_factory=dict[str, Sales])
    _people: Sequence[Person] | None = None
    _found: dict[tuple[str, Filters, int], Found] = field(
        default_factory=dict[tuple[str, Filters, int], Found]
    )

    def ask(self, question: Question) -> tuple[Outcome, ...]:
        """Ask, or keep for later when this turn asks something already."""
        if self.asked is None:
            self.asked = question
            return (Asked(question),)
        waiting = (*self.memory.waiting, question)[:MOST_WAITING]
        self.memory = replace(self.memory, waiting=waiting)
        return ()

    def keep(self, question: Question) -> None:
        """Let a question wait on that was asked before and is not said again."""
        self.asked = question

    def tell(self, told: Question) -> None:
        """Keep what was told, for the next sentence to point at."""
        self.told = replace(told, asks=False)

    def still_offers(self, question: Question, gtin: str | None) -> None:
        """Let the next sentence point at what else was offered: "non, plutôt l'autre"."""
        if self.told is not None and len(question.offered) > 1:
            item = replace(question.as_item(), amount=None)
            self.tell(replace(self.told, offered=question.offered, gtin=gtin, item=item))

    def answered(self) -> Question | None:
        """Take the question that waited away and give it."""
        question, self.question = self.question, None
        return question

    def nagged(self) -> bool:
        """Tell whether the question that waits was asked again, or is of other goods by now."""
        waiting = self.question
        if waiting is None:
            return False
        return waiting.again or (waiting.instead and waiting.kind is not PendingKind.ASK_QTY)

    def meant(self, said: SaidItem | str, gtin: str, quantity: Quantity | None = None) -> None:
        """Remember what the shopper calls a product."""
        name = said if isinstance(said, str) else said.product
        self.memory = replace(self.memory.linked(name, gtin), last=gtin)
        self.touched.append(Touched(name, gtin, quantity))

    def as_said(self, said: SaidItem) -> SaidItem:
        """Give an item in the words of the sentence, plurals kept: "pâtes" are no "pâte"."""
        start, end = said.span
        spoken = {_bare(word): word for word in raw_words(self.text[start:end])}
        words = [spoken.get(_bare(word), word) for word in said.product.split(" ")]
        return replace(said, product=" ".join(words))

    def said_of(self, said: SaidItem) -> str:
        """Give the words of the sentence about an item, up to the next comma or conjunction."""
        start, end = said.span
        return self.text[start:end] + re.split(r"[,;.?!]|\b(?:et|and)\b", self.text[end:])[0]

    async def habits(self) -> Mapping[str, Habit]:
        """Give what the household has taken here before, by GTIN."""
        if self._habits is None:
            rows: Iterable[Habit] = ()
            if self.household is not None:
                rows = await habits.usual(
                    self.uow,
                    store=self.store.id,
                    household=self.household,
                    at_least=1,
                    limit=_REMEMBERED_HABITS,
                )
            self._habits = {row.gtin: row for row in rows}
        return self._habits

    async def vocabulary(self) -> Vocabulary:
        """Give the words by which this store's goods are heard."""
        return await store_words(self.uow, store=self.store.id, language=self.language)

    async def found(self, words: str, filters: Filters, limit: int) -> Found:
        """Search the store's shelves, once for what is looked for again in the same turn."""
        asked = (words, filters, limit)
        if asked not in self._found:
            self._found[asked] = await search(
                self.uow,
                store=self.store.id,
                words=words,
                language=self.language,
                filters=filters,
                limit=limit,
            )
        return self._found[asked]

    async def sales(self, gtins: Sequence[str]) -> Mapping[str, Sales]:
        """Tell how well the store sells products, by GTIN."""
        unread = [gtin for gtin in gtins if gtin not in self._sales]
        if unread:
            found = await shelf.sales(self.uow, store=self.store.id, gtins=unread)
            self._sales.update(found)
        return self._sales

    async def people(self) -> Sequence[Person]:
        """Give those of the household, whoever is asked for first."""
        if self._people is None:
            self._people = ()
            if self.household is not None:
                found = await customers.household(self.uow, household=self.household)
                self._people = found.people
        return self._people

    def speaker(self) -> str:
        """Give the name of who speaks, where one was given."""
        speaker = self.memory.kept.speaker
        return speaker.name if speaker else self.by

    async def whole_cart(self) -> Cart:
        """Read the cart as it stands now."""
        if self._cart is None:
            self._cart = await carts.cart(self.uow, cart=self.cart)
        return self._cart

    def cart_changed(self) -> None:
        """Forget the cart as it was read."""
        self._cart = None

    def goods(self, item: ShelfItem) -> Goods:
        """Give a product as it is spoken of, at the price that this cart would pay for it."""
        line = self.began.line(item.gtin) if self.began is not None else None
        if line is not None and line.price != item.price:
            item = replace(item, price=line.price, promotion=line.terms.promotion, prior_price=None)
        return Goods(
            gtin=item.gtin,
            name=self._name(item.name, item.name_en),
            brand=item.brand,
            net_value=item.net_value,
            net_unit=item.net_unit,
            by_weight=item.unit is Unit.GRAM,
            price=item.price,
            unit_price=item.unit_price,
            promotion=item.promotion,
            percent_off=item.percent_off,
        )

    async def spoken_lines(self, lines: Iterable[CartLine | OrderLine]) -> tuple[Line, ...]:
        """Give lines as they are spoken of, with names in the shopper's language."""
        whole = tuple(lines)
        names: Mapping[str, ShelfItem] = {}
        if self.language is not Language.FRENCH:
            gtins = [line.gtin for line in whole]
            names = await shelf.items(self.uow, store=self.store.id, gtins=gtins)
        return tuple(self._spoken(line, names.get(line.gtin)) for line in whole)

    async def unlisted(self, gtins: Sequence[str]) -> tuple[Goods, ...]:
        """Give products that the store sells no more, by what the catalogue says of them."""
        rows = await catalog.products(self.uow, gtins=gtins) if gtins else {}
        return tuple(
            Goods(
                gtin=row.gtin,
                name=self._name(row.name, row.name_en),
                brand=row.brand,
                net_value=row.net_value,
                net_unit=row.net_unit,
                by_weight=row.sale_unit == "kg",
                price=0,
            )
            for row in rows.values()
        )

    def offered(self, items: Iterable[ShelfItem]) -> tuple[Offered, ...]:
        """Give products as choices."""
        shown = self.apart(items)
        self.shown.update({goods.gtin: goods.price for goods in shown})
        return tuple(Offered(self.voice.label(goods), gtin=goods.gtin) for goods in shown)

    def apart(self, items: Iterable[ShelfItem]) -> tuple[Goods, ...]:
        """Give products to choose between; those of one name and size are told by their brand."""
        goods = [self.goods(item) for item in items]
        titles = [self.voice.tongue.title(each) for each in goods]
        return tuple(
            replace(each, name=f"{each.name} {each.brand}")
            if titles.count(title) > 1 and each.brand
            else each
            for each, title in zip(goods, titles, strict=True)
        )

    def wanted(self, item: ShelfItem, quantity: Quantity, said: str) -> Wanted:
        """Give so much of a product, waiting for a yes."""
        label = self.voice.amount(self.goods(item), quantity)
        return Wanted(item.gtin, label, quantity, said)

    def _spoken(self, line: CartLine | OrderLine, item: ShelfItem | None) -> Line:
        net_unit: NetUnit | None = None
        net_value: int | None = None
        if isinstance(line, CartLine):
            net_value, net_unit = line.net_value, _net_unit(line.net_unit)
        goods = Goods(
            gtin=line.gtin,
            name=self._name(line.name, item.name_en if item else ""),
            brand=line.brand,
            net_value=net_value,
            net_unit=net_unit,
            by_weight=line.quantity.unit is Unit.GRAM,
            price=line.price,
        )
        return Line(goods, line.quantity, line.total)

    def _name(self, french: str, english: str) -> str:
        return english if english and self.language is Language.ENGLISH else french


def _bare(word: str) -> str:
    return fold(word).rstrip("sx")


def _net_unit(text: str | None) -> NetUnit | None:
    match text:
        case "piece" | "g" | "ml":
            return text
        case _:
            return None

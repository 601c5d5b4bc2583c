"""One conversation at the terminal: turns taken, answers and cart shown side by side."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rich.console import Console
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from comptoir.app.commands.ground import caller
from comptoir.app.commands.tongue import t
from comptoir.app.commands.trouble import Trouble
from comptoir.app.demo import chain, visitors
from comptoir.conversation import commands as conversations
from comptoir.conversation.answer import Answer
from comptoir.conversation.queries import Conversation
from comptoir.conversation.turn import take
from comptoir.db.unit_of_work import Database, UnitOfWork
from comptoir.goods.stores import queries as stores
from comptoir.goods.stores.model import Store
from comptoir.kernel.locale import Language
from comptoir.kernel.refusals import Refusal
from comptoir.shopping.carts.model import Cart
from comptoir.shopping.orders.commands import Checkout
from comptoir.shopping.orders.model import Outcome
from comptoir.shopping.payments.ports import PaymentPort
from comptoir.street.figures import Figures, figures
from comptoir.street.shop import Shop
from comptoir.street.words import explain

_WIDTH = 100
_CART_WIDTH = 44
_STOP = "stop"


@dataclass(frozen=True, slots=True)
class Counter:
    """Where the conversation is held, and on which terminal it is shown."""

    shop: Shop
    store: Store
    conversation: Conversation
    language: Language
    console: Console


async def begin(
    database: Database,
    payments: Mapping[str, PaymentPort],
    store: str | None,
    language: Language,
) -> Counter:
    """Open a conversation in the store that was named, or in the first one there is.

    :raises Refusal: when there is no store of that name.
    :raises Trouble: when there is no store at all.
    """
    async with database.work(caller()) as uow:
        where = await _store(uow, store)
        household = await _household(uow, where, language)
        conversation = await conversations.start(
            uow, store=where.id, language=language, household=household
        )
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=_WIDTH)
    return Counter(Shop(database, dict(payments)), where, conversation, language, console)


async def _store(uow: UnitOfWork, named: str | None) -> Store:
    if named is not None:
        return await stores.store(uow, store=named)
    there = await stores.stores(uow)
    if not there:
        raise Trouble(
            t(
                "Il n’y a pas encore de magasin. « comptoir store create NOM » en ouvre un.",
                "There is no store yet. `comptoir store create NAME` opens one.",
            )
        )
    return there[0]


async def _household(uow: UnitOfWork, store: Store, language: Language) -> str | None:
    """Welcome a visitor of the demo as its doors do; elsewhere a visitor is a guest."""
    return await visitors.welcome(uow, store.id, language) if chain.is_demo(store) else None


def greet(at: Counter) -> None:
    """Say where one is, and how to leave."""
    words = t(
        f"{at.store.name}. Que vous faut-il ? (Ctrl-D pour partir)",
        f"{at.store.name}. What do you need? (Ctrl-D to leave)",
    )
    at.console.print(Text(words))


async def take_turn(at: Counter, line: str) -> bool:
    """Say a line, show the answer, and tell whether the conversation goes on."""

    async def place(cart: str, checkout: Checkout) -> Outcome:
        return await at.shop.place_order(caller(), cart, checkout)

    try:
        answer = await take(
            at.shop.database,
            conversation=at.conversation.id,
            text=line,
            turn_id=None,
            caller=caller(),
            place=place,
        )
    except Refusal as refusal:
        at.console.print(Text(explain(refusal, at.language)))
        return True
    _show(at, answer)
    return not any(act.intent == _STOP for act in answer.acts)


def _show(at: Counter, answer: Answer) -> None:
    said = Text(answer.say)
    for place, choice in enumerate(answer.choices, start=1):
        said.append(f"\n  {place}. {choice.label}")
    if answer.order is not None:
        said.append(t(f"\nCommande {answer.order}", f"\nOrder {answer.order}"))
    side = Table.grid(padding=(0, 2), expand=True)
    side.add_column(ratio=1)
    side.add_column(width=_CART_WIDTH)
    side.add_row(Padding(said, (0, 0, 0, 2)), _cart(at, answer.cart))
    at.console.print(side)


def _cart(at: Counter, cart: Cart) -> Panel:
    print_as = figures(
        at.language,
        currency=cart.currency,
        timezone=at.store.timezone,
        now=at.shop.database.clock.now(),
    )
    lines = Table.grid(padding=(0, 1), expand=True)
    lines.add_column(justify="right", no_wrap=True)
    lines.add_column(ratio=1, overflow="ellipsis", no_wrap=True)
    lines.add_column(justify="right", no_wrap=True)
    for quantity, name, total in _rows(cart, print_as):
        lines.add_row(Text(quantity), Text(name), Text(total))
    title = t("Panier", "Cart")
    return Panel(lines, title=title, title_align="left", width=_CART_WIDTH)


def _rows(cart: Cart, print_as: Figures) -> Iterator[tuple[str, str, str]]:
    """Give the lines of the cart, then what comes on top, the total and the window."""
    for line in cart.lines:
        yield print_as.quantity(line.quantity), line.name, print_as.money(line.total)
    for amount, french, english in (
        (cart.totals.deposits, "consignes", "deposits"),
        (cart.totals.fee, "frais", "fee"),
        (-cart.totals.discount, "remise", "discount"),
    ):
        if amount:
            yield "", t(french, english), print_as.money(amount)
    yield "", "Total", print_as.money(cart.totals.total)
    if cart.slot is not None:
        window = cart.slot.window
        mode = {"pickup": t("Retrait", "Pickup"), "delivery": t("Livraison", "Delivery")}
        yield "", f"{mode[window.mode.value]} {print_as.period(window.starts, window.ends)}", ""

"""Acts on what is in the cart: taking out, setting, replacing, reading, emptying."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from comptoir.conversation.changed import AlreadySo, StaysIn
from comptoir.conversation.listing import Listed, Listing
from comptoir.conversation.manners import Manner
from comptoir.conversation.memory import Offered, Purpose, Question
from comptoir.conversation.model import Act, Amount, PendingKind, SaidItem, Unit
from comptoir.conversation.outcomes import (
    Agreed,
    CartEmpty,
    CartTold,
    LeftOut,
    LineTold,
    NotInCart,
    Outcome,
    Period,
    Refused,
    TakenOut,
)
from comptoir.conversation.saying.voice import first_named
from comptoir.conversation.turning.adding import add_item, items_of, put, put_quantity
from comptoir.conversation.turning.amounts import HowMuch, how_much, in_unit, kept, more_of
from comptoir.conversation.turning.choosing import look_for
from comptoir.conversation.turning.desk import Desk
from comptoir.conversation.turning.naming import is_wide, names, said_stems
from comptoir.conversation.turning.ranking import LABELS, UNASKED, ranked, wish_of
from comptoir.conversation.turning.refining import called
from comptoir.conversation.turning.superlatives import says_dozen
from comptoir.goods.catalog.text import fold
from comptoir.goods.shelf import queries as shelf
from comptoir.goods.shelf.model import ShelfItem
from comptoir.kernel.locale import Language
from comptoir.kernel.measure import Quantity
from comptoir.kernel.refusals import Refusal
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.carts.model import Cart, CartLine

_MOST_CHOICES = 3
_LISTS = frozenset({PendingKind.RECIPE_LIST, PendingKind.CONFIRM_REORDER})


async def remove(desk: Desk, act: Act) -> tuple[Outcome, ...]:
    """Take each item, or so much of it, out of the cart; or off the list that waits."""
    question = desk.question
    if question is not None and question.kind in _LISTS:
        return _leave_out(desk, question, items_of(act))
    outcomes: list[Outcome] = []
    for said in items_of(act) or (SaidItem(),):
        shelf_ = await _of_shelf(desk, said)
        for line in shelf_:
            outcomes.extend(await _on_line(desk, line, said, Purpose.REMOVE))
        if not shelf_:
            outcomes.extend(await _each(desk, said, Purpose.REMOVE))
    if Manner.AT_HOME in act.manners and all(isinstance(one, NotInCart) for one in outcomes):
        return (Agreed(),)
    return tuple(outcomes)


async def stays_in(desk: Desk, act: Act) -> tuple[Outcome, ...]:
    """Tell what was named to be taken out and stays in the cart after all."""
    outcomes: list[Outcome] = []
    for said in items_of(act):
        lines = await lines_called(desk, await desk.whole_cart(), said)
        told = await desk.spoken_lines(lines)
        outcomes.extend(StaysIn(line) for line in told)
        if not lines:
            outcomes.append(NotInCart(said.product))
    return tuple(outcomes)


async def set_quantity(desk: Desk, act: Act) -> tuple[Outcome, ...]:
    """Set how much of each item the cart has; what it has not yet is added."""
    outcomes: list[Outcome] = []
    for said in items_of(act) or act.items or (SaidItem(),):
        lines = await lines_called(desk, await desk.whole_cart(), said)
        if not lines and said.product:
            outcomes.extend(await add_item(desk, said))
        elif len(lines) == 1 and (act.factor is not None or act.delta is not None):
            outcomes.extend(await _changed(desk, lines[0], said, act))
        else:
            outcomes.extend(await _each(desk, said, Purpose.SET, lines))
    return tuple(outcomes)


async def replace_goods(desk: Desk, act: Act) -> tuple[Outcome, ...]:
    """Put one product in another's place; where it names the same product, set its quantity."""
    cart = await desk.whole_cart()
    outcomes: list[Outcome] = []
    olds = list(act.replaces)
    exact = Manner.MORE_EXACTLY in act.manners
    for place, said in enumerate(items_of(act)):
        old = olds[place] if place < len(olds) else ""
        lines = await lines_called(desk, cart, SaidItem(old)) if old else ()
        same = await lines_called(desk, cart, said)
        implied = bool(old) and not _says(desk, old)
        if implied and not _same_thing(desk, old, said):
            lines = _of_thing(desk, cart, said) or lines
        again = bool(same) and (not lines or same[:1] == lines[:1] or implied)
        if again and said.amount is not None:
            outcomes.extend(await _each(desk, said, Purpose.SET, same))
        elif lines and await _is_so(desk, lines[0], said):
            outcomes.extend(AlreadySo(line) for line in await desk.spoken_lines(lines[:1]))
        elif not lines:
            outcomes.extend(await add_item(desk, said))
        else:
            wanted = said
            if said.amount is None:
                wanted = replace(said, amount=kept(lines[0].quantity))
            alike = exact or _same_thing(desk, called(desk, lines[0]), said)
            near = await _nearest_in_size(desk, lines[0], wanted) if alike else None
            if near is not None:
                outcomes.extend(await put(desk, near, wanted, instead_of=lines[0].gtin))
            else:
                outcomes.extend(await add_item(desk, wanted, instead_of=lines[0].gtin))
    for left in olds[len(items_of(act)) :]:
        outcomes.extend(await _each(desk, SaidItem(left), Purpose.REMOVE))
    question = desk.question
    if question is not None and desk.memory.last in [each.gtin for each in question.offered]:
        desk.still_offers(question, desk.memory.last)
    return tuple(outcomes)


def _says(desk: Desk, old: str) -> bool:
    """Tell whether what is to go was named, rather than taken to be the last thing put."""
    stems = said_stems(old, desk.language)
    return bool(set(stems) & set(said_stems(desk.text, desk.language)))


def _of_thing(desk: Desk, cart: Cart, said: SaidItem) -> tuple[CartLine, ...]:
    """Give the last line of the same goods, of whatever kind."""
    found = [line for line in cart.lines if _same_thing(desk, called(desk, line), said)]
    return tuple(found[-1:])


def _same_thing(desk: Desk, old: str, said: SaidItem) -> bool:
    """Tell whether what is put in a line's place is another kind of the same goods."""
    place = -1 if desk.language is Language.ENGLISH else 0
    one, other = said_stems(old, desk.language), said_stems(said.product, desk.language)
    return bool(one and other) and one[place] == other[place]


async def _nearest_in_size(desk: Desk, line: CartLine, said: SaidItem) -> ShelfItem | None:
    """Give goods of another kind in the size of the line they replace: a pack for a pack."""
    stems = said_stems(said.product, desk.language)
    found = [item for item in await look_for(desk, said) if item.available > 0]
    named = [item for item in found if names(item, stems, desk.language)]
    plain = [item for item in named if not set(item.labels) & set(UNASKED)]
    alike = [item for item in plain or named if item.net_unit == line.net_unit]
    if not line.net_value or not alike:
        return None
    order = await ranked(desk, alike, wish_of(desk, said))
    return min(order, key=lambda item: abs((item.net_value or 0) - (line.net_value or 0)))


async def _is_so(desk: Desk, line: CartLine, said: SaidItem) -> bool:
    """Tell whether a line is what is to take its place."""
    if said.amount is not None or said.max_price is not None or said.size is not None:
        return False
    item = await shelf.item(desk.uow, store=desk.store.id, gtin=line.gtin)
    labels = {LABELS[each] for each in said.filters if each in LABELS}
    stems = said_stems(said.product, desk.language)
    return names(item, stems, desk.language) and labels <= set(item.labels)


async def show_cart(desk: Desk, act: Act) -> tuple[Outcome, ...]:
    """Read the cart, or what it has of the items asked about."""
    cart = await desk.whole_cart()
    outcomes: list[Outcome] = []
    for said in items_of(act):
        lines = await lines_called(desk, cart, said)
        told = await desk.spoken_lines(lines)
        outcomes.extend(LineTold(line) for line in told)
        if not lines:
            outcomes.append(NotInCart(said.product))
    if outcomes:
        return tuple(outcomes)
    if not cart.lines:
        return (CartEmpty(),)
    desk.tell(Question(PendingKind.CART_TOLD))
    read = first_named(len(cart.lines), speaks=desk.shared)
    said = tuple(line.gtin for line in cart.lines[:read])
    more = Listing(Listed.CART, said, cart=cart.id, version=cart.version)
    desk.memory = replace(desk.memory, listing=more if read < len(cart.lines) else None)
    return (
        CartTold(
            lines=await desk.spoken_lines(cart.lines),
            total=cart.totals.total,
            mode=cart.mode,
            period=period_of(desk, cart),
            saved=cart.saved,
        ),
    )


async def clear_cart(desk: Desk, act: Act) -> tuple[Outcome, ...]:
    """Ask before emptying the cart."""
    del act
    cart = await desk.whole_cart()
    if not cart.lines:
        return (CartEmpty(),)
    return desk.ask(Question(PendingKind.CONFIRM_CLEAR, count=cart.articles))


async def chosen_line(desk: Desk, question: Question, gtin: str) -> tuple[Outcome, ...]:
    """Do with a line what the shopper was asked to choose it for."""
    cart = await desk.whole_cart()
    line = cart.line(gtin)
    if line is None:
        return (NotInCart(question.as_item().product),)
    return await _on_line(desk, line, question.as_item(), question.purpose)


def period_of(desk: Desk, cart: Cart) -> Period | None:
    """Give the window that a cart keeps a place in, while it does."""
    slot = cart.slot
    if slot is None or not slot.holds(desk.uow.now):
        return None
    window = slot.window
    return Period(window.starts, window.ends, window.mode, window.fee)


async def lines_called(desk: Desk, cart: Cart, said: SaidItem) -> tuple[CartLine, ...]:
    """Find the lines of a cart that a shopper means; without a name the last one spoken of."""
    if not said.product:
        line = cart.line(desk.memory.last) if desk.memory.last else None
        return (line,) if line else cart.lines[-1:]
    called = [cart.line(gtin) for gtin in desk.memory.gtins_called(said.product)]
    linked = tuple(line for line in called if line is not None)
    if linked:
        return linked[:1]
    words = set(said_stems(said.product, Language.FRENCH))
    named = tuple(line for line in cart.lines if _named(line, words, said.product))
    if named or not cart.lines:
        return named
    found = await look_for(desk, SaidItem(said.product))
    by_gtin = {item.gtin: item for item in found}
    meant = tuple(line for line in cart.lines if line.gtin in by_gtin)
    stems = said_stems(said.product, desk.language)
    close = tuple(line for line in meant if names(by_gtin[line.gtin], stems, desk.language))
    return close or meant[:_MOST_CHOICES]


async def _of_shelf(desk: Desk, said: SaidItem) -> tuple[CartLine, ...]:
    """Find all lines of the shelf that a wide word names: "enlève la charcuterie"."""
    if said.amount is not None or not is_wide(desk.as_said(said).product, desk.language):
        return ()
    found: list[CartLine] = []
    for line in (await desk.whole_cart()).lines:
        both = await look_for(desk, SaidItem(f"{said.product} {line.name}"), limit=_MOST_CHOICES)
        if line.gtin in [item.gtin for item in both]:
            found.append(line)
    return tuple(found)


def _named(line: CartLine, words: set[str], said: str) -> bool:
    stems = set(said_stems(f"{line.name} {line.brand}", Language.FRENCH))
    return bool(words) and (words <= stems or fold(said) == fold(line.name))


async def _each(
    desk: Desk, said: SaidItem, purpose: Purpose, lines: Sequence[CartLine] | None = None
) -> tuple[Outcome, ...]:
    if lines is None:
        lines = await lines_called(desk, await desk.whole_cart(), said)
    if not lines:
        return (NotInCart(said.product),) if said.product else (CartEmpty(),)
    if len(lines) > 1:
        several = tuple(lines)[:_MOST_CHOICES]
        told = await desk.spoken_lines(several)
        offered = tuple(Offered(line.goods.name, gtin=line.goods.gtin) for line in told)
        return desk.ask(
            Question(PendingKind.WHICH_LINE, offered=offered, item=said, purpose=purpose)
        )
    line = next(iter(lines))
    return await _on_line(desk, line, said, purpose)


async def _on_line(
    desk: Desk, line: CartLine, said: SaidItem, purpose: Purpose
) -> tuple[Outcome, ...]:
    try:
        async with desk.uow.attempt():
            if purpose is Purpose.REMOVE:
                return await _take_out(desk, line, said)
            item = await shelf.item(desk.uow, store=desk.store.id, gtin=line.gtin)
            dozen = says_dozen(desk.text, desk.language)
            wanted = how_much(item, _in_pieces(said)) if dozen else more_of(item, said)
            if isinstance(wanted, HowMuch):
                return await put_quantity(
                    desk, item, wanted.quantity, said, purpose=Purpose.SET, count=wanted.count
                )
            return await put(desk, item, said, purpose=Purpose.SET)
    except Refusal as refusal:
        desk.cart_changed()
        return (Refused(refusal),)


def _in_pieces(said: SaidItem) -> SaidItem:
    """Read "une douzaine" of what was counted in boxes as twelve pieces."""
    if said.amount is None or said.amount.unit is not Unit.PACK:
        return said
    return replace(said, amount=Amount(said.amount.value, Unit.PIECE))


async def _take_out(desk: Desk, line: CartLine, said: SaidItem) -> tuple[Outcome, ...]:
    if said.amount is not None:
        item = await shelf.item(desk.uow, store=desk.store.id, gtin=line.gtin)
        less = more_of(item, said)
        if isinstance(less, HowMuch) and less.quantity.value < line.quantity.value:
            left = in_unit(item, line.quantity.value - less.quantity.value)
            return await put_quantity(desk, item, left, said, purpose=Purpose.SET)
    await carts.remove_lines(desk.uow, cart=desk.cart, gtins=[line.gtin])
    desk.cart_changed()
    desk.meant(said, line.gtin)
    (spoken,) = await desk.spoken_lines([line])
    return (TakenOut(spoken.goods, line.quantity),)


async def _changed(desk: Desk, line: CartLine, said: SaidItem, act: Act) -> tuple[Outcome, ...]:
    """Set a line to so many times what it has, or to so much more or less."""
    item = await shelf.item(desk.uow, store=desk.store.id, gtin=line.gtin)
    value = line.quantity.value
    if act.factor is not None:
        value = _times(value, act.factor, item)
    elif act.delta is not None:
        value += round(act.delta) * _one(item)
    if value <= 0:
        return await _on_line(desk, line, replace(said, amount=None), Purpose.REMOVE)
    quantity: Quantity = in_unit(item, value)
    return await _on_line(desk, line, replace(said, amount=kept(quantity)), Purpose.SET)


def _times(value: int, factor: Fraction, item: ShelfItem) -> int:
    """Give so many times an amount, in the steps it is sold in and at least one step off."""
    step = (item.step_g or 10) if item.sale_unit == "kg" else 1
    steps = round(value * factor / step)
    if steps * step == value:
        steps += 1 if factor > 1 else -1
    return steps * step


def _one(item: ShelfItem) -> int:
    return (item.each_g or item.step_g or 100) if item.sale_unit == "kg" else 1


def _leave_out(desk: Desk, question: Question, items: Sequence[SaidItem]) -> tuple[Outcome, ...]:
    wants = list(question.wants)
    outcomes: list[Outcome] = []
    for said in items:
        words = set(said_stems(said.product, Language.FRENCH))
        out = [
            each
            for each in wants
            if words <= set(said_stems(f"{each.said} {each.label}", Language.FRENCH))
        ]
        wants = [each for each in wants if each not in out]
        outcomes.append(LeftOut(said.product) if out else NotInCart(said.product))
    desk.answered()
    left = desk.ask(replace(question, wants=tuple(wants))) if wants else ()
    return (*outcomes, *left)

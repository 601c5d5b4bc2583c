"""Resolve what was heard against the dialogue: "mets-en un de plus", "le même jour", "et bio"."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from fractions import Fraction

from comptoir.conversation.hearing.carted import (
    cart_after,
    carted,
    described,
    in_full,
    kept,
    measured_alike,
    pointed_at,
    taken_back,
    turned_round,
    uncounted,
)
from comptoir.conversation.hearing.items import same_unit
from comptoir.conversation.hearing.pronouns import named_by_pronoun
from comptoir.conversation.hearing.swaps import (
    corrects,
    more_exactly,
    recounts,
    replaced,
    without_the_other,
)
from comptoir.conversation.hearing.timed import timed
from comptoir.conversation.hearing.unnamed import gathered
from comptoir.conversation.hearing.vocabulary import key
from comptoir.conversation.manners import Manner
from comptoir.conversation.model import (
    Act,
    Amount,
    Dialogue,
    Doubt,
    Heard,
    Intent,
    Pending,
    PendingKind,
    RefBy,
    SaidItem,
    Unit,
)

REMEMBERED = 20
COUNTED = frozenset({Unit.PIECE, Unit.PACK, Unit.SLICE, Unit.BUNCH})
ASKING = (Intent.ASK_PRICE, Intent.ASK_STOCK, Intent.SEARCH)


def follow(heard: Heard, dialogue: Dialogue) -> tuple[Act, ...]:
    """Return the acts with final quantities, products and days filled in from the dialogue."""
    resolved: list[Act] = []
    now = dialogue
    for act in heard.acts:
        done = _resolved(act, now)
        resolved.append(done)
        now = after(now, (done,))
    return tuple(resolved)


def after(dialogue: Dialogue, acts: Iterable[Act], *, pending: Pending | None = None) -> Dialogue:
    """Return the dialogue as it stands once acts have been carried out."""
    now = replace(dialogue, pending=pending)
    for act in acts:
        now = _after_one(now, act)
    return now


def _resolved(act: Act, dialogue: Dialogue) -> Act:
    if act.undo:
        return taken_back(act, dialogue)
    if act.intent is not Intent.CHOOSE and act.ref is not None:
        act = pointed_at(act, dialogue)
    act = named_by_pronoun(_continued(act, dialogue), dialogue)
    resolve = _RESOLVERS.get(act.intent)
    return act if resolve is None else resolve(act, dialogue)


def _continued(act: Act, dialogue: Dialogue) -> Act:
    """Read "et le bar" after a question as the same question."""
    definite = all(item.amount is None for item in act.items) and bool(act.items)
    if act.elliptic and dialogue.last in ASKING and _is_size(act):
        return replace(act, intent=dialogue.last, why=(*act.why, f"continues {dialogue.last}"))
    again = Manner.BARE | Manner.PUT_RIGHT in act.manners
    if again and act.intent is Intent.ADD and definite and dialogue.last is Intent.REMOVE:
        manners, why = act.manners | Manner.GOES_ON, (*act.why, "continues remove")
        return replace(act, intent=Intent.REMOVE, manners=manners, why=why)
    told = dialogue.pending is not None and dialogue.pending.kind is PendingKind.ADDED
    if act.elliptic and act.intent is Intent.ADD and not told:
        if definite and dialogue.last in (*ASKING, Intent.REMOVE):
            why = (*act.why, f"continues {dialogue.last}")
            return replace(act, intent=dialogue.last, why=why)
        if not act.items and act.filters and dialogue.last in ASKING:
            return replace(act, intent=dialogue.last, why=(*act.why, "another filter"))
    if act.intent is Intent.ADD and not act.items and act.filters and not act.anaphoric:
        return replace(act, intent=Intent.SEARCH)
    return act


def _is_size(act: Act) -> bool:
    """Tell whether "et en dix kilos" says a size of what was asked about."""
    one = act.items[0] if len(act.items) == 1 else None
    measured = one is not None and one.amount is not None and one.amount.unit not in COUNTED
    return measured and one is not None and not one.product


def _last(dialogue: Dialogue) -> SaidItem | None:
    return dialogue.items[-1] if dialogue.items else None


def _added(act: Act, dialogue: Dialogue) -> Act:
    last = _last(dialogue)
    if act.anaphoric and act.items and act.items[0].product and last is not None:
        filled = tuple(
            item if item.amount else replace(item, amount=last.amount) for item in act.items
        )
        return replace(act, items=filled)
    settled = bool(act.manners & (Manner.IN_THE_END | Manner.ONLY_SO_MANY)) or (
        Manner.AFTER_A_NO in act.manners and all(item.amount for item in act.items)
    )
    if act.items and settled and _all_carted(act, dialogue):
        return _set(replace(act, intent=Intent.SET_QUANTITY), dialogue)
    act = replace(act, items=gathered(act.items, dialogue.language))
    nameless = not act.items or any(not item.product for item in act.items)
    if not nameless:
        return _named(act, dialogue)
    if last is None:
        return replace(act, doubts=(*act.doubts, Doubt.NO_ANTECEDENT))
    said = act.items[0] if act.items else SaidItem()
    last = measured_alike(said, dialogue) or last
    held = carted(dialogue, last.product)
    back = dialogue.last is Intent.REMOVE and said.amount is None
    named = replace(said, product=last.product, amount=last.amount if back else said.amount)
    of_it = act.manners | Manner.OF_IT
    if held is None or said.amount is None or Manner.MORE_OF_IT in act.manners:
        return replace(act, items=(named, *act.items[1:]), manners=of_it)
    amount = _in_unit(said.amount, held.amount)
    items = (replace(named, amount=amount), *act.items[1:])
    why = (*act.why, "already in the cart: so many in all")
    return replace(act, intent=Intent.SET_QUANTITY, items=items, manners=of_it, why=why)


def _named(act: Act, dialogue: Dialogue) -> Act:
    """Resolve what is added by name: goods that were named first may be in the cart already."""
    if Manner.ABOUT_TOPIC in act.manners and _all_carted(act, dialogue):
        return _topic_counted(act, dialogue)
    readings = (corrects, recounts, without_the_other, more_exactly)
    return next((found for read in readings if (found := read(act, dialogue))), act)


def _topic_counted(act: Act, dialogue: Dialogue) -> Act:
    """Read "le lait mets-en six" as so many in all, "remets-en six" as so many more."""
    act = replace(act, intent=Intent.SET_QUANTITY)
    one = act.items[0]
    held = carted(dialogue, one.product)
    before = held.amount if held is not None else None
    if Manner.AS_MUCH in act.manners and before is not None and one.amount is not None:
        said = _in_unit(one.amount, before)
        if said.unit is before.unit:
            total = replace(one, amount=Amount(before.value + said.value, before.unit))
            act = replace(act, items=(total,))
    return _set(act, dialogue)


def _all_carted(act: Act, dialogue: Dialogue) -> bool:
    return all(item.product and carted(dialogue, item.product) for item in act.items)


def _set(act: Act, dialogue: Dialogue) -> Act:
    last = _last(dialogue)
    if Manner.TURNED_ROUND in act.manners:
        return turned_round(act, dialogue)
    if Manner.OF_EACH in act.manners and act.items:
        return _of_each(act, dialogue)
    put_back = not (act.items or act.factor or act.delta) and dialogue.last is Intent.REMOVE
    if put_back or _orders_what_was_asked(act, dialogue):
        return _added(replace(act, intent=Intent.ADD), dialogue)
    items = act.items or (SaidItem(),)
    last = uncounted(dialogue) or measured_alike(items[0], dialogue) or last
    filled: list[SaidItem] = []
    for item in items:
        product = item.product or (last.product if last else "")
        if not product:
            return replace(act, doubts=(*act.doubts, Doubt.NO_ANTECEDENT))
        held = carted(dialogue, product)
        if held is None and last is not None and last.product == product:
            held = last
        named = in_full(replace(item, product=product), dialogue)
        filled.append(_counted(named, act, held))
    pointed = any(not item.product for item in items)
    manners = act.manners | Manner.OF_IT if pointed else act.manners
    return replace(act, items=tuple(filled), manners=manners)


def _orders_what_was_asked(act: Act, dialogue: Dialogue) -> bool:
    """Tell whether "alors deux douzaines" orders goods that were only asked about."""
    last = _last(dialogue)
    bare = all(item.amount and not item.product for item in act.items) and bool(act.items)
    asked = dialogue.pending is not None and dialogue.pending.kind is PendingKind.ASK_QTY
    if last is None or not bare or asked or dialogue.last not in ASKING or act.delta or act.factor:
        return False
    return carted(dialogue, last.product) is None


def _of_each(act: Act, dialogue: Dialogue) -> Act:
    """Give the amount to every product named in the last act."""
    named = dialogue.items[-dialogue.together :] if dialogue.together else ()
    if not named:
        return replace(act, doubts=(*act.doubts, Doubt.NO_ANTECEDENT))
    amount = act.items[0].amount
    if amount is None:
        return act
    counted = (replace(item, amount=_in_unit(amount, item.amount)) for item in named)
    return replace(act, items=tuple(counted))


def _counted(item: SaidItem, act: Act, held: SaidItem | None) -> SaidItem:
    """Return the item with its final amount."""
    before = held.amount if held is not None else None
    if held is not None and not item.product:
        item = replace(item, product=held.product)
    if act.delta is not None and before is not None:
        value = max(before.value + act.delta, Fraction(0))
        return replace(item, amount=Amount(value, before.unit))
    if act.delta is not None and held is not None:
        return replace(item, amount=Amount(max(1 + act.delta, Fraction(0)), Unit.PIECE))
    if act.factor is not None and before is not None:
        return replace(item, amount=Amount(before.value * act.factor, before.unit))
    if item.amount is None:
        return item
    return replace(item, amount=_in_unit(item.amount, before))


def _in_unit(said: Amount, before: Amount | None) -> Amount:
    if said.unit is not Unit.PIECE or before is None:
        return said
    if said.value.denominator != 1:
        return said if before.unit in COUNTED else Amount(said.value, before.unit)
    return same_unit(said.value, before)


def _about_last(act: Act, dialogue: Dialogue) -> Act:
    """Fill "retire-la", "ça coûte combien" with the product spoken of."""
    last = _last(dialogue)
    if act.intent is Intent.SHOW_CART and not act.anaphoric:
        return act
    if any(item.product for item in act.items):
        return _in_the_cart(act, dialogue)
    if any(item.without for item in act.items):
        return act if act.intent is Intent.SHOW_CART else _all_but(act, dialogue)
    if act.intent is Intent.REMOVE and dialogue.last in (Intent.ORDER_STATUS, Intent.CANCEL_ORDER):
        return replace(act, intent=Intent.CANCEL_ORDER, why=(*act.why, "the order spoken of"))
    if last is None:
        doubts = (*act.doubts, Doubt.NO_ANTECEDENT)
        return act if act.intent is Intent.SHOW_CART else replace(act, doubts=doubts)
    amount = act.items[0].amount if act.items else None
    held = carted(dialogue, last.product)
    if amount is not None and held is not None:
        amount = _in_unit(amount, held.amount)
    return replace(act, items=(SaidItem(last.product, amount),))


def _in_the_cart(act: Act, dialogue: Dialogue) -> Act:
    """Give what is taken out the name that it has in the cart."""
    if act.intent is not Intent.REMOVE:
        return act
    return replace(act, items=tuple(in_full(item, dialogue) for item in act.items))


def _recounted(act: Act, dialogue: Dialogue) -> bool:
    """Tell whether "mets plutôt six œufs" is of what is in the cart already."""
    return all(item.amount for item in act.items) and _all_carted(act, dialogue)


def _all_but(act: Act, dialogue: Dialogue) -> Act:
    """Return the removal of all that is in the cart but what is named."""
    kept = [set(key(product)) for item in act.items for product in item.without]
    gone = tuple(
        SaidItem(item.product)
        for item in dialogue.carted
        if not any(words <= set(key(item.product)) for words in kept)
    )
    doubts = act.doubts if gone else (*act.doubts, Doubt.NO_ANTECEDENT)
    return replace(act, items=gone, doubts=doubts)


def _replaced(act: Act, dialogue: Dialogue) -> Act:
    swapped = bool(act.replaces) or Manner.IN_ITS_PLACE in act.manners
    if not swapped and act.items and _recounted(act, dialogue):
        return _set(replace(act, intent=Intent.SET_QUANTITY), dialogue)
    return replaced(act, dialogue)


def _refined(act: Act, dialogue: Dialogue) -> Act:
    """Add a filter or a price to the search under way, or a filter to the dish."""
    last = _last(dialogue)
    if not act.items and act.filters and dialogue.last is Intent.RECIPE and dialogue.recipe:
        why = (*act.why, "of the dish spoken of")
        return replace(
            act,
            intent=Intent.RECIPE,
            recipe=dialogue.recipe,
            servings=dialogue.servings,
            why=why,
        )
    if act.items or last is None or dialogue.last is None:
        return act
    whole = act.filters and not act.elliptic and dialogue.last not in ASKING
    if whole or (act.filters and dialogue.last not in (*ASKING, Intent.ADD, Intent.CHOOSE)):
        return act
    filters = tuple(dict.fromkeys((*dialogue.filters, *act.filters)))
    return replace(act, items=(SaidItem(last.product),), filters=filters)


def _chosen(act: Act, dialogue: Dialogue) -> Act:
    searching = dialogue.last is Intent.SEARCH
    only_filter = act.filters and len(act.filters) == 1
    if searching and only_filter and dialogue.items and _is_filter(act):
        filters = tuple(dict.fromkeys((*dialogue.filters, *act.filters)))
        item = SaidItem(dialogue.items[-1].product)
        why = (*act.why, "narrows the search")
        return replace(act, intent=Intent.SEARCH, ref=None, items=(item,), filters=filters, why=why)
    return replace(act, filters=(), ref=described(act.ref, dialogue))


def _is_filter(act: Act) -> bool:
    """Tell whether the words pointed with are those of the filter and nothing more."""
    words = str(act.ref.value).split() if act.ref else []
    return len(words) <= 3


def _cooked(act: Act, dialogue: Dialogue) -> Act:
    if act.recipe is None and dialogue.recipe and not act.items:
        return replace(act, recipe=dialogue.recipe)
    return act


_RESOLVERS: dict[Intent, Callable[[Act, Dialogue], Act]] = {
    Intent.ADD: _added,
    Intent.SET_QUANTITY: _set,
    Intent.REMOVE: _about_last,
    Intent.ASK_PRICE: _about_last,
    Intent.ASK_STOCK: _about_last,
    Intent.SHOW_CART: _about_last,
    Intent.REPLACE: _replaced,
    Intent.SEARCH: _refined,
    Intent.CHOOSE: _chosen,
    Intent.DENY: kept,
    Intent.CHOOSE_SLOT: timed,
    Intent.RECIPE: _cooked,
}


def _after_one(dialogue: Dialogue, act: Act) -> Dialogue:
    named = tuple(item for item in act.items if item.product)
    now = dialogue
    if act.intent is Intent.OUT_OF_DOMAIN or act.intent is Intent.REPEAT:
        return now
    if named and Manner.AT_HOME not in act.manners:
        now = replace(now, items=(*now.items, *named)[-REMEMBERED:], together=len(named))
    now = cart_after(now, act, named)
    now = replace(now, carted=now.carted[-REMEMBERED:])
    if act.intent in ASKING or act.intent is Intent.ADD:
        now = replace(now, filters=act.filters)
    if act.slot is not None:
        day = act.slot.day or (now.slot.day if now.slot else None)
        now = replace(now, slot=replace(act.slot, day=day))
    if act.mode is not None:
        now = replace(now, mode=act.mode)
    if act.intent is Intent.RECIPE:
        now = replace(now, recipe=act.recipe or now.recipe, servings=act.servings or now.servings)
    if act.intent is Intent.CHOOSE and act.ref is not None and act.ref.by is RefBy.NAME:
        now = replace(now, recipe=str(act.ref.value))
    if act.intent in (Intent.CONFIRM, Intent.DENY, Intent.CHOOSE, Intent.HELP):
        return now
    return replace(now, last=act.intent)

"""Join what the clauses of a sentence ask for: what is said of what was named before it."""

from dataclasses import replace

from comptoir.conversation.hearing.items import same_unit
from comptoir.conversation.hearing.vocabulary import key
from comptoir.conversation.manners import LOOSE, Manner, joined
from comptoir.conversation.model import Act, Doubt, Intent, Mode, SaidItem, Unit


def is_sure(acts: tuple[Act, ...]) -> bool:
    """Tell whether acts are more than words that no product has."""
    return any(
        act.intent not in (Intent.ADD, Intent.OUT_OF_DOMAIN)
        or any(item.product and Doubt.UNKNOWN_PRODUCT not in item.doubts for item in act.items)
        or any(item.amount is not None for item in act.items)
        for act in acts
    )


def names_goods(acts: tuple[Act, ...]) -> bool:
    """Tell whether acts name a product that is known."""
    return any(
        item.product and Doubt.UNKNOWN_PRODUCT not in item.doubts
        for act in acts
        for item in act.items
    )


def stands_beside(act: Act) -> bool:
    """Tell whether an act without a frame is more than chatter beside one that has a frame."""
    if act.intent in (Intent.RECIPE, Intent.REMOVE, Intent.REPLACE):
        return True
    if act.intent is Intent.SET_QUANTITY:
        return len(act.items) == 1
    if act.intent is Intent.CHOOSE_SLOT:
        return Manner.TIME_ALONE in act.manners
    return bool(act.items) and all(
        item.product and Doubt.UNKNOWN_PRODUCT not in item.doubts for item in act.items
    )


def with_store(store: str | None, acts: tuple[Act, ...]) -> tuple[Act, ...]:
    """Give the store that was named to the first act, which is a choice of it if there is none."""
    if store is None:
        return acts
    if not acts:
        choice = Act(Intent.CHOOSE_MODE, mode=Mode.PICKUP, store=store, why=("a store alone",))
        return (choice,)
    return (replace(acts[0], store=store), *acts[1:])


def fronted(acts: list[Act]) -> list[Act]:
    """Give the product said first to what is said of it: "les œufs passe à douze"."""
    result: list[Act] = []
    for act in acts:
        topic = result[-1] if result else None
        dish = None if topic is None else _dish(topic, act)
        if topic is not None and _is_exchange(topic) and act.intent is Intent.ADD:
            result[-1] = replace(act, intent=Intent.REPLACE, anaphoric=True)
        elif topic is not None and _is_topic(topic) and _exchanges_it(act):
            result[-1] = replace(act, replaces=(topic.items[0].product,), anaphoric=False)
        elif topic is not None and _counts_eaters(topic, act):
            result[-1] = replace(topic, servings=act.servings)
        elif dish is not None:
            result[-1] = replace(act, recipe=dish, filters=(*act.filters, *result[-1].filters))
        elif topic is not None and (
            (_is_topic(topic) and _lacks_product(act)) or (topic.replaces and not topic.items)
        ):
            if topic.replaces:
                result[-1] = _in_place_of(topic, act)
                continue
            amount = act.items[0].amount if act.items else None
            item = replace(topic.items[0], amount=amount)
            result[-1] = replace(act, items=(item,), anaphoric=False)
        else:
            result.append(act)
    return result


def _in_place_of(topic: Act, act: Act) -> Act:
    """Read "au lieu de trois sachets de X mets-en cinq", and "au lieu du X prends du Y"."""
    same = bool(act.items) and key(act.items[0].product) == key(topic.replaces[0])
    bare = act.items and all(item.amount and not item.product for item in act.items)
    if not (bare or same):
        return replace(act, intent=Intent.REPLACE, replaces=topic.replaces)
    item = replace(act.items[0], product=topic.replaces[0])
    return replace(act, intent=Intent.SET_QUANTITY, items=(item,), anaphoric=False)


def settled(acts: list[Act]) -> list[Act]:
    """Count again what was just added: "three cans of beans no wait make that four"."""
    result: list[Act] = []
    for act in acts:
        before = result[-1] if result else None
        amount = act.items[0].amount if len(act.items) == 1 else None
        final = act.intent is Intent.SET_QUANTITY and act.anaphoric and amount is not None
        bare = final and not act.items[0].product and not (act.delta or act.factor)
        others = tuple(item for item in act.items[1:] if item.product)
        if act.intent is Intent.SET_QUANTITY and others and not act.items[0].product:
            result.append(replace(act, items=act.items[:1]))
            result.append(
                Act(Intent.ADD, items=others, manners=act.manners, why=(*act.why, "besides"))
            )
            continue
        added = before is not None and before.intent is Intent.ADD and bool(before.items)
        held = before.items[-1].amount if before is not None and added else None
        if bare and before is not None and held is not None and amount is not None:
            same = amount.unit is Unit.PIECE
            last = replace(
                before.items[-1], amount=same_unit(amount.value, held) if same else amount
            )
            result[-1] = replace(before, items=(*before.items[:-1], last))
        elif before is not None and added and (kept := _but(before, act)):
            result[-1] = replace(before, items=kept, manners=joined(before.manners, act.manners))
        else:
            result.append(act)
    return result


def exchanged(acts: list[Act]) -> list[Act]:
    """Read "laisse tomber l'agneau mets de la dinde à la place" as one thing for the other."""
    result: list[Act] = []
    for act in acts:
        names = _removed(result[-1]) if result else ()
        swaps = bool(names) and (_puts_in(act) or _makes_it(act))
        alike = len(names) == 1 and bool(act.replaces) and _shares(act.replaces[0], names[0])
        if swaps and (alike or not act.replaces):
            first = result[-1]
            manners = joined(first.manners, act.manners)
            why = (*first.why, *act.why)
            swap = replace(act, intent=Intent.REPLACE, replaces=names)
            result[-1] = replace(swap, manners=manners, why=why)
        else:
            result.append(act)
    return result


def _puts_in(act: Act) -> bool:
    return act.intent is Intent.REPLACE and bool(act.items)


def _makes_it(act: Act) -> bool:
    """Tell whether "make it lamb" names goods and no amount of them."""
    one = act.items[0] if len(act.items) == 1 else SaidItem()
    changed = act.delta is not None or act.factor is not None
    return (
        act.intent is Intent.SET_QUANTITY
        and bool(one.product)
        and one.amount is None
        and not changed
        and Doubt.UNKNOWN_PRODUCT not in one.doubts
    )


def let_go(acts: list[Act]) -> list[Act]:
    """Read "laisse les rochers et mets des cigarettes" as one thing out and another in."""
    if len(acts) > 1 and acts[0].intent is Intent.DENY and acts[1].intent is Intent.ADD:
        named = any(item.product for item in acts[0].items)
        return [replace(acts[0], intent=Intent.REMOVE), *acts[1:]] if named else acts
    return acts


def _removed(act: Act) -> tuple[str, ...]:
    """Return the goods that an act takes out altogether."""
    whole = act.intent is Intent.REMOVE and all(one.product and not one.amount for one in act.items)
    return tuple(item.product for item in act.items) if whole else ()


def _shares(one: str, other: str) -> bool:
    return bool(set(key(one)) & set(key(other)))


def _but(added: Act, act: Act) -> tuple[SaidItem, ...]:
    """Return what is left of the goods added when some of them are taken back at once."""
    if act.intent is not Intent.REMOVE:
        return ()
    gone = [set(key(item.product)) for item in act.items if item.amount is None and item.product]
    kept = tuple(
        item for item in added.items if not any(one <= set(key(item.product)) for one in gone)
    )
    return kept if gone and len(added.items) - len(kept) == len(act.items) else ()


def _is_exchange(act: Act) -> bool:
    """Tell whether "à la place" still waits for what is wanted."""
    return act.intent is Intent.REPLACE and not act.items and not act.replaces


def _exchanges_it(act: Act) -> bool:
    """Tell whether an act puts goods in the place of "it": "the lamb turn it into a chicken"."""
    return act.intent is Intent.REPLACE and act.anaphoric and bool(act.items) and not act.replaces


def _dish(topic: Act, act: Act) -> str | None:
    """Return the dish in "ce soir raclette on sera sept", where a recipe lacks its name."""
    alone = len(topic.items) == 1 and topic.intent is Intent.ADD
    if act.intent is not Intent.RECIPE or act.recipe or not alone:
        return None
    return topic.items[0].product or None


def _counts_eaters(topic: Act, act: Act) -> bool:
    """Tell whether "on est six" says for how many the dish before it is made."""
    dish = topic.intent is Intent.RECIPE and topic.recipe is not None and topic.servings is None
    return dish and act.intent is Intent.RECIPE and bool(act.servings) and not act.recipe


def _is_topic(act: Act) -> bool:
    one = act.items[0] if len(act.items) == 1 else None
    return act.intent is Intent.ADD and one is not None and one.amount is None and not act.anaphoric


def _lacks_product(act: Act) -> bool:
    counted = act.intent in (Intent.SET_QUANTITY, Intent.ADD, Intent.REMOVE)
    return counted and all(not item.product for item in act.items)


def without_strays(acts: list[Act]) -> list[Act]:
    """Drop what is out of domain when something else was asked in the same sentence."""
    strange = any(act.intent is Intent.OUT_OF_DOMAIN for act in acts)
    about_order = any(act.intent in (Intent.ORDER_STATUS, Intent.CANCEL_ORDER) for act in acts)
    changed = any(act.intent in (Intent.ADD, Intent.REMOVE) for act in acts)
    counted = any(item.amount for act in acts for item in act.items)
    listed = names_goods(tuple(act for act in acts if act.intent in (Intent.ADD, Intent.SEARCH)))
    if acts and acts[0].intent is Intent.HELP:
        return acts[:1]
    useful = [
        _priced(act, changed=changed)
        for act in acts
        if act.intent is not Intent.OUT_OF_DOMAIN
        and not (strange and (is_loose(act) or Doubt.UNKNOWN_PRODUCT in act.doubts))
        and not (about_order and act.intent in (Intent.CHOOSE_MODE, Intent.CHOOSE_SLOT))
        and not (counted and act.intent is Intent.RECIPE and not act.recipe and not act.items)
        and not (listed and act.intent is Intent.RECIPE)
    ]
    return useful or acts[:1]


def _priced(act: Act, *, changed: bool) -> Act:
    """Read a price asked of nothing, after a change of the cart, as the cart's."""
    if changed and act.intent is Intent.ASK_PRICE and not act.items:
        return replace(act, intent=Intent.SHOW_CART)
    return act


def is_loose(act: Act) -> bool:
    """Tell whether an act comes from words without a frame."""
    return bool(act.manners & LOOSE)

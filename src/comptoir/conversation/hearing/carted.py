"""What a sentence says of the cart as it was spoken of: taken back, turned round, pointed at."""

from collections.abc import Iterable
from dataclasses import replace

from comptoir.conversation.hearing.vocabulary import key
from comptoir.conversation.model import (
    Act,
    Dialogue,
    Doubt,
    Intent,
    PendingKind,
    Ref,
    RefBy,
    SaidItem,
    Unit,
)

_MEASURES = (Unit.LITRE, Unit.MILLILITRE, Unit.KILOGRAM, Unit.GRAM, Unit.SLICE, Unit.BUNCH)


def carted(dialogue: Dialogue, product: str) -> SaidItem | None:
    """Return what is in the cart of a product, found by its words or by its head alone."""
    wanted = set(key(product))
    for item in reversed(dialogue.carted):
        if set(key(item.product)) == wanted:
            return item
    for item in reversed(dialogue.carted):
        if wanted and wanted <= set(key(item.product)):
            return item
    return None


def in_full(item: SaidItem, dialogue: Dialogue) -> SaidItem:
    """Return an item by the name of the one line that is meant: "les blancs", boudin blanc."""
    named = full_name(item.product, dialogue)
    return item if named == item.product else replace(item, product=named, doubts=())


def full_name(product: str, dialogue: Dialogue) -> str:
    """Return the name of the only line in the cart that a part of its name means."""
    wanted = set(key(product))
    names = {key(item.product): item.product for item in dialogue.carted if not item.doubts}
    meant = [name for stems, name in names.items() if wanted and wanted <= set(stems)]
    exact = any(set(stems) == wanted for stems in names)
    return meant[0] if len(meant) == 1 and not exact else product


def described(ref: Ref | None, dialogue: Dialogue) -> Ref | None:
    """Return "le pain tranché" as what tells it from the others: "tranché"."""
    if ref is None or ref.by is not RefBy.ATTRIBUTE or not isinstance(ref.value, str):
        return ref
    words = ref.value.split()
    heads = {key(item.product)[0] for item in dialogue.items[-dialogue.together :]}
    named = len(words) > 1 and key(words[0])[0] in heads
    return Ref(ref.by, " ".join(words[1:])) if named else ref


def uncounted(dialogue: Dialogue) -> SaidItem | None:
    """Return what an amount was asked of, when of all that was named last one has none."""
    asked = dialogue.pending is not None and dialogue.pending.kind is PendingKind.ASK_QTY
    named = dialogue.items[-dialogue.together :] if asked and dialogue.together > 1 else ()
    bare = [item for item in named if item.amount is None]
    return bare[0] if len(bare) == 1 else None


def measured_alike(said: SaidItem, dialogue: Dialogue) -> SaidItem | None:
    """Return the only goods of a list that are measured as is said: litres, where some are."""
    unit = said.amount.unit if said.amount is not None else None
    named = dialogue.items[-dialogue.together :] if dialogue.together > 1 else ()
    if said.product or unit not in _MEASURES:
        return None
    alike = [item for item in named if item.amount is not None and item.amount.unit is unit]
    return alike[0] if len(alike) == 1 else None


def kept(act: Act, dialogue: Dialogue) -> Act:
    """Read "garde le chorizo" as its return where it was just taken out, else as a no."""
    named = tuple(item for item in act.items if item.product)
    gone = [key(item.product) for item in dialogue.before]
    removed = bool(named) and dialogue.last is Intent.REMOVE
    if removed and all(
        key(item.product) in gone and carted(dialogue, item.product) is None for item in named
    ):
        return replace(act, intent=Intent.ADD, why=(*act.why, "kept after all"))
    return replace(act, items=())


def taken_back(act: Act, dialogue: Dialogue) -> Act:
    """Return the act that takes the last change back, as far as the dialogue tells it."""
    now, before = _by_key(dialogue.carted), _by_key(dialogue.before)
    gone = tuple(item for name, item in before.items() if name not in now)
    new = tuple(item for name, item in now.items() if name not in before)
    changed = tuple(
        item for name, item in before.items() if name in now and now[name].amount != item.amount
    )
    why = (*act.why, "takes the last change back")
    if changed:
        return replace(act, intent=Intent.SET_QUANTITY, items=changed, why=why)
    if gone and new:
        replaced = tuple(item.product for item in new)
        return replace(act, intent=Intent.REPLACE, items=gone, replaces=replaced, why=why)
    if new:
        bare = tuple(SaidItem(item.product) for item in new)
        return replace(act, intent=Intent.REMOVE, items=bare, why=why)
    return replace(act, intent=Intent.ADD, items=gone, why=why) if gone else act


def turned_round(act: Act, dialogue: Dialogue) -> Act:
    """Read "l'inverse" as the two amounts said last, exchanged."""
    last = dialogue.items[-2:]
    if dialogue.together != 2 or len(last) != 2:
        return replace(act, doubts=(*act.doubts, Doubt.NO_ANTECEDENT))
    one, other = last
    items = (replace(one, amount=other.amount), replace(other, amount=one.amount))
    return replace(act, items=items)


def pointed_at(act: Act, dialogue: Dialogue) -> Act:
    """Return the act with the product at the place said: "enlève l'avant-dernier"."""
    if act.ref is None or not isinstance(act.ref.value, int):
        return act
    if act.ref.by is RefBy.OTHER:
        named = tuple(SaidItem(item.product) for item in dialogue.carted[-act.ref.value :])
        return replace(act, ref=None, items=named, why=(*act.why, "the last of them"))
    if act.ref.by is not RefBy.INDEX:
        return act
    named = dialogue.items[-dialogue.together :] if dialogue.together > 1 else dialogue.carted
    place = act.ref.value
    at = place - 1 if place > 0 else len(named) + place
    if not 0 <= at < len(named):
        return replace(act, ref=None, doubts=(*act.doubts, Doubt.NO_ANTECEDENT))
    said = act.items[0] if act.items else SaidItem()
    item = replace(said, product=named[at].product)
    return replace(act, ref=None, items=(item,), why=(*act.why, f"the one at {place}"))


def cart_after(now: Dialogue, act: Act, named: tuple[SaidItem, ...]) -> Dialogue:
    """Return the dialogue with what an act does to the cart."""
    if act.intent in (Intent.ADD, Intent.SET_QUANTITY, Intent.REPLACE) and named:
        old = carted(now, act.replaces[0]) if len(act.replaces) == len(named) == 1 else None
        if old is not None and named[0].amount is None:
            named = (replace(named[0], amount=old.amount),)
        gone = {key(item.product) for item in named} | {key(old) for old in act.replaces}
        kept = tuple(item for item in now.carted if key(item.product) not in gone)
        return replace(now, before=now.carted, carted=(*kept, *named))
    if act.intent is Intent.REMOVE and named:
        gone = {key(item.product) for item in named if item.amount is None}
        kept = tuple(item for item in now.carted if key(item.product) not in gone)
        return replace(now, before=now.carted, carted=kept)
    return now  # emptying is only asked for; the confirmation empties the cart


def _by_key(items: Iterable[SaidItem]) -> dict[tuple[str, ...], SaidItem]:
    return {key(item.product): item for item in items}

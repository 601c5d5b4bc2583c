"""Tell what is put in whose place, from what is in the cart and was spoken of."""

from dataclasses import replace

from comptoir.conversation.hearing.carted import carted, full_name
from comptoir.conversation.hearing.heads import another_kind
from comptoir.conversation.hearing.items import same_unit
from comptoir.conversation.hearing.lexicon import lexicon
from comptoir.conversation.hearing.vocabulary import key
from comptoir.conversation.manners import Manner
from comptoir.conversation.model import (
    Act,
    Amount,
    Dialogue,
    Doubt,
    Intent,
    PendingKind,
    SaidItem,
    Unit,
)

ADDING = (Intent.ADD, Intent.SET_QUANTITY, Intent.REPLACE)
_TOLD = (PendingKind.ADDED, PendingKind.REPLACED)


def corrects(act: Act, dialogue: Dialogue) -> Act | None:
    """Read "ah non cuisses de poulet" as another kind of what was just added."""
    one = act.items[0] if len(act.items) == 1 else None
    right = Manner.PUT_RIGHT in act.manners and Manner.FORGOTTEN not in act.manners
    settled = right or Manner.AFTER_A_NO in act.manners
    just = just_added(dialogue)
    if one is None or not one.product or not settled or act.elliptic:
        return None
    place = -1 if dialogue.language == "en" else 0
    head = key(one.product)[place]
    same = [item for item in just if key(item.product)[place] == head]
    alone = len(just) == 1 and (one.amount is None or _is_one(one.amount))
    old = same[-1] if same else just[0] if alone else None
    if old is None or key(old.product) == key(one.product):
        return None
    item = one if one.amount else replace(one, amount=old.amount)
    why = (*act.why, "puts right what was added")
    return replace(act, intent=Intent.REPLACE, items=(item,), replaces=(old.product,), why=why)


def just_added(dialogue: Dialogue) -> tuple[SaidItem, ...]:
    """Return what the last act put into the cart."""
    if dialogue.last not in ADDING or not dialogue.together:
        return ()
    return dialogue.items[-dialogue.together :]


def _is_one(amount: Amount) -> bool:
    return amount == Amount(amount.value, Unit.PIECE) and amount.value == 1


def recounts(act: Act, dialogue: Dialogue) -> Act | None:
    """Read "quinze ballons" as a count of the balloons that were just added."""
    one = act.items[0] if len(act.items) == 1 else None
    pending = dialogue.pending.kind if dialogue.pending is not None else None
    if one is None or one.amount is None or pending not in _TOLD or act.elliptic:
        return None
    if Manner.BARE not in act.manners:
        return None
    same = [item for item in just_added(dialogue) if key(item.product) == key(one.product)]
    if not same or same[-1].amount == one.amount:
        return None
    amount = one.amount
    if amount.unit is Unit.PIECE and same[-1].amount is not None:
        amount = same_unit(amount.value, same[-1].amount)
    item = replace(one, amount=amount)
    manners = act.manners | Manner.RECOUNTED
    return replace(act, intent=Intent.SET_QUANTITY, items=(item,), manners=manners)


def without_the_other(act: Act, dialogue: Dialogue) -> Act | None:
    """Read "vanille pas praliné" as vanilla in the place of the praline that was added."""
    one = act.items[0] if len(act.items) == 1 else None
    if one is None or len(one.without) != 1 or not one.product:
        return None
    held = carted(dialogue, one.without[0])
    if held is None:
        return None
    item = replace(one, without=())
    if key(one.without[0]) != key(held.product) and " " in held.product:
        item = replace(item, product=_of_kind(one.product, held.product, dialogue.language))
    why = (*act.why, "not the other")
    return replace(act, intent=Intent.REPLACE, items=(item,), replaces=(held.product,), why=why)


def more_exactly(act: Act, dialogue: Dialogue) -> Act | None:
    """Read "le chorizo doux" as the chorizo in the cart, of the kind that is meant."""
    one = act.items[0] if len(act.items) == 1 else None
    if Manner.DEFINITE not in act.manners or one is None or one.amount is not None:
        return None
    said = key(one.product)
    place = -1 if dialogue.language == "en" else 0
    less = [
        item
        for item in dialogue.carted
        if set(key(item.product)) < set(said) and key(item.product)[place] == said[place]
    ]
    if len(less) != 1 or act.elliptic:
        return None
    item = replace(one, amount=less[0].amount)
    why = (*act.why, "the kind of what is in the cart")
    return replace(act, intent=Intent.REPLACE, items=(item,), replaces=(less[0].product,), why=why)


def _of_kind(said: str, held: str, language: str) -> str:
    """Return goods with the head of those they replace, where they have none of their own."""
    if language == "en":
        head = held.rsplit(maxsplit=1)[-1]
        return said if key(head)[-1] in key(said) else f"{said} {head}"
    same = key(said)[0] in key(held)
    return said if same else another_kind(said, held, lexicon(language).goods)


def replaced(act: Act, dialogue: Dialogue) -> Act:
    """Return the act with what has to go: the product said, or the one spoken of last."""
    if Manner.KIND_TOLD in act.manners and not any(carted(dialogue, old) for old in act.replaces):
        return replace(act, intent=Intent.ADD, replaces=())
    if act.replaces:
        return replace(act, replaces=tuple(full_name(old, dialogue) for old in act.replaces))
    old = _spoken_of(act, dialogue)
    if Manner.MEANT in act.manners and not just_added(dialogue):
        return replace(act, intent=Intent.ADD, anaphoric=False)
    if old is None:
        return replace(act, doubts=(*act.doubts, Doubt.NO_ANTECEDENT))
    return replace(act, replaces=(old.product,), why=(*act.why, "in place of the last product"))


def _spoken_of(act: Act, dialogue: Dialogue) -> SaidItem | None:
    """Return what was spoken of last, a line of the cart before goods only asked about."""
    new = {key(item.product) for item in act.items}
    last = dialogue.items[-1] if dialogue.items else None
    if dialogue.last is Intent.REMOVE or last is None or not dialogue.carted:
        return last
    if carted(dialogue, last.product) is not None and key(last.product) not in new:
        return last
    lines = [item for item in dialogue.carted if key(item.product) not in new]
    return lines[-1] if lines else last

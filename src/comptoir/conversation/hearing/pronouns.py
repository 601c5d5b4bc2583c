"""Name what a pronoun stands for: "celle de bufflonne", "the red ones"."""

from dataclasses import replace

from comptoir.conversation.hearing.carted import carted, full_name
from comptoir.conversation.hearing.heads import (
    another_kind,
    is_flavour,
    named_as_kind,
    takes_flavour,
)
from comptoir.conversation.hearing.lexicon import lexicon
from comptoir.conversation.hearing.tokens import fold
from comptoir.conversation.hearing.unnamed import in_its_box
from comptoir.conversation.manners import Manner
from comptoir.conversation.model import Act, Dialogue, Doubt, Intent, PendingKind, SaidItem

_DEMONSTRATIVES = frozenset({"celui", "celle", "ceux", "celles"})
_ONES = frozenset({"one", "ones"})


def named_by_pronoun(act: Act, dialogue: Dialogue) -> Act:
    """Name "celle de bufflonne" and "red ones" as the last product, of another kind."""
    if Manner.KIND_ALONE in act.manners and dialogue.together != 1:
        return _unplaced(act, dialogue.language)
    last = _held(act, dialogue)
    if not any(_by_pronoun(item) for item in act.items):
        return act
    items = tuple(
        _named(item, last, dialogue.language) if _by_pronoun(item) else item for item in act.items
    )
    unknown = any(Doubt.UNKNOWN_PRODUCT in item.doubts for item in items)
    doubts = tuple(one for one in act.doubts if unknown or one is not Doubt.UNKNOWN_PRODUCT)
    why = (*act.why, "another kind of the last product")
    act = replace(act, items=items, doubts=doubts, why=why)
    if act.intent is Intent.REPLACE and act.anaphoric and not act.replaces and last.product:
        act = replace(act, replaces=(last.product,))
    told = dialogue.pending is not None and dialogue.pending.kind is PendingKind.ADDED
    alone = len(items) == 1 and items[0].amount is None and not act.elliptic
    if not (told and alone and last.product and act.intent is Intent.ADD):
        return act
    same = (replace(items[0], amount=last.amount),)
    return replace(act, intent=Intent.REPLACE, items=same, replaces=(last.product,))


def _unplaced(act: Act, language: str) -> Act:
    """Return a kind of one of several goods as it was said: the shelves tell of which."""
    words = lexicon(language).goods
    kind = named_as_kind(act.items[0].product, words) or ""
    first, _, rest = kind.partition(" ")
    item = SaidItem(rest if rest and fold(first) in words.joints else kind)
    manners = (act.manners & ~Manner.KIND_ALONE) | Manner.BARE
    return replace(act, intent=Intent.ADD, items=(item,), anaphoric=False, manners=manners)


def _held(act: Act, dialogue: Dialogue) -> SaidItem:
    """Return what a pronoun stands for: what is replaced, or what was spoken of last."""
    if len(act.replaces) == 1:
        name = full_name(act.replaces[0], dialogue)
        return carted(dialogue, name) or SaidItem(name)
    last = dialogue.items[-1] if dialogue.items else SaidItem()
    words = lexicon(dialogue.language).goods
    told = " ".join(item.product.partition(" ")[2] for item in act.items)
    if act.intent is not Intent.REPLACE or not is_flavour(told, words):
        return last
    flavoured = (item for item in reversed(dialogue.carted) if takes_flavour(item.product, words))
    return next(flavoured, last)


def _by_pronoun(item: SaidItem) -> bool:
    words = item.product.split()
    return bool(words) and (words[0] in _DEMONSTRATIVES or words[-1] in _ONES)


def _named(item: SaidItem, last: SaidItem, language: str) -> SaidItem:
    """Return an item by the name of what was spoken of, counted in its boxes."""
    product = _in_place_of_pronoun(item.product, last.product, language)
    amount = in_its_box(item.amount, last.amount)
    return replace(item, product=product, amount=amount, doubts=())


def _in_place_of_pronoun(said: str, product: str, language: str) -> str:
    words = said.split()
    if len(words) == 1 or not product:
        return product or " ".join(words[words[0] in _DEMONSTRATIVES :])
    if words[-1] in _ONES:
        name = product.split()
        return " ".join((*words[:-1], *name[min(len(name) - 1, 1) :]))
    return another_kind(" ".join(words[1:]), product, lexicon(language).goods)

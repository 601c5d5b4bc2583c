"""Tell whether what is left of a sentence beside its remarks is all that it asks."""

from comptoir.conversation.hearing.answers import YES_OR_NO
from comptoir.conversation.hearing.joining import is_loose, is_sure, names_goods
from comptoir.conversation.manners import Manner
from comptoir.conversation.model import Act, Intent, PendingKind

PERSONAL = frozenset({PendingKind.CONFIRM_AGE, PendingKind.ASK_SERVINGS})
"""Questions that are answered by what one tells of oneself."""

_TOLD = frozenset({Intent.OUT_OF_DOMAIN, Intent.RECIPE, Intent.DENY})
"""What a sentence may be about that a remark would say, where nothing else is asked."""

_ASKED = frozenset({Intent.ASK_STOCK, Intent.ASK_PRICE, Intent.SEARCH, Intent.SHOW_CART})
"""What is asked of goods behind their name: "le lait il est revenu en rayon"."""


def asks(short: tuple[Act, ...], kind: PendingKind | None) -> bool:
    """Tell whether anything is asked beside remarks, which is more than a yes to nothing."""
    verdicts = (Intent.CONFIRM, Intent.DENY)
    little = any(
        act.intent is Intent.OUT_OF_DOMAIN or (act.intent in verdicts and kind not in YES_OR_NO)
        for act in short
    )
    return bool(short) and is_sure(short) and not little


def is_plain(short: tuple[Act, ...]) -> bool:
    """Tell whether what is asked beside remarks leaves nothing open that a remark may say."""
    loose = all(is_loose(act) and not any(item.amount for item in act.items) for act in short)
    placed = any(act.intent in (Intent.CHOOSE_SLOT, Intent.CHOOSE_MODE) for act in short)
    return names_goods(short) and not loose and not placed


def spares(whole: tuple[Act, ...], short: tuple[Act, ...]) -> bool:
    """Tell whether goods taken away beside a remark are what one has of a dish that it names."""
    at_home = all(Manner.AT_HOME in act.manners for act in short)
    return at_home and any(act.recipe for act in whole)


def asks_more(whole: tuple[Act, ...], short: tuple[Act, ...]) -> bool:
    """Tell whether a sentence read whole asks what it does not ask without its remarks."""
    cooked = any(act.recipe for act in short)
    told = [act.intent in _TOLD and not (cooked and act.recipe) for act in whole]
    lost = bool(told) and all(told) if names_goods(short) else any(told)
    asked = names_goods(whole) and any(act.intent in _ASKED for act in whole)
    timed = any(act.slot is not None for act in whole)
    return lost or asked or timed or _points_at_remark(whole, short)


def _points_at_remark(whole: tuple[Act, ...], short: tuple[Act, ...]) -> bool:
    """Tell whether "take those off" means what one said that one has."""
    pointing = all(act.intent is Intent.REMOVE for act in short) and not names_goods(short)
    owned = (act for act in whole if Manner.AT_HOME in act.manners)
    return pointing and names_goods(tuple(owned))

"""Weigh what was made of a sentence, and whether it is worth hearing a second time.

What may have been said instead is looked for only where the sentence as it is written is not
understood, and what is found is marked, so that the turn may ask.
"""

from collections.abc import Sequence

from comptoir.conversation.hearing.lattice import Doubted
from comptoir.conversation.hearing.tokens import Token, fold, stem, word_stems
from comptoir.conversation.manners import Manner
from comptoir.conversation.model import Act, Doubt, Intent, SaidItem

_POINTING = frozenset({Intent.CHOOSE, Intent.CHOOSE_SLOT, Intent.CHOOSE_MODE})
"""What is answered by a name that no goods have: of a store, of one of several."""


def worth(acts: Sequence[Act], odd: frozenset[str]) -> tuple[int, int, int]:
    """Return how much of a sentence was understood: the more the better.

    `odd` holds the words of the sentence that are none of the language.
    """
    if not acts:
        return (-2, -len(odd), 0)
    goods = [item for act in acts for item in act.items if item.product]
    unknown = sum(Doubt.UNKNOWN_PRODUCT in item.doubts for item in goods)
    dishes = [act.recipe for act in acts if act.recipe]
    unheard = sum(not odd.isdisjoint(fold(dish).split()) for dish in dishes)
    return (-unknown - unheard, -len(odd), len(goods) - unknown)


def is_doubtful(acts: Sequence[Act], odd: frozenset[str]) -> bool:
    """Tell whether a sentence is worth hearing a second time."""
    return is_strange(acts) or worth(acts, odd)[:2] < (0, 0)


def doubted(tokens: Sequence[Token], acts: Sequence[Act]) -> Doubted:
    """Return where the words begin that no known goods and nothing pointed at are made of."""
    if not is_strange(acts) and any(act.intent in _POINTING for act in acts):
        return Doubted(frozenset())
    goods = [item for act in acts for item in act.items if item.product]
    known, unknown, within = set[int](), set[int](), set[int]()
    for item in goods:
        said = [token for token in tokens if _is_within(token, item)]
        named = word_stems(item.product)
        if Doubt.UNKNOWN_PRODUCT in item.doubts:
            unknown.update(token.start for token in said if stem(token.plain) in named)
            continue
        known.update(token.start for token in said)
        if Doubt.HEARD_BY_SOUND not in item.doubts:
            within.update(token.start for token in said if stem(token.plain) in named)
    return Doubted(
        places=frozenset(token.start for token in tokens) - known,
        unknown=frozenset(unknown),
        within=frozenset(within),
        cooking=any(act.recipe for act in acts),
    )


def _is_within(token: Token, item: SaidItem) -> bool:
    start, end = item.span
    return start <= token.start < end


def betters(
    again: Sequence[Act], acts: Sequence[Act], odd: tuple[frozenset[str], frozenset[str]]
) -> bool:
    """Tell whether another reading is to be believed: it knows more of the same wishes.

    `odd` holds the words that are none of the language, of the other reading and of the one.
    """
    if is_strange(again):
        return False
    if is_strange(acts):
        return True
    same = [act.intent for act in again] == [act.intent for act in acts]
    better = worth(again, odd[0]) > worth(acts, odd[1])
    return better and (same or is_verbless(acts))


def is_verbless(acts: Sequence[Act]) -> bool:
    """Tell whether no turn of phrase was found, so that a verb may have been misheard."""
    return is_strange(acts) or all(Manner.BARE in act.manners and not act.elliptic for act in acts)


def is_strange(acts: Sequence[Act]) -> bool:
    """Tell whether nothing that a shop does was understood."""
    return all(act.intent is Intent.OUT_OF_DOMAIN for act in acts)

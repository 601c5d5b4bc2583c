"""What was named is said more exactly: "des golden" of apples, "plutôt des brunes" of beers."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from comptoir.conversation.manners import Manner
from comptoir.conversation.model import (
    Act,
    Amount,
    Doubt,
    Intent,
    Ref,
    RefBy,
    SaidItem,
    Unit,
)
from comptoir.conversation.turning.choosing import look_for
from comptoir.conversation.turning.containers import held, held_so, is_container
from comptoir.conversation.turning.desk import Desk
from comptoir.conversation.turning.kinds import (
    asked,
    is_kind,
    joined,
    of_asked,
    of_kind,
    points,
    with_kinds,
)
from comptoir.conversation.turning.naming import said_stems
from comptoir.conversation.turning.phrasing import has
from comptoir.conversation.turning.superlatives import (
    all_said,
    filters_said,
    opened,
    says_again,
    says_enough,
    whole_ref,
    without_fillers,
)
from comptoir.goods.catalog.text import words
from comptoir.goods.shelf import queries as shelf
from comptoir.kernel.locale import Language
from comptoir.shopping.carts.model import CartLine

_JUST_PUT = frozenset({Intent.ADD, Intent.SET_QUANTITY, Intent.REPLACE})
_GOODS = frozenset({Intent.ADD, Intent.SET_QUANTITY, Intent.REPLACE})
_MAY_POINT = frozenset(
    {
        Intent.ADD,
        Intent.SET_QUANTITY,
        Intent.REPLACE,
        Intent.SEARCH,
        Intent.ASK_STOCK,
        Intent.CONFIRM,
        Intent.OUT_OF_DOMAIN,
    }
)
_LABELLED = 2
"""Words that a label has to share with a sentence: one alone may mean goods of that name."""


async def refined(desk: Desk, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Give acts whose goods are told by all that was said of them, in this turn or before it."""
    counted = _counted_beyond(desk, acts)
    if counted is not None:
        return (counted,)
    whole = _whole(desk, acts)
    if whole is not None:
        return (whole,)
    return tuple([await _refined(desk, act) for act in _stays(acts)])


def _whole(desk: Desk, acts: Sequence[Act]) -> Act | None:
    """Read a sentence that says nothing but which of several is meant: "both", "no the other"."""
    if len(acts) != 1 or acts[0].intent not in _MAY_POINT:
        return None
    question = desk.question
    offers = question is not None and bool(question.offered)
    ref = whole_ref(desk.text, desk.language) or _label(desk)
    if ref is None or (all_said(ref, desk.language) and not offers):
        return None
    if acts[0].intent is Intent.CONFIRM and not offers:
        return None
    return Act(Intent.CHOOSE, ref=ref, why=("nothing but which is meant",))


def _counted_beyond(desk: Desk, acts: Sequence[Act]) -> Act | None:
    """Read a number beyond what was offered as an amount: of the goods asked about, or of the last.

    "quatre" of three kinds of milk counts the milk; the line put since, where that is counted.
    """
    about, ref = asked(desk), acts[0].ref if len(acts) == 1 else None
    if about is None or desk.question is None or ref is None or ref.by is not RefBy.INDEX:
        return None
    beyond = isinstance(ref.value, int) and ref.value > len(desk.question.offered)
    plain = desk.plain()
    counts = len(plain) == 1 and plain[0].intent is Intent.SET_QUANTITY and bool(plain[0].items)
    if not beyond or not counts:
        return None
    if about.amount is None:
        return plain[0]
    return replace(plain[0], manners=plain[0].manners & ~Manner.OF_IT)


def _label(desk: Desk) -> Ref | None:
    """Read words that one label alone has, whole and in a row, as that one: "taille 4"."""
    about = asked(desk)
    said = tuple(words(without_fillers(desk.text, desk.language)))
    if about is None or desk.question is None or len(said) < _LABELLED:
        return None
    offered = desk.question.offered
    fits = [at for at, each in enumerate(offered, 1) if has(words(each.label), [said])]
    return Ref(RefBy.INDEX, fits[0]) if len(fits) == 1 else None


def _stays(acts: Sequence[Act]) -> tuple[Act, ...]:
    """Read "enlève les chips, non laisse-les" as one act that takes nothing out."""
    if len(acts) != 2 or acts[0].intent is not Intent.REMOVE or acts[1].intent is not Intent.DENY:
        return tuple(acts)
    if Manner.KEPT not in acts[1].manners:
        return tuple(acts)
    return (replace(acts[1], items=acts[0].items),)


async def _refined(desk: Desk, act: Act) -> Act:
    if act.intent in _GOODS and act.items:
        items = [await held(desk, item) for item in act.items]
        if Manner.OF_IT in act.manners and asked(desk) is not None and len(items) > 1:
            items[0] = replace(items[0], product="")
        act = await with_kinds(desk, replace(act, items=tuple(items)))
        act = await of_asked(desk, act)
        act = _without_doubt(act)
    filters = filters_said(desk.text, desk.language) if act.intent in _MAY_POINT else ()
    if filters:
        bare = act.manners & ~Manner.TIME_ALONE | Manner.BARE
        return await _of_last(desk, Act(Intent.SEARCH, filters=filters, manners=bare, why=act.why))
    if Manner.OF_IT in act.manners or _container_alone(desk, act):
        return await _more_of_line(desk, act) if act.intent is Intent.ADD else act
    if await _suffices(desk, act):
        return replace(act, intent=Intent.SET_QUANTITY)
    if Manner.RECOUNTED in act.manners and says_again(desk.text, desk.language):
        return replace(act, intent=Intent.ADD)
    return await _of_last(desk, act)


def _without_doubt(act: Act) -> Act:
    """Doubt an act's goods no more where none of its items is doubted."""
    unknown = any(Doubt.UNKNOWN_PRODUCT in item.doubts for item in act.items)
    doubts = (one for one in act.doubts if unknown or one is not Doubt.UNKNOWN_PRODUCT)
    return replace(act, doubts=tuple(doubts))


async def _suffices(desk: Desk, act: Act) -> bool:
    """Tell whether "un seul beurre suffit" counts what the cart has already."""
    if act.intent is not Intent.ADD or not says_enough(desk.text, desk.language):
        return False
    called_so = [
        set(said_stems(called(desk, line), desk.language))
        for line in (await desk.whole_cart()).lines
    ]
    return all(
        item.amount is not None
        and any(set(said_stems(item.product, desk.language)) <= stems for stems in called_so)
        for item in act.items
    )


def _container_alone(desk: Desk, act: Act) -> bool:
    """Tell whether nothing but another container is asked for: "another bottle"."""
    one = act.items[0] if len(act.items) == 1 and act.intent is Intent.ADD else None
    named = one is not None and is_container(one.product, desk.language)
    return named and says_again(desk.text, desk.language)


async def _more_of_line(desk: Desk, act: Act) -> Act:
    """Read "rajoute une bouteille" as one more of the last line that is sold in bottles."""
    said = act.items[0]
    if said.amount is None and _container_alone(desk, act):
        said = replace(said, amount=Amount(Fraction(1), Unit.PACK))
    lines = (await desk.whole_cart()).lines
    if said.amount is None or said.amount.unit not in (Unit.PACK, Unit.PIECE) or not lines:
        return act
    last = next((line for line in lines if line.gtin == desk.memory.last), lines[-1])
    others = (line for line in reversed(lines) if line.gtin != last.gtin)
    line = next((one for one in (last, *others) if held_so(one, desk.text, desk.language)), None)
    if line is None or (line is last and desk.memory.called(last.gtin) != words_of_item(said)):
        return act
    item = replace(said, product=called(desk, line), amount=None)
    return replace(
        act,
        intent=Intent.SET_QUANTITY,
        items=(item, *act.items[1:]),
        delta=said.amount.value,
        doubts=(),
    )


def words_of_item(said: SaidItem) -> str:
    """Give the name of an item as the memory keeps names."""
    return " ".join(words(said.product))


def called(desk: Desk, line: CartLine) -> str:
    """Give what the shopper calls a line of the cart."""
    return desk.memory.called(line.gtin) or line.name


async def _of_last(desk: Desk, act: Act) -> Act:
    """Read kinds alone as said of what was just put: "des brunes plutôt", "plutôt bio"."""
    if desk.memory.dialogue.last not in _JUST_PUT or asked(desk) is not None:
        return act
    told = _told(desk, act)
    if told and (lines := await _just_put(desk)):
        return _swap(desk, act, lines[0], called(desk, lines[0]), SaidItem(told))
    if not _is_alone(act):
        return act
    kind = act.items[0] if act.items else SaidItem(filters=act.filters)
    lines = await _just_put(desk)
    if act.items and points(desk, kind):
        lines = [
            *lines,
            *(one for one in reversed((await desk.whole_cart()).lines) if one not in lines),
        ]
    for line in lines:
        noun = await _noun(desk, line, kind)
        pointed = points(desk, kind)
        if noun is not None and kind.product and not pointed and _is_another(desk, act):
            return replace(act, items=(joined(desk, SaidItem(noun), kind),), doubts=())
        if noun is not None and (
            pointed or _corrects(act) or await _of_its_shelf(desk, line, kind)
        ):
            return _swap(desk, act, line, noun, kind)
    return act


async def _of_its_shelf(desk: Desk, line: CartLine, kind: SaidItem) -> bool:
    """Tell whether a kind said alone stands where a line does: "des fleurs" are no candles."""
    if not kind.product:
        return True
    found = await look_for(desk, SaidItem(kind.product), limit=1)
    item = await shelf.item(desk.uow, store=desk.store.id, gtin=line.gtin)
    return bool(found) and found[0].category == item.category


def _is_alone(act: Act) -> bool:
    """Tell whether an act names one thing and nothing else, without a verb."""
    named = act.intent in (Intent.ADD, Intent.SEARCH, Intent.REPLACE) and not act.elliptic
    corrects = act.intent is Intent.REPLACE and bool(act.replaces)
    counted = not corrects and any(item.amount for item in act.items)
    return named and Manner.BARE in act.manners and len(act.items) <= 1 and not counted


def _is_another(desk: Desk, act: Act) -> bool:
    """Tell whether another kind is wanted besides: "du blanc" after the red that was chosen."""
    question = desk.question
    chosen = question is not None and bool(question.offered)
    return chosen and not _corrects(act)


def _corrects(act: Act) -> bool:
    """Tell whether an act puts something right: "non, des brunes", "plutôt des brunes"."""
    said = bool(act.manners & (Manner.AFTER_A_NO | Manner.PUT_RIGHT))
    return said or act.intent is Intent.REPLACE


def _told(desk: Desk, act: Act) -> str | None:
    """Give the maker or the flavour that a sentence says and nothing else: "plutôt à la fraise"."""
    maker = opened(desk.text, desk.language, "makers")
    told = maker or opened(desk.text, desk.language, "flavours")
    if told is None or act.intent not in _MAY_POINT or len(act.items) != 1:
        return None
    stems = set(said_stems(told, desk.language))
    return told if stems and stems <= set(said_stems(act.items[0].product, desk.language)) else None


async def _just_put(desk: Desk) -> Sequence[CartLine]:
    """Give the lines that the last change put or set, the last first."""
    cart = await desk.whole_cart()
    changes = desk.memory.kept.changes
    gtins = [line.gtin for line in reversed(changes[-1].lines)] if changes else []
    if desk.memory.last is not None:
        gtins.insert(0, desk.memory.last)
    lines = [cart.line(gtin) for gtin in dict.fromkeys(gtins)]
    return [line for line in lines if line is not None]


async def _noun(desk: Desk, line: CartLine, kind: SaidItem) -> str | None:
    """Give the name under which a line has such a kind; None where it has none."""
    name = called(desk, line)
    whole = name.split(" ")
    head = whole[-1] if desk.language is Language.ENGLISH else whole[0]
    for noun in dict.fromkeys((name, head, line.name.split(" ")[0])):
        if kind.product:
            if await is_kind(desk, noun, kind.product):
                return noun
            continue
        if kind.filters and await look_for(desk, SaidItem(noun, filters=kind.filters), limit=1):
            return noun
    return None


def _swap(desk: Desk, act: Act, line: CartLine, noun: str, kind: SaidItem) -> Act:
    product = of_kind(noun, kind.product, desk.language) if kind.product else noun
    item = replace(
        kind,
        product=product,
        filters=tuple(dict.fromkeys((*kind.filters, *act.filters))),
        doubts=tuple(one for one in kind.doubts if one is not Doubt.UNKNOWN_PRODUCT),
    )
    return replace(
        act,
        intent=Intent.REPLACE,
        items=(item,),
        replaces=(called(desk, line),),
        doubts=(),
        manners=act.manners | Manner.MORE_EXACTLY,
    )

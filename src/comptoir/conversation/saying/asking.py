"""Words for questions."""

from comptoir.conversation.memory import TOLD, Question
from comptoir.conversation.model import PendingKind
from comptoir.conversation.outcomes import Period
from comptoir.conversation.saying.briefly import briefly
from comptoir.conversation.saying.voice import Voice, first_named
from comptoir.shopping.slots.model import Mode

_CHOICES_READ = 4
"""Of more than these, which only a page can show, the first are read."""

_CONFIRM = frozenset(
    {
        PendingKind.CONFIRM_CHECKOUT,
        PendingKind.CONFIRM_CLEAR,
        PendingKind.CONFIRM_CANCEL,
        PendingKind.CONFIRM_AGE,
    }
)
_GOODS = frozenset(
    {
        PendingKind.CONFIRM_ADD,
        PendingKind.CONFIRM_REORDER,
        PendingKind.RECIPE_LIST,
        PendingKind.OFFER_SUBSTITUTE,
    }
)


def say_question(question: Question, voice: Voice) -> str:  # noqa: PLR0911 (one arm a kind)
    """Put a question into words; nothing for what was merely told."""
    if question.kind in TOLD:
        return ""
    if question.kind in _CONFIRM:
        return _confirm(question, voice)
    if question.kind in _GOODS:
        return _goods(question, voice)
    match question.kind:
        case PendingKind.CHOICES | PendingKind.WHICH_LINE | PendingKind.PRICES_TOLD:
            return _choices(question, voice)
        case PendingKind.SLOTS | PendingKind.CONFIRM_SLOT | PendingKind.ASK_SLOT:
            return _slots(question, voice)
        case PendingKind.ASK_QTY:
            return _how_much(question, voice)
        case _:
            choices, label = voice.labels(question.offered), _begun(question.label)
            return voice.phrase(f"asked.{question.kind.value}", choices=choices, label=label)


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def _choices(question: Question, voice: Voice) -> str:
    offered = question.offered[:_CHOICES_READ]
    choices = voice.labels(offered)
    if question.kind is PendingKind.PRICES_TOLD:
        choices = voice.tongue.and_([each.label for each in offered])
        return voice.phrase("asked.prices_told", choices=choices)
    if any(each.dish for each in offered):
        return voice.phrase("asked.choices_dishes", choices=choices)
    if question.instead:
        return voice.phrase("asked.choices_instead", choices=choices)
    said = question.label or question.as_item().product
    if question.kind is PendingKind.WHICH_LINE:
        return voice.phrase("asked.which_line", choices=choices)
    if voice.speaks and said:
        return _choices_aloud(question, said, voice)
    key = "asked.choices" if said else "asked.choices_bare"
    return voice.phrase(key, said=said, choices=choices)


def _choices_aloud(question: Question, said: str, voice: Voice) -> str:
    """Ask which for an ear: the noun is said once, and prices are not said a second time."""
    labels = [each.label for each in question.offered[:_CHOICES_READ]]
    brief = briefly(labels, said, voice.language, prices=not question.again)
    if brief is None:
        return voice.phrase("asked.choices", said=said, choices=voice.tongue.or_(labels))
    key = "asked.choices_again" if question.again else "asked.choices"
    return voice.phrase(key, said=said, choices=voice.tongue.or_(brief))


def _slots(question: Question, voice: Voice) -> str:
    if question.kind is PendingKind.ASK_SLOT or not question.offered:
        return voice.phrase("asked.ask_slot")
    key = "asked.slots" if question.near else "asked.slots_far"
    if len(question.offered) == 1:
        key += "_one"
    mode = voice.phrase(question.mode or Mode.DELIVERY.value)
    return voice.phrase(key, mode=mode, choices=voice.labels(question.offered))


def _how_much(question: Question, voice: Voice) -> str:
    if question.instead:
        first, *others = (each.label for each in question.offered)
        counts = [each.partition(" ")[0] for each in others]  # "1 barquette de merguez ou 2"
        return voice.phrase("asked.ask_packs", choices=voice.tongue.or_([first, *counts]))
    if not question.offered:
        return voice.phrase("asked.ask_qty_open", label=question.label)
    choices = voice.labels(question.offered)
    return voice.phrase("asked.ask_qty", label=question.label, choices=choices)


def _confirm(question: Question, voice: Voice) -> str:
    key = f"asked.{question.kind.value}"
    period = ""
    if question.starts is not None and question.ends is not None:
        mode = Mode(question.mode or Mode.PICKUP.value)
        period = voice.period(Period(question.starts, question.ends, mode))
    if question.kind is PendingKind.CONFIRM_CHECKOUT:
        key = f"{key}_{question.mode or Mode.PICKUP.value}"
    return voice.phrase(
        key,
        count=question.count,
        total=voice.money(question.total or 0),
        label=question.label,
        period=period,
    )


def _goods(question: Question, voice: Voice) -> str:
    key = f"asked.{question.kind.value}"
    if question.kind is PendingKind.OFFER_SUBSTITUTE:
        return voice.phrase(key, choices=voice.labels(question.offered))
    label = _begun(question.label)
    if question.kind is PendingKind.CONFIRM_ADD and question.instead:
        return voice.phrase("asked.confirm_short")
    wants, count = question.wants, question.count
    read = first_named(len(wants), speaks=False)
    if question.kind is PendingKind.CONFIRM_REORDER and read < len(wants) and not voice.speaks:
        key, count, wants = f"{key}_more", len(wants) - read, wants[:read]
        said = ", ".join(each.label for each in wants)
        return voice.phrase(key, count=count, list=said)
    return voice.phrase(key, count=count, list=voice.wanted(wants), label=label)

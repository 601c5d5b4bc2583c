"""Read dialogues and write what was understood, in the shape that the scorer reads."""

import json
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import cast

from comptoir.conversation.follow import after, follow
from comptoir.conversation.hear import Listened, hear, listen
from comptoir.conversation.hearing.tokens import Kind
from comptoir.conversation.model import (
    Act,
    Amount,
    Dialogue,
    Json,
    JsonValue,
    Pending,
    PendingKind,
    Ref,
    SaidItem,
    SentenceTooLong,
    Slot,
    Unit,
)

GRAMS_AN_OUNCE = Fraction("28.3495")  # avoirdupois; the scorer knows no ounces


def predict(lines: Iterable[str], language: str) -> Iterator[Json]:
    """Understand dialogues, one JSON object a line, each turn after the program's own earlier ones.

    :raises ValueError: when a line is not a dialogue
    """
    for line in lines:
        if line.strip():
            source = cast("Json", json.loads(line))
            yield {"id": source.get("id"), "turns": cast("JsonValue", _turns(source, language))}


def _turns(source: Json, language: str) -> list[Json]:
    said = source.get("turns")
    if not isinstance(said, list):
        raise ValueError(source.get("id"))
    dialogue = Dialogue(language=language)
    result: list[Json] = []
    for turn in said:
        if not isinstance(turn, dict):
            raise ValueError(source.get("id"))
        pending = _pending(turn.get("context"))
        dialogue = dialogue.asked(pending)
        acts = _understood(str(turn.get("say", "")), dialogue)
        result.append(shape_all(acts))
        dialogue = after(dialogue, acts)
    return result


def _understood(text: str, dialogue: Dialogue) -> tuple[Act, ...]:
    try:
        heard = hear(text, language=dialogue.language, pending=dialogue.pending)
    except SentenceTooLong:
        heard = hear("", language=dialogue.language, pending=dialogue.pending)
    return follow(heard, dialogue)


def _pending(context: JsonValue) -> Pending | None:
    known = {kind.value for kind in PendingKind}
    return Pending(PendingKind(str(context))) if context in known else None


def shape_all(acts: tuple[Act, ...]) -> Json:
    """Return acts in the scorer's shape: the first, the others in its `also`."""
    first, *others = acts
    shaped = shape(first)
    if others:
        shaped["also"] = [shape(act) for act in others]
    return shaped


def shape(act: Act) -> Json:
    """Return one act in the scorer's shape."""
    shaped: Json = {
        "intent": act.intent.value,
        "items": [_item(item) for item in act.items if item.product],
    }
    optional: Json = {
        "replaces": list(act.replaces) or None,
        "ref": _ref(act.ref),
        "mode": act.mode.value if act.mode else None,
        "slot": _slot(act.slot),
        "filters": [name.value for name in act.filters] or None,
        "max_price": _euros(act.max_price),
        "servings": act.servings,
        "recipe": act.recipe,
        "store": act.store,
        "order": act.order,
        "factor": _number(act.factor) if act.factor is not None else None,
        "question": act.question or None,
    }
    shaped.update({name: value for name, value in optional.items() if value is not None})
    return shaped


def _item(item: SaidItem) -> Json:
    shaped: Json = {"product": item.product, "qty": None, "unit": None}
    if item.amount is not None:
        shaped.update(_amount(item.amount))
    if item.size is not None:
        shaped["size"] = _amount(item.size)
    if item.pack_size is not None:
        shaped["pack_size"] = item.pack_size
    return shaped


def _amount(amount: Amount) -> Json:
    if amount.unit is Unit.OUNCE:
        amount = Amount(amount.value * GRAMS_AN_OUNCE, Unit.GRAM)
    return {"qty": _number(amount.value), "unit": amount.unit.value}


def _number(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)


def _euros(cents: int | None) -> JsonValue:
    return None if cents is None else _number(Fraction(cents, 100))


def _ref(ref: Ref | None) -> JsonValue:
    if ref is None:
        return None
    shaped: Json = {"by": ref.by.value}
    if ref.value is not None:
        shaped["value"] = ref.value
    return shaped


def _slot(slot: Slot | None) -> JsonValue:
    if slot is None:
        return None
    hours = {"from": slot.from_, "to": slot.to}
    shaped: Json = {name: hour.isoformat("minutes") for name, hour in hours.items() if hour}
    plain = {"day": slot.day, "part": slot.part.value if slot.part else None, "pick": slot.pick}
    shaped.update({name: value for name, value in plain.items() if value is not None})
    return shaped


def explain(text: str, *, language: str, pending: Pending | None = None) -> str:
    """Return how a sentence was understood: its words, what was put right, why each act.

    :raises SentenceTooLong: when the text is longer than anybody speaks
    """
    listened = listen(text, language=language, pending=pending)
    rows = [
        f"said      {text}",
        f"words     {_words_of(listened)}",
        *(
            f"put right {token.misheard} -> {token.text}"
            for token in listened.tokens
            if token.misheard
        ),
        *(f"set aside {remark}" for remark in listened.remarks),
    ]
    for act in listened.heard.acts:
        shaped = json.dumps(shape(act), ensure_ascii=False)
        rows.append(f"act       {shaped}")
        manners = (str(manner.name).lower().replace("_", " ") for manner in act.manners)
        rows.extend(f"  because {reason}" for reason in (*manners, *act.why))
        doubts = dict.fromkeys((*act.doubts, *(one for item in act.items for one in item.doubts)))
        rows.extend(f"  doubt   {doubt.value}" for doubt in doubts)
    return "\n".join(rows)


def _words_of(listened: Listened) -> str:
    """Return the tokens of a line, those with a value by the sign that patterns know."""
    return " ".join(
        token.text if token.kind is Kind.WORD else f"{token.text}/{token.sign}"
        for token in listened.line.tokens
    )


def explanations(lines: Iterable[str], language: str) -> Iterator[str]:
    """Explain dialogues, one JSON object a line, or sentences as they are.

    :raises ValueError: when a line begins like a dialogue and is none
    """
    for line in filter(None, (line.strip() for line in lines)):
        if not line.startswith("{"):
            yield explain(line, language=language)
            continue
        said = cast("Json", json.loads(line)).get("turns")
        if not isinstance(said, list):
            raise ValueError(line)
        for turn in said:
            if isinstance(turn, dict):
                pending = _pending(turn.get("context"))
                yield explain(str(turn.get("say", "")), language=language, pending=pending)

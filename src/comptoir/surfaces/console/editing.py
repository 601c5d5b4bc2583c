"""Forms that edit a thing: drawn from its facts, read, refused with what was typed kept."""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from comptoir.desk.facts import Facts
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.street.problems import Explain
from comptoir.street.typography import typeset
from comptoir.surfaces.console import fields, sheets
from comptoir.surfaces.console.entry import Visit
from comptoir.surfaces.console.fields import Choices, FieldView, GroupView, Spec, Typed
from comptoir.surfaces.console.figures import Figures
from comptoir.surfaces.console.words import Words

SEEN = "seen"
"""The field that carries the facts as the form was drawn from them."""

_MOST_SEEN = 60_000

ActOn = Callable[[Facts, Facts], Awaitable[object]]
"""Does what a form asks for: its facts, and those it was drawn from."""


@dataclass(frozen=True, slots=True)
class Stale:
    """A field that somebody else changed: what it was when the form was drawn, what it is now."""

    label: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a form that was refused: what was typed, and what is wrong with it."""

    typed: Typed
    seen: Facts
    wrong: Mapping[str, str]
    notice: str = ""
    stale: tuple[Stale, ...] = ()
    touched: frozenset[str] = frozenset()
    """The fields that whoever typed had changed themselves."""
    status: int = 422


@dataclass(frozen=True, slots=True)
class FormView:
    """A form: where it goes, its fields, and what was wrong the last time."""

    name: str
    action: str
    csrf: str
    seen: str
    groups: tuple[GroupView, ...]
    submit: str
    notice: str
    stale: tuple[Stale, ...]
    faults: tuple[tuple[str, str], ...]
    """The fields at fault: the id to go to, and what is wrong."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What forms are made with: who edits, in what language, with which figures."""

    visit: Visit
    figures: Figures
    words: Words
    explain: Explain


def form_view(
    desk: Desk,
    *,
    name: str,
    action: str,
    specs: Sequence[Spec],
    facts: Facts,
    submit: str,
    tried: Tried | None = None,
    choices: Mapping[str, Choices] | None = None,
    shown: Facts | None = None,
) -> FormView:
    """Work out a form for a thing as it is now; what was `tried` in vain is shown as typed.

    `shown` are facts to be shown in place of the thing's own.
    """
    texts = _texts(desk, specs, {**facts, **(shown or {})}, tried)
    wrong: Mapping[str, str] = {} if tried is None else tried.wrong
    groups = _groups(desk.words, name, specs=specs, texts=texts, wrong=wrong, choices=choices or {})
    return FormView(
        name=name,
        action=action,
        csrf=desk.visit.csrf,
        seen=json.dumps(dict(facts), ensure_ascii=False, separators=(",", ":")),
        groups=groups,
        submit=submit,
        notice="" if tried is None else tried.notice,
        stale=() if tried is None else tried.stale,
        faults=tuple(
            (field.id, typeset(f"{field.label} : {field.wrong}", desk.words.language))
            for group in groups
            for field in group.fields
            if field.wrong
        ),
    )


async def attempt(desk: Desk, specs: Sequence[Spec], act: ActOn) -> Tried | None:
    """Read the posted form and `act` on its facts and on those it was drawn from.

    Gives what was tried when it is refused, None when it is done.

    :raises Refusal: when it is not theirs to do, or the thing is not there.
    """
    typed = fields.typed(specs, desk.visit.posted, desk.figures, desk.words)
    seen = seen_of(desk.visit)
    if typed.wrong:
        return Tried(typed, seen, typed.wrong)
    try:
        await act(typed.facts, seen)
    except Refusal as refusal:
        if refusal.kind in {Kind.FORBIDDEN, Kind.NOT_FOUND, Kind.TOO_LARGE}:
            raise
        return _refused(desk, specs, typed, seen, refusal)
    return None


def seen_of(visit: Visit) -> Facts:
    """Read the facts that a form was drawn from.

    :raises Refusal: when it does not say.
    """
    text = visit.posted.fields.get(SEEN, "")
    try:
        seen: Any = json.loads(text) if len(text) <= _MOST_SEEN else None
    except ValueError:
        seen = None
    if not isinstance(seen, dict):
        raise Refusal(Kind.INVALID, "bad_form")
    return {str(name): str(fact) for name, fact in cast("dict[Any, Any]", seen).items()}


def stale_of(desk: Desk, refusal: Refusal) -> tuple[Stale, ...]:
    """Say what somebody else changed meanwhile."""
    told = cast("list[dict[str, str]]", refusal.facts.get("fields") or [])
    return tuple(
        Stale(
            sheets.field_words(each["field"], desk.words),
            sheets.fact_words(each["field"], each["was"], desk.figures, desk.words),
            sheets.fact_words(each["field"], each["now"], desk.figures, desk.words),
        )
        for each in told
    )


def explained(desk: Desk, refusal: Refusal) -> str:
    """Put a refusal into words: the desk's own, else the shop's."""
    if desk.words.has(refusal.code):
        return desk.words(refusal.code, **refusal.facts)
    return typeset(desk.explain(refusal, desk.words.language), desk.words.language)


def _refused(
    desk: Desk, specs: Sequence[Spec], typed: Typed, seen: Facts, refusal: Refusal
) -> Tried:
    if refusal.code == "changed_meanwhile":
        touched = frozenset(
            name for name, fact in typed.facts.items() if fact != seen.get(name, "")
        )
        stale = stale_of(desk, refusal)
        return Tried(typed, seen, {}, stale=stale, touched=touched, status=409)
    text = explained(desk, refusal)
    field = _named(specs, str(refusal.facts.get("field", "")))
    if refusal.kind is Kind.INVALID and field:
        colon = text.find(":")
        return Tried(typed, seen, {field: text[colon + 1 :].strip()})
    return Tried(typed, seen, {}, notice=text, status=409)


def _named(specs: Sequence[Spec], field: str) -> str:
    """Find the field of a form that a refusal names, or the first of its group."""
    for spec in specs:
        if field and (spec.name == field or spec.name.startswith(f"{field}.")):
            return spec.name
    return ""


def _texts(
    desk: Desk, specs: Sequence[Spec], facts: Facts, tried: Tried | None
) -> Mapping[str, str]:
    now = fields.shown(specs, facts, desk.figures)
    if tried is None:
        return now
    if not tried.stale:
        return {**now, **tried.typed.texts}
    return {**now, **{name: tried.typed.texts[name] for name in tried.touched}}


def _groups(
    words: Words,
    form: str,
    *,
    specs: Sequence[Spec],
    texts: Mapping[str, str],
    wrong: Mapping[str, str],
    choices: Mapping[str, Choices],
) -> tuple[GroupView, ...]:
    """Put the fields together under their headings; the first at fault is gone to."""
    first = next((spec.name for spec in specs if spec.name in wrong), "")
    groups: dict[str, list[FieldView]] = {}
    for spec in specs:
        field = replace(
            _field(words, form, spec, choices.get(spec.name)),
            value=texts[spec.name],
            values=tuple(_parts(texts[spec.name])),
            wrong=wrong.get(spec.name, ""),
            focus=spec.name == first,
        )
        groups.setdefault(spec.group, []).append(field)
    return tuple(
        GroupView(words(f"group_{group}") if group else "", tuple(inside))
        for group, inside in groups.items()
    )


def _parts(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]


def _field(words: Words, form: str, spec: Spec, choices: Choices | None) -> FieldView:
    """Draw a field with nothing in it yet."""
    offered = choices or tuple(
        (each, words.first(f"choice_{spec.name}_{each or 'none'}", each)) for each in spec.choices
    )
    hints = (f"hint_{form}_{spec.name}", f"hint_{spec.name.partition('.')[0]}")
    return FieldView(
        name=spec.name,
        id=f"{form}-{spec.name.replace('.', '-')}",
        label=sheets.field_words(spec.name, words),
        kind=spec.kind,
        value="",
        values=(),
        choices=offered,
        hint=next((words(key) for key in hints if words.has(key)), ""),
        suffix=spec.suffix,
        wrong="",
        wide=spec.wide,
        required=spec.required,
        focus=False,
    )

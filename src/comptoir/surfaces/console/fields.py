"""Fields of the desk's forms: how a fact is shown to be edited, and read back as it was typed."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TypedDict, Unpack

from comptoir.desk.facts import Facts
from comptoir.goods.pricing import notation
from comptoir.kernel.measure import Unit
from comptoir.street.bargains import bargain
from comptoir.surfaces.console.figures import Figures, Unreadable, after, day_of
from comptoir.surfaces.console.forms import Posted
from comptoir.surfaces.console.words import Words

Show = Callable[[str, Figures], str]
Read = Callable[[str, Figures], str]
Choices = Sequence[tuple[str, str]]

MOST_TYPED = 20_000
_PERIOD = re.compile(r"(\d{1,2})\s*[:h]\s*(\d{2})?\s*-\s*(\d{1,2})\s*[:h]\s*(\d{2})?")


@dataclass(frozen=True, slots=True)
class Spec:
    """A field: the fact it edits, how it is drawn, and how its text is shown and read."""

    name: str
    kind: str = "text"
    """text, area, number, day, time, check, checks or choice."""
    show: Show = lambda fact, _: fact
    read: Read = lambda typed, _: typed
    group: str = ""
    wide: bool = False
    required: bool = False
    suffix: str = ""
    choices: tuple[str, ...] = ()
    """The facts to choose from; their words are `choice_<name>_<fact>`."""


class More(TypedDict, total=False):
    """What any kind of field may be given beside its name."""

    group: str
    wide: bool
    required: bool
    suffix: str


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field as a form draws it."""

    name: str
    id: str
    label: str
    kind: str
    value: str
    values: tuple[str, ...]
    choices: Choices
    hint: str
    suffix: str
    wrong: str
    wide: bool
    required: bool
    focus: bool


@dataclass(frozen=True, slots=True)
class GroupView:
    """Fields that belong together under a heading, which may be empty."""

    title: str
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form brought: what was typed, the facts it means, and the faults by field."""

    texts: Mapping[str, str]
    facts: Facts
    wrong: Mapping[str, str]


def text(name: str, **more: Unpack[More]) -> Spec:
    """Give a field of plain text on one line."""
    return Spec(name, read=lambda typed, _: " ".join(typed.split()), **more)


def area(name: str, **more: Unpack[More]) -> Spec:
    """Give a field of longer text."""
    more["wide"] = True
    return Spec(name, kind="area", read=lambda typed, _: " ".join(typed.split()), **more)


def money(name: str, **more: Unpack[More]) -> Spec:
    """Give a field of an amount: a fact in minor units."""

    def show(fact: str, figures: Figures) -> str:
        return figures.typed(Decimal(fact).scaleb(-2)) if fact else ""

    def read(typed: str, figures: Figures) -> str:
        return _scaled(typed, figures, 2, "money")

    more["suffix"] = "€"
    return Spec(name, kind="number", show=show, read=read, **more)


def whole(name: str, **more: Unpack[More]) -> Spec:
    """Give a field of a whole number."""

    def read(typed: str, figures: Figures) -> str:
        return _scaled(typed, figures, 0, "whole")

    return Spec(name, kind="number", read=read, **more)


def amount(name: str, unit: Unit, **more: Unpack[More]) -> Spec:
    """Give a field of stock: pieces, or kilograms of what is sold by weight."""
    if unit is Unit.PIECE:
        return whole(name, **more)

    def show(fact: str, figures: Figures) -> str:
        return figures.decimal(Decimal(fact).scaleb(-3)) if fact else ""

    def read(typed: str, figures: Figures) -> str:
        return _scaled(typed, figures, 3, "kilos")

    more["suffix"] = "kg"
    return Spec(name, kind="number", show=show, read=read, **more)


def promotion(name: str, **more: Unpack[More]) -> Spec:
    """Give a field of how a promotion works, as a leaflet words it: « 2e à −50 % »."""

    def show(fact: str, figures: Figures) -> str:
        return bargain(notation.read(fact), figures.language, figures.money) if fact else ""

    def read(typed: str, _: Figures) -> str:
        try:
            return notation.write(notation.read(typed)) if typed else ""
        except notation.UnreadablePromotion:
            raise Unreadable("promotion") from None

    return Spec(name, show=show, read=read, **more)


def first_day(name: str, **more: Unpack[More]) -> Spec:
    """Give a field of the day from whose beginning on something holds."""

    def show(fact: str, figures: Figures) -> str:
        return figures.date_of(datetime.fromisoformat(fact)).isoformat() if fact else ""

    def read(typed: str, figures: Figures) -> str:
        return _instant(typed, figures, last=False)

    return Spec(name, kind="day", show=show, read=read, **more)


def last_day(name: str, **more: Unpack[More]) -> Spec:
    """Give a field of the day to whose end something holds."""

    def show(fact: str, figures: Figures) -> str:
        if not fact:
            return ""
        end = datetime.fromisoformat(fact)
        day = figures.date_of(end)
        began = figures.midnight(day) == end
        return (day.fromordinal(day.toordinal() - 1) if began else day).isoformat()

    def read(typed: str, figures: Figures) -> str:
        return _instant(typed, figures, last=True)

    return Spec(name, kind="day", show=show, read=read, **more)


def clock(name: str, **more: Unpack[More]) -> Spec:
    """Give a field of a time of day: a fact in minutes after midnight."""

    def show(fact: str, _: Figures) -> str:
        hours, minutes = divmod(int(fact or 0), 60)
        return "24:00" if hours == 24 else f"{hours:02}:{minutes:02}"

    def read(typed: str, _: Figures) -> str:
        hours, _mark, minutes = typed.lower().replace("h", ":").replace(" ", "").partition(":")
        if not hours.isdecimal() or not (minutes or "0").isdecimal() or len(typed) > 8:
            raise Unreadable("clock")
        minute = int(hours) * 60 + int(minutes or 0)
        if int(minutes or 0) > 59 or minute > 1440:
            raise Unreadable("clock")
        return str(minute)

    return Spec(name, kind="time", show=show, read=read, **more)


def hours(name: str, **more: Unpack[More]) -> Spec:
    """Give a field of the opening hours of a day: « 8h30-12h30 14h-20h », nothing when closed."""

    def read(typed: str, _: Figures) -> str:
        said = typed.replace("–", "-").replace("à", "-").lower()
        rest = _PERIOD.sub("", said)
        if rest.strip(" ,;"):
            raise Unreadable("hours")
        return " ".join(
            f"{int(a):02}:{b or '00'}-{int(c):02}:{d or '00'}"
            for a, b, c, d in _PERIOD.findall(said)
        )

    return Spec(name, read=read, **more)


def check(name: str, **more: Unpack[More]) -> Spec:
    """Give a box to tick: yes or no."""
    return Spec(name, kind="check", read=lambda typed, _: "yes" if typed else "no", **more)


def choice(name: str, *choices: str, **more: Unpack[More]) -> Spec:
    """Give a choice of one among several."""

    def read(typed: str, _: Figures) -> str:
        if choices and typed not in choices:
            raise Unreadable("choice")
        return typed

    return Spec(name, kind="choice", choices=choices, read=read, **more)


def checks(name: str, *choices: str, **more: Unpack[More]) -> Spec:
    """Give boxes of which several may be ticked: a fact that is a list."""

    def read(typed: str, _: Figures) -> str:
        parts = [part.strip() for part in typed.split(",") if part.strip()]
        if choices and not set(parts) <= set(choices):
            raise Unreadable("choice")
        return ", ".join(parts)

    more["wide"] = True
    return Spec(name, kind="checks", choices=choices, read=read, **more)


def words_list(name: str, **more: Unpack[More]) -> Spec:
    """Give a field of several words between commas."""

    def read(typed: str, _: Figures) -> str:
        parts = [" ".join(part.split()) for part in typed.replace("\n", ",").split(",")]
        return ", ".join(part for part in parts if part)

    more["wide"] = True
    return Spec(name, kind="area", read=read, **more)


def typed(specs: Sequence[Spec], posted: Posted, figures: Figures, words: Words) -> Typed:
    """Read a form by its fields; what cannot be read is told by field."""
    texts: dict[str, str] = {}
    facts: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for spec in specs:
        said = ", ".join(posted.every.get(spec.name, ()))
        said = said if spec.kind == "checks" else posted.fields.get(spec.name, "")
        texts[spec.name] = said
        try:
            if len(said) > MOST_TYPED:
                raise Unreadable("shorter")
            if spec.required and not said:
                raise Unreadable("required")
            facts[spec.name] = spec.read(said, figures)
        except Unreadable as fault:
            wrong[spec.name] = words(f"unreadable_{fault}")
    return Typed(texts, facts, wrong)


def shown(specs: Sequence[Spec], facts: Facts, figures: Figures) -> dict[str, str]:
    """Give what a form shows of facts."""
    return {spec.name: spec.show(facts.get(spec.name, ""), figures) for spec in specs}


def _scaled(typed: str, figures: Figures, places: int, fault: str) -> str:
    if not typed:
        return ""
    value = figures.read(typed).scaleb(places)
    if value != value.to_integral_value():
        raise Unreadable(fault)
    return str(int(value))


def _instant(typed: str, figures: Figures, *, last: bool) -> str:
    if not typed:
        return ""
    day = day_of(typed)
    if day is None or not 2000 <= day.year < 2200:
        raise Unreadable("day")
    at = figures.midnight(after(day) if last else day)
    return at.astimezone(figures.now.tzinfo).isoformat(timespec="seconds")

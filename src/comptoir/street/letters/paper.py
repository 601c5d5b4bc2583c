"""The paper letters are written on: parts put down once, read as plain text and as HTML.

Mail programs know no style sheets, so what little style there is stands in the elements.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap
from typing import assert_never

from comptoir.kernel.locale import Language
from comptoir.street.messages.model import Letter

_WIDTH = 72
_INK, _QUIET, _LINE, _ACCENT = "#1c2620", "#56615a", "#d5dbd6", "#1f5c40"
_FONT = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within the letter."""

    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; `small` for what the law wants to be there."""

    text: str
    small: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """What is to be copied by eye."""

    text: str


@dataclass(frozen=True, slots=True)
class Way:
    """A link that is the thing to do."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what they stand for; the last one is `strong` where it is a total."""

    rows: Sequence[tuple[str, str]]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """A table with headings; the first column is text, the others are figures."""

    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]


Part = Heading | Words | Code | Way | Facts | Rows


def letter(to: str, subject: str, language: Language, parts: Sequence[Part]) -> Letter:
    """Write a letter of parts."""
    text = "\n\n".join(_plain(part) for part in parts) + "\n"
    inside = "\n".join(_html(part) for part in parts)
    html = (
        f'<!doctype html>\n<html lang="{language.value}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(subject)}</title></head>\n"
        f'<body style="margin:0;padding:24px 16px;background:#f4f5f1;{_FONT};color:{_INK}">\n'
        '<div style="max-width:600px;margin:0 auto;background:#ffffff;border-radius:12px;'
        'padding:28px 24px;line-height:1.5;font-size:16px">\n'
        f'<p style="margin:0 0 20px;font-weight:700;font-size:20px;color:{_ACCENT}">Comptoir</p>\n'
        f"{inside}\n</div>\n</body></html>\n"
    )
    return Letter(to, subject, text, html, language)


def _plain(part: Part) -> str:
    match part:
        case Heading():
            return f"{part.text}\n{'-' * len(part.text)}"
        case Words():
            return "\n".join(_folded(line) for line in part.text.split("\n"))
        case Code():
            return f"    {part.text}"
        case Way():
            return f"{part.label}\n{part.url}"
        case Facts():
            return "\n".join(_pair(name, text) for name, text in part.rows)
        case Rows():
            head = " | ".join(part.headings)
            lines = [f"- {row[0]}\n  {' | '.join(row[1:])}" for row in part.rows]
            return "\n".join([part.caption, f"({head})", *lines])
        case _:
            assert_never(part)


def _pair(name: str, text: str) -> str:
    first, *others = text.split("\n")
    return "\n".join([f"{name} : {first}", *(f"    {other}" for other in others)])


def _folded(line: str) -> str:
    return "\n".join(wrap(line, _WIDTH, break_long_words=False, break_on_hyphens=False))


def _html(part: Part) -> str:
    match part:
        case Heading():
            return f'<h2 style="margin:28px 0 8px;font-size:18px">{escape(part.text)}</h2>'
        case Words():
            size = f"font-size:13px;color:{_QUIET}" if part.small else ""
            return f'<p style="margin:0 0 12px;{size}">{_lines(part.text)}</p>'
        case Code():
            return (
                '<p style="margin:16px 0;font-size:32px;letter-spacing:4px;font-weight:700;'
                f'font-variant-numeric:tabular-nums">{escape(part.text)}</p>'
            )
        case Way():
            return (
                f'<p style="margin:20px 0"><a href="{escape(part.url)}" style="display:'
                f"inline-block;background:{_ACCENT};color:#ffffff;padding:12px 20px;"
                f'border-radius:10px;text-decoration:none;font-weight:600">{escape(part.label)}'
                "</a></p>"
            )
        case Facts():
            return _facts(part)
        case Rows():
            return _table(part)
        case _:
            assert_never(part)


def _facts(part: Facts) -> str:
    rows: list[str] = []
    for number, (name, text) in enumerate(part.rows, start=1):
        weight = "font-weight:700" if part.strong and number == len(part.rows) else ""
        edge = f"padding:6px 0;vertical-align:top;{weight}"
        rows.append(
            f'<tr><th scope="row" style="text-align:left;{edge};'
            f'{weight or "font-weight:400"};color:{_QUIET};padding-right:16px">{escape(name)}</th>'
            f'<td style="text-align:right;{edge}">{_lines(text)}</td></tr>'
        )
    return f'<table style="width:100%;border-collapse:collapse">{"".join(rows)}</table>'


def _table(part: Rows) -> str:
    head = "".join(
        f'<th scope="col" style="text-align:{_side(place)};padding:6px 8px 6px 0;font-size:13px;'
        f'color:{_QUIET}">{escape(name)}</th>'
        for place, name in enumerate(part.headings)
    )
    body = "".join(
        "<tr>"
        + "".join(
            f'<td style="text-align:{_side(place)};padding:8px 8px 8px 0;border-top:1px solid '
            f'{_LINE};vertical-align:top">{_lines(cell)}</td>'
            for place, cell in enumerate(row)
        )
        + "</tr>"
        for row in part.rows
    )
    caption = f'<caption style="text-align:left;font-weight:700">{escape(part.caption)}</caption>'
    return (
        f'<table style="width:100%;border-collapse:collapse;margin:16px 0">{caption}'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _side(place: int) -> str:
    return "left" if place == 0 else "right"


def _lines(text: str) -> str:
    return "<br>".join(escape(line) for line in text.split("\n"))

"""Puts the report of an import into lines for the terminal."""

from collections.abc import Iterator

from comptoir.adapters.catalogues.model import Reason
from comptoir.app.commands.reasons import flaw_words, reason_words, remedy_words
from comptoir.app.commands.tongue import number, plural, t
from comptoir.app.importing.report import Change, Report, Tally

_FEW = 5
_CENTS = frozenset({"price", "deposit"})


def report_lines(report: Report) -> Iterator[str]:
    """Tell what was done, or would be, then samples of changes, then what was refused."""
    yield _heading(report)
    for tally, french, english in (
        (report.products, "Produits", "Products"),
        (report.offers, "Offres", "Offers"),
        (report.stock, "Stock", "Stock"),
    ):
        if tally.whole:
            yield f"  {t(french, english):<10} {_tally(tally)}"
    yield from _details(report)
    yield from _samples(report)
    yield from _refused(report)


def _heading(report: Report) -> str:
    form = f" ({report.format})" if report.format else ""
    lines = number(report.lines)
    if report.stopped is not None:
        done = t("rien n’a été importé", "nothing was imported")
    elif report.applied:
        done = t("importé", "imported")
    else:
        done = t("à blanc, rien n’est écrit", "dry run, nothing is written")
    return t(
        f"{report.file}{form}, {lines} lignes : {done}.",
        f"{report.file}{form}, {lines} lines: {done}.",
    )


def _tally(tally: Tally) -> str:
    new, changed, same = number(tally.new), number(tally.changed), number(tally.same)
    return t(
        f"{new} nouveaux, {changed} modifiés, {same} inchangés",
        f"{new} new, {changed} changed, {same} unchanged",
    )


def _details(report: Report) -> Iterator[str]:
    figures = (
        (report.categories, "catégories créées ou complétées", "categories made or completed"),
        (report.sample_offers, "prix et stocks d’exemple inventés", "sample prices and stock"),
        (report.taken_off, "produits retirés du rayon", "products taken off the shelf"),
        (
            report.passed_over,
            "lignes vides ou d’un autre pays",
            "lines empty or of another country",
        ),
    )
    for count, french, english in figures:
        if count:
            yield f"  {number(count)} {t(french, english)}"
    if report.unread_numbers:
        yield _nothing_taken_off(report.unread_numbers)
    if report.unknown_columns:
        names = ", ".join(report.unknown_columns)[:200]
        yield t(f"  Colonnes sans effet : {names}", f"  Columns without effect: {names}")
    for (field, reason), count in report.left_out.most_common(_FEW):
        why = reason_words(reason)
        yield t(
            f"  {number(count)} fois, {field} est laissé de côté : {why}",
            f"  {number(count)} times, {field} is left out: {why}",
        )


def _nothing_taken_off(lines: int) -> str:
    return t(
        "  Rien n’est retiré du rayon : le code "
        + plural(lines, "d’une ligne est illisible", "de {} lignes est illisible"),
        "  Nothing is taken off the shelf: the code "
        + plural(lines, "of one line cannot be read", "of {} lines cannot be read"),
    )


def _samples(report: Report) -> Iterator[str]:
    for tally in (report.products, report.offers, report.stock):
        for change in tally.samples[:_FEW]:
            yield f"  {change.gtin} {change.name[:40]} : {_fields(change)}"


def _fields(change: Change) -> str:
    return " ; ".join(
        f"{field} {_value(field, was)} → {_value(field, will_be)}"
        for field, was, will_be in change.fields[:3]
    )


def _value(field: str, said: str) -> str:
    if field in _CENTS and said.isdigit():
        return f"{int(said) // 100}{t(',', '.')}{int(said) % 100:02} €"
    return said[:40] or "∅"


def _refused(report: Report) -> Iterator[str]:
    if not report.refusals:
        return
    yield t(
        f"  {number(report.refusals)} lignes refusées :",
        f"  {number(report.refusals)} lines refused:",
    )
    for reason, count in report.refused_by.most_common():
        yield f"    {number(count)} × {reason_words(reason)} → {remedy_words(reason)}"
        first = _first(report, reason)
        if first:
            yield f"      {first}"


def _first(report: Report, reason: Reason) -> str:
    for each in report.refused:
        if each.flaw.reason is reason:
            line = t(f"ligne {each.line}", f"line {each.line}")
            return f"{t('par exemple', 'for example')} {line}, {flaw_words(each.flaw)}"
    return ""

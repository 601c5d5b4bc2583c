"""Puts the report of an import into lines for the terminal."""

from collections.abc import Iterator, Sequence

from comptoir.adapters.catalogues.model import Reason
from comptoir.app.commands.field_words import field_words, value_words
from comptoir.app.commands.reasons import flaw_words, reason_words, remedy_words
from comptoir.app.commands.tongue import number, plural, t
from comptoir.app.importing.report import Change, Report, Tally

_FEW = 5

_MASCULINE = (("nouveau", "nouveaux"), ("modifié", "modifiés"), ("inchangé", "inchangés"))
_FEMININE = (("nouvelle", "nouvelles"), ("modifiée", "modifiées"), ("inchangée", "inchangées"))


def report_lines(report: Report) -> Iterator[str]:
    """Tell what was done, or would be, then samples of changes, then what was refused."""
    yield _heading(report)
    for tally, french, forms, english in (
        (report.products, "Produits", _MASCULINE, "Products"),
        (report.offers, "Offres", _FEMININE, "Offers"),
        (report.stock, "Stock", _MASCULINE, "Stock"),
    ):
        if tally.whole:
            yield f"  {t(french, english):<10} {_tally(tally, forms)}"
    yield from _details(report)
    yield from _samples(report)
    yield from _refused(report)


def _heading(report: Report) -> str:
    form = f" ({report.format})" if report.format else ""
    lines = _count(report.lines, ("ligne", "lignes"), ("line", "lines"))
    if report.stopped is not None:
        done = t("rien n’a été importé", "nothing was imported")
    elif report.applied:
        done = t("importé", "imported")
    else:
        done = t("à blanc, rien n’est écrit", "dry run, nothing is written")
    return f"{report.file}{form}, {lines}{t(' :', ':')} {done}."


def _tally(tally: Tally, forms: Sequence[tuple[str, str]]) -> str:
    counts = (tally.new, tally.changed, tally.same)
    french = (
        f"{number(count)} {plural(count, *form)}" for count, form in zip(counts, forms, strict=True)
    )
    english = zip(map(number, counts), ("new", "changed", "unchanged"), strict=True)
    return t(", ".join(french), ", ".join(map(" ".join, english)))


def _count(count: int, french: tuple[str, str], english: tuple[str, str]) -> str:
    """Count something: its singular and its plural in each language."""
    return f"{number(count)} {t(plural(count, *french), plural(count, *english))}"


def _details(report: Report) -> Iterator[str]:
    figures = (
        (
            report.categories,
            ("catégorie créée ou complétée", "catégories créées ou complétées"),
            ("category made or completed", "categories made or completed"),
        ),
        (
            report.sample_offers,
            ("prix et stock d’exemple inventé", "prix et stocks d’exemple inventés"),
            ("sample price and stock invented", "sample prices and stocks invented"),
        ),
        (
            report.taken_off,
            ("produit retiré du rayon", "produits retirés du rayon"),
            ("product taken off the shelf", "products taken off the shelf"),
        ),
        (
            report.passed_over,
            ("ligne vide ou d’un autre pays", "lignes vides ou d’un autre pays"),
            ("line empty or of another country", "lines empty or of another country"),
        ),
    )
    for count, french, english in figures:
        if count:
            yield f"  {_count(count, french, english)}"
    if report.unread_numbers:
        yield _nothing_taken_off(report.unread_numbers)
    if report.unknown_columns:
        names = ", ".join(report.unknown_columns)[:200]
        yield t(f"  Colonnes sans effet : {names}", f"  Columns without effect: {names}")
    for (field, reason), count in report.left_out.most_common(_FEW):
        why = reason_words(reason)
        times = _count(count, ("fois", "fois"), ("time", "times"))
        yield t(
            f"  {times}, valeur laissée de côté ({field_words(field)}) : {why}",
            f"  {times}, value left out ({field_words(field)}): {why}",
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
            thing = f"{change.gtin} {change.name[:40]}".rstrip()
            yield f"  {thing}{t(' :', ':')} {_fields(change)}"


def _fields(change: Change) -> str:
    return t(" ; ", "; ").join(
        f"{field_words(field)} {value_words(field, was)} → {value_words(field, will_be)}"
        for field, was, will_be in change.fields[:3]
    )


def _refused(report: Report) -> Iterator[str]:
    if not report.refusals:
        return
    refused = ("ligne refusée", "lignes refusées"), ("line refused", "lines refused")
    yield f"  {_count(report.refusals, *refused)}{t(' :', ':')}"
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

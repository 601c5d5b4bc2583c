"""An invoice as a PDF file, A4, with the same figures as its rows."""

import io
from datetime import datetime
from zoneinfo import ZoneInfo

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from comptoir.kernel.locale import Language, language_of
from comptoir.kernel.measure import Unit
from comptoir.shopping.invoices.model import Document, Invoice, Kind, Line, Party, numbered
from comptoir.street.bargains import bargain
from comptoir.street.figures import Figures, figures
from comptoir.street.letters.confirmation import payment_key
from comptoir.street.letters.wording import Wording

_INK, _SOFT, _RULE = HexColor("#192124"), HexColor("#56615a"), HexColor("#d5dbd6")
_MARGIN = 18 * mm
_PADDING = 6
"""Points that the library keeps free inside a page's frame."""
_TEXT = ParagraphStyle("text", fontName="Helvetica", fontSize=9, leading=12.5, textColor=_INK)
_QUIET = ParagraphStyle("quiet", parent=_TEXT, fontSize=8, leading=11, textColor=_SOFT)
_BOLD = ParagraphStyle("bold", parent=_TEXT, fontName="Helvetica-Bold")
_TITLE = ParagraphStyle("title", parent=_BOLD, fontSize=17, leading=22)
_RIGHT = ParagraphStyle("right", parent=_TEXT, alignment=TA_RIGHT)
_RIGHT_BOLD = ParagraphStyle("right_bold", parent=_BOLD, alignment=TA_RIGHT)
_RIGHT_QUIET = ParagraphStyle("right_quiet", parent=_QUIET, alignment=TA_RIGHT)
_SPACES = str.maketrans({"\u202f": "\u00a0", "\u2060": "", "−": "-", "ᵉ": "e", "ʳ": "r"})
"""What the fonts that every PDF reader has do not know, and what stands in for it."""


def invoice_pdf(invoice: Invoice, *, timezone: str) -> bytes:
    """Print an invoice, in the language of its order and the time of its store."""
    document = invoice.document
    say = Wording(language_of(document.language))
    title = _plain(say(f"{invoice.kind.value}_number", number=invoice.title))
    seller = _plain(document.seller.name)
    written = io.BytesIO()

    def foot(canvas: Canvas, _template: object) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.setFillColor(_SOFT)
        canvas.drawString(_MARGIN, 10 * mm, f"{seller} · {title}")
        page = say("page", page=canvas.getPageNumber())
        canvas.drawRightString(A4[0] - _MARGIN, 10 * mm, _plain(page))

    template = SimpleDocTemplate(
        written,
        pagesize=A4,
        leftMargin=_MARGIN - _PADDING,
        rightMargin=_MARGIN - _PADDING,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN,
        title=title,
        author=seller,
        lang=document.language,
        invariant=1,
    )
    template.build(_story(invoice, say, timezone), onFirstPage=foot, onLaterPages=foot)
    return written.getvalue()


def _story(invoice: Invoice, say: Wording, timezone: str) -> list[Flowable]:
    document = invoice.document
    printer = figures(
        say.language, currency=document.currency, timezone=timezone, now=invoice.issued_at
    )
    title = say(f"{invoice.kind.value}_number", number=invoice.title)
    return [
        *_head(invoice, title, say, say.language, timezone),
        Spacer(0, 7 * mm),
        _lines(document, say, printer),
        Spacer(0, 4 * mm),
        _sums(document, say, printer),
        Spacer(0, 6 * mm),
        _vat(document, say, printer),
        Spacer(0, 8 * mm),
        _p(say("paid_how", how=say(payment_key(document.payment))), _QUIET),
        _p(say("no_discount"), _QUIET),
    ]


def _head(
    invoice: Invoice, title: str, say: Wording, language: Language, timezone: str
) -> list[Flowable]:
    document = invoice.document

    def day(at: datetime) -> str:
        return _date(at, language, timezone)

    facts = [say("issued", date=day(invoice.issued_at))]
    if invoice.kind is Kind.CREDIT and invoice.cancels is not None:
        facts.append(say("cancels", number=numbered(invoice.store, invoice.cancels)))
    if invoice.corrects is not None:
        facts.append(say("corrects", number=numbered(invoice.store, invoice.corrects)))
    facts.append(say("of_order", number=document.order_number, date=day(document.ordered_at)))
    facts.append(say("handed", date=day(document.handed_at)))
    parties = Table(
        [[_party(document.seller, say("seller"), say), _party(document.buyer, say("buyer"), say)]],
        colWidths=[92 * mm, 82 * mm],
        style=TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, 0), 0)]),
    )
    return [
        _p(title, _TITLE),
        Spacer(0, 2 * mm),
        *[_p(fact, _TEXT) for fact in facts],
        Spacer(0, 6 * mm),
        parties,
    ]


def _party(party: Party, role: str, say: Wording) -> list[Flowable]:
    lines = [*party.lines]
    if party.vat_number:
        lines.append(say("vat_number", number=party.vat_number))
    return [_p(role, _QUIET), _p(party.name, _BOLD), *[_p(line, _TEXT) for line in lines]]


def _lines(document: Document, say: Wording, printer: Figures) -> Table:
    rows: list[list[Flowable | list[Flowable]]] = [
        [
            _p(say("item"), _QUIET),
            _p(say("quantity"), _RIGHT_QUIET),
            _p(say("price"), _RIGHT_QUIET),
            _p(say("vat_amount"), _RIGHT_QUIET),
            _p(say("gross"), _RIGHT_QUIET),
        ]
    ]
    rows += [_line(line, say, printer) for line in document.lines]
    widths = [86 * mm, 20 * mm, 24 * mm, 18 * mm, 26 * mm]
    return Table(rows, colWidths=widths, repeatRows=1, style=_ruled())


def _line(line: Line, say: Wording, printer: Figures) -> list[Flowable | list[Flowable]]:
    price = printer.money(line.price)
    weighed = line.quantity.unit is Unit.GRAM
    about: list[Flowable] = [_p(line.name, _TEXT)]
    if line.promotion is not None and line.saved:
        what = bargain(line.promotion, say.language, printer.money)
        amount = printer.money(abs(line.saved))
        about.append(_p(say("promotion", offer=what, amount=amount), _QUIET))
    return [
        about,
        _p(printer.quantity(line.quantity), _RIGHT),
        _p(say("per_kg", price=price) if weighed else price, _RIGHT),
        _p(printer.rate(line.vat_rate), _RIGHT),
        _p(printer.money(line.total), _RIGHT),
    ]


def _sums(document: Document, say: Wording, printer: Figures) -> Table:
    sums = document.sums
    rows = [[_p(say("goods"), _RIGHT), _p(printer.money(sums.goods), _RIGHT)]]
    if sums.deposits:
        rows.append([_p(say("deposit_line"), _RIGHT), _p(printer.money(sums.deposits), _RIGHT)])
    if sums.discount:
        named = say.discount(document.discount_code)
        rows.append([_p(named, _RIGHT), _p(printer.money(-sums.discount), _RIGHT)])
    fee = printer.money(sums.fee) if sums.fee else say("free")
    rows.append([_p(say(document.mode), _RIGHT), _p(fee, _RIGHT)])
    rows.append([_p(say("total"), _RIGHT_BOLD), _p(printer.money(sums.total), _RIGHT_BOLD)])
    style = TableStyle(
        [
            ("LINEABOVE", (0, -1), (-1, -1), 1, _INK),
            ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ]
    )
    return Table(rows, colWidths=[70 * mm, 30 * mm], hAlign="RIGHT", style=style)


def _vat(document: Document, say: Wording, printer: Figures) -> Table:
    names = ("rate", "net", "vat_amount", "gross")
    rows: list[list[Flowable]] = [[_p(say(name), _RIGHT_QUIET) for name in names]]
    for share in document.vat:
        figures_ = (
            printer.rate(share.rate),
            printer.money(share.net),
            printer.money(share.vat),
            printer.money(share.gross),
        )
        rows.append([_p(figure, _RIGHT) for figure in figures_])
    return Table(
        rows, colWidths=[22 * mm, 28 * mm, 28 * mm, 28 * mm], hAlign="RIGHT", style=_ruled()
    )


def _ruled() -> TableStyle:
    return TableStyle(
        [
            ("LINEBELOW", (0, 0), (-1, 0), 1, _INK),
            ("LINEBELOW", (0, 1), (-1, -1), 0.4, _RULE),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (0, -1), 0),
            ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ]
    )


def _p(text: str, style: ParagraphStyle) -> Paragraph:
    """Set a text; signs that the library would read as markup stay signs."""
    plain = _plain(text)
    return Paragraph(plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"), style)


def _plain(text: str) -> str:
    """Give a text in the letters that the fonts have; what they lack becomes a question mark."""
    return text.translate(_SPACES).encode("cp1252", "replace").decode("cp1252")


def _date(at: datetime, language: Language, timezone: str) -> str:
    local = at.astimezone(ZoneInfo(timezone))
    return f"{local:%d/%m/%Y}" if language is Language.FRENCH else f"{local:%d %B %Y}"

"""An invoice as a PDF: what its pages say."""

import base64
import re
import zlib
from dataclasses import replace

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.shopping.invoices import commands, rules
from comptoir.shopping.invoices.model import Invoice, Kind
from comptoir.street.papers.invoice import invoice_pdf
from tests.shop.shopping.test_invoices import a_selling_shop, an_order
from tests.stories.shopping import a_discount_code

ZONE = "Europe/Paris"


def said(pdf: bytes) -> str:
    """Read the words of a PDF's pages, as far as they are set in WinAnsi."""
    words: list[str] = []
    for packed in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        content = _unpacked(packed)
        for text in re.findall(rb"\((.*?)(?<!\\)\) Tj", content, re.DOTALL):
            plain = re.sub(rb"\\([0-7]{3})", lambda m: bytes([int(m[1], 8)]), text)
            words.append(re.sub(rb"\\(.)", rb"\1", plain).decode("cp1252"))
    return " ".join(" ".join(words).replace("\u00a0", " ").split())


def _unpacked(packed: bytes) -> bytes:
    text = packed.strip()
    raw = base64.a85decode(text.removesuffix(b"~>")) if text.endswith(b"~>") else text
    try:
        return zlib.decompress(raw)
    except zlib.error:
        return b""


def euros(cents: int) -> str:
    sign = "-" if cents < 0 else ""
    whole, rest = divmod(abs(cents), 100)
    return f"{sign}{whole},{rest:02} €"


async def an_invoice(uow: UnitOfWork) -> Invoice:
    shop = await a_selling_shop(uow)
    code = await a_discount_code(uow, store=shop.store)
    return await commands.issue(uow, order=(await an_order(uow, shop, code=code)).id)


class TestInvoicePdf:
    async def test_has_every_field_of_the_law_and_the_rows_figures(self, uow: UnitOfWork) -> None:
        invoice = await an_invoice(uow)
        pdf = invoice_pdf(invoice, timezone=ZONE)
        assert pdf.startswith(b"%PDF-")
        words = said(pdf)
        document = invoice.document
        for fact in (
            f"Facture n° {invoice.title}",
            "Établie le 15/06/2026",
            f"Commande {document.order_number} du 15/06/2026",
            "Remise prévue le 16/06/2026",
            "Épicerie Morvan SARL",
            "SARL au capital de 10 000 €",
            "1 rue du Marché",
            "RCS Rennes 123 456 789",
            "FR12 123 456 789",
            "Camille Morvan",
            "3 rue des Lilas",
            euros(document.sums.total),
            euros(document.sums.deposits),
            euros(-document.sums.discount),
        ):
            assert fact in words, fact
        for line in document.lines:
            assert line.name.split()[0] in words
            assert euros(line.total) in words
        for share in document.vat:
            assert f"{euros(share.net)} {euros(share.vat)} {euros(share.gross)}" in words

    async def test_gives_a_credit_note_its_own_name(self, uow: UnitOfWork) -> None:
        invoice = await an_invoice(uow)
        credit = replace(
            invoice,
            number=2,
            kind=Kind.CREDIT,
            cancels=1,
            document=rules.reversed_(invoice.document),
        )
        words = said(invoice_pdf(credit, timezone=ZONE))
        assert f"Avoir n° {credit.title}" in words
        assert f"Annule la facture n° {invoice.title}" in words
        assert euros(-invoice.document.sums.total) in words

    async def test_speaks_the_orders_language(self, uow: UnitOfWork) -> None:
        invoice = await an_invoice(uow)
        english = replace(invoice, document=replace(invoice.document, language="en"))
        words = said(invoice_pdf(english, timezone=ZONE))
        assert f"Invoice no. {invoice.title}" in words
        assert "Issued on 15 June 2026" in words

    async def test_goes_on_over_many_pages_and_takes_any_text(self, uow: UnitOfWork) -> None:
        invoice = await an_invoice(uow)
        odd = replace(invoice.document.lines[0], name="<b>œufs & 卵</b> (x) \\ y")
        long = replace(invoice, document=replace(invoice.document, lines=(odd,) * 120))
        pdf = invoice_pdf(long, timezone=ZONE)
        assert "Page 4" in said(pdf)
        assert "<b>œufs&?</b>(x)\\y" in said(pdf).replace(" ", "")

    async def test_is_the_same_file_each_time(self, uow: UnitOfWork) -> None:
        invoice = await an_invoice(uow)
        assert invoice_pdf(invoice, timezone=ZONE) == invoice_pdf(invoice, timezone=ZONE)

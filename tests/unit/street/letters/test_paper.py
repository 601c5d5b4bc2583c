"""Letters, as plain text and as HTML."""

from comptoir.kernel.locale import Language
from comptoir.street.letters.entry import code_letter, invitation_letter
from comptoir.street.letters.paper import Code, Facts, Heading, Rows, Way, Words, letter

EVIL = '<script>alert(1)</script> & "co"'


class TestLetter:
    def test_says_everything_in_both_forms(self) -> None:
        parts = (
            Heading("Commande"),
            Words("Merci."),
            Code("1234 5678"),
            Way("Voir", "https://shop.example/orders/1?a=1&b=2"),
            Facts([("Total", "12,00 €")], strong=True),
            Rows("Articles", ("Article", "Prix"), [("Lait", "1,09 €")]),
        )
        written = letter("a@example.org", "Sujet", Language.FRENCH, parts)
        for text in ("Commande", "Merci.", "1234 5678", "Total", "12,00 €", "Lait", "1,09 €"):
            assert text in written.text
            assert text in written.html
        assert "https://shop.example/orders/1?a=1&b=2" in written.text
        assert 'href="https://shop.example/orders/1?a=1&amp;b=2"' in written.html

    def test_keeps_markup_as_words(self) -> None:
        parts = (
            Heading(EVIL),
            Words(EVIL),
            Code(EVIL),
            Way(EVIL, 'https://x.example/"><script>'),
            Facts([(EVIL, EVIL)]),
            Rows(EVIL, (EVIL,), [(EVIL,)]),
        )
        written = letter("a@example.org", EVIL, Language.ENGLISH, parts)
        assert "<script" not in written.html
        assert EVIL in written.text


class TestCodeLetter:
    def test_can_be_read_at_a_glance_and_says_what_to_do_otherwise(self) -> None:
        french = code_letter("a@example.org", "12345678", Language.FRENCH)
        assert french.subject == "1234 5678 est votre code Comptoir"
        assert "10 minutes" in french.text
        assert "\n    1234 5678\n" in french.text
        english = code_letter("a@example.org", "12345678", Language.ENGLISH)
        assert english.subject == "1234 5678 is your Comptoir code"


class TestInvitationLetter:
    def test_says_who_asks_and_where_to_answer(self) -> None:
        url = "https://shop.example/invitations/x"
        written = invitation_letter("a@example.org", "Camille <b>", url, Language.FRENCH)
        assert written.subject.startswith("Camille <b>")
        assert "Camille &lt;b&gt;" in written.html
        assert url in written.text

"""`comptoir store seller`."""

from tests.surfaces.cli.conftest import Run


class TestSeller:
    def test_is_noted_and_changed_bit_by_bit(self, shop: Run) -> None:
        store = shop("store", "create", "Épicerie du vendeur").out.strip()
        first = shop("store", "seller", store, "--email", "a@example.org")
        assert first.code == 2
        assert "legal_name" in first.err
        named = shop("store", "seller", store, "--legal-name", "Épicerie SARL")
        assert (named.code, named.out) == (0, "")
        assert shop("store", "seller", store, "--email", "a@example.org").code == 0

    def test_of_no_store_or_of_nothing_is_told(self, shop: Run) -> None:
        missing = shop("store", "seller", "nulle-part", "--legal-name", "X")
        assert missing.code == 2
        assert "comptoir store list" in missing.err
        assert shop("store", "seller", "nulle-part").code == 2

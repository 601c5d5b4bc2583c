"""What a refusal carries."""

from comptoir.kernel.refusals import Kind, Refusal, invalid, not_found


class TestRefusal:
    def test_keeps_its_facts_apart_from_the_callers_mapping(self) -> None:
        facts = {"left": 3}
        refusal = Refusal(Kind.CONFLICT, "stock_short", facts)
        facts["left"] = 0
        assert refusal.facts == {"left": 3}
        assert repr(refusal) == "Refusal(conflict, 'stock_short', {'left': 3})"


class TestNotFound:
    def test_shortens_what_it_echoes(self) -> None:
        refusal = not_found("cart", "x" * 10_000)
        assert refusal.code == "cart_not_found"
        assert refusal.facts == {"id": "x" * 80}


class TestInvalid:
    def test_names_the_field_and_a_remedy(self) -> None:
        refusal = invalid("quantity", "at_most", most=999)
        assert refusal.kind is Kind.INVALID
        assert refusal.code == "invalid_quantity"
        assert refusal.facts == {"field": "quantity", "remedy": "at_most", "most": 999}

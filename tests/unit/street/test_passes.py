"""Passes of assistants."""

from datetime import UTC, datetime, timedelta

import pytest

from comptoir.kernel.locale import Language
from comptoir.street import passes
from comptoir.street.session import Seal, fresh

AT = datetime(2026, 6, 15, 8, 0, tzinfo=UTC)
SEAL = Seal(b"a key of this shop")


def a_pass() -> str:
    """Issue a pass."""
    return passes.issue(SEAL, household="h1", language=Language.ENGLISH, at=AT)[0]


class TestRead:
    def test_gives_what_was_issued(self) -> None:
        text, issued = passes.issue(SEAL, household="h1", language=Language.ENGLISH, at=AT)
        assert passes.read(SEAL, text, at=AT) == issued
        assert issued.household == "h1"
        assert issued.language is Language.ENGLISH

    def test_gives_nothing_once_it_has_ended(self) -> None:
        last = AT + passes.LIFE - timedelta(seconds=1)
        assert passes.read(SEAL, a_pass(), at=last) is not None
        assert passes.read(SEAL, a_pass(), at=AT + passes.LIFE) is None

    def test_gives_nothing_of_another_installation(self) -> None:
        assert passes.read(Seal(b"another key"), a_pass(), at=AT) is None

    def test_gives_nothing_for_a_cookie_nor_a_cookie_for_a_pass(self) -> None:
        assert passes.read(SEAL, SEAL.close(fresh(AT)), at=AT) is None
        assert SEAL.open(a_pass(), at=AT) is None

    @pytest.mark.parametrize("text", [None, "", ".", "a", "a.b", "é.ü", "x" * 10_000 + ".y"])
    def test_gives_nothing_for_rubbish(self, text: str | None) -> None:
        assert passes.read(SEAL, text, at=AT) is None

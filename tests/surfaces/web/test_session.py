"""Signed sessions."""

import base64
from datetime import UTC, datetime, timedelta

import pytest

from comptoir.db.unit_of_work import Database
from comptoir.kernel.refusals import Refusal
from comptoir.street.masks import masked, unmasked
from comptoir.street.session import LIFE, LONGEST_COOKIE, MOST_NOTES, Seal, fresh, seal_of

AT = datetime(2026, 6, 15, 8, 0, tzinfo=UTC)
SEAL = Seal(b"a key of this shop")


class TestSeal:
    def test_opens_what_it_closed(self) -> None:
        session = fresh(AT).noted(store="les-halles", language="fr")
        assert SEAL.open(SEAL.close(session), at=AT) == session

    def test_opens_nothing_that_was_changed(self) -> None:
        cookie = SEAL.close(fresh(AT))
        for place in range(len(cookie)):
            other = "A" if cookie[place] != "A" else "B"
            changed = cookie[:place] + other + cookie[place + 1 :]
            # The last character of a digest has bits to spare: what decides is the text.
            assert changed == cookie or SEAL.open(changed, at=AT) is None

    def test_opens_nothing_of_another_installation(self) -> None:
        assert Seal(b"another key").open(SEAL.close(fresh(AT)), at=AT) is None

    def test_opens_nothing_expired_or_from_the_future(self) -> None:
        cookie = SEAL.close(fresh(AT))
        assert SEAL.open(cookie, at=AT + LIFE - timedelta(seconds=1)) is not None
        assert SEAL.open(cookie, at=AT + LIFE) is None
        assert SEAL.open(cookie, at=AT - timedelta(hours=1)) is None

    @pytest.mark.parametrize("cookie", [None, "", ".", "a", "a.b", "é.ü", "x" * 10_000 + ".y"])
    def test_opens_no_rubbish(self, cookie: str | None) -> None:
        assert SEAL.open(cookie, at=AT) is None

    def test_forgets_the_oldest_notes_and_keeps_the_newest(self) -> None:
        session = fresh(AT).noted(store="first")
        for number in range(MOST_NOTES):
            session = session.noted(**{f"conversation-{number}": "x"}).noted(store="last")
        assert len(session.notes) == MOST_NOTES
        assert session.notes["store"] == "last"
        assert "conversation-0" not in session.notes
        assert f"conversation-{MOST_NOTES - 1}" in session.notes

    def test_keeps_its_tokens_when_it_is_renewed(self) -> None:
        session = fresh(AT)
        later = AT + LIFE - timedelta(seconds=1)
        renewed = SEAL.open(SEAL.close(session.renewed(later)), at=later + timedelta(days=1))
        assert renewed is not None
        assert SEAL.check(renewed, SEAL.token(session)) is renewed

    def test_closes_no_more_than_a_browser_keeps(self) -> None:
        with pytest.raises(ValueError, match="too much"):
            SEAL.close(fresh(AT).noted(note="x" * LONGEST_COOKIE))

    def test_gives_each_session_a_token_of_its_own(self) -> None:
        one, other = fresh(AT), fresh(AT)
        noted = one.noted(more="notes")
        assert SEAL.check(noted, SEAL.token(one)) is noted
        with pytest.raises(Refusal):
            SEAL.check(other, SEAL.token(one))

    def test_masks_its_tokens_anew_each_time_and_takes_each_of_them(self) -> None:
        session = fresh(AT)
        tokens = {SEAL.token(session) for _ in range(20)}
        assert len(tokens) == 20
        assert all(SEAL.check(session, token) is session for token in tokens)

    def test_refuses_a_token_that_is_not_the_sessions(self) -> None:
        session = fresh(AT)
        bare = unmasked(SEAL.token(session))
        assert bare is not None
        for token in (
            *(None, "", "é", SEAL.token(fresh(AT)), SEAL.close(session)),
            *(masked(b"x" * 32), Seal(b"another key").token(session)),
            *(base64.urlsafe_b64encode(bare).decode(), bare.hex()),  # without its mask
        ):
            with pytest.raises(Refusal) as refused:
                SEAL.check(session, token)
            assert refused.value.code == "form_token"
        with pytest.raises(Refusal) as refused:
            SEAL.check(None, SEAL.token(session))
        assert refused.value.code == "session_expired"


class TestSealOf:
    async def test_is_the_same_for_every_process(self, database: Database) -> None:
        session = fresh(AT)
        one, other = await seal_of(database), await seal_of(database)
        assert other.open(one.close(session), at=AT) == session

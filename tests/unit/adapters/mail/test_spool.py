"""The demo's letters in a folder."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from comptoir.adapters.mail.spool import MOST_KEPT, Spool
from tests.stories.letters import a_letter

AT = datetime(2026, 6, 15, 8, 0, tzinfo=UTC)


class TestSpool:
    async def test_gives_back_what_was_laid_down_newest_first(self, tmp_path: Path) -> None:
        spool = Spool(tmp_path / "mail")
        assert spool.kept() == []
        await spool.send(a_letter(subject="Un"), reference="1", at=AT)
        await spool.send(a_letter(subject="Deux"), reference="2", at=AT + timedelta(seconds=1))
        kept = spool.kept()
        assert [letter.subject for _, letter in kept] == ["Deux", "Un"]
        assert kept[1][1] == a_letter(subject="Un")

    async def test_keeps_a_letter_once(self, tmp_path: Path) -> None:
        spool = Spool(tmp_path / "mail")
        for _ in range(2):
            await spool.send(a_letter(), reference="1", at=AT)
        assert len(spool.kept()) == 1

    async def test_opens_letters_only(self, tmp_path: Path) -> None:
        (tmp_path / "secret.txt").write_text("no")
        spool = Spool(tmp_path / "mail")
        await spool.send(a_letter(), reference="1", at=AT)
        ((name, _),) = spool.kept()
        assert b"Subject: Bonjour" in (spool.whole(name) or b"")
        assert spool.whole("../secret.txt") is None
        assert spool.whole("") is None

    async def test_forgets_the_oldest(self, tmp_path: Path) -> None:
        spool = Spool(tmp_path / "mail")
        for number in range(MOST_KEPT + 1):
            at = AT + timedelta(seconds=number)
            await spool.send(a_letter(subject=str(number)), reference=str(number), at=at)
        kept = spool.kept(MOST_KEPT + 10)
        assert len(kept) == MOST_KEPT
        assert kept[-1][1].subject == "1"

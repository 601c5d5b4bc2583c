"""Options that open doors of a voice."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from comptoir.app.commands.doors import SECRET, doors_of
from comptoir.app.commands.trouble import Trouble
from comptoir.app.door_plan import Doors, WyomingDoor
from comptoir.app.doors import roots
from tests.surfaces.voice.authority import an_authority, pem


class TestDoorsOf:
    def test_opens_none_by_itself(self) -> None:
        assert doors_of(wyoming=None) == Doors()
        assert doors_of(wyoming=None).stores == frozenset()

    def test_reads_a_store_and_where_to_listen(self) -> None:
        doors = doors_of(wyoming=["gare", "les-halles=0.0.0.0:10800", "entrepot=[::1]:0"])
        assert doors.wyoming == (
            WyomingDoor("gare", "127.0.0.1", 10_700),
            WyomingDoor("les-halles", "0.0.0.0", 10_800),
            WyomingDoor("entrepot", "::1", 0),
        )
        assert doors.stores == {"gare", "les-halles", "entrepot"}

    @pytest.mark.parametrize(
        "text", ["", "Gare", "gare=", "gare=1", "gare=:1", "gare=h:", "gare=h:65536", "gare=h:x"]
    )
    def test_refuses_what_it_cannot_read(self, text: str) -> None:
        with pytest.raises(Trouble):
            doors_of(wyoming=[text])

    def test_reads_which_skill_leads_where(self) -> None:
        doors = doors_of(alexa=["amzn1.ask.skill.one=gare", "amzn1.ask.skill.two=les-halles"])
        assert doors.alexa == {
            "amzn1.ask.skill.one": "gare",
            "amzn1.ask.skill.two": "les-halles",
        }
        assert doors.stores == {"gare", "les-halles"}

    @pytest.mark.parametrize("text", ["", "amzn1", "=gare", "amzn1=", "amzn1=Gare"])
    def test_refuses_a_skill_that_leads_nowhere(self, text: str) -> None:
        with pytest.raises(Trouble):
            doors_of(alexa=[text])

    def test_opens_a_webhook_with_a_secret_alone(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(SECRET, "short")
        with pytest.raises(Trouble, match=SECRET):
            doors_of(dialogflow=["gare"])
        monkeypatch.setenv(SECRET, "long enough to be one")
        doors = doors_of(dialogflow=["gare"])
        assert doors.stores == {"gare"}
        assert "long enough" not in repr(doors)
        with pytest.raises(Trouble):
            doors_of(dialogflow=["Gare"])


class TestRoots:
    def test_are_those_of_the_file_that_is_named(self, tmp_path: Path) -> None:
        root = an_authority(datetime(2026, 6, 15, 8, tzinfo=UTC)).root.certificate
        file = tmp_path / "roots.pem"
        file.write_bytes(pem(root))
        assert roots(file) == (root,)

    def test_are_refused_when_there_are_none(self, tmp_path: Path) -> None:
        file = tmp_path / "roots.pem"
        with pytest.raises(OSError, match="roots"):
            roots(file)
        file.write_text("nothing")
        with pytest.raises(ValueError, match=r"."):
            roots(file)

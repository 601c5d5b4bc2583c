"""Push to talk at the page's door: a recording in, the words heard out, nothing changed yet."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from comptoir.adapters.speech.audio import RATE, Samples
from comptoir.adapters.speech.reader import wav
from comptoir.adapters.speech.recogniser import OwnRecogniser
from comptoir.kernel.locale import Language
from comptoir.street.speech import MOST_RECORDED_BYTES, nothing_said, too_long, unreadable
from tests.stories.shopping import MILK
from tests.surfaces.web.conftest import House, Visitor
from tests.surfaces.web.test_say import turns


@dataclass
class Scripted:
    """A recogniser that hears what the test says, and notes what it was asked."""

    words: str = "six œufs"
    refusal: Exception | None = None
    asked: list[tuple[bytes, Language, str]] = field(
        default_factory=list[tuple[bytes, Language, str]]
    )

    async def transcribe(self, recording: bytes, *, language: Language, hint: str = "") -> str:
        self.asked.append((recording, language, hint))
        if self.refusal is not None:
            raise self.refusal
        return self.words


def a_hiss() -> Samples:
    return np.random.default_rng(7).normal(0, 0.1, 3 * RATE).astype(np.float32)


@pytest.fixture
def recogniser(house: House) -> Scripted:
    scripted = Scripted()
    house.served.recogniser = scripted
    return scripted


class TestHear:
    async def test_gives_the_words_and_says_nothing_yet(
        self, visitor: Visitor, recogniser: Scripted
    ) -> None:
        response = await visitor.send(b"sound")
        assert (response.status_code, response.json()) == (200, {"text": "six œufs"})
        assert [asked[:2] for asked in recogniser.asked] == [(b"sound", Language.FRENCH)]
        assert await turns(visitor) == ()
        assert (await visitor.cart()).lines == ()

    async def test_tells_the_recogniser_what_can_be_answered(
        self, visitor: Visitor, recogniser: Scripted
    ) -> None:
        await visitor.send(b"sound")
        await visitor.take((MILK, 2))
        await visitor.say("valide")
        await visitor.send(b"sound")
        (_, _, before), (_, _, after) = recogniser.asked
        assert after.startswith(before)
        assert after != before

    @pytest.mark.parametrize(
        ("refusal", "status", "told"),
        [
            (nothing_said(), 422, "rien entendu"),
            (too_long(), 413, "trente secondes"),
            (unreadable(), 422, "pas compris l’enregistrement"),
        ],
    )
    async def test_says_what_is_wrong_with_a_recording(
        self, visitor: Visitor, recogniser: Scripted, refusal: Exception, status: int, told: str
    ) -> None:
        recogniser.refusal = refusal
        response = await visitor.send(b"sound")
        assert response.status_code == status
        assert told in response.json()["trouble"]

    @pytest.mark.parametrize(
        ("sound", "status", "told"),
        [
            (wav(np.zeros(3 * RATE, np.float32), RATE), 422, "rien entendu"),
            (wav(a_hiss(), RATE), 422, "rien entendu"),
            (wav(np.zeros(31 * RATE, np.float32), RATE), 413, "trente secondes"),
            (wav(np.zeros(600 * 4_000, np.float32), 4_000)[:MOST_RECORDED_BYTES], 413, "trente"),
            (wav(np.zeros(600 * RATE, np.float32), RATE), 413, "trente secondes"),
            (b"bonjour " * 400, 422, "pas compris l\u2019enregistrement"),
            (b"", 422, "pas compris l\u2019enregistrement"),
        ],
        ids=["silence", "noise", "31 s", "10 min small", "10 min", "no sound", "nothing"],
    )
    async def test_tells_what_the_shops_own_recogniser_cannot_take(
        self, house: House, visitor: Visitor, tmp_path: Path, sound: bytes, status: int, told: str
    ) -> None:
        house.served.recogniser = OwnRecogniser(tmp_path / "no model is asked")
        response = await visitor.send(sound)
        assert response.status_code == status
        assert told in response.json()["trouble"]
        assert await turns(visitor) == ()

    async def test_reads_no_more_than_a_recording_can_have(
        self, visitor: Visitor, recogniser: Scripted
    ) -> None:
        response = await visitor.send(bytes(MOST_RECORDED_BYTES + 1))
        assert response.status_code == 413
        assert recogniser.asked == []

    async def test_listens_to_nobody_from_elsewhere(
        self, visitor: Visitor, recogniser: Scripted
    ) -> None:
        response = await visitor.send(b"sound", token="forged")
        assert response.status_code == 403
        assert "n’a été changé" in response.json()["trouble"]
        assert recogniser.asked == []

    async def test_says_that_the_shop_cannot_listen(self, visitor: Visitor) -> None:
        response = await visitor.send(b"sound")
        assert response.status_code == 503
        assert "ne sait pas écouter" in response.json()["trouble"]


class TestButton:
    async def test_leads_to_the_shops_own_recogniser_where_there_is_one(
        self, visitor: Visitor, recogniser: Scripted
    ) -> None:
        assert recogniser.asked == []
        assert 'data-hear="/heard"' in await visitor.enter()

    async def test_leaves_it_to_the_browser_where_there_is_none(self, visitor: Visitor) -> None:
        page = await visitor.enter()
        assert 'id="mic"' in page
        assert "data-hear" not in page

    async def test_may_use_the_microphone_of_this_page_alone(self, visitor: Visitor) -> None:
        policy = (await visitor.visit()).headers["permissions-policy"]
        assert "microphone=(self)" in policy

"""Push to talk at the page's door: a recording in, the words heard out, nothing changed yet."""

from dataclasses import dataclass, field

import pytest

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

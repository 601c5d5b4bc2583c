"""A webhook over HTTP: who may call it, what it answers, and whom it knows."""

from collections.abc import AsyncGenerator
from dataclasses import replace

import pytest
import pytest_asyncio

from comptoir.surfaces.dialogflow import application
from tests.surfaces.voice.conftest import House
from tests.surfaces.voice.webhook import FLOW, SECRET, Dialogflow, a_dialogflow, words


@pytest_asyncio.fixture
async def dialogflow(house: House) -> AsyncGenerator[Dialogflow]:
    """Give a session of an agent."""
    dialogflow = a_dialogflow(house.shop, house.store)
    async with dialogflow.client:
        yield dialogflow


class TestSecret:
    @pytest.mark.parametrize(
        "headers",
        [
            {},
            {"Authorization": ""},
            {"Authorization": SECRET},
            {"Authorization": f"Basic {SECRET}"},
            {"Authorization": f"Bearer {SECRET}x"},
            {"Authorization": f"Bearer {SECRET[:-1]}"},
            {"Authorization": "Bearer "},
        ],
    )
    async def test_without_it_nothing_is_answered(
        self, dialogflow: Dialogflow, headers: dict[str, str]
    ) -> None:
        response = await dialogflow.post(dialogflow.request(text="du lait"), headers=headers)
        assert response.status_code == 401
        assert response.headers["www-authenticate"] == "Bearer"

    async def test_a_webhook_without_one_cannot_be_opened(self, house: House) -> None:
        with pytest.raises(ValueError, match="secret"):
            application.build(house.shop, stores={house.store}, secret="")


class TestAnswer:
    async def test_has_the_words_the_speech_and_what_may_be_said_next(
        self, dialogflow: Dialogflow
    ) -> None:
        answer = await dialogflow.ask(dialogflow.request(text="ajoute du camembert"))
        assert "camembert" in words(answer).lower()
        chips = answer["fulfillmentResponse"]["messages"][2]["payload"]["richContent"][0][0]
        assert chips["type"] == "chips"
        assert chips["options"]
        assert answer["sessionInfo"] == {"parameters": {"comptoir_ends": False}}
        assert "targetPage" not in answer

    async def test_a_goodbye_leads_to_the_end_of_the_session(self, dialogflow: Dialogflow) -> None:
        answer = await dialogflow.ask(dialogflow.request(text="au revoir"))
        assert answer["targetPage"] == f"{FLOW}/pages/END_SESSION"
        assert answer["sessionInfo"] == {"parameters": {"comptoir_ends": True}}

    async def test_where_no_page_is_told_the_parameter_alone_says_so(
        self, dialogflow: Dialogflow
    ) -> None:
        request = dialogflow.request(text="au revoir")
        del request["pageInfo"]
        answer = await dialogflow.ask(request)
        assert "targetPage" not in answer
        assert answer["sessionInfo"] == {"parameters": {"comptoir_ends": True}}

    @pytest.mark.parametrize("key", ["text", "transcript"])
    async def test_takes_what_was_typed_and_what_was_heard(
        self, dialogflow: Dialogflow, key: str
    ) -> None:
        answer = await dialogflow.ask(dialogflow.request(**{key: "ajoute du camembert"}))
        assert "camembert" in words(answer).lower()

    async def test_takes_what_was_dialled(self, dialogflow: Dialogflow) -> None:
        await dialogflow.tell("deux baguettes")
        answer = await dialogflow.ask(dialogflow.request(dtmfDigits="3"))
        assert words(answer)

    async def test_an_event_without_words_is_a_welcome(self, dialogflow: Dialogflow) -> None:
        answer = await dialogflow.ask(dialogflow.request(triggerEvent="WELCOME"))
        assert "bienvenue" in words(answer).lower()

    async def test_silence_is_asked_again(self, dialogflow: Dialogflow) -> None:
        answer = await dialogflow.ask(dialogflow.request(triggerEvent="sys.no-input-default"))
        assert "redire" in words(answer)

    async def test_the_same_request_again_gets_the_same_answer(
        self, dialogflow: Dialogflow
    ) -> None:
        request = dialogflow.request(text="ajoute deux baguettes")
        assert await dialogflow.ask(request) == await dialogflow.ask(request)
        assert "2" in (await dialogflow.tell("lis mon panier")).replace("deux", "2")


class TestSessions:
    async def test_two_have_two_carts(self, dialogflow: Dialogflow) -> None:
        await dialogflow.tell("ajoute du camembert")
        other = replace(dialogflow, session=f"{dialogflow.session}-other")
        assert "vide" in await other.tell("mon panier")

    async def test_english_and_a_language_of_neither(self, dialogflow: Dialogflow) -> None:
        english = replace(dialogflow, language="en-GB", session="s-2")
        assert "camembert" in (await english.tell("add some camembert")).lower()
        german = replace(dialogflow, language="de", session="s-3")
        assert "English" in await german.tell("Milch bitte")

    async def test_two_languages_in_one_sentence_lose_nothing(self, dialogflow: Dialogflow) -> None:
        told = (await dialogflow.tell("du camembert please and two baguettes")).lower()
        assert ("camembert" in told, "baguette" in told) == (True, True)


class TestWhatIsNoRequest:
    @pytest.mark.parametrize(
        "body",
        [b"", b"hello", b"[]", b"{}", b'{"sessionInfo": {}}', b'{"sessionInfo": {"session": 7}}',
         b'{"sessionInfo": {"session": "s"}, "text": 7}', b"\xff", b"[" * 100_000,
         b'{"sessionInfo": {"session": "s"}, "pageInfo": 7}'],
    )  # fmt: skip
    async def test_is_refused(self, dialogflow: Dialogflow, body: bytes) -> None:
        response = await dialogflow.post(body)
        assert response.status_code == 400
        assert response.json()["code"] == "webhook_request"

    async def test_an_oversized_body_is_refused(self, dialogflow: Dialogflow) -> None:
        assert (await dialogflow.post(b" " * 300_000)).status_code == 413

    async def test_another_store_or_method_is_none(self, dialogflow: Dialogflow) -> None:
        other = replace(dialogflow, store="other")
        assert (await other.post(other.request(text="du lait"))).status_code == 404
        assert (await dialogflow.client.get(f"/{dialogflow.store}")).status_code == 405

    async def test_a_sentence_that_is_none_gets_words(self, dialogflow: Dialogflow) -> None:
        assert "trop longue" in await dialogflow.tell("a" * 1001)

    async def test_the_log_has_nothing_of_the_caller(
        self, dialogflow: Dialogflow, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level("INFO", "comptoir")
        await dialogflow.tell("canari " * 200)
        await dialogflow.post(b'{"canari": 1}')
        await dialogflow.post(b"{}", headers={"Authorization": "Bearer canari"})
        assert "invalid_text" in caplog.text
        assert "without the secret" in caplog.text
        assert "canari" not in caplog.text
        assert dialogflow.session not in caplog.text

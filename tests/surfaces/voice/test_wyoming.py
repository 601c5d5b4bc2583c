"""A Wyoming client over TCP: what it is told, what it is refused, and whom it can be taken for."""

import asyncio
import json
from dataclasses import replace

import pytest
from wyoming.asr import Transcript
from wyoming.error import Error
from wyoming.event import Event
from wyoming.handle import Handled, NotHandled
from wyoming.info import Describe, Info
from wyoming.ping import Ping, Pong

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.kernel.locale import Language
from comptoir.kernel.refusals import Refusal
from comptoir.street.shop import as_guest
from comptoir.surfaces.wyoming.listener import Listener, listening
from tests.surfaces.voice.conftest import House, a_socket, ask, client, said

KITCHEN = {
    "device_id": "4f0e6dd05d6d4b6f8f8a8d6c53c7f1aa",
    "conversation_id": "01JAZ0000000000000000000K1",
}
BEDROOM = {
    "device_id": "9b1c36a7e7c64d0f9cf52c2f6fd04b3d",
    "conversation_id": "01JAZ0000000000000000000B1",
}


async def raw(listener: Listener, data: bytes, *, answers: int = 1) -> list[dict[str, object]]:
    """Send bytes and give the header lines that come back until the door closes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", listener.port)
    writer.write(data)
    await writer.drain()
    got: list[dict[str, object]] = []
    for _ in range(answers):
        line = await asyncio.wait_for(reader.readline(), 20)
        if not line:
            break
        header = json.loads(line)
        body = await reader.readexactly(header.get("data_length", 0))
        got.append(header | (json.loads(body) if body else {}))
    writer.close()
    return got


class TestDescribe:
    async def test_lists_a_handler_with_its_languages(self, listener: Listener) -> None:
        answer = await ask(listener, Describe().event())
        assert answer is not None
        info = Info.from_event(answer)
        assert [program.name for program in info.handle] == ["comptoir"]
        (model,) = info.handle[0].models
        assert model.installed
        assert info.handle[0].installed
        assert set(model.languages) == {"fr", "en"}
        assert model.version
        assert model.attribution.name == "Comptoir"
        assert [*info.asr, *info.tts, *info.intent, *info.wake] == []

    async def test_pings_are_answered_and_unknown_events_passed_over(
        self, listener: Listener
    ) -> None:
        async with client(listener) as connected:
            await connected.write_event(Event("select-program", {"name": "comptoir"}))
            await connected.write_event(Event("audio-chunk", {"rate": 16000}, b"\0" * 2048))
            await connected.write_event(Ping("here").event())
            answer = await connected.read_event()
        assert answer is not None
        assert Pong.from_event(answer).text == "here"

    async def test_needs_a_store_that_exists(self, house: House) -> None:
        door = a_socket()
        with door, pytest.raises(Refusal):
            async with listening(house.shop, store="nowhere", door=door):
                pass


class TestDialogue:
    async def test_goes_on_over_connections_by_the_device_and_its_dialogue(
        self, listener: Listener
    ) -> None:
        first = await said(listener, "deux litres de lait demi-écrémé", context=KITCHEN)
        assert Handled.is_type(first.type)
        second = await said(listener, "non plutôt trois", context=KITCHEN)
        assert "trois" in (Handled.from_event(second).text or "")

    async def test_the_cart_outlives_the_dialogue(self, listener: Listener) -> None:
        await said(listener, "du camembert", context=KITCHEN)
        later = KITCHEN | {"conversation_id": "01JAZ0000000000000000000K2"}
        answer = Handled.from_event(await said(listener, "lis mon panier", context=later))
        assert "camembert" in (answer.text or "").lower()

    async def test_goes_on_in_the_other_language_about_the_same_cart(
        self, listener: Listener
    ) -> None:
        await said(listener, "du camembert", context=KITCHEN)
        answer = await said(listener, "what is in my cart?", context=KITCHEN, language="en-GB")
        assert "camembert" in (Handled.from_event(answer).text or "").lower()

    async def test_a_client_that_brings_its_context_back_needs_no_id(
        self, listener: Listener
    ) -> None:
        first = Handled.from_event(await said(listener, "du camembert"))
        assert first.context
        again = Handled.from_event(await said(listener, "mon panier", context=first.context))
        assert "camembert" in (again.text or "").lower()

    async def test_without_a_context_nobody_is_known_again(self, listener: Listener) -> None:
        await said(listener, "du camembert")
        assert "vide" in (Handled.from_event(await said(listener, "mon panier")).text or "")

    async def test_two_devices_at_once_have_two_carts(self, listener: Listener) -> None:
        async def shop(context: dict[str, str], goods: str) -> str:
            await said(listener, goods, context=context)
            answer = await said(listener, "lis mon panier", context=context)
            return (Handled.from_event(answer).text or "").lower()

        kitchen, bedroom = await asyncio.gather(
            shop(KITCHEN, "du camembert"), shop(BEDROOM, "du brie")
        )
        assert "camembert" in kitchen
        assert "brie" not in kitchen
        assert "brie" in bedroom
        assert "camembert" not in bedroom

    async def test_one_device_heard_twice_at_once_has_one_household(
        self, listener: Listener, house: House
    ) -> None:
        await asyncio.gather(
            said(listener, "du camembert", context=KITCHEN),
            said(listener, "du brie", context=KITCHEN | {"conversation_id": "x" * 26}),
        )
        answer = await said(listener, "lis mon panier", context=KITCHEN)
        text = (Handled.from_event(answer).text or "").lower()
        assert "camembert" in text
        assert "brie" in text


class TestForeignContext:
    async def test_a_forged_signature_reaches_nobody(self, listener: Listener) -> None:
        mine = Handled.from_event(await said(listener, "du camembert"))
        assert mine.context
        user = mine.context["comptoir"].partition(".")[2]
        for forged in (f"{'0' * 64}.{user}", user, "", ".", "é.é", f".{user}"):
            answer = await said(listener, "mon panier", context={"comptoir": forged})
            assert "vide" in (Handled.from_event(answer).text or "")

    async def test_the_id_of_a_talk_of_another_door_reaches_nobody(
        self, listener: Listener, house: House
    ) -> None:
        await house.talk.say("du camembert")
        answer = await said(listener, "mon panier", context={"conversation_id": house.talk.id})
        assert "vide" in (Handled.from_event(answer).text or "")

    @pytest.mark.parametrize(
        "context",
        [[], "kitchen", 7, {"device_id": 7, "conversation_id": {"a": []}}, {"comptoir": [1]}],
    )
    async def test_one_that_cannot_be_read_is_as_if_it_were_not_there(
        self, listener: Listener, context: object
    ) -> None:
        data = {"text": "du camembert", "language": "fr", "context": context}
        answer = await ask(listener, Event("transcript", data))
        assert answer is not None
        assert Handled.is_type(answer.type)


class TestWhatCannotBeTaken:
    async def test_another_language_is_told_which_there_are(self, listener: Listener) -> None:
        answer = await said(listener, "Milch bitte", language="de-DE", context=KITCHEN)
        assert NotHandled.is_type(answer.type)
        text = NotHandled.from_event(answer).text or ""
        assert "français" in text
        assert "English" in text

    async def test_two_languages_in_one_sentence_lose_nothing(self, listener: Listener) -> None:
        answer = await said(listener, "du camembert please and two baguettes", context=KITCHEN)
        assert "camembert" in (Handled.from_event(answer).text or "").lower()

    @pytest.mark.parametrize(
        ("text", "word"),
        [("", "rien entendu"), (" \n", "rien entendu"), ("a" * 1001, "trop longue")],
    )
    async def test_a_sentence_that_is_none_gets_words(
        self, listener: Listener, text: str, word: str
    ) -> None:
        answer = await said(listener, text, context=KITCHEN)
        assert NotHandled.is_type(answer.type)
        assert word in (NotHandled.from_event(answer).text or "")

    @pytest.mark.parametrize(
        "data",
        [
            b"hello\n",
            b"[]\n",
            b"7\n",
            b"{}\n",
            b'{"type": "transcript"}\n',
            b'{"type": "transcript", "data": []}\n',
            b'{"type": "transcript", "data": {"text": 7}}\n',
            b'{"type": "transcript", "data": {"text": "lait", "language": 7}}\n',
            b'{"type": "transcript", "data_length": "x"}\n',
            b'{"type": "transcript", "data_length": 2000000000}\n',
            b'{"type": "ping", "payload_length": 2000000000}\n',
            b'{"type": "transcript", "data_length": 4}\n[12]',
            b"\xff\xfe\x00\n",
            b"[" * 12_000 + b"\n",
            b"x" * 40_000,
            b"GET / HTTP/1.1\r\nHost: shop\r\n\r\n",
        ],
    )
    async def test_garbage_gets_an_error_and_the_door_stays_open(
        self, listener: Listener, data: bytes
    ) -> None:
        (answer,) = await raw(listener, data)
        assert answer["type"] == "error"
        assert answer["code"] == "malformed"
        assert Handled.is_type((await said(listener, "du camembert", context=KITCHEN)).type)

    async def test_a_connection_that_is_cut_changes_nothing_for_others(
        self, listener: Listener
    ) -> None:
        for part in (b"", b'{"type": "tra', b'{"type": "transcript", "data_length": 50}\n{"te'):
            _, writer = await asyncio.open_connection("127.0.0.1", listener.port)
            writer.write(part)
            await writer.drain()
            writer.transport.abort()
        assert Handled.is_type((await said(listener, "du camembert", context=KITCHEN)).type)

    async def test_who_leaves_before_the_answer_is_still_heard(self, house: House) -> None:
        heard = asyncio.Event()

        async def welcome(uow: UnitOfWork, store: str, language: Language) -> str | None:
            heard.set()
            return await as_guest(uow, store, language)

        shop = replace(house.shop, welcome=welcome)
        async with (
            listening(shop, store=house.store, door=a_socket()) as listener,
            client(listener) as hasty,
        ):
            await hasty.write_event(Transcript("du camembert", context=KITCHEN).event())
            await heard.wait()
            await hasty.disconnect()
        async with listening(house.shop, store=house.store, door=a_socket()) as listener:
            answer = Handled.from_event(await said(listener, "mon panier", context=KITCHEN))
        assert "camembert" in (answer.text or "").lower()

    async def test_too_many_at_once_are_sent_away(self, house: House) -> None:
        async with (
            listening(house.shop, store=house.store, door=a_socket(), most=1) as listener,
            client(listener) as first,
        ):
            await first.write_event(Ping().event())
            await first.read_event()
            async with client(listener) as second:
                answer = await second.read_event()
            assert answer is not None
            assert Error.from_event(answer).code == "too_many"

    async def test_who_says_nothing_is_sent_away(self, house: House) -> None:
        door = a_socket()
        async with (
            listening(house.shop, store=house.store, door=door, idle_seconds=0) as listener,
            client(listener) as silent,
        ):
            assert await silent.read_event() is None

    async def test_the_log_has_no_words_of_the_shopper(
        self, listener: Listener, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level("INFO")
        await said(listener, "canari " * 200, context=KITCHEN)
        await raw(listener, b'{"type": "transcript", "data": "canari"}\n')
        assert "invalid_text" in caplog.text
        assert "canari" not in caplog.text
        assert KITCHEN["device_id"] not in caplog.text


class TestShutdown:
    async def test_idle_connections_end_with_the_shop(self, house: House) -> None:
        async with (
            listening(house.shop, store=house.store, door=a_socket()) as listener,
            client(listener) as idle,
        ):
            await idle.write_event(Ping().event())
            await idle.read_event()
            house.shop.closing.set()
            assert await idle.read_event() is None
        with pytest.raises(OSError):  # noqa: PT011 (refused or reset, by system)
            await asyncio.open_connection("127.0.0.1", listener.port)

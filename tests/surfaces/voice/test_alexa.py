"""A skill over HTTP: whom it trusts, what it answers, and whom it knows."""

import json
from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio
from cryptography.hazmat.primitives.asymmetric import ec

from comptoir.kernel.clock import FixedClock
from comptoir.surfaces.alexa.certificates import KEPT_FOR, MOST_KEPT
from tests.surfaces.voice.authority import a_key, a_leaf, an_issuer, pem, signed
from tests.surfaces.voice.conftest import House
from tests.surfaces.voice.skill import CHAIN, Alexa, an_alexa, words


@pytest_asyncio.fixture
async def alexa(house: House) -> AsyncGenerator[Alexa]:
    """Give a customer's Alexa in front of a skill."""
    alexa = an_alexa(house.shop, house.store)
    async with alexa.client:
        yield alexa


async def reason(alexa: Alexa, body: bytes | dict[str, Any], **how: Any) -> str:
    """Send what must be refused and give why it was."""
    response = await alexa.post(body, **how)
    assert response.status_code == 400, response.text
    problem = response.json()
    assert problem["code"] == "alexa_request"
    return str(problem["facts"]["reason"])


class TestSignature:
    async def test_of_alexas_own_key_is_taken(self, alexa: Alexa) -> None:
        assert "bienvenue" in words(await alexa.ask(alexa.request("LaunchRequest"))).lower()

    async def test_of_another_key_or_another_body_is_not(self, alexa: Alexa) -> None:
        body = json.dumps(alexa.request("LaunchRequest")).encode()
        other = signed(body, a_key(9))
        assert await reason(alexa, body, signature=other) == "signature"
        assert await reason(alexa, body + b" ", signature=signed(body)) == "signature"
        assert await reason(alexa, body, signature=b"") == "signature"

    @pytest.mark.parametrize("name", ["Signature-256", "SignatureCertChainUrl"])
    async def test_that_is_missing_is_not_taken(self, alexa: Alexa, name: str) -> None:
        body = alexa.request("LaunchRequest")
        assert await reason(alexa, body, headers={name: None}) == "signature"

    async def test_that_is_no_base64_is_not(self, alexa: Alexa) -> None:
        body = alexa.request("LaunchRequest")
        assert await reason(alexa, body, headers={"Signature-256": "!!"}) == "signature"


class TestAddress:
    @pytest.mark.parametrize(
        "url",
        [
            "https://s3.amazonaws.com/echo.api/echo-api-cert-12.pem",
            "https://s3.amazonaws.com:443/echo.api/echo-api-cert-12.pem",
            "https://s3.amazonaws.com/echo.api/../echo.api/echo-api-cert-12.pem",
            "HTTPS://S3.AmazonAWS.com/echo.api//./echo-api-cert-12.pem#top",
        ],
    )
    async def test_of_alexas_is_asked_once_normalised(self, alexa: Alexa, url: str) -> None:
        body = alexa.request("LaunchRequest")
        response = await alexa.post(body, headers={"SignatureCertChainUrl": url})
        assert response.status_code == 200
        assert alexa.shelf.asked == [CHAIN]

    @pytest.mark.parametrize(
        "url",
        [
            "http://s3.amazonaws.com/echo.api/echo-api-cert-12.pem",
            "https://notamazon.com/echo.api/echo-api-cert-12.pem",
            "https://s3.amazonaws.com/EcHo.aPi/echo-api-cert-12.pem",
            "https://s3.amazonaws.com/invalid.path/echo-api-cert-12.pem",
            "https://s3.amazonaws.com:563/echo.api/echo-api-cert-12.pem",
            "https://s3.amazonaws.com/echo.api/../other/echo-api-cert-12.pem",
            "https://s3.amazonaws.com/echo.api/%2e%2e/other/cert.pem",
            "https://s3.amazonaws.com@notamazon.com/echo.api/cert.pem",
            "https://user@s3.amazonaws.com/echo.api/cert.pem",
            "https://s3.amazonaws.com.evil.example/echo.api/cert.pem",
            "https://s3.amazonaws.com:port/echo.api/cert.pem",
            "https://[s3.amazonaws.com/echo.api/cert.pem",
            "https://s3.amazonaws.com/echo.api/cert.pem?x=1",
            "file:///echo.api/cert.pem",
            "s3.amazonaws.com/echo.api/cert.pem",
            "https://s3.amazonaws.com",
            "x" * 5000,
        ],
    )
    async def test_of_anybody_else_is_not_even_asked(self, alexa: Alexa, url: str) -> None:
        body = alexa.request("LaunchRequest")
        headers = {"SignatureCertChainUrl": url}
        assert await reason(alexa, body, headers=headers) == "certificate_address"
        assert alexa.shelf.asked == []


class TestCertificate:
    async def put(self, alexa: Alexa, document: bytes) -> str:
        alexa.shelf.documents[CHAIN] = document
        return await reason(alexa, alexa.request("LaunchRequest"))

    async def test_of_another_host_is_not_trusted(self, alexa: Alexa) -> None:
        between = alexa.authority.between
        leaf = a_leaf(alexa.now, by=between, named="echo-api.example.com")
        assert await self.put(alexa, pem(leaf, between.certificate)) == "certificate"

    async def test_of_an_unknown_authority_is_not_trusted(self, alexa: Alexa) -> None:
        stranger = an_issuer(alexa.now, number=3)
        leaf = a_leaf(alexa.now, by=stranger)
        assert await self.put(alexa, pem(leaf, stranger.certificate)) == "certificate"

    async def test_without_the_authority_between_is_not_trusted(self, alexa: Alexa) -> None:
        assert await self.put(alexa, pem(alexa.authority.chain[0])) == "certificate"

    @pytest.mark.parametrize(("since", "until"), [(-30, -1), (1, 30)])
    async def test_not_valid_now_is_not_trusted(self, alexa: Alexa, since: int, until: int) -> None:
        between = alexa.authority.between
        leaf = a_leaf(
            alexa.now, by=between, since=timedelta(days=since), until=timedelta(days=until)
        )
        assert await self.put(alexa, pem(leaf, between.certificate)) == "certificate"

    async def test_of_another_kind_of_key_is_not_trusted(self, alexa: Alexa) -> None:
        between = alexa.authority.between
        leaf = a_leaf(alexa.now, by=between, key=ec.generate_private_key(ec.SECP256R1()))
        assert await self.put(alexa, pem(leaf, between.certificate)) == "certificate"

    @pytest.mark.parametrize("document", [b"", b"<html>", b"-----BEGIN CERTIFICATE-----\nx\n"])
    async def test_that_is_none_is_not_trusted(self, alexa: Alexa, document: bytes) -> None:
        assert await self.put(alexa, document) == "certificate"

    async def test_that_cannot_be_had_is_not_trusted(self, alexa: Alexa) -> None:
        alexa.shelf.documents.clear()
        found = await reason(alexa, alexa.request("LaunchRequest"))
        assert found == "certificate_unavailable"

    async def test_is_kept_for_a_while_and_no_longer(self, alexa: Alexa, clock: FixedClock) -> None:
        for _ in range(3):
            await alexa.ask(alexa.request("LaunchRequest"))
        assert alexa.shelf.asked == [CHAIN]
        clock.advance(KEPT_FOR)
        alexa.now = clock.now()
        await alexa.ask(alexa.request("LaunchRequest"))
        assert alexa.shelf.asked == [CHAIN, CHAIN]

    async def test_that_runs_out_while_it_is_kept_is_trusted_no_more(
        self, alexa: Alexa, clock: FixedClock
    ) -> None:
        between = alexa.authority.between
        leaf = a_leaf(alexa.now, by=between, until=timedelta(minutes=10))
        alexa.shelf.documents[CHAIN] = pem(leaf, between.certificate)
        await alexa.ask(alexa.request("LaunchRequest"))
        clock.advance(timedelta(minutes=11))
        alexa.now = clock.now()
        assert await reason(alexa, alexa.request("LaunchRequest")) == "certificate"

    async def test_one_that_is_not_trusted_is_not_kept(self, alexa: Alexa) -> None:
        good = alexa.shelf.documents[CHAIN]
        assert await self.put(alexa, b"nothing") == "certificate"
        alexa.shelf.documents[CHAIN] = good
        await alexa.ask(alexa.request("LaunchRequest"))

    async def test_no_more_are_kept_than_there_may_be(self, alexa: Alexa) -> None:
        good = alexa.shelf.documents[CHAIN]
        for number in range(MOST_KEPT + 1):
            url = CHAIN.replace("12", f"x{number}")
            alexa.shelf.documents[url] = good
            headers = {"SignatureCertChainUrl": url}
            response = await alexa.post(alexa.request("LaunchRequest"), headers=headers)
            assert response.status_code == 200
        first = CHAIN.replace("12", "x0")
        await alexa.post(alexa.request("LaunchRequest"), headers={"SignatureCertChainUrl": first})
        assert alexa.shelf.asked.count(first) == 2


class TestTime:
    @pytest.mark.parametrize("seconds", [-150, 150])
    async def test_within_the_tolerance_is_taken(self, alexa: Alexa, seconds: int) -> None:
        alexa.now += timedelta(seconds=seconds)
        await alexa.ask(alexa.request("LaunchRequest"))

    @pytest.mark.parametrize("seconds", [-151, 151, -86_400])
    async def test_beyond_it_is_not(self, alexa: Alexa, seconds: int) -> None:
        alexa.now += timedelta(seconds=seconds)
        assert await reason(alexa, alexa.request("LaunchRequest")) == "timestamp"

    @pytest.mark.parametrize("text", ["", "yesterday", "2026-06-15T08:00:00", None, 7])
    async def test_that_is_none_is_not(self, alexa: Alexa, text: object) -> None:
        body = alexa.request("LaunchRequest", timestamp=text)
        assert await reason(alexa, body) == "malformed"


class TestReplay:
    async def test_the_same_request_again_changes_nothing(
        self, alexa: Alexa, clock: FixedClock
    ) -> None:
        request = alexa.heard("ajoute deux baguettes")
        await alexa.ask(request)
        assert await reason(alexa, request) == "replay"
        clock.advance(timedelta(seconds=149))
        assert await reason(alexa, request) == "replay"
        clock.advance(timedelta(seconds=2))
        assert await reason(alexa, request) == "timestamp"
        alexa.now = clock.now()
        assert "2 baguettes" in (await alexa.tell("lis mon panier")).replace("deux", "2")

    async def test_is_known_by_every_process(self, alexa: Alexa, house: House) -> None:
        request = alexa.request("LaunchRequest")
        await alexa.ask(request)
        other = an_alexa(house.shop, house.store)
        async with other.client:
            assert await reason(other, request) == "replay"


class TestSkill:
    async def test_of_somebody_else_is_not_served(self, alexa: Alexa) -> None:
        request = alexa.request("LaunchRequest")
        request["context"]["System"]["application"] = {"applicationId": "amzn1.ask.skill.other"}
        assert await reason(alexa, request) == "skill"


class TestWhatIsNoRequest:
    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"hello",
            b"[]",
            b"7",
            b"{}",
            b'{"request": []}',
            b"\xff\xfe",
            b"[" * 100_000,
            b'{"session": {}, "context": {"System": {"application": {"applicationId": 7}}}}',
        ],
    )
    async def test_is_refused_though_it_be_signed(self, alexa: Alexa, body: bytes) -> None:
        assert await reason(alexa, body) == "malformed"

    async def test_an_oversized_body_is_refused_before_it_is_read(self, alexa: Alexa) -> None:
        response = await alexa.post(b" " * 300_000, signature=b"x")
        assert response.status_code == 413
        assert alexa.shelf.asked == []

    async def test_another_method_or_path_is_none(self, alexa: Alexa) -> None:
        assert (await alexa.client.get("/")).status_code == 405
        assert (await alexa.client.post("/other")).status_code == 404

    async def test_the_log_has_nothing_of_the_customer(
        self, alexa: Alexa, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level("INFO", "comptoir")
        request = alexa.intent("AddIntent", sentence="canari " * 200)
        await alexa.ask(request)
        await reason(alexa, request)
        await reason(alexa, b'{"canari": "canari"}')
        assert "invalid_text" in caplog.text
        assert "replay" in caplog.text
        assert "canari" not in caplog.text
        assert alexa.user not in caplog.text


class TestIntents:
    async def test_a_session_goes_on_with_a_question(self, alexa: Alexa) -> None:
        response = await alexa.say("ajoute du camembert")
        assert "camembert" in words(response).lower()
        assert not response["shouldEndSession"]
        assert words(response["reprompt"]) == "Autre chose ?"
        assert words(response).endswith("?")

    async def test_stop_ends_it_and_the_cart_is_there_next_time(self, alexa: Alexa) -> None:
        await alexa.say("ajoute du camembert")
        assert (await alexa.say("stop"))["shouldEndSession"]
        alexa.session = "amzn1.echo-api.session.2"
        assert "camembert" in (await alexa.tell("lis mon panier")).lower()

    async def test_the_end_of_a_session_is_answered_by_nothing(self, alexa: Alexa) -> None:
        await alexa.say("ajoute du camembert")
        ended = await alexa.ask(alexa.request("SessionEndedRequest", reason="USER_INITIATED"))
        assert ended == {}
        assert "camembert" in (await alexa.tell("lis mon panier")).lower()

    async def test_events_outside_of_a_session_are_answered_by_nothing(self, alexa: Alexa) -> None:
        event = alexa.request("AlexaSkillEvent.SkillEnabled")
        del event["session"]
        assert await alexa.ask(event) == {}
        assert await alexa.ask(alexa.request("System.ExceptionEncountered")) == {}

    @pytest.mark.parametrize("name", ["AMAZON.FallbackIntent", "SomeOtherIntent"])
    async def test_what_was_not_caught_is_asked_again(self, alexa: Alexa, name: str) -> None:
        response = await alexa.ask(alexa.intent(name))
        assert "redire" in words(response)
        assert not response["shouldEndSession"]

    @pytest.mark.parametrize(
        ("name", "word"),
        [
            ("AMAZON.HelpIntent", "panier"),
            ("AMAZON.NoIntent", "d'accord"),
            ("AMAZON.NavigateHomeIntent", "bientôt"),
        ],
    )
    async def test_alexas_own_mean_what_they_say(self, alexa: Alexa, name: str, word: str) -> None:
        assert word in words(await alexa.ask(alexa.intent(name))).lower()

    async def test_cancel_takes_the_last_thing_back(self, alexa: Alexa) -> None:
        await alexa.say("ajoute du camembert")
        await alexa.ask(alexa.intent("AMAZON.CancelIntent"))
        assert "vide" in await alexa.tell("lis mon panier")

    async def test_an_empty_slot_is_a_sentence_without_it(self, alexa: Alexa) -> None:
        for value in ("", "?"):
            response = await alexa.ask(alexa.intent("AddIntent", sentence=value))
            assert words(response)

    async def test_two_customers_have_two_carts(self, alexa: Alexa, house: House) -> None:
        other = an_alexa(house.shop, house.store, user="amzn1.ask.account.OTHER")
        async with other.client:
            await alexa.say("ajoute du camembert")
            assert "vide" in await other.tell("lis mon panier")

    async def test_two_languages_in_one_sentence_lose_nothing(self, alexa: Alexa) -> None:
        told = (await alexa.tell("du camembert please and two baguettes")).lower()
        assert ("camembert" in told, "baguette" in told) == (True, True)

    async def test_english_and_a_locale_of_neither(self, alexa: Alexa) -> None:
        english = replace(alexa, locale="en-GB", session="s-2")
        assert "camembert" in (await english.tell("add some camembert")).lower()
        german = alexa.request("LaunchRequest", locale="de-DE")
        response = await alexa.ask(german)
        assert "English" in words(response)
        assert response["shouldEndSession"]

"""Saying something on the page, with scripts and without, kindly and not."""

import pytest

from comptoir.conversation import queries as conversations
from comptoir.kernel.caller import SYSTEM
from comptoir.street.session import LIFE
from comptoir.street.typography import said
from comptoir.surfaces.web.forms import MOST_BYTES
from tests.stories.shopping import MILK
from tests.surfaces.web.conftest import FORM, House, Visitor

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'{{7*7}}<hx-partial>"


async def turns(visitor: Visitor) -> tuple[conversations.Told, ...]:
    """Read what was said so far."""
    async with visitor.database.read(SYSTEM) as on:
        return await conversations.turns(on, conversation=await visitor.conversation(), limit=10)


class TestSay:
    async def test_leads_a_plain_browser_back_to_the_page(self, visitor: Visitor) -> None:
        response = await visitor.say("aide")
        assert response.status_code == 303
        place, _, turn = response.headers["location"].partition("#")
        assert place == "/counter"
        page = (await visitor.visit()).text
        assert f'id="{turn}"' in page
        assert "aide" in page
        (told,) = await turns(visitor)
        assert said(told.say.split(",")[0]) in page

    async def test_gives_the_pages_script_only_what_changed(
        self, visitor: Visitor, htmx: dict[str, str]
    ) -> None:
        response = await visitor.post("/say", {"text": "aide", "turn": "t"}, htmx)
        assert response.status_code == 200
        assert "<html" not in response.text
        for part in ("#log", "#choices", "#cart-panel", "#cart-link", ".turn-now", "#notice"):
            assert f'hx-target="{part}"' in response.text

    async def test_takes_a_form_that_is_sent_twice_once(self, visitor: Visitor) -> None:
        for _ in range(2):
            assert (await visitor.say("aide")).status_code == 303
        assert len(await turns(visitor)) == 1

    async def test_loses_no_other_sentence_of_the_same_form(self, visitor: Visitor) -> None:
        await visitor.say("aide")
        await visitor.say("bonjour")
        assert [told.text for told in await turns(visitor)] == ["aide", "bonjour"]

    async def test_shows_html_as_text(self, visitor: Visitor, htmx: dict[str, str]) -> None:
        response = await visitor.say(HOSTILE, htmx)
        assert response.status_code == 200
        for text in (response.text, (await visitor.visit()).text):
            assert "<script>alert" not in text
            assert "<img src=x" not in text
            assert "{{7*7}}" in text
            assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
            assert "&lt;hx-partial&gt;" in text

    async def test_reads_control_characters_as_blanks(self, visitor: Visitor) -> None:
        await visitor.say("\x00ai\x07de\x1b[2J\r\nmerci")
        (told,) = await turns(visitor)
        assert told.text == "ai de [2J merci"

    async def test_loses_nothing_of_two_languages_in_one_sentence(self, visitor: Visitor) -> None:
        await visitor.say("deux laits please and three baguettes")
        (told,) = await turns(visitor)
        assert ("lait" in told.say.lower(), "baguette" in told.say.lower()) == (True, True)

    @pytest.mark.parametrize("text", ["", "   ", "\x00\x01"])
    async def test_refuses_silence(self, visitor: Visitor, text: str) -> None:
        response = await visitor.say(text)
        assert response.status_code == 422
        assert await turns(visitor) == ()

    async def test_refuses_more_than_anybody_says(self, visitor: Visitor) -> None:
        response = await visitor.say("lait " * 300)
        assert response.status_code == 422
        assert await turns(visitor) == ()

    async def test_refuses_a_megabyte_without_reading_it_all(self, visitor: Visitor) -> None:
        response = await visitor.say("a" * 1_000_000)
        assert response.status_code == 413
        assert "mille caractères" in response.text
        assert await turns(visitor) == ()

    @pytest.mark.parametrize(
        "body",
        [
            b"text=%ff%fe&csrf=x",
            b"text=\xe9",
            b"&".join(b"a%d=1" % number for number in range(50)),
        ],
    )
    async def test_refuses_a_form_it_cannot_read(self, visitor: Visitor, body: bytes) -> None:
        response = await visitor.client.post("/say", content=body, headers=FORM)
        assert response.status_code == 422
        assert "n’a pas pu être lue" in response.text

    async def test_refuses_what_is_no_form(self, visitor: Visitor) -> None:
        response = await visitor.client.post("/say", json={"text": "aide"})
        assert response.status_code == 422

    async def test_tells_the_pages_script_in_a_notice(
        self, visitor: Visitor, htmx: dict[str, str]
    ) -> None:
        response = await visitor.say("a" * (MOST_BYTES + 1), htmx)
        assert response.status_code == 413
        assert response.text.startswith('<hx-partial hx-target="#notice"')
        assert "<html" not in response.text

    async def test_hides_faults_of_ours(
        self, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def broken(*_: object, **__: object) -> None:
            raise RuntimeError("the secret path /etc/shop")

        monkeypatch.setattr("comptoir.surfaces.web.talk.say", broken)
        response = await visitor.say("aide")
        assert response.status_code == 500
        assert "Une erreur de notre côté" in response.text
        assert "secret" not in response.text
        assert "Traceback" not in response.text
        assert "content-security-policy" in response.headers


class TestForms:
    """Only a form of a page of this session may change anything."""

    async def test_with_a_token_of_no_session_is_refused(self, house: House) -> None:
        stranger = await house.visitor()
        fields = {"csrf": "a token of long ago", "text": "aide"}
        response = await stranger.post("/say", fields, token=False)
        assert response.status_code == 403
        assert "Votre session a expiré" in response.text
        assert 'href="/"' in response.text

    @pytest.mark.parametrize(
        ("path", "fields"),
        [
            ("/say", {"text": "aide", "turn": "t"}),
            ("/cart/lines", {"gtin": MILK.gtin, "do": "more"}),
            ("/cart/age", {}),
            ("/store", {"store": "x"}),
        ],
    )
    async def test_without_a_token_is_refused(
        self, visitor: Visitor, path: str, fields: dict[str, str]
    ) -> None:
        await visitor.take((MILK, 1))
        before = await visitor.cart()
        for token in ({}, {"csrf": ""}, {"csrf": "é"}, {"csrf": visitor.token[:-1] + "_"}):
            response = await visitor.post(path, {**fields, **token}, token=False)
            assert response.status_code == 403
        assert (await visitor.cart()).version == before.version
        assert await turns(visitor) == ()

    async def test_with_anothers_token_is_refused(self, house: House, visitor: Visitor) -> None:
        other = await house.visitor()
        await other.enter()
        response = await visitor.post("/say", {"csrf": other.token, "text": "aide"}, token=False)
        assert response.status_code == 403

    async def test_from_another_site_is_refused(self, visitor: Visitor) -> None:
        for site in ("cross-site", "same-site"):
            response = await visitor.say("aide", {"sec-fetch-site": site})
            assert response.status_code == 403
        assert await turns(visitor) == ()
        assert (await visitor.say("aide", {"sec-fetch-site": "same-origin"})).status_code == 303

    async def test_of_an_expired_session_is_refused(self, house: House, visitor: Visitor) -> None:
        house.clock.advance(LIFE)
        response = await visitor.say("aide")
        assert response.status_code == 403
        assert "expiré" in response.text

    async def test_in_english_is_refused_in_english(self, house: House) -> None:
        stranger = await house.visitor()
        fields, english = {"csrf": "old"}, {"accept-language": "en"}
        response = await stranger.post("/say", fields, english, token=False)
        assert "Your session has expired" in response.text

"""Talking to the page: by the browser's recogniser, and by the shop's own where it is installed."""

import asyncio
from collections.abc import AsyncGenerator, Generator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect

from comptoir.app import speech
from comptoir.app.settings import default_data
from comptoir.kernel.locale import Language
from tests.conftest import new_database
from tests.journeys.conftest import OPTIONS, Open
from tests.journeys.served import served
from tests.journeys.walk import enter, line

pytestmark = pytest.mark.browser

SENTENCE = "ajoute deux litres de lait demi-écrémé et six œufs"
_PATIENCE = 120_000
"""Milliseconds; the recogniser reads its models first, on a machine that may be busy."""

_HEARS = """
window.SpeechRecognition = class extends EventTarget {
  start() {
    window.spoken = { lang: this.lang };
    queueMicrotask(() => {
      const event = new Event(SAYS ? "result" : "error");
      if (SAYS) event.results = [[{ transcript: SAYS }]];
      else event.error = "not-allowed";
      this.dispatchEvent(event);
      this.dispatchEvent(new Event("end"));
    });
  }
  stop() {}
};
"""


class TestBrowsersRecogniser:
    async def test_says_what_it_heard(self, visitor: Open) -> None:
        page = await _hearing(visitor, f"'{SENTENCE}'")
        await page.locator("#mic").click()
        await expect(page.locator(".turn .you-say")).to_contain_text(SENTENCE)
        await expect(line(page, "Lait demi-écrémé")).to_be_visible()
        assert await page.evaluate("window.spoken.lang") == "fr-FR"

    async def test_tells_of_a_blocked_microphone(self, visitor: Open) -> None:
        page = await _hearing(visitor, "''")
        await page.locator("#mic").click()
        await expect(page.locator("#heard")).to_contain_text("autorisez-le")
        await expect(page.locator("#mic")).to_have_attribute("aria-pressed", "false")

    async def test_is_not_offered_where_there_is_none(self, visitor: Open) -> None:
        context = await visitor()
        await context.add_init_script(
            "delete window.SpeechRecognition; delete window.webkitSpeechRecognition;"
        )
        page = await enter(context)
        await expect(page.locator("#mic")).to_be_hidden()


async def _hearing(visitor: Open, says: str) -> Page:
    context = await visitor()
    await context.add_init_script(f"const SAYS = {says};{_HEARS}")
    return await enter(context)


@pytest.fixture(scope="module")
def models() -> Path:
    """Find the installed models, or skip."""
    data = default_data()
    if not speech.can_listen(data):
        pytest.skip("speech is not installed: comptoir speech install")
    return speech.folder(data)


@pytest.fixture(scope="module")
def listening_shop(
    server: str, models: Path, tmp_path_factory: pytest.TempPathFactory
) -> Generator[str]:
    """Open a demo shop that has a recogniser of its own."""
    data = tmp_path_factory.mktemp("listening")
    (data / "speech").symlink_to(models)
    with new_database(server) as conninfo, served(data, conninfo) as address:
        yield address


@pytest_asyncio.fixture(scope="module")
async def talking_browser(
    chromium: str, models: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncGenerator[Browser]:
    """Start a browser into whose microphone a sentence is spoken."""
    voice = speech.voice(models.parent)
    assert voice is not None
    recording = tmp_path_factory.mktemp("said") / "sentence.wav"
    recording.write_bytes(await voice.speak(SENTENCE, language=Language.FRENCH))
    options = [
        *OPTIONS,
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-audio-capture={recording}%noloop",
    ]
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=chromium, args=options)
        yield started
        await started.close()


class TestOwnRecogniser:
    async def test_hears_a_spoken_sentence_and_fills_the_cart(
        self, talking_browser: Browser, listening_shop: str
    ) -> None:
        context = await talking_browser.new_context(base_url=listening_shop, locale="fr-FR")
        context.set_default_timeout(_PATIENCE)
        try:
            page = await enter(context)
            await page.locator("#mic").click()
            await expect(page.locator("#mic")).to_have_attribute("aria-pressed", "true")
            said = page.locator(".turn .you-say")
            await expect(said).to_contain_text("lait", timeout=_PATIENCE)
            await expect(line(page, "Lait demi-écrémé")).to_be_visible()
            await expect(line(page, "Œufs")).to_be_visible()
        finally:
            await context.close()


class TestWholeWay:
    async def test_from_a_sentence_read_aloud_to_the_words_heard(self, models: Path) -> None:
        voice, recogniser = speech.voice(models.parent), speech.recogniser(models.parent)
        assert voice is not None
        assert recogniser is not None
        said = {Language.FRENCH: "une livre de tomates", Language.ENGLISH: "two pints of milk"}
        for language, sentence in said.items():
            recording = await voice.speak(sentence, language=language)
            heard = await asyncio.wait_for(
                recogniser.transcribe(recording, language=language), _PATIENCE / 1000
            )
            assert heard.rstrip(".").lower() in {sentence, "2 pints of milk"}

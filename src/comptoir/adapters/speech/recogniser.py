"""The recogniser of the shop's own: recordings written down on this machine."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from comptoir.adapters.speech.audio import Samples, decoded
from comptoir.adapters.speech.speech_in import speech_in
from comptoir.adapters.speech.whisper import Whisper
from comptoir.kernel.locale import Language
from comptoir.street.speech import nothing_said

UNLIKELY = -1.2
"""Below this mean log-likelihood the decoder is inventing: sound without words in it."""


class OwnRecogniser:
    """Writes recordings down one after the other, in a thread of its own."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        self._folder = folder
        self._threads = threads
        self._whisper: Whisper | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="recogniser")

    async def transcribe(self, recording: bytes, *, language: Language, hint: str = "") -> str:
        """Give the words said in a recording.

        :raises Refusal: when it is no recording, too long a one, or nobody speaks in it
        """
        loop = asyncio.get_running_loop()
        spoken = await asyncio.to_thread(_spoken, recording)
        return await loop.run_in_executor(self._thread, self._write, spoken, language, hint)

    def _write(self, spoken: Samples, language: Language, hint: str) -> str:
        if self._whisper is None:
            self._whisper = Whisper(self._folder, threads=self._threads)
        written = self._whisper.write_down(spoken, language=language.value, hint=hint)
        if written.likelihood < UNLIKELY or not any(map(str.isalnum, written.text)):
            raise nothing_said()
        return written.text


def _spoken(recording: bytes) -> Samples:
    spoken = speech_in(decoded(recording))
    if not len(spoken):
        raise nothing_said()
    return spoken

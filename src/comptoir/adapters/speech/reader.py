"""The voice of the shop's own: answers read aloud on this machine by Kokoro."""

import asyncio
import io
import wave
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from kokoro_onnx import Kokoro
from numpy.typing import NDArray

from comptoir.kernel.locale import Language
from comptoir.kernel.refusals import invalid
from comptoir.street.speech import LONGEST_READ

SPEAKERS = {Language.FRENCH: ("ff_siwis", "fr-fr"), Language.ENGLISH: ("bf_emma", "en-gb")}
"""The voice of each language, and the language as the pronunciation rules name it."""


class SilentSpeech(RuntimeError):
    """The voice gave no sound for a text: its weights are broken, install them again."""


class OwnVoice:
    """Reads texts one after the other, in a thread of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kokoro: Kokoro | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="voice")

    async def speak(self, text: str, *, language: Language) -> bytes:
        """Give a WAV recording of a text being read.

        :raises Refusal: when there is nothing to read, or too much
        """
        line = " ".join(text.split())
        if not any(map(str.isalnum, line)):
            raise invalid("text", "required")
        if len(line) > LONGEST_READ:
            raise invalid("text", "at_most", most=LONGEST_READ)
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._read, line, language)

    def _read(self, line: str, language: Language) -> bytes:
        if self._kokoro is None:
            self._kokoro = Kokoro(
                str(self._folder / "voice.onnx"), str(self._folder / "speakers.npz")
            )
        speaker, rules = SPEAKERS[language]
        samples, rate = self._kokoro.create(line, voice=speaker, lang=rules)
        if not np.isfinite(samples).all():
            raise SilentSpeech(line)
        return wav(samples, rate)


def wav(samples: NDArray[np.float32], rate: int) -> bytes:
    """Write samples between -1 and 1 as a WAV recording of 16 bits, one channel."""
    whole = (np.clip(samples, -1, 1) * 32_767).astype("<i2")
    out = io.BytesIO()
    with wave.open(out, "wb") as recording:
        recording.setnchannels(1)
        recording.setsampwidth(2)
        recording.setframerate(rate)
        recording.writeframes(whole.tobytes())
    return out.getvalue()

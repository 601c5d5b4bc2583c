"""Where nobody speaks nothing is found."""

from pathlib import Path

import numpy as np
import pytest

from comptoir.adapters.speech.audio import RATE, Samples
from comptoir.adapters.speech.reader import wav
from comptoir.adapters.speech.recogniser import OwnRecogniser
from comptoir.adapters.speech.speech_in import speech_in
from comptoir.kernel.locale import Language
from comptoir.kernel.refusals import Refusal


def a_hum() -> Samples:
    at = np.arange(3 * RATE) / RATE
    return (0.3 * np.sin(2 * np.pi * 50 * at)).astype(np.float32)


def a_hiss() -> Samples:
    return np.random.default_rng(7).normal(0, 0.1, 3 * RATE).astype(np.float32)


SILENCES = {
    "silence": np.zeros(3 * RATE, np.float32),
    "a hum": a_hum(),
    "a hiss": a_hiss(),
    "a click": np.concatenate([np.ones(80, np.float32), np.zeros(RATE, np.float32)]),
    "an instant": np.zeros(10, np.float32),
}


class TestSpeechIn:
    @pytest.mark.parametrize("kind", SILENCES)
    def test_finds_nobody(self, kind: str) -> None:
        assert len(speech_in(SILENCES[kind])) == 0


class TestTranscribe:
    @pytest.mark.parametrize("kind", SILENCES)
    async def test_says_that_nothing_was_said_without_asking_the_model(
        self, kind: str, tmp_path: Path
    ) -> None:
        recogniser = OwnRecogniser(tmp_path / "no model here")
        with pytest.raises(Refusal) as no:
            await recogniser.transcribe(wav(SILENCES[kind], RATE), language=Language.FRENCH)
        assert no.value.code == "nothing_said"

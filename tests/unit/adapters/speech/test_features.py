"""The spectrogram: its shape, its floor, and where a tone shows."""

import numpy as np
import pytest

from comptoir.adapters.speech.audio import RATE
from comptoir.adapters.speech.features import BANDS, FRAMES, HOP, spectrogram
from tests.unit.adapters.speech.test_audio import a_tone


class TestSpectrogram:
    def test_covers_thirty_seconds_whatever_is_given(self) -> None:
        for seconds in (0, 1, 31):
            assert spectrogram(a_tone(seconds)).shape == (1, BANDS, FRAMES)

    def test_shows_silence_as_one_level(self) -> None:
        silent = spectrogram(np.zeros(RATE, np.float32))
        assert float(silent.max()) == float(silent.min()) == pytest.approx(-1.5)

    def test_spans_eight_decades_at_most(self) -> None:
        shown = spectrogram(a_tone(2))
        assert float(shown.max() - shown.min()) == pytest.approx(2, abs=1e-5)

    @pytest.mark.parametrize(
        ("hertz", "band"),
        # Slaney's scale has 15 mels below 1 kHz and 45.25 up to 8 kHz, on 81 steps.
        [(500, 12), (1_000, 26), (4_000, 62)],
    )
    def test_shows_a_tone_in_its_band(self, hertz: int, band: int) -> None:
        shown = spectrogram(a_tone(1, hertz=hertz))[0]
        heard = shown[:, : RATE // HOP // 2].mean(axis=1)
        assert abs(int(heard.argmax()) - band) <= 1

    def test_shows_nothing_after_the_end(self) -> None:
        shown = spectrogram(a_tone(1))[0]
        assert float(shown[:, RATE // HOP + 5 :].max()) == pytest.approx(float(shown.min()))

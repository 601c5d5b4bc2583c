"""Recordings read into samples, whatever their format, and refused when they are none."""

import io
import wave
from typing import Any, cast

import av
import numpy as np
import pytest

from comptoir.adapters.speech.audio import RATE, Samples, decoded
from comptoir.adapters.speech.reader import wav
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.street.speech import LONGEST_SECONDS

library = cast("Any", av)  # it says half of its types


def a_tone(seconds: float, *, rate: int = RATE, hertz: int = 440) -> Samples:
    """Make a tone of half the greatest loudness."""
    at = np.arange(int(seconds * rate)) / rate
    return (0.5 * np.sin(2 * np.pi * hertz * at)).astype(np.float32)


def recorded(samples: Samples, form: str, codec: str, rate: int = 48_000) -> bytes:
    """Record samples as a browser's MediaRecorder does."""
    out = io.BytesIO()
    with library.open(out, "w", format=form) as container:
        stream = container.add_stream(codec, rate=rate, layout="mono")
        whole = (samples * 32_767).astype(np.int16).reshape(1, -1)
        frame = library.AudioFrame.from_ndarray(whole, format="s16", layout="mono")
        frame.sample_rate = rate
        for packet in (*stream.encode(frame), *stream.encode(None)):
            container.mux(packet)
    return out.getvalue()


def seconds(samples: Samples) -> float:
    return len(samples) / RATE


class TestDecoded:
    @pytest.mark.parametrize("rate", [8_000, 16_000, 24_000, 44_100, 48_000])
    def test_gives_sixteen_thousand_samples_a_second(self, rate: int) -> None:
        samples = decoded(wav(a_tone(1.5, rate=rate), rate))
        assert seconds(samples) == pytest.approx(1.5, abs=0.02)
        assert float(np.abs(samples).max()) == pytest.approx(0.5, abs=0.05)

    @pytest.mark.parametrize(
        ("form", "codec"), [("webm", "libopus"), ("ogg", "libopus"), ("mp4", "aac")]
    )
    def test_reads_what_browsers_record(self, form: str, codec: str) -> None:
        tone = a_tone(1, rate=48_000)
        if codec == "aac":
            tone = tone[:48_000]
        samples = decoded(recorded(tone, form, codec))
        assert seconds(samples) == pytest.approx(1, abs=0.15)
        loudest = np.abs(np.fft.rfft(samples)).argmax() * RATE / len(samples)
        assert float(loudest) == pytest.approx(440, abs=5)

    def test_mixes_two_channels_into_one(self) -> None:
        out = io.BytesIO()
        tone = (a_tone(1) * 32_767).astype("<i2")
        with wave.open(out, "wb") as stereo:
            stereo.setnchannels(2)
            stereo.setsampwidth(2)
            stereo.setframerate(RATE)
            stereo.writeframes(np.stack([tone, tone], axis=1).tobytes())
        assert seconds(decoded(out.getvalue())) == pytest.approx(1, abs=0.02)

    @pytest.mark.parametrize(
        "content",
        [b"", b"RIFF", b"RIFF\xff\xff\xff\xffWAVEfmt ", b"bonjour " * 400, bytes(5_000)],
    )
    def test_refuses_what_is_no_recording(self, content: bytes) -> None:
        with pytest.raises(Refusal) as no:
            decoded(content)
        assert no.value.code == "invalid_recording"

    def test_refuses_a_recording_without_a_sample(self) -> None:
        with pytest.raises(Refusal) as no:
            decoded(wav(a_tone(0), RATE))
        assert no.value.code == "invalid_recording"

    def test_refuses_a_picture(self) -> None:
        out = io.BytesIO()
        with library.open(out, "w", format="mjpeg") as container:
            stream = container.add_stream("mjpeg", rate=1)
            stream.width, stream.height, stream.pix_fmt = 16, 16, "yuvj420p"
            picture = library.VideoFrame.from_ndarray(
                np.zeros((16, 16, 3), np.uint8), format="rgb24"
            )
            for packet in (*stream.encode(picture), *stream.encode(None)):
                container.mux(packet)
        with pytest.raises(Refusal) as no:
            decoded(out.getvalue())
        assert no.value.code == "invalid_recording"

    def test_refuses_ten_minutes(self) -> None:
        with pytest.raises(Refusal) as no:
            decoded(wav(np.zeros(600 * RATE, np.float32), RATE))
        assert (no.value.kind, no.value.facts) == (
            Kind.TOO_LARGE,
            {"most_seconds": LONGEST_SECONDS},
        )

    def test_takes_the_longest_there_may_be(self) -> None:
        samples = decoded(wav(a_tone(LONGEST_SECONDS), RATE))
        assert seconds(samples) == LONGEST_SECONDS

    def test_takes_what_a_broken_recording_still_has(self) -> None:
        whole = wav(a_tone(2), RATE)
        assert seconds(decoded(whole[: len(whole) // 2])) == pytest.approx(1, abs=0.1)

"""Whisper, run by onnxruntime: samples in, words and how sure they are out."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from comptoir.adapters.speech.audio import Samples
from comptoir.adapters.speech.features import spectrogram

MOST_TOKENS = 160
"""Nobody says more in thirty seconds; beyond it the decoder is repeating itself."""
MOST_HINT_TOKENS = 200

_HEADS, _WIDTH = 12, 64


@dataclass(frozen=True, slots=True)
class Written:
    """What was written down; `likelihood` is the mean logarithm of its tokens' probabilities."""

    text: str
    likelihood: float


@dataclass(frozen=True, slots=True)
class _Marks:
    """The tokens that steer the decoder."""

    start: int
    transcribe: int
    no_timestamps: int
    before: int
    end: int
    languages: dict[str, int]
    suppressed: tuple[int, ...]
    suppressed_first: tuple[int, ...]


class Whisper:
    """One Whisper model, in the parts and the cache layout that transformers.js uses."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        self._encoder = _session(folder / "encoder.onnx", threads)
        self._decoder = _session(folder / "decoder.onnx", threads)
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._marks = self._read_marks(folder / "generation.json")
        self._past = [
            str(each.name) for each in self._decoder.get_inputs() if each.name.startswith("past")
        ]
        present = [name.replace("past_key_values", "present") for name in self._past]
        self._outputs = ["logits", *present]

    def write_down(self, samples: Samples, *, language: str, hint: str = "") -> Written:
        """Write down what is said; `hint` reads as if it had been said before."""
        features = {"input_features": spectrogram(samples)}
        heard = self._encoder.run(["last_hidden_state"], features)[0]
        tokens, likelihood = self._decode(heard, self._prompt(language, hint))
        return Written(self._tokenizer.decode(tokens).strip(), likelihood)

    def _read_marks(self, page: Path) -> _Marks:
        told = cast("dict[str, Any]", json.loads(page.read_text(encoding="utf-8")))
        token = self._tokenizer.token_to_id
        return _Marks(
            start=token("<|startoftranscript|>") or 0,
            transcribe=token("<|transcribe|>") or 0,
            no_timestamps=token("<|notimestamps|>") or 0,
            before=token("<|startofprev|>") or 0,
            end=token("<|endoftext|>") or 0,
            languages={name.strip("<|>"): at for name, at in told["lang_to_id"].items()},
            suppressed=tuple(told.get("suppress_tokens", ())),
            suppressed_first=tuple(told.get("begin_suppress_tokens", ())),
        )

    def _prompt(self, language: str, hint: str) -> list[int]:
        marks = self._marks
        opening = [marks.start, marks.languages[language], marks.transcribe, marks.no_timestamps]
        if not hint:
            return opening
        said = self._tokenizer.encode(f" {hint}", add_special_tokens=False).ids
        return [marks.before, *said[-MOST_HINT_TOKENS:], *opening]

    def _decode(self, heard: NDArray[np.float32], prompt: list[int]) -> tuple[list[int], float]:
        """Take the likeliest token again and again, up to the end."""
        past = {name: np.zeros((1, _HEADS, 0, _WIDTH), np.float32) for name in self._past}
        step, tokens, sure = prompt, list[int](), list[float]()
        while len(tokens) < MOST_TOKENS:
            logits, past = self._step(heard, step, past, begun=bool(tokens))
            token, likelihood = self._likeliest(logits, first=not tokens)
            sure.append(likelihood)
            if token == self._marks.end:
                break
            tokens.append(token)
            step = [token]
        return tokens, float(np.mean(sure))

    def _step(
        self,
        heard: NDArray[np.float32],
        tokens: list[int],
        past: dict[str, NDArray[np.float32]],
        *,
        begun: bool,
    ) -> tuple[NDArray[np.float64], dict[str, NDArray[np.float32]]]:
        feed: dict[str, object] = {
            "input_ids": np.array([tokens], np.int64),
            "encoder_hidden_states": heard,
            "use_cache_branch": np.array([begun]),
            **past,
        }
        logits, *present = self._decoder.run(self._outputs, feed)
        grown = {
            # What was kept of the encoder comes back empty once it is in use.
            name: past[name] if begun and ".encoder." in name else values
            for name, values in zip(self._past, present, strict=True)
        }
        return logits[0, -1].astype(np.float64), grown

    def _likeliest(self, logits: NDArray[np.float64], *, first: bool) -> tuple[int, float]:
        marks = self._marks
        logits[list(marks.suppressed)] = -np.inf
        logits[marks.start :] = -np.inf
        if first:
            logits[list(marks.suppressed_first)] = -np.inf
        token = int(logits.argmax())
        top = logits[token]
        return token, float(-np.log(np.exp(logits - top).sum()))


def _session(model: Path, threads: int) -> Any:
    library = cast("Any", onnxruntime)  # it comes without types
    options = library.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    return library.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])

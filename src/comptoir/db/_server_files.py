"""The small files around an embedded server: locks, its log and a folder for its socket."""

import contextlib
import fcntl
import hashlib
import os
import socket
import stat
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path

SOCKET_FILE = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 107 if os.uname().sysname == "Linux" else 103
LONGEST_LOG = 5_000_000
UNSPEAKABLE = frozenset(",\"'\\\n")
"""Characters that PostgreSQL's setting or libpq's `host` would read as something else."""


def open_file(path: Path) -> int:
    """Open a file of our own for appending; root leaves it to the owner of the folder."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
    give_to_folder_owner(path)
    return descriptor


def give_to_folder_owner(path: Path) -> None:
    """Hand what root made in somebody's folder to that somebody."""
    owner = path.parent.lstat()
    if os.geteuid() == 0 and owner.st_uid != 0:
        os.lchown(path, owner.st_uid, owner.st_gid)


def make_folders(folder: Path) -> None:
    """Make a folder and those above it that are missing, open to their owner only."""
    for missing in reversed([part for part in (folder, *folder.parents) if not part.exists()]):
        with contextlib.suppress(FileExistsError):
            missing.mkdir(mode=0o700)
            give_to_folder_owner(missing)


def try_lock(descriptor: int, kind: int) -> bool:
    """Take a lock if nobody stands in the way, and tell whether it was taken."""
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextlib.contextmanager
def locked(path: Path) -> Generator[None]:
    """Hold a file's lock, waiting for whoever has it."""
    descriptor = open_file(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def open_log(path: Path) -> int:
    """Open the server's log, putting a long one aside first."""
    with contextlib.suppress(FileNotFoundError):
        if path.stat().st_size > LONGEST_LOG:
            path.rename(path.with_suffix(".old"))
    return open_file(path)


def last_lines(path: Path, count: int = 12) -> str:
    """Read the end of a log, or nothing when there is none."""
    try:
        with path.open("rb") as log:
            log.seek(max(0, path.stat().st_size - 8192))
            return "\n".join(log.read().decode(errors="replace").splitlines()[-count:])
    except OSError:
        return ""


def socket_folder(home: Path, uid: int | None) -> Path:
    """Make or find a private folder for the socket: beside the data, or a short one elsewhere.

    :raises PermissionError: when the short one is somebody else's or open to others.
    """
    beside = home / "socket"
    if _can_hold_socket(beside):
        make_folders(beside)
        if uid is not None:
            os.chown(beside, uid, uid)
        if uid is not None or _can_bind(beside):
            return beside
    name = hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
    owner = os.geteuid() if uid is None else uid
    for base, folder in _short_folders(owner, name):
        if base.is_dir():
            return _private(folder, owner)
    raise PermissionError("there is no folder for the server's socket")


def _short_folders(owner: int, name: str) -> Iterator[tuple[Path, Path]]:
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime and owner == os.geteuid():
        base = Path(runtime)
        if base.is_absolute() and base.is_dir() and base.stat().st_uid == owner:
            folder = base / f"comptoir-{name}"
            if _can_hold_socket(folder):
                yield base, folder
    for base in (Path(tempfile.gettempdir()), Path("/tmp")):  # noqa: S108 - made private below
        folder = base / f"comptoir-{owner}-{name}"
        if _can_hold_socket(folder):
            yield base, folder


def _private(folder: Path, owner: int) -> Path:
    try:
        folder.mkdir(mode=0o700)
        if owner != os.geteuid():
            os.chown(folder, owner, owner)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or found.st_mode & 0o077:
            raise PermissionError(
                f"{folder} is not a private folder of user number {owner}; remove it"
            ) from None
    return folder


def _can_hold_socket(folder: Path) -> bool:
    path = os.fsencode(folder / SOCKET_FILE)
    return len(path) <= LONGEST_SOCKET_PATH and not UNSPEAKABLE & set(str(folder))


def _can_bind(folder: Path) -> bool:
    """Try a socket: some mounted file systems hold files but no sockets."""
    trial = folder / ".trial"
    trial.unlink(missing_ok=True)
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(str(trial))
    except OSError:
        return False
    trial.unlink(missing_ok=True)
    return True

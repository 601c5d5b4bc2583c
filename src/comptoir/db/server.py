"""The embedded PostgreSQL: one server for each data folder, shared by the processes that use it."""

import contextlib
import fcntl
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from comptoir.db import _privilege as privilege
from comptoir.db import _server_files as files

NAME = "comptoir"
PATIENCE = 600
"""Seconds that recovery after a crash may take before start gives up; the server goes on."""

SETTINGS = {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "shared_buffers": "192MB",
    "effective_cache_size": "1GB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "max_connections": "100",
    "max_wal_size": "1GB",
    "wal_compression": "on",
    "checkpoint_timeout": "10min",
    "checkpoint_completion_target": "0.9",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    "log_line_prefix": "%m [%p] ",
    "logging_collector": "off",
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": "5432",
}

_started: dict[Path, subprocess.Popen[bytes]] = {}
"""Servers that are children of this process, to be reaped when they end."""


class ServerFailed(Exception):
    """The embedded PostgreSQL did not start or stop; the text says why and what to do."""

    def __init__(self, what: str, *, remedy: str, log: Path | None = None) -> None:
        self.what = what
        self.remedy = remedy
        self.log_tail = files.last_lines(log) if log else ""
        tail = f"\nThe last lines of {log}:\n{self.log_tail}" if self.log_tail else ""
        super().__init__(f"{what}\nWhat to do: {remedy}{tail}")


class EmbeddedServer:
    """A PostgreSQL server whose whole state lies under one data folder.

    Several processes may start it: the first launches it, the others join, and the last one to
    stop shuts it down. One that died without stopping no longer counts. A server that outlived
    all its users is taken over by the next start.
    """

    def __init__(self, data: Path) -> None:
        self.data = data.absolute()
        self.started_here = False
        self.pid: int | None = None
        self._home = self.data / "postgres"
        self._log = self._home / "server.log"
        self._use: int | None = None
        self._conninfo = ""

    def start(self) -> str:
        """Start or join the server and return how to connect to it, once it answers.

        :raises ServerFailed: when it cannot start; the server's last words are in the text.
        """
        if self._use is not None:
            return self._conninfo
        try:
            files.make_folders(self._home)
            with files.locked(self._home / "start.lock"):
                use = files.open_file(self._home / "use.lock")
                try:
                    fcntl.flock(use, fcntl.LOCK_SH)
                    self._conninfo = self._join() or self._launch()
                    self._make_database()
                except BaseException as problem:
                    if not isinstance(problem, Exception):
                        self._give_up(use)
                    os.close(use)
                    raise
                self._use = use
        except OSError as problem:
            raise ServerFailed(
                f"The database under {self._home} cannot be used: {problem}.",
                remedy="give this user a data folder of its own with --data DIR.",
            ) from problem
        return self._conninfo

    def stop(self) -> None:
        """Leave the server, and shut it down in fast mode when nobody else uses it.

        :raises ServerFailed: when it does not end.
        """
        if self._use is None:
            return
        with files.locked(self._home / "start.lock"):
            alone = files.try_lock(self._use, fcntl.LOCK_EX)
            os.close(self._use)
            self._use = None
            if alone:
                self._shut_down()

    def erase(self) -> None:
        """Stop the server and erase the shop's whole database, for tests and rehearsals.

        :raises ServerFailed: when another process uses it.
        """
        self.stop()
        if not self._home.exists():
            return
        with files.locked(self._home / "start.lock"):
            if not self._is_gone():
                raise ServerFailed(
                    f"The database under {self._home} is in use.", remedy="stop its users first."
                )
            cluster = self._cluster()
            if cluster is not None and cluster.parent != self._home:
                shutil.rmtree(cluster.parent)
            shutil.rmtree(self._home)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def conninfo(self) -> str:
        """Tell how to connect to the started server."""
        return self._conninfo

    @property
    def where(self) -> str:
        """Tell where the database lies, as whom it runs and who started it."""
        cluster = self._cluster()
        if cluster is None:
            return f"not made yet; it will lie in {self._home}"
        starter = "started here" if self.started_here else "started by another process"
        process = f", process {self.pid}, {starter}" if self.pid else ""
        return f"{cluster}, run by {privilege.described(cluster)}{process}"

    def _cluster(self) -> Path | None:
        """Find the server's files: in the data folder, or where a service user keeps them."""
        here = self._home / "cluster"
        if here.exists():
            return here
        note = self._home / "elsewhere"
        if note.is_symlink() or not note.exists():
            return None
        there = Path(note.read_text().strip())
        trusted = there.parent in privilege.SERVICE_ROOTS and there.name.startswith("comptoir-")
        if not trusted or not (there / "cluster").exists() or _owners(note, there) != {0}:
            raise ServerFailed(
                f"{note} says that the database lies in {there}, where this user finds none.",
                remedy=f"bring {there} back, or remove {self._home} to begin with an empty shop.",
            )
        return there / "cluster"

    def _join(self) -> str | None:
        """Wait for a server that runs or recovers already; None when there is none.

        Every process of a server holds `server.lock`, which it inherited: whoever can take that
        lock knows that nothing of it is left, whatever a stale pid file says.
        """
        cluster = self._cluster()
        deadline = time.monotonic() + PATIENCE
        while cluster is not None and not self._is_gone():
            found = _postmaster(cluster)
            if found is not None and (conninfo := _answers(found[1])) is not None:
                self.started_here, self.pid = False, found[0]
                return conninfo
            if time.monotonic() > deadline:
                raise ServerFailed(
                    "A database server runs on these files and does not answer.",
                    remedy="wait if it recovers from a crash, or end that process.",
                    log=self._log,
                )
            time.sleep(0.02)
        return None

    def _is_gone(self) -> bool:
        child = _started.get(self._home)
        if child is not None and child.poll() is not None:
            del _started[self._home]
        descriptor = files.open_file(self._home / "server.lock")
        try:
            return files.try_lock(descriptor, fcntl.LOCK_EX)
        finally:
            os.close(descriptor)

    def _launch(self) -> str:
        try:
            cluster = self._cluster()
            if cluster is None:
                return self._launch_new()
            found = (cluster / "PG_VERSION").read_text().strip()
            if found != privilege.MAJOR:
                raise ServerFailed(
                    f"{cluster} was made by PostgreSQL {found}, this is {privilege.MAJOR}.",
                    remedy="use another --data DIR, or bring the data over with pg_dump.",
                )
            return self._serve(privilege.for_existing(self._home, cluster), cluster)
        except privilege.NoIdentity as problem:
            raise ServerFailed(
                f"PostgreSQL cannot be run: {problem}.",
                remedy="run as an ordinary user, or set COMPTOIR_DATABASE_URL.",
            ) from problem

    def _launch_new(self) -> str:
        """Make the server's files in each way that may work, until one serves."""
        failures: list[str] = []
        for runner in privilege.for_new(self._home):
            cluster, unfinished = runner.home / "cluster", runner.home / "unfinished"
            for leftover in (cluster, unfinished):
                shutil.rmtree(leftover, ignore_errors=True)
            log = files.open_log(self._log)
            try:
                if runner.initialise(unfinished, log) == 0:
                    unfinished.rename(cluster)
                    conninfo = self._serve(runner, cluster)
                    if runner.home != self._home:
                        (self._home / "elsewhere").write_text(f"{runner.home}\n")
                    return conninfo
            except BaseException as problem:
                self._undo(runner.home)
                if not isinstance(problem, ServerFailed | OSError):
                    raise
                failures.append(f"as {runner.described}: {str(problem).splitlines()[0]}")
            else:
                failures.append(f"as {runner.described}: initdb failed")
            finally:
                os.close(log)
            self._undo(runner.home)
        raise ServerFailed(
            f"PostgreSQL could not be set up ({'; '.join(failures)}).",
            remedy="read the log; run as an ordinary user, or set COMPTOIR_DATABASE_URL.",
            log=self._log,
        )

    def _undo(self, home: Path) -> None:
        """Take away what a first start that failed or was interrupted has made."""
        if (child := _started.pop(self._home, None)) is not None:
            child.kill()
            child.wait()
        if home == self._home:
            shutil.rmtree(home / "cluster", ignore_errors=True)
        else:
            (self._home / "elsewhere").unlink(missing_ok=True)
            shutil.rmtree(home, ignore_errors=True)

    def _serve(self, runner: privilege.Runner, cluster: Path) -> str:
        folder = files.socket_folder(runner.home, runner.uid)
        settings = SETTINGS | {"unix_socket_directories": str(folder)}
        options = [f"--{name.replace('_', '-')}={value}" for name, value in settings.items()]
        # Nothing of an earlier server is left, for its lock was free. PostgreSQL itself would
        # take a zombie, or a stranger with the old process number, for a living server.
        for stale in (cluster / "postmaster.pid", *folder.glob(f"{files.SOCKET_FILE}*")):
            stale.unlink(missing_ok=True)
        keep, log = files.open_file(self._home / "server.lock"), files.open_log(self._log)
        try:
            fcntl.flock(keep, fcntl.LOCK_SH)
            child = runner.serve(cluster, options, log=log, keep=keep)
            _started[self._home] = child
        finally:
            os.close(keep)
            os.close(log)
        deadline = time.monotonic() + PATIENCE
        while child.poll() is None and time.monotonic() < deadline:
            if (conninfo := _answers(folder)) is not None:
                self.started_here, self.pid = True, child.pid
                return conninfo
            time.sleep(0.01)
        raise ServerFailed(
            "PostgreSQL does not answer yet."
            if child.poll() is None
            else f"PostgreSQL ended with code {child.returncode} while it started.",
            remedy=_remedy(files.last_lines(self._log)),
            log=self._log,
        )

    def _make_database(self) -> None:
        """Make the shop's role and database where they are missing; the role is no superuser."""
        with psycopg.connect(_administrator(self._conninfo), autocommit=True) as connection:
            name = sql.Identifier(NAME)
            role = connection.execute("select 1 from pg_roles where rolname = %s", [NAME])
            if role.fetchone() is None:
                connection.execute(sql.SQL("create role {} login createdb").format(name))
            database = connection.execute("select 1 from pg_database where datname = %s", [NAME])
            if database.fetchone() is None:
                connection.execute(sql.SQL("create database {0} owner {0}").format(name))

    def _give_up(self, use: int) -> None:
        """Take down a server whose start was interrupted, unless others use it already."""
        child = _started.get(self._home)
        if child is None or not files.try_lock(use, fcntl.LOCK_EX):
            return
        child.send_signal(signal.SIGINT)
        try:
            child.wait(20)
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGQUIT)

    def _shut_down(self) -> None:
        cluster = self._cluster()
        for way, seconds in ((signal.SIGINT, 60), (signal.SIGQUIT, 20)):
            found = _postmaster(cluster) if cluster else None
            if found is not None and _is_postgres(found[0]):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(found[0], way)
            deadline = time.monotonic() + seconds
            while time.monotonic() < deadline:
                if self._is_gone():
                    self.started_here, self.pid = False, None
                    return
                time.sleep(0.01)
        raise ServerFailed(
            "PostgreSQL does not end.", remedy="end its processes by hand.", log=self._log
        )


def _owners(*paths: Path) -> set[int]:
    return {path.stat().st_uid for path in paths}


def _answers(folder: Path) -> str | None:
    """Try to connect, and tell how to when it works."""
    conninfo = make_conninfo(host=str(folder), port=5432, dbname=NAME, user=NAME)
    try:
        psycopg.connect(_administrator(conninfo), connect_timeout=10).close()
    except psycopg.OperationalError:
        return None
    return conninfo


def _administrator(conninfo: str) -> str:
    return make_conninfo(conninfo, dbname="postgres", user=privilege.ADMINISTRATOR)


def _postmaster(cluster: Path) -> tuple[int, Path] | None:
    """Read the running server's process number and socket folder from its pid file."""
    try:
        lines = (cluster / "postmaster.pid").read_text().splitlines()
        return int(lines[0]), Path(lines[4])
    except (OSError, ValueError, IndexError):
        return None


def _is_postgres(pid: int) -> bool:
    """Guard against signalling a stranger whose number stands in a stale pid file."""
    name = Path(f"/proc/{pid}/comm")
    if not Path("/proc/self/comm").exists():
        return True
    try:
        return name.read_text().strip() == "postgres"
    except OSError:
        return False


def _remedy(log: str) -> str:
    for sign, remedy in (
        ("No space left", "free some space on the disk that holds the data folder."),
        ("ermission denied", "check who owns the data folder, or choose another --data DIR."),
        ("hared memory", "free some memory, or give the container a larger /dev/shm."),
    ):
        if sign in log:
            return remedy
    return "read the log's last lines; another --data DIR begins with an empty shop."

"""The embedded server on data folders of its own: starting, sharing, dying and coming back."""

import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

import psycopg
import pytest

from comptoir.db import _privilege as privilege
from comptoir.db import _server_files as files
from comptoir.db.server import EmbeddedServer, ServerFailed

STARTER = """
import sys
from pathlib import Path
from comptoir.db.server import EmbeddedServer
server = EmbeddedServer(Path(sys.argv[1]))
server.start()
print(server.pid, flush=True)
sys.stdin.read()
server.stop()
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Generator[Path]:
    """Give a data folder in which a server was made once and stopped."""
    data = tmp_path_factory.mktemp("embedded") / "data"
    with EmbeddedServer(data) as server, psycopg.connect(server.conninfo) as connection:
        connection.execute("create table kept (name text)")
        connection.execute("insert into kept values ('ŒUF')")
    yield data
    EmbeddedServer(data).erase()


@pytest.fixture
def another(data: Path) -> Generator[subprocess.Popen[str]]:
    """Give another process that has started the server and runs until its input ends."""
    with subprocess.Popen(
        [sys.executable, "-c", STARTER, str(data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        process.kill()


def _said(process: subprocess.Popen[str]) -> int:
    assert process.stdout is not None
    return int(process.stdout.readline())


def _ask(conninfo: str, question: str) -> object:
    with psycopg.connect(conninfo) as connection:
        row = connection.execute(question.encode()).fetchone()
        assert row is not None
        return row[0]


def _cluster(data: Path) -> Path:
    return Path(EmbeddedServer(data).where.split(",")[0])


def _runs(data: Path) -> bool:
    """Tell whether any process of the server is left: each holds its lock."""
    lock = files.open_file(data / "postgres" / "server.lock")
    try:
        return not files.try_lock(lock, files.fcntl.LOCK_EX)
    finally:
        os.close(lock)


class TestStart:
    def test_answers_with_durable_settings_and_without_tcp(self, data: Path) -> None:
        with EmbeddedServer(data) as server:
            asked = {
                name: _ask(server.conninfo, f"select current_setting('{name}')")
                for name in ("listen_addresses", "fsync", "synchronous_commit", "server_encoding")
            }
            assert _ask(server.conninfo, "select lower(name) from kept") == "œuf"
            assert _ask(server.conninfo, "select current_setting('is_superuser')") == "off"
            assert "started here" in server.where
        assert asked == {
            "listen_addresses": "",
            "fsync": "on",
            "synchronous_commit": "on",
            "server_encoding": "UTF8",
        }

    def test_starts_without_the_locale_that_the_terminal_asks_for(
        self, data: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("LANG", "LC_ALL"):
            monkeypatch.setenv(name, "fr_FR.UTF-8@nowhere")
        monkeypatch.setenv("PGDATA", "/nowhere")
        with EmbeddedServer(data) as server:
            assert _ask(server.conninfo, "select 1") == 1

    def test_is_idempotent(self, data: Path) -> None:
        with EmbeddedServer(data) as server:
            pid = server.pid
            assert server.start() == server.conninfo
            assert server.pid == pid

    def test_keeps_socket_and_files_private_and_other_folders_as_they_were(
        self, tmp_path: Path
    ) -> None:
        closed = tmp_path / "closed"
        closed.mkdir(mode=0o700)
        with EmbeddedServer(closed / "shop") as server:
            assert _ask(server.conninfo, "select 1") == 1
            modes = [stat.S_IMODE(part.stat().st_mode) for part in closed.rglob("postgres*")]
        server.erase()
        assert list((closed / "shop").iterdir()) == []
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700
        assert modes
        assert all(mode & 0o077 == 0 for mode in modes)

    def test_says_why_it_cannot_and_ends_with_the_log(self, data: Path) -> None:
        settings = _cluster(data) / "postgresql.conf"
        good = settings.read_text()
        settings.write_text("this is no setting at all ###\n'")
        with pytest.raises(ServerFailed, match="ended with code 1") as failure:
            EmbeddedServer(data).start()
        settings.write_text(good)
        assert "syntax error in file" in failure.value.log_tail
        assert failure.value.remedy
        with EmbeddedServer(data) as server:
            assert _ask(server.conninfo, "select 1") == 1

    def test_refuses_files_of_another_version(self, data: Path) -> None:
        version = _cluster(data) / "PG_VERSION"
        version.write_text("17\n")
        with pytest.raises(ServerFailed, match="made by PostgreSQL 17"):
            EmbeddedServer(data).start()
        version.write_text("18\n")


class TestSharing:
    def test_joins_a_running_server_which_the_last_user_stops(
        self, data: Path, another: subprocess.Popen[str]
    ) -> None:
        pid = _said(another)
        server = EmbeddedServer(data)
        server.start()
        assert (server.pid, server.started_here) == (pid, False)
        another.communicate("")
        assert _ask(server.conninfo, "select name from kept") == "ŒUF"
        server.stop()
        assert not _runs(data)

    def test_leaves_the_server_to_those_who_still_use_it(
        self, data: Path, another: subprocess.Popen[str]
    ) -> None:
        _said(another)
        with EmbeddedServer(data):
            pass
        assert _runs(data)
        another.communicate("")
        assert not _runs(data)

    def test_lets_two_starters_begin_at_once(self, tmp_path: Path) -> None:
        starters = [
            subprocess.Popen(
                [sys.executable, "-c", STARTER, str(tmp_path / "data")],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(2)
        ]
        pids = {_said(starter) for starter in starters}
        for starter in starters:
            starter.communicate("")
        assert len(pids) == 1
        assert [starter.returncode for starter in starters] == [0, 0]
        assert not _runs(tmp_path / "data")
        EmbeddedServer(tmp_path / "data").erase()


class TestDying:
    def test_takes_over_a_server_whose_starter_was_killed(
        self, data: Path, another: subprocess.Popen[str]
    ) -> None:
        pid = _said(another)
        another.kill()
        another.wait()
        with EmbeddedServer(data) as server:
            assert server.pid == pid
        assert not _runs(data)

    def test_takes_the_server_along_when_its_start_is_interrupted(
        self, data: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def interrupted(_server: EmbeddedServer) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(EmbeddedServer, "_make_database", interrupted)
            with pytest.raises(KeyboardInterrupt):
                EmbeddedServer(data).start()
        assert not _runs(data)

    def test_recovers_from_a_killed_server_and_a_stranger_with_its_number(self, data: Path) -> None:
        server = EmbeddedServer(data)
        server.start()
        assert server.pid is not None
        with psycopg.connect(server.conninfo) as connection:
            connection.execute("insert into kept values ('lait')")
        stale = _cluster(data) / "postmaster.pid"
        told = stale.read_text().splitlines()
        os.kill(server.pid, signal.SIGKILL)
        stale.write_text("\n".join([str(os.getpid()), *told[1:]]))
        with EmbeddedServer(data) as second:
            assert second.pid not in {server.pid, os.getpid()}
            assert _ask(second.conninfo, "select count(*) from kept where name = 'lait'") == 1
            server.stop()
        assert not _runs(data)


class TestSocketFolder:
    def test_is_short_and_private_when_the_data_path_is_long(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
        monkeypatch.setattr(files, "LONGEST_SOCKET_PATH", len(str(tmp_path)) + 45)
        found = files.socket_folder(tmp_path / ("long" * 12), None)
        assert found.parent == tmp_path
        assert stat.S_IMODE(found.stat().st_mode) == 0o700
        assert files.socket_folder(tmp_path / ("long" * 12), None) == found

    def test_is_refused_when_others_may_enter_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
        far = tmp_path / "a,b"
        files.socket_folder(far, None).chmod(0o755)
        with pytest.raises(PermissionError, match="not a private folder"):
            files.socket_folder(far, None)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs a server as somebody else")
class TestWithoutNamespaces:
    def test_runs_as_a_user_without_name_and_says_where(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(privilege, "SERVICE_ROOTS", (Path("/var/tmp"),))
        monkeypatch.setenv("PATH", "/nowhere")  # hence no `unshare`
        server = EmbeddedServer(tmp_path / "data")
        server.start()
        folder = Path(server.where.split(",")[0]).parent
        try:
            assert folder.parent == Path("/var/tmp")
            assert "run by the user number" in server.where
            assert (folder / "cluster").stat().st_uid in privilege.FREE_UIDS
            assert folder.stat().st_uid == 0
            assert _ask(server.conninfo, "select 1") == 1
            server.stop()
            with EmbeddedServer(tmp_path / "data") as again:
                assert _ask(again.conninfo, "select 1") == 1
        finally:
            server.erase()
            for copy in Path("/var/tmp").glob("comptoir-programs-*"):
                shutil.rmtree(copy)
        assert not folder.exists()

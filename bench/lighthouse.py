"""How the pages do in Lighthouse: home, search, product and checkout as on a middling phone.

Run `./dev bench lighthouse`; it opens a demo shop of its own, or measures the one at `--address`.
Lighthouse (Apache-2.0) is installed from npm into `bench/lighthouse` the first time. The phone and
its network are those of Lighthouse's own mobile profile; each page is measured a few times, and the
run in the middle by performance is shown, for other work on the machine can only slow one down.
"""

import argparse
import contextlib
import json
import os
import platform
import re
import shutil
import subprocess
import tempfile
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import Any

import httpx

from tests.journeys.served import served
from tools.browser import get_browser
from tools.set_up import npm

HERE = Path(__file__).parent / "lighthouse"
GOALS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
MILK = "/products/2405000000100"
PAGES = {"home": "/", "search": "/search?q=lait", "product": MILK, "checkout": "/checkout"}
FLAGS = "--headless --no-sandbox --disable-dev-shm-usage --disable-gpu"
_TOKEN = re.compile(r'name="csrf" value="([^"]+)"')
_FIGURES = {
    "first-contentful-paint": "FCP",
    "largest-contentful-paint": "LCP",
    "total-blocking-time": "TBT",
    "cumulative-layout-shift": "CLS",
    "total-byte-weight": "weight",
}


def install() -> list[str]:
    """Install Lighthouse as locked, and give the command that runs it."""
    program = HERE / "node_modules/lighthouse/cli/index.js"
    found = [str(each) for each in npm()]
    if not program.exists():
        subprocess.run([*found, "ci", "--ignore-scripts"], cwd=HERE, check=True)
    node = found[0] if len(found) > 1 else shutil.which("node")
    return [str(node), str(program)]


def cookie_of(address: str) -> str:
    """Begin a visit with something in the cart, and give its cookie."""
    with httpx.Client(base_url=address, follow_redirects=True) as client:
        found = _TOKEN.search(client.get("/counter").text)
        if found is None:
            raise ValueError("no form on this page")
        fields = {"csrf": found[1], "gtin": MILK.rsplit("/", 1)[1], "do": "add", "on": "goods"}
        client.post("/cart/lines", data=fields).raise_for_status()
        return f"comptoir={client.cookies['comptoir']}"


def measure(command: list[str], browser: str, url: str, cookie: str = "") -> Mapping[str, Any]:
    """Measure one page once."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        words = [*command, url, "--quiet", "--output=json", f"--output-path={report}"]
        words += [f"--chrome-flags={FLAGS}", f"--only-categories={','.join(GOALS)}"]
        if cookie:
            words.append(f"--extra-headers={json.dumps({'Cookie': cookie})}")
        environment = {**os.environ, "CHROME_PATH": browser}
        subprocess.run(words, env=environment, check=True, capture_output=True)
        return json.loads(report.read_text("utf-8"))


def scores(report: Mapping[str, Any]) -> dict[str, int]:
    """Read the score of each category, of a hundred."""
    return {name: round(100 * (report["categories"][name]["score"] or 0)) for name in GOALS}


def faults(report: Mapping[str, Any]) -> list[str]:
    """Name what costs points, the metrics themselves aside."""
    found: list[str] = []
    for name in GOALS:
        for each in report["categories"][name]["auditRefs"]:
            audit = report["audits"][each["id"]]
            if each["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                found.append(f"{name}: {each['id']} {audit.get('displayValue', '')}".strip())
    return found


def row(name: str, report: Mapping[str, Any]) -> str:
    """Write a line of the table."""
    told = scores(report)
    figures = [str(report["audits"][each].get("displayValue", "")) for each in _FIGURES]
    return "| " + " | ".join([name, *(str(told[each]) for each in GOALS), *figures]) + " |"


@contextlib.contextmanager
def shop(address: str) -> Generator[str]:
    """Give the address to measure, opening a demo shop where none is named."""
    if address:
        yield address
        return
    with tempfile.TemporaryDirectory() as data, served(Path(data)) as opened:
        yield opened


def run(address: str, times: int) -> bool:
    """Measure every page, print the table and what costs points, and tell whether all is well."""
    command, browser = install(), get_browser()
    if browser is None:
        raise SystemExit("This machine has no Chromium.")
    print(f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print("| page | " + " | ".join([*GOALS, *_FIGURES.values()]) + " |")
    good, told = True, list[str]()
    with shop(address) as base:
        cookie = cookie_of(base)
        for name, path in PAGES.items():
            needs = cookie if name == "checkout" else ""
            tried = [measure(command, browser, f"{base}{path}", needs) for _ in range(times)]
            tried.sort(key=lambda each: scores(each)["performance"])
            middle = tried[len(tried) // 2]
            print(row(name, middle), flush=True)
            told += [f"{name}: {each}" for each in faults(middle)]
            good = good and all(scores(middle)[each] >= goal for each, goal in GOALS.items())
    print("\n".join(told))
    return good


def main() -> int:
    """Run the measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", default="", help="of a shop that is open")
    parser.add_argument("--times", type=int, default=3)
    told = parser.parse_args()
    return 0 if run(told.address.rstrip("/"), told.times) else 1


if __name__ == "__main__":
    raise SystemExit(main())

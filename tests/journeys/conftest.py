"""A real browser in front of a shop that is really served."""

import os
import shutil
import subprocess
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
import pytest_asyncio
from playwright.async_api import (
    Browser,
    BrowserContext,
    Page,
    StorageState,
    async_playwright,
    expect,
)

from tests.conftest import new_database
from tests.journeys.served import Running, running, served
from tools.browser import ADMINISTRATOR, HEADLESS, NAMES

OPTIONS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
_PATIENCE = 20_000
"""Milliseconds after which something that should happen counts as not happening."""

_missing: list[str] = []

expect.set_options(timeout=_PATIENCE)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly that journeys were skipped, and which one command mends it."""
    if _missing:
        terminalreporter.write_sep("!", "THE JOURNEYS DID NOT RUN: there is no Chromium", red=True)
        terminalreporter.write_line(f"An administrator (root) runs:  {ADMINISTRATOR}")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Find a Chromium that starts, or skip loudly."""
    for path in (os.environ.get("COMPTOIR_BROWSER"), HEADLESS, *map(shutil.which, NAMES)):
        if path and Path(path).exists() and _starts(path):
            return path
    _missing.append("chromium")
    pytest.skip(f"NO CHROMIUM. An administrator runs: {ADMINISTRATOR}")


def _starts(path: str) -> bool:
    try:
        asked = subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0


@pytest.fixture(scope="session")
def shop(server: str, tmp_path_factory: pytest.TempPathFactory) -> Generator[str]:
    """Open a demo shop and give its address.

    It has a database of its own: its worker would take the jobs and events of other tests.
    """
    with (
        new_database(server) as conninfo,
        served(tmp_path_factory.mktemp("shop"), conninfo) as address,
    ):
        yield address


@pytest.fixture(scope="session")
def demo(server: str, tmp_path_factory: pytest.TempPathFactory) -> Generator[Running]:
    """Open a demo shop for the desk, which says where it is and how to come in."""
    with (
        new_database(server) as conninfo,
        running(tmp_path_factory.mktemp("desk"), conninfo, "demo", lines=2) as shop,
    ):
        yield shop


@dataclass
class Keys:
    """The way into the demo's desk, which opens once, and what a browser keeps of it then."""

    way_in: str
    kept: StorageState | None = None

    async def taken_by(self, context: BrowserContext) -> str | None:
        """Let a browser in that has been in before, else give the way in."""
        if self.kept is None:
            return self.way_in
        for cookie in self.kept.get("cookies", []):
            name, value = cookie.get("name", ""), cookie.get("value", "")
            domain, path = cookie.get("domain", ""), cookie.get("path", "/")
            await context.add_cookies(
                [{"name": name, "value": value, "domain": domain, "path": path}]
            )
        return None


@pytest.fixture(scope="session")
def desk_keys(demo: Running) -> Keys:
    """Give the way into the desk to whichever test comes first."""
    return Keys(demo.lines[1].removeprefix("desk "))


@pytest_asyncio.fixture(scope="session")
async def browser(chromium: str) -> AsyncGenerator[Browser]:
    """Start one browser for the whole run."""
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=chromium, args=OPTIONS)
        yield started
        await started.close()


Scheme = Literal["light", "dark"]
Open = Callable[..., Awaitable[BrowserContext]]


@pytest_asyncio.fixture
async def visitor(browser: Browser, shop: str) -> AsyncGenerator[Open]:
    """Give a way to open visitors' browsers; nothing may go wrong in any of their pages."""
    opened: list[BrowserContext] = []
    troubles: list[str] = []

    async def open_(
        *,
        width: int = 1280,
        height: int = 800,
        scheme: Scheme = "light",
        script: bool = True,
        examined: bool = False,
        language: str = "fr-FR",
        base: str = "",
    ) -> BrowserContext:
        context = await browser.new_context(
            base_url=base or shop,
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=script,
            bypass_csp=examined,
            locale=language,
            reduced_motion="reduce",
        )
        context.set_default_timeout(_PATIENCE)
        context.on("page", lambda page: _listen(page, troubles))
        opened.append(context)
        return context

    yield open_
    for context in opened:
        await context.close()
    assert troubles == []


def _listen(page: Page, troubles: list[str]) -> None:
    page.on("pageerror", lambda error: troubles.append(f"error: {error}"))

    def on_console(text: str, kind: str) -> None:
        if kind == "error" and "Failed to load resource" not in text:
            troubles.append(f"console: {text}")

    page.on("console", lambda message: on_console(message.text, message.type))

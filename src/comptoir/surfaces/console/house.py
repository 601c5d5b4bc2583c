"""What the desk's handlers share: the shop, its words, what reads files, the shop's style."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from starlette.requests import Request

from comptoir.desk.ports import ReadsFiles
from comptoir.kernel.caller import Caller, Door
from comptoir.kernel.locale import Language
from comptoir.street.problems import Explain
from comptoir.street.shop import Shop


@dataclass(frozen=True, slots=True)
class House:
    """One running shop as its desk sees it; `sheets` are addresses of the shop's style sheets."""

    shop: Shop
    explain: Explain
    files: ReadsFiles
    sheets: Sequence[str] = ()


def house_of(request: Request) -> House:
    """Give the house that this application serves."""
    return cast("House", request.app.state.house)


def caller(language: Language) -> Caller:
    """Say who asks: somebody at the desk."""
    return Caller(Door.CONSOLE, language)

"""What the page's handlers share: the shop, its words for refusals, the key of its cookies."""

from dataclasses import dataclass
from typing import cast

from starlette.requests import Request

from comptoir.kernel.caller import Caller, Door
from comptoir.kernel.locale import Language
from comptoir.street.problems import Explain
from comptoir.street.session import Seal
from comptoir.street.shop import Shop


@dataclass(slots=True)
class House:
    """One running shop as the page sees it."""

    shop: Shop
    explain: Explain

    async def seal(self) -> Seal:
        """Give the key of this installation's cookies."""
        return await self.shop.seal()


def house_of(request: Request) -> House:
    """Give the house that this application serves."""
    return cast("House", request.app.state.house)


def caller(language: Language) -> Caller:
    """Say who asks: a visitor at the page."""
    return Caller(Door.WEB, language)

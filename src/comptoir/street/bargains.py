"""Promotions as leaflets word them: « 3 pour 2 », « 2e à −50 % », « 2 pour 5,00 € »."""

from collections.abc import Callable

from comptoir.goods.pricing.mechanics import Step
from comptoir.goods.pricing.model import Mechanic, Promotion
from comptoir.goods.pricing.notation import ordinal
from comptoir.kernel.locale import Language

_THIN, _HARD = "\u202f", "\u00a0"
Money = Callable[[int], str]
"""Prints an amount in minor units."""


def percent(value: int, language: Language) -> str:
    """Print a reduction: « −20 % », "−20%"."""
    return f"−{value}{_THIN}%" if language is Language.FRENCH else f"−{value}%"


def bargain(promotion: Promotion, language: Language, money: Money) -> str:
    """Print how a promotion works, as short as a badge."""
    french = language is Language.FRENCH
    size, off = promotion.size or 0, promotion.percent or 0
    match promotion.mechanic:
        case Mechanic.PERCENT:
            return percent(off, language)
        case Mechanic.PRICE:
            return money(promotion.price or 0)
        case Mechanic.SOME_FREE:
            return _for(size, str(promotion.paid), french=french)
        case Mechanic.LOT:
            return _for(size, money(promotion.price or 0), french=french)
        case Mechanic.NTH if off == 100:
            return f"{size}e{_HARD}offert" if french else f"{ordinal(size)}{_HARD}free"
        case Mechanic.NTH:
            cut = percent(off, language)
            return f"{size}e{_HARD}à{_HARD}{cut}" if french else f"{ordinal(size)}{_HARD}{cut}"


def limit(promotion: Promotion, language: Language) -> str:
    """Print how many pieces a promotion counts for: « Dans la limite de 4 par foyer »."""
    french = language is Language.FRENCH
    bounds = [
        f"{most} {words}"
        for most, words in (
            (promotion.order_most, "par commande" if french else "per order"),
            (promotion.household_most, "par foyer" if french else "per household"),
        )
        if most is not None
    ]
    if not bounds:
        return ""
    joined = (" et " if french else " and ").join(bounds)
    return f"Dans la limite de {joined}" if french else f"Up to {joined}"


def further(step: Step, language: Language, money: Money) -> str:
    """Print what would complete a lot: « Encore 1 pour 0,95 € : 0,95 € d’économie »."""
    adds, saves = money(step.adds), money(step.saves)
    if language is Language.FRENCH:
        if step.adds == 0:
            return f"Encore {step.pieces}{_HARD}: offert"
        return f"Encore {step.pieces} pour {adds}{_HARD}: {saves} d’économie"
    if step.adds == 0:
        return f"{step.pieces} more, free"
    return f"{step.pieces} more for {adds}: {saves} saved"


def _for(size: int, what: str, *, french: bool) -> str:
    return f"{size}{_HARD}{'pour' if french else 'for'}{_HARD}{what}"

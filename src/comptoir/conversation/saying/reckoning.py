"""Words for money that was reckoned beside the cart."""

from typing import assert_never

from comptoir.conversation import reckoned as came
from comptoir.conversation.saying.voice import Voice


def say_reckoned(outcome: came.AboutMoney, voice: Voice) -> str:
    """Put a sum that was reckoned into words."""
    match outcome:
        case came.TotalWithout(lines, total):
            amounts = (voice.amount(line.goods, line.quantity) for line in lines)
            named = voice.tongue.and_([voice.tongue.brief(each) for each in amounts])
            return voice.phrase("total_without", list=named, total=voice.money(total))
        case came.BudgetKept(budget, left):
            key = "budget_kept" if left == budget else "budget_kept_left"
            return voice.phrase(key, budget=voice.money(budget), left=voice.money(left))
        case came.BudgetLeft(budget, left):
            key = "budget_left" if left >= 0 else "budget_over"
            return voice.phrase(key, budget=voice.money(budget), left=voice.money(abs(left)))
        case came.BudgetExceeded(budget, over):
            return voice.phrase("budget_over", budget=voice.money(budget), left=voice.money(over))
        case came.DishCost(total, budget):
            key = "dish_within" if total <= budget else "dish_above"
            return voice.phrase(key, total=voice.money(total), budget=voice.money(budget))
        case _:
            assert_never(outcome)

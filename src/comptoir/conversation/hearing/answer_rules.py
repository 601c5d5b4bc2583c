"""How a language says yes, no and all of them."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class AnswerRules:
    """How a language says yes, no, and everything."""

    yes: re.Pattern[str]
    no: re.Pattern[str]
    padding: re.Pattern[str]
    """Words that may stand around a yes or a no."""
    opening_yes: re.Pattern[str]
    opening_no: re.Pattern[str]
    """A yes or a no that something else may follow."""
    opening_padding: re.Pattern[str]
    """Words between a yes or a no and what follows it."""
    whole_yes: re.Pattern[str]
    """Sentences that say yes only as a whole, and only when asked: "mets tout"."""
    whole_no: re.Pattern[str]
    keeps: re.Pattern[str]
    """What is said of goods that stay at the price told: "garde-le quand même"."""
    too_dear: re.Pattern[str]
    """What is said of goods that are too dear."""
    age: re.Pattern[str]
    minor: re.Pattern[str]
    everything: re.Pattern[str]
    nearest: re.Pattern[str]
    """"le plus proche", where a store was asked for."""
    none_of_it: re.Pattern[str]
    """"finalement aucun": no quantity of what was spoken of."""
    undo: re.Pattern[str]
    """"remets comme avant": the last change is to be taken back."""
    store_openings: re.Pattern[str]

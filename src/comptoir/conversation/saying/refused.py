"""Words for refusals, by code; by kind for those that no shopper should meet."""

from comptoir.conversation.saying.voice import Voice
from comptoir.kernel.refusals import Refusal

_OURS = frozenset({"lines"})
"""Facts that are tables rather than words."""


def say_refusal(refusal: Refusal, voice: Voice) -> str:
    """Put a refusal into words."""
    key = key_of(refusal, voice)
    facts = {name: str(value) for name, value in refusal.facts.items() if name not in _OURS}
    for name in ("minimum", "missing", "total", "told"):
        value = refusal.facts.get(name)
        if isinstance(value, int):
            facts[name] = voice.money(value)
    state = f"states.{facts.get('state', '')}"
    if voice.book.has(state):
        facts["state"] = voice.phrase(state)
    most = refusal.facts.get("most")
    if isinstance(most, int):
        facts["kilos"] = str(most // 1000)
    return voice.book.fill(key, facts)


def key_of(refusal: Refusal, voice: Voice) -> str:
    """Find the most telling phrase there is for a refusal."""
    code = f"refused.{refusal.code}"
    remedy, unit, mode = (refusal.facts.get(name) for name in ("remedy", "unit", "mode"))
    why = refusal.facts.get("why")
    for key in (
        f"{code}_{remedy}_{unit}",
        f"{code}_{remedy}",
        f"{code}_{mode}",
        f"{code}_{why}",
        code,
    ):
        if voice.book.has(key):
            return key
    return f"refused.kind_{refusal.kind.value}"

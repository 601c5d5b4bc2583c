"""Short ways to ask what a sentence was understood as."""

from comptoir.conversation.follow import after, follow
from comptoir.conversation.hear import hear
from comptoir.conversation.model import Act, Amount, Dialogue, Intent, Pending, PendingKind


def heard(text: str, asked: PendingKind | None = None, language: str = "fr") -> tuple[Act, ...]:
    """Return the acts of one sentence."""
    pending = Pending(asked) if asked else None
    return hear(text, language=language, pending=pending).acts


def asked(
    text: str, language: str = "fr"
) -> list[tuple[Intent, tuple[tuple[str, Amount | None], ...]]]:
    """Return the intents and the goods of a sentence."""
    return [
        (act.intent, tuple((item.product, item.amount) for item in act.items))
        for act in heard(text, language=language)
    ]


def goods(text: str, language: str = "fr") -> list[tuple[str, str]]:
    """Return the products of a sentence with their amounts written out."""
    rows: list[tuple[str, str]] = []
    for item in heard(text, language=language)[0].items:
        amount = item.amount
        rows.append((item.product, f"{float(amount.value):g} {amount.unit}" if amount else ""))
    return rows


def talked(*sentences: str, language: str = "fr") -> tuple[Act, ...]:
    """Return the resolved acts of the last of several sentences."""
    dialogue = Dialogue(language=language)
    acts: tuple[Act, ...] = ()
    for sentence in sentences:
        acts = follow(hear(sentence, language=language, pending=None), dialogue)
        dialogue = after(dialogue, acts)
    return acts

"""What a sentence wants, given what was asked and told before it."""

from collections.abc import Sequence
from functools import partial

from comptoir.conversation.follow import follow
from comptoir.conversation.hear import hear
from comptoir.conversation.memory import Memory
from comptoir.conversation.model import Act, Heard, Intent
from comptoir.conversation.turning.cooking import sparing
from comptoir.conversation.turning.corrections import corrected
from comptoir.conversation.vocabulary import Vocabulary
from comptoir.kernel.locale import language_of


def understood(text: str, memory: Memory, vocabulary: Vocabulary) -> tuple[Act, ...]:
    """Understand a sentence as the answer to what was asked, if it can be one."""
    dialogue = memory.dialogue
    hear_ = partial(hear, text, language=dialogue.language, vocabulary=vocabulary)
    heard = hear_(pending=dialogue.pending)
    if _may_mean_the_till(heard, memory):
        plain = hear_(pending=None)
        heard = plain if plain.acts[0].intent is Intent.CHECKOUT else heard
    acts = follow(heard, dialogue)
    return _till_last(sparing(corrected(acts, text, memory, language_of(dialogue.language))))


def _till_last(acts: Sequence[Act]) -> tuple[Act, ...]:
    """Go to the till after all else that a sentence says: "c'est tout, livrez demain soir"."""
    return tuple(sorted(acts, key=lambda act: act.intent is Intent.CHECKOUT))


def named_at(acts: Sequence[Act]) -> tuple[tuple[int, int], ...]:
    """Tell where a sentence names goods, from where to where."""
    return tuple(item.span for act in acts for item in act.items if item.product and any(item.span))


def plainly(text: str, memory: Memory, vocabulary: Vocabulary) -> tuple[Act, ...]:
    """Understand a sentence as if nothing had been asked before."""
    dialogue = memory.dialogue
    heard = hear(text, language=dialogue.language, pending=None, vocabulary=vocabulary)
    return follow(heard, dialogue)


def _may_mean_the_till(heard: Heard, memory: Memory) -> bool:
    """Tell whether a yes answers nothing that takes a yes: "valide" goes to the till then."""
    question = memory.question
    agreed = len(heard.acts) == 1 and heard.acts[0].intent is Intent.CONFIRM
    return agreed and question is not None and (not question.asks or len(question.offered) > 1)

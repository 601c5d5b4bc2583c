"""Read all that a sentence needs before anybody speaks."""

from comptoir.conversation.hearing.lexicon import lexicon
from comptoir.conversation.saying import tongue
from comptoir.conversation.turning import phrasing
from comptoir.conversation.turning.cooking import dishes
from comptoir.kernel.locale import Language


def learn() -> None:
    """Read the lexicons, the tables of words and the recipes of both languages, once a process."""
    tongue.learn()
    dishes()
    for language in Language:
        lexicon(language.value)
        phrasing.sentences(language)

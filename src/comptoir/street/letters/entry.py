"""Letters that let somebody in: a code to sign in with, an invitation into a household."""

from comptoir.kernel.locale import Language
from comptoir.shopping.identity.model import CODE_LIFE, INVITATION_LIFE
from comptoir.street.letters.paper import Code, Way, Words, letter
from comptoir.street.letters.wording import Wording
from comptoir.street.messages.model import Letter


def code_letter(to: str, code: str, language: Language) -> Letter:
    """Write the letter that brings a code."""
    say, shown = Wording(language), spaced(code)
    minutes = int(CODE_LIFE.total_seconds()) // 60
    parts = (
        Words(say("hello")),
        Words(say("code_lead")),
        Code(shown),
        Words(say("code_until", minutes=minutes)),
        Words(say("not_you"), small=True),
        Words(say("signed"), small=True),
    )
    return letter(to, say("code_subject", code=shown), language, parts)


def invitation_letter(to: str, name: str, url: str, language: Language) -> Letter:
    """Write the letter that asks somebody into a household; `name` is who asks."""
    say = Wording(language)
    parts = (
        Words(say("hello")),
        Words(say("invitation_lead", name=name)),
        Way(say("invitation_way"), url),
        Words(say("invitation_until", days=INVITATION_LIFE.days), small=True),
        Words(say("signed"), small=True),
    )
    return letter(to, say("invitation_subject", name=name), language, parts)


def spaced(code: str) -> str:
    """Set a code in two halves, as people copy it."""
    half = len(code) // 2
    return f"{code[:half]} {code[half:]}"


def erased_letter(to: str, language: Language) -> Letter:
    """Write the last letter: that an account is erased, and what stays."""
    say = Wording(language)
    parts = (Words(say("hello")), Words(say("erased_lead")), Words(say("signed"), small=True))
    return letter(to, say("erased_subject"), language, parts)

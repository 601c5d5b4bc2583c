"""Mail to tell stories with: a letter, and carriers that do as they are told."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from comptoir.kernel.locale import Language
from comptoir.street.messages.model import Letter


def a_letter(recipient: str = "camille@example.org", *, subject: str = "Bonjour") -> Letter:
    """Write a short letter with accents in it."""
    return Letter(
        recipient,
        subject,
        "Bonjour,\nvos œufs à 2,15 € sont prêts.\n",
        "<p>Bonjour, vos œufs à 2,15 € sont prêts.</p>\n",
        Language.FRENCH,
    )


@dataclass(slots=True)
class Carrier:
    """Keeps what it is given; beforehand it raises what stands in `troubles`, first to last."""

    troubles: list[Exception] = field(default_factory=list[Exception])
    sent: list[Letter] = field(default_factory=list[Letter])
    references: list[str] = field(default_factory=list[str])
    asked: int = 0

    def code(self, to: str) -> str:
        """Read the code in the newest letter to an address."""
        newest = [letter for letter in self.sent if letter.recipient == to][-1]
        found = re.search(r"^ +([0-9]{4} [0-9]{4})$", newest.text, re.MULTILINE)
        assert found is not None, newest.text
        return found[1]

    async def send(self, letter: Letter, *, reference: str, at: datetime) -> None:
        """Take a letter, unless there is trouble."""
        self.asked += 1
        if self.troubles:
            raise self.troubles.pop(0)
        self.sent.append(letter)
        self.references.append(reference)

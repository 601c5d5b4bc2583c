"""Mail that goes nowhere: the demo's letters, laid into a folder where they can be read."""

import asyncio
import email
import hashlib
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from comptoir.adapters.mail.post import message
from comptoir.kernel.locale import language_of
from comptoir.street.messages.model import Letter
from comptoir.street.messages.ports import NotCarried

SENDER = "Comptoir <courses@comptoir.example>"
MOST_KEPT = 200


@dataclass(frozen=True, slots=True)
class Spool:
    """Lays letters into a folder, one file each; beyond `MOST_KEPT` the oldest go."""

    folder: Path

    async def send(self, letter: Letter, *, reference: str, at: datetime) -> None:
        """Lay a letter down.

        :raises NotCarried: when it is no message.
        """
        try:
            made = message(letter, sender=SENDER, reference=reference, at=at)
        except ValueError as error:
            raise NotCarried(f"no message: {error}", again=False) from error
        digest = hashlib.sha256(reference.encode()).hexdigest()[:16]
        name = f"{at:%Y%m%dT%H%M%S%f}-{digest}.eml"
        await asyncio.to_thread(self._lay, name, made.as_bytes())

    def kept(self, most: int = 20) -> list[tuple[str, Letter]]:
        """Give the newest letters, each with the name of its file."""
        return [(path.name, _read(path)) for path in reversed(self._files()[-most:])]

    def whole(self, name: str) -> bytes | None:
        """Give a letter's file, None when there is none of this name."""
        path = next((path for path in self._files() if path.name == name), None)
        return None if path is None else path.read_bytes()

    def _lay(self, name: str, content: bytes) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = self.folder / f".{name}"
        unfinished.write_bytes(content)
        unfinished.replace(self.folder / name)
        for old in self._files()[:-MOST_KEPT]:
            old.unlink(missing_ok=True)

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob("[0-9]*.eml"))


def _read(path: Path) -> Letter:
    made = email.message_from_bytes(path.read_bytes(), policy=SMTP)
    return Letter(
        recipient=str(made["To"]),
        subject=str(made["Subject"]),
        text=_part(made, "plain"),
        html=_part(made, "html"),
        language=language_of(str(made["Content-Language"])),
    )


def _part(made: EmailMessage, form: str) -> str:
    part = made.get_body((form,))
    return "" if part is None else str(part.get_content()).replace("\r\n", "\n")

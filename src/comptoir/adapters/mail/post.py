"""A letter as an Internet message (RFC 5322)."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from comptoir.street.messages.model import Letter


def message(letter: Letter, *, sender: str, reference: str, at: datetime) -> EmailMessage:
    """Write a letter as a message with both of its forms.

    Its Message-ID is made from `reference`, so that whoever gets it twice sees that it is one.

    :raises ValueError: when a header cannot be: a line break in it, an address that is none.
    """
    name, address = parseaddr(sender)
    made = EmailMessage(policy=SMTP)
    made["From"] = Address(name, addr_spec=address)
    made["To"] = Address(addr_spec=letter.recipient)
    made["Subject"] = letter.subject
    made["Date"] = format_datetime(at)
    made["Message-ID"] = f"<{reference}@{address.rpartition('@')[2]}>"
    made["Content-Language"] = letter.language.value
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(letter.text)
    made.add_alternative(letter.html, subtype="html")
    return made

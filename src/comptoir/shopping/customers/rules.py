"""What the words that customers write about themselves may be."""

import re
import unicodedata

from comptoir.kernel.refusals import invalid
from comptoir.shopping.customers.model import Address

LONGEST_LINE = 200
_POSTCODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z -]{1,9}\Z")
_NOT_TEXT = frozenset({"Cc", "Cs"})
"""Control characters and surrogates: no keyboard writes them and no database takes them."""


def checked_line(field: str, text: str, *, required: bool = True) -> str:
    """Give `text` as one line, its blanks trimmed.

    :raises Refusal: when it is empty though required, too long, or has control characters.
    """
    line = " ".join(text.split())
    if required and not line:
        raise invalid(field, "required")
    if len(line) > LONGEST_LINE:
        raise invalid(field, "too_long", most=LONGEST_LINE)
    if any(unicodedata.category(character) in _NOT_TEXT for character in line):
        raise invalid(field, "no_control_characters")
    return line


def checked_address(address: Address) -> Address:
    """Give `address` with its blanks trimmed.

    :raises Refusal: when a field is missing, too long, or the postcode cannot be one.
    """
    trimmed = Address(
        recipient=checked_line("recipient", address.recipient),
        street=checked_line("street", address.street),
        postcode=checked_line("postcode", address.postcode),
        city=checked_line("city", address.city),
        country=checked_line("country", address.country).upper(),
        instructions=checked_line("instructions", address.instructions, required=False),
    )
    if not _POSTCODE.match(trimmed.postcode):
        raise invalid("postcode", "give_a_postcode")
    if len(trimmed.country) != 2:
        raise invalid("country", "give_two_letters")
    return trimmed

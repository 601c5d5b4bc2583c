"""Proofs that a link was followed from a letter, which an order's own address alone is not.

Who has an order's address may look at the order: it is sent on to whoever is to be at home. Its
invoices are for whom its letters are written to.
"""

from collections.abc import Iterable

from comptoir.street.session import Seal

_PURPOSE = "papers"


def papers_proof(seal: Seal, *, order: str, recipient: str) -> str:
    """Write what a letter's link to an order's invoices has in it.

    It holds as long as letters about the order go to the address that the letter went to: who was
    written to by mistake opens nothing once that is put right.
    """
    return seal.prove(_PURPOSE, _of(order, recipient))


def proves_papers(seal: Seal, proof: str, *, order: str, recipients: Iterable[str]) -> bool:
    """Tell whether a proof was written for an order, to an address that its letters go to."""
    return any(seal.proves(_PURPOSE, _of(order, each), proof) for each in recipients)


def _of(order: str, recipient: str) -> str:
    return f"{order}/{recipient.lower()}"

"""Letters about a withdrawal: the acknowledgement (consumer code, D. 221-5), and how it ended."""

from datetime import datetime

from comptoir.kernel.locale import language_of
from comptoir.shopping.withdrawals.model import Given, State, Withdrawal
from comptoir.street.figures import Figures, figures
from comptoir.street.letters.confirmation import LONG_AGO, Sale
from comptoir.street.letters.paper import Facts, Part, Rows, Way, Words, letter
from comptoir.street.letters.wording import Wording
from comptoir.street.messages.model import Letter


def acknowledgement(to: str, stated: Withdrawal, sale: Sale, *, own: bool, now: datetime) -> Letter:
    """Write that a statement was received: what it says, on which day and at what time.

    Whoever is not known to be the order's `own` customer is not told what is in it.
    """
    say, printer = _voice(sale, now)
    parts: list[Part] = [
        Words(say("hello_you", name=stated.name) if stated.name else say("hello")),
        Words(say("withdrawn_lead", number=sale.order.number)),
        *_statement(stated, sale, say, printer, own=own),
        Words(say("withdrawn_next")),
        Words(say("rights_refund"), small=True),
        *_ending(sale, say, own=own),
    ]
    return letter(to, say("withdrawn_subject", number=sale.order.number), say.language, parts)


def settlement(
    to: str, stated: Withdrawal, sale: Sale, paper: str, *, own: bool, now: datetime
) -> Letter:
    """Write how a withdrawal ended; `paper` is the number of its credit note, if there is one."""
    say, printer = _voice(sale, now)
    key = "withdrawn_credited" if stated.state is State.CREDITED else "withdrawn_declined"
    parts: list[Part] = [
        Words(say("hello_you", name=stated.name) if stated.name else say("hello")),
        Words(say(key, number=sale.order.number, reason=stated.reason)),
        *_statement(stated, sale, say, printer, own=own),
    ]
    if paper:
        parts.append(Facts([(say("credit"), paper)]))
        if own and (papers := sale.papers(to)) is not None:
            parts.append(Way(say("see_credit"), papers))
    parts += _ending(sale, say, own=own)
    return letter(to, say(f"{key}_subject", number=sale.order.number), say.language, parts)


def _voice(sale: Sale, now: datetime) -> tuple[Wording, Figures]:
    language = language_of(sale.order.language)
    # A letter is read another day: it says no "tomorrow".
    printer = figures(
        language,
        currency=sale.order.currency,
        timezone=sale.store.timezone,
        now=now - LONG_AGO,
    )
    return Wording(language), printer


def _statement(
    stated: Withdrawal, sale: Sale, say: Wording, printer: Figures, *, own: bool
) -> list[Part]:
    facts = [
        (say("number"), sale.order.number),
        (say("withdrawn_by"), stated.name),
        (say("withdrawn_at"), printer.moment(stated.stated_at)),
    ]
    if not own:
        return [Facts([*facts, (say("withdrawn_from"), say("withdrawn_whole"))])]
    rows = [_line(line, printer) for line in stated.lines]
    return [Facts(facts), Rows(say("withdrawn_from"), (say("item"), say("quantity")), rows)]


def _line(line: Given, printer: Figures) -> tuple[str, str]:
    return line.name, printer.quantity(line.quantity)


def _ending(sale: Sale, say: Wording, *, own: bool) -> list[Part]:
    signed = Words(say("signed"), small=True)
    if own and sale.url is not None:
        return [Way(say("see_order"), sale.url), signed]
    return [signed]

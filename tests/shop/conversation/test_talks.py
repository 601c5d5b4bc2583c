"""Whole talks at the demo's counter, as shoppers hold them: answers, and what the cart holds then.

A talk is a paragraph of a file in `talks/`. Its lines begin with a mark:

    # what the talk is about
    > what the shopper says
    < a pattern that the answer holds
    ! a pattern that the answer does not hold
    = all that is in the cart after it, parted by semicolons: "2 × Baguette; 500 g Tomates rondes"
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from comptoir.adapters.payments.at_handover import AtHandover
from comptoir.conversation.answer import Answer
from comptoir.conversation.commands import start
from comptoir.conversation.turn import take
from comptoir.db.unit_of_work import Database
from comptoir.kernel.locale import Language
from comptoir.kernel.measure import Unit
from comptoir.shopping.carts.model import CartLine
from comptoir.shopping.orders import process
from comptoir.shopping.orders.commands import Checkout
from comptoir.shopping.orders.model import Outcome
from tests.shop.conversation.story import CALLER

TALKS = Path(__file__).parent / "talks"
STORE = "grand-ouest"


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation: its title, language and lines, each a mark and what stands behind it."""

    title: str
    language: Language
    lines: tuple[tuple[str, str], ...]


def talks() -> list[Talk]:
    """Read every talk of the folder, the language from the name of its file."""
    found: list[Talk] = []
    for path in sorted(TALKS.glob("*.txt")):
        for paragraph in re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip()):
            lines = tuple((line[0], line[2:].strip()) for line in paragraph.splitlines())
            assert lines[0][0] == "#", f"{path.name}: a talk begins with its title: {lines[0]}"
            found.append(Talk(lines[0][1], Language(path.stem[-2:]), lines[1:]))
    return found


def line_told(line: CartLine) -> str:
    """Write a cart line as the talks do."""
    unit = line.quantity.unit
    amount = f"{line.quantity.value} {'×' if unit is Unit.PIECE else unit.value}"
    return f"{amount} {line.name}"


def fault(mark: str, expected: str, answer: Answer) -> str | None:
    """Tell what is wrong with an answer by one line of a talk, if anything is."""
    if mark == "=":
        held = sorted(line_told(line) for line in answer.cart.lines)
        wanted = sorted(part.strip() for part in expected.split(";") if part.strip())
        return None if held == wanted else f"the cart holds {held}, not {wanted}"
    assert mark in "<!", f"an unknown mark: {mark}"
    is_said = re.search(expected, answer.say.replace("\xa0", " ")) is not None
    return None if is_said == (mark == "<") else f"{mark} {expected}"


@pytest.mark.parametrize("talk", talks(), ids=lambda talk: f"{talk.language.value}: {talk.title}")
async def test_goes_as_a_shopper_expects(demo: Database, talk: Talk) -> None:
    async with demo.work(CALLER) as uow:
        opened = await start(uow, store=STORE, language=talk.language)

    async def place(cart: str, checkout: Checkout) -> Outcome:
        return await process.place_order(
            demo, {"at_handover": AtHandover()}, caller=CALLER, cart=cart, checkout=checkout
        )

    said: list[str] = []
    answer: Answer | None = None
    for mark, text in talk.lines:
        if mark == ">":
            answer = await take(
                demo, conversation=opened.id, text=text, turn_id=None, caller=CALLER, place=place
            )
            said += [f"> {text}", f"  {answer.say}"]
            continue
        assert answer is not None, "somebody speaks before anything is expected"
        wrong = fault(mark, text, answer)
        assert wrong is None, "\n".join([*said, f"WRONG: {wrong}"])

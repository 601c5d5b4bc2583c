"""What a process learned before anybody spoke is all that a sentence needs."""

import sys
from asyncio import create_subprocess_exec
from asyncio.subprocess import PIPE

import pytest

from comptoir.db.unit_of_work import Database
from comptoir.kernel.locale import Language
from tests.shop.conversation.story import a_talk

SAID = {
    Language.FRENCH: (
        "du lait", "le premier", "non plutôt six œufs", "de quoi faire des crêpes pour quatre",
        "une bouteille de rouge", "un zorgluf sans sulfate", "combien coûte le brie", "redites",
    ),
    Language.ENGLISH: ("some milk", "the first one", "sulphate free", "how much is the brie"),
}  # fmt: skip

TURNS = """
import asyncio, sys
from comptoir.app.wiring import learn_words, warm
from comptoir.conversation.turn import take
from comptoir.db.unit_of_work import Database
from comptoir.kernel.caller import Caller, Door

opened = []

def hook(event, told):
    if event == "open" and isinstance(told[0], str) and told[0].endswith((".toml", ".txt", ".gz")):
        opened.append(told[0])

async def talk(conninfo, conversation, *said):
    database = Database(conninfo)
    await database.open()
    await warm(database)
    sys.addaudithook(hook)
    for text in said:
        await take(database, conversation=conversation, text=text, turn_id=None,
                   caller=Caller(Door.TERMINAL), place=None)
    await database.close()

learn_words()
asyncio.run(talk(*sys.argv[1:]))
print(*opened, end="")
"""


class TestLearnWords:
    @pytest.mark.parametrize("language", list(Language))
    async def test_leaves_no_file_to_be_read_in_a_turn(
        self, database: Database, migrated: str, language: Language
    ) -> None:
        talk = await a_talk(database, language=language)
        command = [sys.executable, "-c", TURNS, migrated, talk.id, *SAID[language]]
        process = await create_subprocess_exec(*command, stdout=PIPE, stderr=PIPE)
        opened, trouble = await process.communicate()
        assert (process.returncode, opened) == (0, b""), trouble

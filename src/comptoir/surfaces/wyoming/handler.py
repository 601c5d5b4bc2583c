"""One connection of a Wyoming client: what it may send, and what it is answered."""

import asyncio
import logging
from contextlib import suppress
from typing import cast

from wyoming.asr import Transcript
from wyoming.error import Error
from wyoming.event import Event, async_read_event
from wyoming.handle import Handled, NotHandled
from wyoming.info import Describe, Info
from wyoming.ping import Ping, Pong
from wyoming.server import AsyncEventHandler

from comptoir.kernel.locale import known_language
from comptoir.kernel.refusals import Refusal
from comptoir.street.counter import Counter
from comptoir.street.guests import Guest
from comptoir.street.spoken import Spoken, no_such_language, spoken_refusal, trouble
from comptoir.surfaces.wyoming.context import speaker_of

DOOR = "wyoming"
MOST_BYTES = 65_536
"""What an event's data or payload may hold; a longer line is refused by the reader's own limit."""

IDLE_SECONDS = 300.0

_MALFORMED = (AttributeError, KeyError, TypeError, ValueError, RecursionError)

log = logging.getLogger(__name__)


class _Malformed(Exception):
    pass


class _Bounded:
    """A reader that takes no more at once than an event may hold, and knows when all was read."""

    def __init__(self, reader: asyncio.StreamReader) -> None:
        self._reader = reader
        self.ended = False

    async def readline(self) -> bytes:
        line = await self._reader.readline()
        self.ended = not line
        return line

    async def readexactly(self, n: int) -> bytes:
        if n > MOST_BYTES:
            raise ValueError(n)
        return await self._reader.readexactly(n)

    def feed_eof(self) -> None:
        self._reader.feed_eof()


class SpeakerHandler(AsyncEventHandler):
    """Answers a client until it leaves, sends what is no event, or the shop closes."""

    def __init__(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        *,
        counter: Counter,
        store: str,
        info: Info,
        leaving: asyncio.Event,
        idle_seconds: float = IDLE_SECONDS,
    ) -> None:
        self._bounded = _Bounded(reader)
        super().__init__(cast("asyncio.StreamReader", self._bounded), writer)
        self._counter = counter
        self._store = store
        self._info = info
        self._leaving = leaving
        self._idle_seconds = idle_seconds
        peer: object = writer.get_extra_info("peername")
        self._peer = str(peer[0]) if isinstance(peer, tuple) else ""  # pyright: ignore[reportUnknownArgumentType]

    async def run(self) -> None:
        """Answer event after event."""
        try:
            while (event := await self._next()) is not None and await self.handle_event(event):
                pass
        except _Malformed:
            log.info("wyoming: what came in was no event")
            with suppress(OSError):
                await self.write_event(Error("not a Wyoming event", "malformed").event())
        except (OSError, EOFError):
            log.info("wyoming: a connection was cut")
        except Exception:
            log.exception("wyoming: a connection failed")
        finally:
            self.writer.close()

    async def handle_event(self, event: Event) -> bool:
        """Answer one event; those that are not for us are passed over, as the protocol has it."""
        if Describe.is_type(event.type):
            await self.write_event(self._info.event())
        elif Ping.is_type(event.type):
            await self.write_event(Pong(text=Ping.from_event(event).text).event())
        elif Transcript.is_type(event.type):
            await self.write_event(await self._answered(event))
        return True

    async def _next(self) -> Event | None:
        """Wait for the next event; None when there will be none.

        :raises _Malformed: when what comes is no event.
        """
        reading = asyncio.ensure_future(async_read_event(self.reader))
        ends = (self._counter.shop.closing, self._leaving)
        closing = [asyncio.ensure_future(end.wait()) for end in ends]
        try:
            await asyncio.wait(
                {reading, *closing},
                timeout=self._idle_seconds,
                return_when=asyncio.FIRST_COMPLETED,
            )
            event = reading.result() if reading.done() else None
        except _MALFORMED as error:
            raise _Malformed from error
        finally:
            for task in (reading, *closing):
                task.cancel()
        if event is None and reading.done() and not self._bounded.ended:
            raise _Malformed
        return event

    async def _answered(self, event: Event) -> Event:
        """Take the sentence that an event brings.

        :raises _Malformed: when it brings none.
        """
        try:
            heard = Transcript.from_event(event)
        except _MALFORMED as error:
            raise _Malformed from error
        # The library's types promise what a stranger on the network need not keep.
        text, tag = cast("object", heard.text), cast("object", heard.language)
        if not isinstance(text, str) or not isinstance(tag, str | None):
            raise _Malformed
        who = await speaker_of(heard.context, peer=self._peer, book=self._counter.book)
        said = await self._heard(text, tag, user=who.user, dialogue=who.dialogue)
        kind = Handled if said.taken else NotHandled
        return kind(text=said.text, context=dict(who.answer)).event()

    async def _heard(self, text: str, tag: str | None, *, user: str, dialogue: str) -> Spoken:
        language = known_language(tag)
        if language is None:
            return no_such_language()
        guest = Guest(DOOR, self._store, user, dialogue, language)
        try:
            return await self._counter.hear(guest, text)
        except Refusal as refusal:
            log.warning("wyoming: nobody can be served: %s", refusal.code)
            return spoken_refusal(refusal, language, self._counter.shop.database.clock)
        except Exception:
            log.exception("wyoming: a sentence failed")
            return trouble(language)

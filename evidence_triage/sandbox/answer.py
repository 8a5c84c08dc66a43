"""One answer of a parser process, read frame by frame under its limits; it always ends with `End`, whatever happens."""

import time
from collections.abc import Iterator

from evidence_triage.sandbox import wire
from evidence_triage.sandbox.checked import Broken, Checked, TooMuch
from evidence_triage.sandbox.protocol import ChildEnd, End, Frame, Limits, Request
from evidence_triage.sandbox.provider import Channel, Gone, TooSlow
from evidence_triage.sandbox.wire import Letter
from evidence_triage.words import Reason


class Again(Exception):
    """The file has to be read in a process of its own."""


class Answer:
    """What one process says to one request. `reusable`: it went to its own end, and neither failed nor ran out of memory."""

    def __init__(self, channel: Channel, limits: Limits) -> None:
        self._channel = channel
        self._limits = limits
        self._checked = Checked(limits)
        self._left = limits.seconds
        self.reusable = False
        self.killed_for: Reason | None = None

    def kill(self, reason: Reason) -> None:
        """Ends the process; the answer ends with `reason`. From any thread."""
        self.killed_for = reason
        self._channel.kill()

    def frames(self, request: Request, fd: int) -> Iterator[Frame | bytes]:
        """Asks, and gives what comes.

        Raises:
            Again: the process reads several files and the next code is native.
        """
        try:
            self._channel.ask(request, fd, self._left)
            yield from self._until_end()
        except TooSlow:
            yield from self._ended(Reason.TIMED_OUT, f"no end within {self._limits.seconds:g} seconds")
        except TooMuch as error:
            yield from self._ended(Reason.TOO_LARGE, str(error))
        except Broken as error:
            yield from self._ended(Reason.READER_FAILED, f"its answer breaks the rules: {error}")
        except Gone as error:
            yield from self._ended(self.killed_for or Reason.READER_FAILED, str(error))

    def _until_end(self) -> Iterator[Frame | bytes]:
        while not self._checked.ended:
            letter, body = self._next()
            if letter == Letter.AGAIN.value:
                raise Again
            if letter == Letter.BYTES.value:
                yield self._checked.chunk(body)
            elif letter == Letter.JSON.value:
                yield from self._whole(self._checked.frame(body))
            else:
                raise Broken("a frame of no known kind")

    def _whole(self, frame: Frame) -> Iterator[Frame]:
        """The frame; before an `End` that leaves a part open, the part's end."""
        if isinstance(frame, End):
            if self._checked.part_open:
                yield ChildEnd(reason=frame.reason or Reason.READER_FAILED)
            self.reusable = frame.reason not in {Reason.READER_FAILED, Reason.TOO_LARGE}
        yield frame

    def _next(self) -> tuple[bytes, bytes]:
        """A frame's letter and body; only the waiting counts as the process's time."""
        began = time.monotonic()
        letter, length = wire.HEADER.unpack(self._channel.read(wire.HEADER.size, self._left))
        self._checked.length(length, wire.CHUNK_BYTES if letter == Letter.BYTES.value else wire.JSON_BYTES)
        body = self._channel.read(length, self._left - (time.monotonic() - began)) if length else b""
        self._left -= time.monotonic() - began
        return letter, body

    def _ended(self, reason: Reason, detail: str) -> Iterator[Frame]:
        """The end that the process did not give."""
        self._channel.kill()
        if self._checked.part_open:
            yield ChildEnd(reason=reason)
        yield End(rung="", reason=reason, detail=detail)

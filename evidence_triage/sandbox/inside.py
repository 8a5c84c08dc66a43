"""Inside the wall: the fixed table of tasks, and the one way out of a parser process.

A task is a module with `run(request, fd, send)`: it reads the file behind the descriptor `fd` (seekable, read-only, at
its start, and not the task's to close), sends frames, and returns. It ends by sending `End`; where it does not, or
raises, `answer` sends one for it. The process has no network, no case, no environment, and cannot write a file: what
a task wants to say, it sends.
"""

import importlib
from collections.abc import Callable

from evidence_triage.sandbox import wire
from evidence_triage.sandbox.protocol import End, Frame, Request, Task
from evidence_triage.sandbox.wire import Letter
from evidence_triage.words import Reason

TASKS: dict[Task, str] = {
    Task.IDENTIFY: "evidence_triage.extract.task",
    Task.EXTRACT: "evidence_triage.extract.task",
    Task.PAGES: "evidence_triage.render.task",
    Task.RENDER_PAGE: "evidence_triage.render.task",
    Task.RENDER_PICTURE: "evidence_triage.render.task",
    Task.SET_PAGES: "evidence_triage.render.task",
    Task.MERGE: "evidence_triage.render.task",
}
DETAIL_CHARACTERS = 500


class OwnProcessNeeded(BaseException):
    """Not an `Exception`, so that no reader's `except Exception` keeps it."""


class Sender:
    """A `Send` that writes to `write` (all of it or an OSError); `first`: the process has read no other file."""

    def __init__(self, write: Callable[[bytes], object], *, first: bool) -> None:
        self._write = write
        self._first = first
        self.native_told = False
        self.ended = False

    def __call__(self, what: Frame | bytes) -> None:
        if isinstance(what, (bytes, bytearray, memoryview)):
            self._chunks(memoryview(what))
        else:
            self._write(wire.packed(Letter.JSON, wire.from_frame(what)))
            self.ended = self.ended or isinstance(what, End)

    def native(self) -> None:
        if not self._first:
            raise OwnProcessNeeded
        if not self.native_told:
            self._write(wire.packed(Letter.NATIVE))
            self.native_told = True

    def again(self) -> None:
        """Says that the file must be read in a process of its own."""
        self._write(wire.packed(Letter.AGAIN))

    def _chunks(self, what: memoryview) -> None:
        for start in range(0, len(what), wire.CHUNK_BYTES):
            self._write(wire.packed(Letter.BYTES, bytes(what[start : start + wire.CHUNK_BYTES])))


def answer(request: Request, fd: int, send: Sender, tasks: dict[Task, str]) -> bool:
    """Runs one request to its End, whatever happens; says whether the process may read another file."""
    try:
        run = importlib.import_module(tasks[request.task]).run
        run(request, fd, send)
        if not send.ended:
            send(End(rung="", reason=None))
    except OwnProcessNeeded:
        send.again()
        return False
    except MemoryError:
        return _failed(send, Reason.TOO_LARGE, "more memory needed than one file may have")
    except RecursionError:
        return _failed(send, Reason.READER_FAILED, "nested too deeply")
    except Exception as error:
        return _failed(send, Reason.READER_FAILED, f"{type(error).__name__}: {error}")
    return not send.native_told


def _failed(send: Sender, reason: Reason, detail: str) -> bool:
    """Ends the answer with a reason; a process that failed reads nothing more."""
    if not send.ended:
        send(End(rung="", reason=reason, detail=detail[:DETAIL_CHARACTERS]))
    return False

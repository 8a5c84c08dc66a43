"""Inside the wall: the fixed table of tasks, and the one way out of a parser process.

A task is a module with `run(request, fd, send)`: it reads the file behind the descriptor `fd` (seekable, read-only, at
its start, and not the task's to close), sends frames, and returns. It ends by sending `End`; where it does not, or
raises, `answer` sends one for it. The process has no network, no case, no environment, and cannot write a file: what
a task wants to say, it sends.
"""

import importlib
from collections.abc import Callable
from contextlib import suppress

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
    """A `Send` that writes to `write` (all of it or an OSError); `shared`: the process reads several files."""

    def __init__(self, write: Callable[[bytes], object], *, shared: bool) -> None:
        self._write = write
        self._shared = shared
        self.ended = False

    def __call__(self, what: Frame | bytes) -> None:
        if isinstance(what, (bytes, bytearray, memoryview)):
            self._chunks(memoryview(what))
        else:
            self._write(wire.packed(Letter.JSON, wire.from_frame(what)))
            self.ended = self.ended or isinstance(what, End)

    def native(self) -> None:
        if self._shared:
            raise OwnProcessNeeded

    def again(self) -> None:
        """Says that the file must be read in a process of its own."""
        self._write(wire.packed(Letter.AGAIN))

    def _chunks(self, what: memoryview) -> None:
        for start in range(0, len(what), wire.CHUNK_BYTES):
            self._write(wire.packed(Letter.BYTES, bytes(what[start : start + wire.CHUNK_BYTES])))


def answer(request: Request, fd: int, send: Sender, tasks: dict[Task, str]) -> None:
    """Runs one request to its End, whatever happens."""
    try:
        run = importlib.import_module(tasks[request.task]).run
        run(request, fd, send)
        if not send.ended:
            send(End(rung="", reason=None))
    except OwnProcessNeeded:
        send.again()
    except MemoryError:
        _failed(send, Reason.TOO_LARGE, "more memory needed than one file may have")
    except RecursionError:
        _failed(send, Reason.READER_FAILED, "nested too deeply")
    except Exception as error:  # noqa: BLE001 - whatever a reader does, its file's answer ends in order
        _failed(send, Reason.READER_FAILED, f"{type(error).__name__}: {error}")


def _failed(send: Sender, reason: Reason, detail: str) -> None:
    """Ends the answer with a reason."""
    if not send.ended:
        send(End(rung="", reason=reason, detail=detail[:DETAIL_CHARACTERS]))


def preload(tasks: dict[Task, str], *, native: bool) -> None:
    """Imports the table's modules once, before any process is forked; a task missing here fails when it is asked for.

    A task module may have `preload()` for what pure Python needs and `preload_native()` for libraries that read
    hostile bytes natively: these are heavy, and only the processes that read one file each have them.
    """
    for module in dict.fromkeys(tasks.values()):
        with suppress(ImportError):
            task = importlib.import_module(module)
            getattr(task, "preload", _nothing)()
            if native:
                getattr(task, "preload_native", _nothing)()


def _nothing() -> None:
    """A task module that needs nothing loaded beforehand."""

"""Windows and macOS: a process of its own for each file, without walls of the kernel's.

The process gets the file through a pipe, not by name; what it lacks is said wherever isolation is told.
"""

import os
import queue
import subprocess
import threading
import time
from contextlib import suppress

from evidence_triage.errors import IsolationMissing
from evidence_triage.sandbox import launch, wire
from evidence_triage.sandbox.protocol import Request
from evidence_triage.sandbox.provider import Gone, TooSlow, WallKind
from evidence_triage.sandbox.wire import Letter

RECEIVE_BYTES = 1 << 18
PIECES_AHEAD = 16
KEPT_FROM_ENVIRONMENT = ("SYSTEMROOT",)


class PlainProcesses:
    """Processes with nothing but a clean environment, a guard in Python, and limits of time and output."""

    name = "plain processes"
    lacks: tuple[str, ...] = (
        "Only Python keeps readers from the network, from files and from starting programs, not the system's kernel.",
        "A reader's memory is not limited.",
        "While a file is read it lies in a temporary file without a name.",
    )

    def __init__(self, reader: str = "") -> None:
        self._reader = reader

    def start(self, kind: WallKind) -> "PlainWall":
        wall = PlainWall(self._reader, kind)
        wall.try_once()
        return wall


class PlainWall:
    """Starts processes; there is nothing to hold between them."""

    def __init__(self, reader: str, kind: WallKind) -> None:
        code = f"from evidence_triage.sandbox.plain_reader import main; main({reader!r}, {kind.name!r})"
        self._command = launch.python(code, reader)

    def process(self) -> "PipeChannel":
        environment = {name: os.environ[name] for name in KEPT_FROM_ENVIRONMENT if name in os.environ}
        started = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            bufsize=0,
        )
        return PipeChannel(started)

    def try_once(self) -> None:
        """Raises IsolationMissing where not even a process can be started."""
        try:
            self.process().close()
        except OSError as error:
            raise IsolationMissing(what=error.strerror or "no process can be started") from error

    def close(self) -> None:
        """Nothing is held."""


class PipeChannel:
    """A process that is asked over its standard input and answers on its standard output."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process
        self._pieces: queue.Queue[bytes] = queue.Queue(PIECES_AHEAD)
        self._waiting = bytearray()
        self._closed = False
        threading.Thread(target=self._listen, daemon=True).start()

    def ask(self, request: Request, fd: int, seconds: float) -> None:
        give_up = threading.Timer(seconds, self.kill)
        give_up.start()
        try:
            self._write(wire.packed(Letter.REQUEST, wire.from_request(request)))
            with os.fdopen(os.dup(fd), "rb") as file:
                while piece := file.read(wire.CHUNK_BYTES):
                    self._write(wire.packed(Letter.BYTES, piece))
            self._write(wire.packed(Letter.BYTES))
        except OSError:
            raise Gone("its process was ended") from None
        finally:
            give_up.cancel()

    def read(self, count: int, seconds: float) -> bytes:
        until = time.monotonic() + seconds
        while len(self._waiting) < count:
            self._waiting += self._piece(until - time.monotonic())
        data = bytes(self._waiting[:count])
        del self._waiting[:count]
        return data

    def kill(self) -> None:
        self._process.kill()

    def close(self) -> None:
        self._closed = True
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()

    def _piece(self, seconds: float) -> bytes:
        try:
            piece = self._pieces.get(timeout=max(seconds, 0.001))
        except queue.Empty:
            raise TooSlow from None
        if not piece:
            raise Gone(f"its process ended with status {self._process.wait()}")
        return piece

    def _write(self, data: bytes) -> None:
        assert self._process.stdin is not None
        view = memoryview(data)
        while view:
            view = view[self._process.stdin.write(view) or 0 :]

    def _listen(self) -> None:
        """Takes what the process says, a little ahead of who reads it; an empty piece is its end."""
        assert self._process.stdout is not None
        piece = b"-"
        while piece and not self._closed:
            try:
                piece = self._process.stdout.read(RECEIVE_BYTES) or b""
            except (OSError, ValueError):
                piece = b""
            self._hand_on(piece)

    def _hand_on(self, piece: bytes) -> None:
        while not self._closed:
            with suppress(queue.Full):
                self._pieces.put(piece, timeout=1)
                return

"""The inside of a plain process: files come over standard input, frames go out on standard output."""

import os
import sys
import tempfile
from collections.abc import Callable
from typing import IO, BinaryIO

from evidence_triage.sandbox import wire
from evidence_triage.sandbox.inside import TASKS, Sender, answer, preload
from evidence_triage.sandbox.protocol import SHARE, Request, Task
from evidence_triage.sandbox.provider import WallKind

Write = Callable[[bytes], None]
REFUSED = frozenset(
    {
        *("socket.__new__", "socket.bind", "socket.connect", "socket.getaddrinfo", "socket.gethostbyname"),
        *(
            "subprocess.Popen",
            "os.system",
            "os.exec",
            "os.fork",
            "os.forkpty",
            "os.posix_spawn",
            "os.spawn",
            "os.startfile",
        ),
        *(
            "os.remove",
            "os.rename",
            "os.mkdir",
            "os.rmdir",
            "os.truncate",
            "os.chmod",
            "os.chown",
            "os.link",
            "os.symlink",
        ),
    }
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def main(reader: str, kind: str) -> None:
    """Answers until the program hangs up."""
    asked, write = _channels()
    tasks = {**TASKS, Task.EXTRACT: reader} if reader else dict(TASKS)
    preload(tasks, native=WallKind[kind] is not WallKind.PURE)
    with tempfile.TemporaryFile() as spool:
        if WallKind[kind] is not WallKind.OFFICE:
            sys.addaudithook(_guard)
        _serve(asked, write, tasks, spool)


def _serve(asked: BinaryIO, write: Write, tasks: dict[Task, str], spool: IO[bytes]) -> None:
    while (request := _request(asked)) is not None:
        _take_file(asked, spool)
        answer(request, spool.fileno(), Sender(write, shared=SHARE in request.params), tasks)


def _channels() -> tuple[BinaryIO, Write]:
    """The two pipes under numbers of their own; whatever a library prints goes nowhere."""
    asked, out = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb", buffering=0)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1):
        os.dup2(nowhere, fd)
    return asked, _to_the_end(out)


def _to_the_end(out: BinaryIO) -> Callable[[bytes], None]:
    """Writes all of it, however little a pipe takes at a time."""

    def write(data: bytes) -> None:
        view = memoryview(data)
        while view:
            view = view[out.write(view) or 0 :]

    return write


def _request(asked: BinaryIO) -> Request | None:
    head = asked.read(wire.HEADER.size)
    return wire.to_request(asked.read(wire.HEADER.unpack(head)[1])) if head else None


def _take_file(asked: BinaryIO, spool: IO[bytes]) -> None:
    """The file as it comes over the pipe, in place of the one before."""
    spool.seek(0)
    spool.truncate()
    while length := wire.HEADER.unpack(asked.read(wire.HEADER.size))[1]:
        spool.write(asked.read(length))
    spool.flush()
    spool.seek(0)


def _guard(event: str, arguments: tuple[object, ...]) -> None:
    """Refuses what a reader has no business with; Python's own doors only."""
    if event in REFUSED:
        raise PermissionError(event)
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING:
        raise PermissionError("open for writing")

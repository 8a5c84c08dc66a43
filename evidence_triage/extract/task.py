"""What a parser process is asked of this station: what a file is (IDENTIFY), and all that is in it (EXTRACT)."""

from evidence_triage.extract import formats
from evidence_triage.extract.fallback import read_down_the_ladder
from evidence_triage.extract.identify import identify
from evidence_triage.extract.output import Output
from evidence_triage.extract.source import Source
from evidence_triage.sandbox.protocol import End, Head, Request, Send, Task


def run(request: Request, fd: int, send: Send) -> None:
    """Answers one request about the file behind `fd`; always ends with End.

    `params["salvage"]`: the readers are passed over and only strings are salvaged, for a file that ended a process.
    """
    source = Source.of_descriptor(fd, request.name)
    found = identify(source, send.native)
    if request.task is Task.IDENTIFY:
        send(Head(kind=found.kind, format=found.format))
        send(End(rung="identify"))
        return
    out = Output(send, request.limits, found.kind, found.format)
    send(read_down_the_ladder(source, out, found, salvage_only=bool(request.params.get("salvage"))))


def preload() -> None:
    """Loads what pure Python reads with, once, before processes are forked."""
    formats.preload()


def preload_native() -> None:
    """Loads the libraries whose compiled code reads, for the processes that read one file each."""
    formats.preload_native()

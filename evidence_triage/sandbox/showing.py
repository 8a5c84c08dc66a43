"""What is shown and handed over, asked of a sandbox: sizes of pages, pixels, finished PDFs.

Each either comes whole or is refused with the reason of the ledger.
"""

import shutil
from collections.abc import Iterable
from typing import NoReturn

from evidence_triage.errors import NotRendered, OfficeMissing
from evidence_triage.sandbox.protocol import End, Frame, Limits, PageInfo, Pixels, Product, Request, Task
from evidence_triage.words import Reason

OFFICE = "office"
OFFICE_PROGRAM = "soffice"
SHOWING = Limits(seconds=60, memory_bytes=2 << 30)
MAKING = Limits(seconds=300, memory_bytes=6 << 30, output_bytes=2 << 30)


def is_office(request: Request) -> bool:
    """Whether an office program has to run for it."""
    return request.task is Task.SET_PAGES and request.params.get("source") == OFFICE


def office_needed(params: dict[str, object]) -> None:
    """Raises OfficeMissing where the params ask for an office program and this machine has none."""
    if params.get("source") == OFFICE and shutil.which(OFFICE_PROGRAM) is None:
        raise OfficeMissing(reason=Reason.UNKNOWN_KIND)


def sizes(answer: Iterable[Frame | bytes]) -> PageInfo:
    """The sizes of the pages."""
    frame, _ = _whole(answer)
    return frame if isinstance(frame, PageInfo) else _refuse(Reason.READER_FAILED)


def pixels(answer: Iterable[Frame | bytes]) -> tuple[Pixels, bytes]:
    """A picture with its rows."""
    frame, data = _whole(answer)
    return (frame, data) if isinstance(frame, Pixels) else _refuse(Reason.READER_FAILED)


def product(answer: Iterable[Frame | bytes]) -> tuple[Product, bytes]:
    """A finished file with its bytes."""
    frame, data = _whole(answer)
    return (frame, data) if isinstance(frame, Product) else _refuse(Reason.READER_FAILED)


def _whole(answer: Iterable[Frame | bytes]) -> tuple[Frame | None, bytes]:
    """The answer's one frame and the bytes after it.

    Raises:
        NotRendered: it ended for a reason.
    """
    found: Frame | None = None
    data = bytearray()
    for piece in answer:
        if isinstance(piece, bytes):
            data += piece
        elif isinstance(piece, (PageInfo, Pixels, Product)):
            found = piece
        elif isinstance(piece, End) and piece.reason is not None:
            _refuse(piece.reason)
    return found, bytes(data)


def _refuse(reason: Reason) -> NoReturn:
    raise NotRendered(reason=reason)

"""The tasks of rendering, as the sandbox calls them."""

import os
from collections.abc import Callable

from evidence_triage.render import merging, pages, pictures, setting
from evidence_triage.render.refusal import Unrenderable
from evidence_triage.sandbox.protocol import End, Request, Send, Task

RUNG = "render"

_TASKS: dict[Task, Callable[[bytes, Request, Send], None]] = {
    Task.PAGES: pages.send_sizes,
    Task.RENDER_PAGE: pages.send_page,
    Task.RENDER_PICTURE: pictures.send_picture,
    Task.SET_PAGES: setting.send_pages,
    Task.MERGE: merging.send_merged,
}


def run(request: Request, fd: int, send: Send) -> None:
    """Does one task on the file behind `fd`; ends with `End`, with a reason where it cannot be shown."""
    send.native()
    try:
        _TASKS[request.task](_whole(fd), request, send)
        send(End(rung=RUNG))
    except Unrenderable as refusal:
        send(End(rung=RUNG, reason=refusal.reason, detail=refusal.detail))


def preload_native() -> None:
    """Loads the libraries that every rendering needs, once, before processes are forked."""
    from evidence_triage.render.libraries import pillow, pymupdf

    pymupdf()
    pillow()


def _whole(fd: int) -> bytes:
    with os.fdopen(os.dup(fd), "rb") as file:
        return file.read()

"""The front of the sandbox: what the program asks of a parser process, and what it gets.

Any number of threads may ask at once. Whoever stops reading an answer ends its process.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from evidence_triage.sandbox import showing
from evidence_triage.sandbox.answer import Answer
from evidence_triage.sandbox.handing import File, TooLargeToHand, handed
from evidence_triage.sandbox.processes import Processes, Started
from evidence_triage.sandbox.protocol import SHARE, End, Frame, Limits, PageInfo, Pixels, Product, Request, Task
from evidence_triage.sandbox.provider import Provider, WallKind
from evidence_triage.words import Reason


class Sandbox:
    """Parser processes behind a wall. A context manager: leaving it ends them all.

    `isolation` names the wall for the log, `lacks` says in sentences what it cannot hold back.
    """

    def __init__(self, provider: Provider, workers: int = 2) -> None:
        self._processes = Processes(provider, workers)
        self._processes.walls.built(WallKind.PURE)
        self._running: dict[str, Answer] = {}
        self._lock = threading.Lock()
        self.isolation = provider.name
        self.lacks = provider.lacks

    def extract(
        self,
        file: File,
        name: str,
        *,
        params: dict[str, object] | None = None,
        limits: Limits | None = None,
        token: str = "",
    ) -> Iterator[Frame | bytes]:
        """Reads a file: validated frames, bytes being of the part before; the last is always `End`.

        `name` is a hint, never trusted. `params["share"]` names the source: files of one source that pure Python
        reads may then share a process. `token` names the reading for `kill_current`.
        """
        return self.run(Request(Task.EXTRACT, name, params or {}, limits or Limits()), file, token=token)

    def run(self, request: Request, file: File, *, token: str = "") -> Iterator[Frame | bytes]:
        """Any task of the table, as `extract`."""
        share = str(request.params.get(SHARE, ""))
        with self._processes.places.one():
            try:
                with handed(file) as fd, self._named(token) as named:
                    held = self._processes.sharing(request, fd, share, named) if share else None
                    yield from held if held is not None else self._one_file(request)(request, fd, named)
            except TooLargeToHand:
                yield End(rung="", reason=Reason.TOO_LARGE, detail="a stream too large to be held in memory")

    def pages(self, file: File, name: str) -> PageInfo:
        """The size of each page in points.

        Raises:
            NotRendered: it is neither a PDF nor a picture, or cannot be opened.
        """
        return showing.sizes(self.run(Request(Task.PAGES, name, {}, showing.SHOWING), file))

    def page(self, file: File, name: str, number: int, *, scale: float = 1.0, rotate: int = 0) -> tuple[Pixels, bytes]:
        """A page (from 0) as RGB rows with its words' boxes in points; `scale` in pixels a point, `rotate` clockwise."""
        params: dict[str, object] = {"number": number, "scale": scale, "rotate": rotate}
        return showing.pixels(self.run(Request(Task.RENDER_PAGE, name, params, showing.SHOWING), file))

    def picture(self, file: File, name: str, max_side: int, *, frame: int = 0) -> tuple[Pixels, bytes]:
        """A picture as RGB rows, upright, no side longer than `max_side` pixels."""
        params: dict[str, object] = {"max_side": max_side, "frame": frame}
        return showing.pixels(self.run(Request(Task.RENDER_PICTURE, name, params, showing.SHOWING), file))

    def set_pages(
        self, file: File, name: str, params: dict[str, object], *, limits: Limits = showing.MAKING
    ) -> tuple[Product, bytes]:
        """One item as a clean PDF of upright pages; `params` as in `render.setting`.

        Raises:
            NotRendered: with the reason. OfficeMissing: it needs LibreOffice.
        """
        showing.office_needed(params)
        return showing.product(self.run(Request(Task.SET_PAGES, name, params, limits), file))

    def merge(self, file: File, params: dict[str, object], *, limits: Limits = showing.MAKING) -> tuple[Product, bytes]:
        """PDFs, one after the other in the file, as one bundle; `params` as in `render.merging`."""
        return showing.product(self.run(Request(Task.MERGE, "", params, limits), file))

    def warm(self) -> None:
        """Builds the wall for pages and pictures now (half a second), so that the first one comes at once."""
        self._processes.walls.built(WallKind.NATIVE)

    def kill_current(self, token: str, reason: Reason = Reason.SKIPPED) -> bool:
        """Ends the reading of this token from another thread; its answer ends with `reason`. False where none runs."""
        with self._lock:
            answer = self._running.get(token)
        if answer is None:
            return False
        answer.kill(reason)
        return True

    def close(self) -> None:
        """Ends every process and the wall."""
        self._processes.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _one_file(self, request: Request) -> Callable[[Request, int, Started], Iterator[Frame | bytes]]:
        return self._processes.behind_own_wall if showing.is_office(request) else self._processes.alone

    @contextmanager
    def _named(self, token: str) -> Iterator["_Named"]:
        try:
            yield _Named(self._running, self._lock, token)
        finally:
            if token:
                with self._lock:
                    self._running.pop(token, None)


class _Named:
    """Notes the answer that is being read under its token."""

    def __init__(self, running: dict[str, Answer], lock: threading.Lock, token: str) -> None:
        self._running, self._lock, self._token = running, lock, token

    def __call__(self, answer: Answer) -> None:
        if self._token:
            with self._lock:
                self._running[self._token] = answer

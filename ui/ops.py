"""How the window asks the engine: off the GUI thread, answered on it. A widget never calls the engine, never sees a thread.

`CaseQuery` reads, `CaseOp` changes; both are one small function of the case. What an operation changed is told to every
view by `Runner.changed`, so that no widget tells another to refresh.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from evidence_triage.errors import TriageError
from ui.translate import tr

if TYPE_CHECKING:
    from evidence_triage.case import Case

T = TypeVar("T")
_log = logging.getLogger("ui")

QUICK_THREADS = 2
SLOW_THREADS = 2


class Unexpected(TriageError):
    """A fault of the program itself; the details go to the log and can be copied."""

    sentence = "The program met a fault of its own ({fault}). What was saved before is kept."


class CaseQuery(Generic[T]):
    """Something asked of the case: `work` runs on another thread, `success` and `failure` on the window's.

    Args:
        work: a function of the case; must touch no widget.
        slot: a newer question in the same slot supersedes this one, whose answer is then dropped.
        slow: runs beside the quick ones (rendering, loading), so that it holds none of them up.
    """

    def __init__(self, work: "Callable[[Case], T]", *, slot: str = "", slow: bool = False) -> None:
        self.work, self.slot, self.slow = work, slot, slow
        self.succeeded: Callable[[T], object] = lambda _: None
        self.failed: Callable[[TriageError], object] | None = None
        self.cancelled = False

    def success(self, then: Callable[[T], object]) -> Self:
        """What to do with the answer."""
        self.succeeded = then
        return self

    def failure(self, then: Callable[[TriageError], object]) -> Self:
        """What to do when it could not be done; without this the window says it."""
        self.failed = then
        return self

    def cancel(self) -> None:
        """Its answer is no longer wanted."""
        self.cancelled = True


class CaseOp(CaseQuery[T]):
    """Something that changes the case; its answer is, or has as `.changed`, what changed."""


class Runner(QObject):
    """Runs questions and operations for one signed-in session and brings their answers to the GUI thread."""

    changed = Signal(object)
    failed = Signal(object)
    _answered = Signal(object, object, object)

    def __init__(self, case: "Case", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._case = case
        self._quick = ThreadPoolExecutor(QUICK_THREADS, thread_name_prefix="quick")
        self._slow = ThreadPoolExecutor(SLOW_THREADS, thread_name_prefix="slow")
        self._latest: dict[str, tuple[CaseQuery[Any], Future[None]]] = {}
        self._running = 0
        self._open = True
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._running > 0

    def run(self, wanted: CaseQuery[Any]) -> None:
        """Starts it; returns at once."""
        if not self._open:
            return
        self._supersede(wanted.slot)
        self._running += 1
        future = (self._slow if wanted.slow else self._quick).submit(self._work, wanted)
        if wanted.slot:
            self._latest[wanted.slot] = (wanted, future)

    def close(self) -> None:
        """No answer is delivered any more and nothing new is begun; drafts already handed in are still kept."""
        self._open = False
        self._slow.shutdown(wait=False, cancel_futures=True)

    def finish(self) -> None:
        """Waits for what runs, before keys are forgotten."""
        self.close()
        for pool in (self._quick, self._slow):
            pool.shutdown(wait=True)

    def _supersede(self, slot: str) -> None:
        if slot in self._latest:
            older, future = self._latest.pop(slot)
            older.cancel()
            if future.cancel():
                self._running -= 1

    def _work(self, wanted: CaseQuery[Any]) -> None:
        answer, error = None, None
        if not wanted.cancelled:
            try:
                answer = wanted.work(self._case)
            except TriageError as known:
                error = known
            except Exception as fault:  # noqa: BLE001  # whatever it is, the person is told and the window stays
                _log.exception("a fault in %s", getattr(wanted.work, "__qualname__", "work"))
                error = Unexpected(fault=type(fault).__name__)
        if self._open:
            self._answered.emit(wanted, answer, error)

    def _deliver(self, wanted: CaseQuery[Any], answer: object, error: TriageError | None) -> None:
        self._running -= 1
        if not self._open or wanted.cancelled:
            return
        if error is not None:
            (wanted.failed or self.failed.emit)(error)
            return
        wanted.succeeded(answer)
        changed = getattr(answer, "changed", answer)
        if isinstance(wanted, CaseOp) and hasattr(changed, "tables"):
            self.changed.emit(changed)


def in_words(error: TriageError) -> str:
    """The engine's sentence in the person's language."""
    return tr(error.sentence, **error.values)

"""The long work that runs beside the window, as lines of its job come in; outlives a lock, since a job holds its own keys."""

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from evidence_triage.errors import TriageError
from ui.ops import CaseQuery, in_words
from ui.translate import number, tr

if TYPE_CHECKING:
    from evidence_triage.case import Case
    from evidence_triage.pipeline.jobs import RunningJob
    from ui.session import Session

RATE_LINES = 24
SURE_AFTER_LINES = 6
_log = logging.getLogger("ui")


@dataclass(frozen=True)
class Step:
    """One line of progress. Counts of items and passages; `seconds` since the job began, `now` the file being read."""

    stage: str = "find"
    found: int = 0
    read: int = 0
    unreadable: int = 0
    passages: int = 0
    embedded: int = 0
    now: str = ""
    seconds: float = 0.0

    @classmethod
    def of(cls, line: dict[str, Any]) -> "Step":
        return cls(**{name: line[name] for name in cls.__dataclass_fields__ if name in line})


class Work(QObject):
    """At most one job at a time. `changed` after every line, `ended` with its result or the error's words."""

    changed = Signal()
    ended = Signal(str, object)
    _line = Signal(object, object)
    _over = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.name, self.words, self.step = "", "", Step()
        self.paused = False
        self.said: dict[str, Any] = {}
        self._job: RunningJob | None = None
        self._session: Session | None = None
        self._result: object = None
        self._steps: deque[Step] = deque(maxlen=RATE_LINES)
        self._line.connect(self._heard, Qt.ConnectionType.QueuedConnection)
        self._over.connect(self._ended, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> bool:
        """Whether a job is under way."""
        return bool(self.name)

    def attach(self, session: "Session") -> None:
        """The sitting whose case jobs are started on."""
        self._session = session
        self.changed.emit()

    def detach(self) -> None:
        """The sitting ends; a running job goes on with its own keys."""
        self._session = None

    def start(
        self, name: str, words: str, params: dict[str, Any], failed: Callable[[TriageError], object] | None = None
    ) -> None:
        """Starts a job on the open case; `words` say what it is."""
        if self._session is None or self.running:
            return
        self.name, self.words, self.step, self.paused, self.said = name, words, Step(), False, params
        self._steps.clear()
        self._result = None
        wanted = CaseQuery(lambda case: _started(case, name, params), slow=True).success(self._follow)
        self._session.run(wanted.failure(lambda error: self._refused(error, failed)))
        self.changed.emit()

    def pause_or_go_on(self) -> None:
        """Pauses what runs, or lets it go on."""
        if self._job is not None:
            (self._job.resume if self.paused else self._job.pause)()
            self.paused = not self.paused
            self.changed.emit()

    def skip(self) -> None:
        """Skips the file being read; it stands in the ledger as skipped."""
        if self._job is not None:
            self._job.skip()

    def stop(self) -> None:
        """Stops after what is just being kept; adding again goes on there."""
        if self._job is not None:
            self._job.stop()

    def end(self) -> None:
        """The window closes: the job stops at a safe place, and the next opening goes on there."""
        if self._job is not None:
            self._job.stop()
            self._job.process.wait()

    def rates(self) -> tuple[float, float]:
        """Items read and passages embedded a second, over the last lines."""
        if len(self._steps) < 2:
            return 0.0, 0.0
        first, last = self._steps[0], self._steps[-1]
        seconds = max(0.1, last.seconds - first.seconds)
        return max(0.0, (last.read - first.read) / seconds), max(0.0, (last.embedded - first.embedded) / seconds)

    def time_left(self) -> str:
        """The time left as a range, or that it is too early to say."""
        read, embedded = self.rates()
        waiting, meaning = self.step.found - self.step.read, self.step.passages - self.step.embedded
        if len(self._steps) < SURE_AFTER_LINES or (waiting and not read) or (not waiting and meaning and not embedded):
            return tr("too early to say")
        return _range_words((waiting / read if waiting else 0) + (meaning / embedded if meaning and embedded else 0))

    def summary(self) -> tuple[str, int, int, str]:
        """What the status bar shows: words, done, whole, time left."""
        if not self.running:
            return "", 0, 0, ""
        if self.step.found > self.step.read or self.name == "export":
            return (
                self.words,
                self.step.read,
                max(1, self.step.found),
                tr("paused") if self.paused else self.time_left(),
            )
        done = tr(
            "Meaning index: {done} of {whole} passages",
            done=number(self.step.embedded),
            whole=number(self.step.passages),
        )
        return done, self.step.embedded, max(1, self.step.passages), tr("paused") if self.paused else self.time_left()

    def _follow(self, job: "RunningJob") -> None:
        self._job = job
        threading.Thread(target=self._read, args=(job,), name="job lines", daemon=True).start()

    def _read(self, job: "RunningJob") -> None:
        error: TriageError | None = None
        try:
            for line in job.lines():
                self._line.emit(job, line)
        except TriageError as known:
            error = known
        except Exception:  # noqa: BLE001  # a line that cannot be read ends the watching, not the window
            _log.exception("the lines of a job could not be read")
        self._over.emit(job, error)

    def _heard(self, job: object, line: dict[str, Any]) -> None:
        if job is not self._job:
            return
        if "done" in line:
            self._result = line["done"]
        elif "stage" in line:
            self.step = Step.of(line)
            self._steps.append(self.step)
            self.changed.emit()

    def _ended(self, job: object, error: TriageError | None) -> None:
        name, self.name, self._job = self.name, "", None
        self.changed.emit()
        if error is not None and self._session is not None:
            self._session.failed.emit(error)
        self.ended.emit(name, in_words(error) if error else self._result)

    def _refused(self, error: TriageError, failed: Callable[[TriageError], object] | None) -> None:
        self.name = ""
        self.changed.emit()
        if failed is not None:
            failed(error)
        elif self._session is not None:
            self._session.failed.emit(error)


def _started(case: "Case", name: str, params: dict[str, Any]) -> "RunningJob":
    from evidence_triage.pipeline import jobs

    return jobs.start(case, name, params)


def _range_words(seconds: float) -> str:
    """An honest time left: a range that widens with the length."""
    low, high = seconds * 0.8, seconds * 1.4
    if high < 60:
        return tr("less than a minute left")
    if high < 3600:
        return tr("{low} to {high} min left", low=max(1, round(low / 60)), high=round(high / 60) + 1)
    return tr("{low:.1f} to {high:.1f} hours left", low=low / 3600, high=high / 3600)

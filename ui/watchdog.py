"""Reports every pause of the event loop over 50 ms, with the stack that held it. On in tests and with `--debug`."""

import logging
import sys
import threading
import time
import traceback
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer

PAUSE_SECONDS = 0.05
_BEAT_MS = 5
_log = logging.getLogger("ui.watchdog")


@dataclass(frozen=True)
class Pause:
    """A time in which the event loop did not turn, and where the GUI thread stood.

    `own` is the processor time of the GUI thread in it; the rest it waited, for other threads or for a busy machine. Where
    the system does not tell, it is all its own.
    """

    seconds: float
    own: float
    stack: str


class Watchdog(QObject):
    """A beat on the event loop, and a thread that looks whether it came."""

    def __init__(self, parent: QObject | None = None, limit: float = PAUSE_SECONDS) -> None:
        super().__init__(parent)
        self.pauses: list[Pause] = []
        self._limit, self._beat, self._stopped = limit, time.monotonic(), threading.Event()
        self._gui = threading.get_ident()
        self._clock = time.pthread_getcpuclockid(self._gui) if hasattr(time, "pthread_getcpuclockid") else None
        self._worked = self._work()
        self._timer = QTimer(self)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self._on_beat)

    def start(self) -> None:
        """Begins to watch; call it on the GUI thread."""
        self._beat = time.monotonic()
        self._timer.start()
        threading.Thread(target=self._watch, name="watchdog", daemon=True).start()

    def stop(self) -> None:
        """Ends watching."""
        self._timer.stop()
        self._stopped.set()

    @property
    def longest(self) -> float:
        """The longest pause in seconds."""
        return max((pause.seconds for pause in self.pauses), default=0.0)

    def _on_beat(self) -> None:
        self._beat, self._worked = time.monotonic(), self._work()

    def _work(self) -> float:
        """Processor time of the GUI thread until now, in seconds."""
        return time.clock_gettime(self._clock) if self._clock is not None else time.monotonic()

    def _watch(self) -> None:
        while not self._stopped.wait(self._limit / 4):
            began, worked = self._beat, self._worked
            if time.monotonic() - began > self._limit:
                stack = "".join(traceback.format_stack(sys._current_frames().get(self._gui)))
                while self._beat == began and not self._stopped.is_set():
                    time.sleep(_BEAT_MS / 1000)
                pause = Pause(time.monotonic() - began, self._work() - worked, stack)
                self.pauses.append(pause)
                _log.warning(
                    "the window stood still for %.0f ms (%.0f its own)\n%s",
                    1000 * pause.seconds,
                    1000 * pause.own,
                    stack,
                )

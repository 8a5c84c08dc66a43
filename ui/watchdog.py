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
    """A time in which the event loop did not turn, and where the GUI thread stood."""

    seconds: float
    stack: str


class Watchdog(QObject):
    """A beat on the event loop, and a thread that looks whether it came."""

    def __init__(self, parent: QObject | None = None, limit: float = PAUSE_SECONDS) -> None:
        super().__init__(parent)
        self.pauses: list[Pause] = []
        self._limit, self._beat, self._stopped = limit, time.monotonic(), threading.Event()
        self._gui = threading.get_ident()
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
        self._beat = time.monotonic()

    def _watch(self) -> None:
        while not self._stopped.wait(self._limit / 4):
            began = self._beat
            if time.monotonic() - began > self._limit:
                stack = "".join(traceback.format_stack(sys._current_frames().get(self._gui)))
                while self._beat == began and not self._stopped.is_set():
                    time.sleep(_BEAT_MS / 1000)
                self.pauses.append(Pause(time.monotonic() - began, stack))
                _log.warning("the window stood still for %.0f ms\n%s", 1000 * self.pauses[-1].seconds, stack)

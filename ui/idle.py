"""Locks after idling. Scrolling, keys and the mouse's buttons count as activity; a minute before, it says so."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer

from ui.translate import tr

IDLE_SECONDS = 15 * 60
WARNING_SECONDS = 60
_ACTIVE = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin})


class Idle(QObject):
    """Calls `lock` when nobody has done anything for `seconds`, and `warn` with a sentence before."""

    def __init__(
        self, parent: QObject, lock: Callable[[], None], warn: Callable[[str], None], seconds: float = IDLE_SECONDS
    ) -> None:
        super().__init__(parent)
        self.seconds, self._lock, self._warn = seconds, lock, warn
        self._last, self._warned = time.monotonic(), False
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.look)

    def watch(self, on: bool) -> None:
        """Begins or ends watching."""
        self._last, self._warned = time.monotonic(), False
        self._timer.start() if on else self._timer.stop()

    def look(self) -> None:
        """Compares the clock with the last activity."""
        left = self.seconds - (time.monotonic() - self._last)
        if left <= 0:
            self._timer.stop()
            self._lock()
        elif left <= WARNING_SECONDS and not self._warned:
            self._warned = True
            self._warn(tr("Nobody has done anything for a while: the case locks in a minute. Drafts are kept."))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _ACTIVE:
            self._last, self._warned = time.monotonic(), False
        return False

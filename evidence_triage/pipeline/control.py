"""What a person asks of running work: pause, go on, skip the file being read, stop."""

import threading
from collections.abc import Callable, Iterable


class Control:
    """Shared by the threads of one job; asked between units, and obeyed within one by killing its parser."""

    def __init__(self) -> None:
        self._going = threading.Event()
        self._going.set()
        self._stopped = False
        self._skipped: set[int] = set()
        self._current: dict[int, Callable[[], None]] = {}
        self._lock = threading.Lock()

    @property
    def stopped(self) -> bool:
        return self._stopped

    def ready(self) -> bool:
        """Waits while paused; false once stopped."""
        self._going.wait()
        return not self._stopped

    def reading(self, item: int, kill: Callable[[], None]) -> None:
        """An item is being read; `kill` ends its parser."""
        with self._lock:
            self._current[item] = kill

    def was_skipped(self, item: int) -> bool:
        """The item's reading is over; whether a person skipped it."""
        with self._lock:
            self._current.pop(item, None)
            return item in self._skipped

    def obey(self, orders: Iterable[str]) -> None:
        """Follows orders, a line each, until they end (the one who gave them is gone: then it stops)."""
        for order in orders:
            self.order(order.strip())
        self.order("stop")

    def order(self, word: str) -> None:
        """One of pause, resume, skip, stop."""
        match word:
            case "pause":
                self._going.clear()
            case "resume":
                self._going.set()
            case "skip":
                self._skip()
            case "stop":
                self._stopped = True
                self._going.set()

    def _skip(self) -> None:
        with self._lock:
            current = dict(self._current)
            self._skipped.update(current)
        for kill in current.values():
            kill()

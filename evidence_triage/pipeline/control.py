"""What a person asks of running work: pause, go on, skip the file being read, stop."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager


class Control:
    """Shared by the threads of one job; asked between units, and obeyed within one by killing its parser."""

    def __init__(self) -> None:
        self._going = threading.Event()
        self._going.set()
        self._stopped = False
        self._current: dict[int, Callable[[], object]] = {}
        self._lock = threading.Lock()

    @property
    def stopped(self) -> bool:
        return self._stopped

    def ready(self) -> bool:
        """Waits while paused; false once stopped."""
        self._going.wait()
        return not self._stopped

    @contextmanager
    def reading(self, item: int, kill: Callable[[], object]) -> Iterator[None]:
        """While an item is being read: `kill` ends its parser, if a person skips it."""
        with self._lock:
            self._current[item] = kill
        try:
            yield
        finally:
            with self._lock:
                self._current.pop(item, None)

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
                self._end_current()
            case "stop":
                self._stopped = True
                self._going.set()
                self._end_current()

    def _end_current(self) -> None:
        with self._lock:
            kills = list(self._current.values())
        for kill in kills:
            kill()

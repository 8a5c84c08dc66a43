"""What the window holds while somebody is signed in: the case, who they are, the engine, the walls, and the hearing of changes.

The search engine and the sandbox are made on first use, on a worker's thread: neither is needed to show the window.
"""

import logging
import threading
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ui.ops import CaseQuery, Runner

if TYPE_CHECKING:
    from evidence_triage.case import Case, Member
    from evidence_triage.sandbox import Sandbox
    from evidence_triage.search import Engine

HEARING_SECONDS = 0.7
_log = logging.getLogger("ui")


class Session(QObject):
    """One person's sitting at one case. `changed` says what changed, by us or by another process."""

    changed = Signal(object)
    failed = Signal(object)

    def __init__(self, case: "Case", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.case = case
        self.runner = Runner(case, self)
        self.runner.changed.connect(self.changed)
        self.runner.failed.connect(self.failed)
        self._guard = threading.Lock()
        self._engine: Engine | None = None
        self._sandbox: Sandbox | None = None
        self._hearing = Hearing(case, self)
        self._hearing.heard.connect(self.changed)

    @property
    def member(self) -> "Member":
        return self.case.member

    def run(self, wanted: CaseQuery[Any]) -> None:
        """Asks the engine."""
        self.runner.run(wanted)

    def engine(self) -> "Engine":
        """The search engine. For workers: loads on first use."""
        with self._guard:
            if self._engine is None:
                from evidence_triage.search import Engine

                self._engine = Engine(self.case)
            return self._engine

    def sandbox(self) -> "Sandbox":
        """The walls in which material is decoded. For workers."""
        with self._guard:
            if self._sandbox is None:
                from evidence_triage.sandbox import open_sandbox

                self._sandbox = open_sandbox(workers=2)
            return self._sandbox

    def warm(self) -> None:
        """Loads what the first search needs, so that nobody waits for it."""
        self.run(
            CaseQuery(lambda _: self.engine().search("warm", limit=1, log=False), slow=True).failure(lambda _: None)
        )

    def end(self) -> None:
        """Stops asking, ends what is being decoded, then forgets the keys."""
        self._hearing.stop()
        self.runner.close()
        if self._sandbox is not None:
            self._sandbox.close()
        self.runner.finish()
        self.case.lock()


class Hearing(QObject):
    """Hears on a thread of its own that anybody has committed, and says which tables were written."""

    heard = Signal(object)

    def __init__(self, case: "Case", parent: QObject) -> None:
        super().__init__(parent)
        self._case, self._stop = case, threading.Event()
        self._thread = threading.Thread(target=self._listen, name="hearing", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ends the thread; its connection is closed with the case."""
        self._stop.set()
        self._thread.join()

    def _listen(self) -> None:
        from evidence_triage.case import Changed

        try:
            version, counters = self._case.data_version(), self._case.counters()
            while not self._stop.wait(HEARING_SECONDS):
                if (newer := self._case.data_version()) != version:
                    version, before, counters = newer, counters, self._case.counters()
                    tables = frozenset(table for table, count in counters.items() if count != before.get(table))
                    self.heard.emit(Changed(tables, frozenset()))
        except Exception:  # noqa: BLE001  # a listener that dies must not take the window with it
            _log.exception("changes of others are no longer heard")

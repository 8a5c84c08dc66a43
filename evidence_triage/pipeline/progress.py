"""How far running work is, told at most a few times a second."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from evidence_triage import index

if TYPE_CHECKING:
    from evidence_triage.case import Case

EVERY_SECONDS = 0.5


@dataclass
class Progress:
    """Counts from the ledger and the index, as a line of the job's answer. `tell` takes one JSON object.

    `every` is the least time between two lines, in seconds; 0 tells of each commit, which makes a kill repeatable.
    """

    case: "Case"
    tell: Callable[[dict[str, Any]], None]
    every: float = EVERY_SECONDS
    stage: str = "find"
    started: float = field(default_factory=time.monotonic)
    _told: float = 0.0

    def at(self, stage: str) -> None:
        """A stage begins; told at once."""
        self.stage, self._told = stage, 0.0
        self.step()

    def step(self, now: str = "") -> None:
        """Something was kept; `now` is the path being read."""
        if time.monotonic() - self._told < self.every:
            return
        self._told = time.monotonic()
        found, waiting, unreadable = self.case.unguarded().one(_COUNTS) or (0, 0, 0)
        passages, embedded = index.counts(self.case.unguarded())
        self.tell(
            {
                "stage": self.stage,
                "found": found,
                "read": found - waiting,
                "unreadable": unreadable,
                "passages": passages,
                "embedded": embedded,
                "now": now,
                "seconds": round(self._told - self.started, 1),
            }
        )


_COUNTS = "SELECT count(*), count(*) FILTER (WHERE state = 'waiting'), count(*) FILTER (WHERE state = 'unreadable') FROM ledger"

"""The reading stage: waiting items go through the sandbox on a few threads, and one thread keeps what comes out.

A thread only waits for its parser process. Whatever is kept is on record; whatever is not is still waiting, and is
read again after a kill. So no work is done twice, and none is lost.
"""

import queue
import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from evidence_triage.intake.gather import Finished, Part, gather
from evidence_triage.intake.opened import Opened, Unopened
from evidence_triage.pipeline.control import Control
from evidence_triage.pipeline.outcome import Copied, Outcome, unread
from evidence_triage.pipeline.units import DEEPEST, Unit, opened, waiting
from evidence_triage.sandbox.protocol import SHARE
from evidence_triage.words import Place, Reason

if TYPE_CHECKING:
    from evidence_triage.case import Case, Stored
    from evidence_triage.sandbox import Sandbox

PAGE = 256
AHEAD = 32
HELD = 64
COPIED_BYTES = 2 << 30
BATCH = 32
FIRST_SECONDS = 0.05
GATHERED_SECONDS = 0.06


class Reading:
    """One run of the stage. `keep` puts a batch of outcomes on record in one transaction."""

    def __init__(
        self, case: "Case", sandbox: "Sandbox", keep: Callable[[list[Outcome]], None], control: Control, workers: int
    ) -> None:
        self._case = case
        self._sandbox = sandbox
        self._keep = keep
        self._control = control
        self._units: queue.Queue[Unit | None] = queue.Queue(maxsize=AHEAD)
        self._outcomes: queue.Queue[Outcome | BaseException] = queue.Queue(maxsize=HELD)
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(workers)]
        self._in_flight = 0
        self._cursor = 0

    def run(self) -> None:
        """Reads until nothing waits, or a person stops it.

        Raises:
            TriageError: the case could not be written; what was kept stays kept.
        """
        for thread in self._threads:
            thread.start()
        try:
            ahead: list[Unit] = []
            while self._control.ready():
                ahead = ahead or self._next()
                ahead = self._hand_out(ahead)
                if not ahead and not self._in_flight and not (ahead := self._next()):
                    return
                self._collect()
        finally:
            self._dismiss()

    def _next(self) -> list[Unit]:
        units = waiting(self._case.unguarded(), self._cursor, PAGE)
        self._cursor = units[-1].item if units else self._cursor
        return units

    def _hand_out(self, units: list[Unit]) -> list[Unit]:
        """Gives the threads what they can take; gives back the rest."""
        for n, unit in enumerate(units):
            try:
                self._units.put_nowait(unit)
            except queue.Full:
                return units[n:]
            self._in_flight += 1
        return []

    def _collect(self) -> None:
        """Keeps what has come in: as much as comes within a moment of the first, since each commit waits for the disk."""
        batch: list[Outcome] = []
        until = time.monotonic() + FIRST_SECONDS
        while len(batch) < BATCH and (not batch or _ends(batch) < self._in_flight):
            try:
                given = self._outcomes.get(timeout=max(0.0, until - time.monotonic()))
            except queue.Empty:
                break
            if isinstance(given, BaseException):
                raise given
            until = until if batch else time.monotonic() + GATHERED_SECONDS
            batch.append(given)
        if batch:
            self._keep(batch)
            self._in_flight -= _ends(batch)

    def _dismiss(self) -> None:
        """Ends the threads; what they still hold is waiting in the ledger."""
        while any(thread.is_alive() for thread in self._threads):
            _drain(self._outcomes)
            try:
                self._units.put(None, timeout=0.01)
            except queue.Full:
                _drain(self._units)

    def _work(self) -> None:
        """A thread: one unit after another until told to go."""
        try:
            while (unit := self._units.get()) is not None:
                for outcome in self._read(unit):
                    self._outcomes.put(outcome)
        except BaseException as error:  # noqa: BLE001  # handed to the thread that decides
            self._outcomes.put(error)

    def _read(self, unit: Unit) -> Iterator[Outcome]:
        if unit.depth > DEEPEST:
            yield unread(unit, Reason.TOO_LARGE, f"nested deeper than {DEEPEST}")
            return
        twin = self._twin(unit, None)
        if twin is not None:
            yield Outcome(unit, Copied(twin))
            return
        try:
            with opened(self._case, unit) as original:
                yield from self._extract(unit, original)
        except Unopened as error:
            yield unread(unit, error.reason, error.detail)

    def _extract(self, unit: Unit, original: Opened) -> Iterator[Outcome]:
        twin = self._twin(unit, original.digest.sha256)
        if twin is not None:
            yield Outcome(unit, Copied(twin), original.digest)
            return
        stored = self._case.blobs.store(original.body) if _is_to_be_copied(unit, original) else None
        token = str(unit.item)
        frames = self._sandbox.extract(original.body, unit.name, params={SHARE: str(unit.source)}, token=token)
        with self._control.reading(unit.item, lambda: self._sandbox.kill_current(token)):
            for gave in gather(frames):
                yield Outcome(unit, gave, original.digest, stored, self._children_stored(gave))

    def _children_stored(self, gave: Part | Finished) -> "tuple[Stored | None, ...]":
        """The children's bytes, encrypted here and not in the transaction that registers them."""
        if isinstance(gave, Finished):
            return ()
        return tuple(self._case.blobs.store(born.opened.body) if born.opened else None for born in gave.children)

    def _twin(self, unit: Unit, sha256: bytes | None) -> int | None:
        """Another item of the same content whose reading is over."""
        reader = self._case.unguarded()
        if sha256 is None:
            found = reader.value(_TWIN_BY_CONTENT, (unit.content, unit.item))
        else:
            found = reader.value(_TWIN_BY_HASH, (sha256, unit.item))
        return None if found is None else int(found)


_TWIN_BY_CONTENT = """SELECT item FROM ledger WHERE content = ? AND item <> ? AND hidden = 0
                         AND (state = 'readable' OR reason IN ('encrypted', 'damaged', 'unknown-kind')) LIMIT 1"""
_TWIN_BY_HASH = """SELECT l.item FROM content AS c JOIN ledger AS l ON l.content = c.id
                    WHERE c.sha256 = ? AND l.item <> ? AND l.hidden = 0
                      AND (l.state = 'readable' OR l.reason IN ('encrypted', 'damaged', 'unknown-kind')) LIMIT 1"""


def _ends(batch: list[Outcome]) -> int:
    return sum(outcome.is_end for outcome in batch)


def _is_to_be_copied(unit: Unit, original: Opened) -> bool:
    """Loose files are copied into the case, so that it stands alone, but not the greatest, nor what was said to stay."""
    return unit.place is Place.FILE and unit.is_copied and original.digest.size <= COPIED_BYTES


def _drain(waiting_queue: "queue.Queue[Any]") -> None:
    try:
        while True:
            waiting_queue.get_nowait()
    except queue.Empty:
        pass

"""What answering needs in memory: the catalogue, the people, the vectors, the embedders. Loaded when first asked for, kept fresh."""

import threading
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from evidence_triage import index
from evidence_triage.search.catalogue import Catalogue, catalogue, people
from evidence_triage.search.query import Asker
from evidence_triage.search.results import Scores, Vector

if TYPE_CHECKING:
    from evidence_triage.case import Case
    from evidence_triage.embedding import Embedder
    from evidence_triage.index import Vectors

CATALOGUED = ("ledger", "fact", "item", "item_party", "party")  # what the catalogue is made from

Speed = Literal["question", "static"]


class Loaded:
    """One open case as searching needs it. Threads may share it."""

    def __init__(self, case: "Case") -> None:
        self._case = case
        self._lock = threading.RLock()
        self._written: tuple[int, ...] = ()
        self._catalogue: Catalogue | None = None
        self._people: Sequence[tuple[int, str]] | None = None
        self._vectors: Vectors | None = None
        self._embedders: dict[Speed, Embedder] = {}

    def items(self) -> Catalogue:
        """The visible items as they stand now; read anew only where a table behind them was written."""
        counters = self._case.counters()
        written = tuple(counters.get(table, 0) for table in CATALOGUED)
        with self._lock:
            if self._catalogue is None or written != self._written:
                self._written, self._people = written, None
                self._catalogue = catalogue(self._case.reader())
            return self._catalogue

    def asker(self) -> Asker:
        """The person who asks."""
        return Asker(self._case.member.id, ZoneInfo(self._case.time_zone), self._known_people)

    def nearest(self) -> "Vectors":
        """The index of vectors, with what was embedded since it was last asked."""
        with self._lock:
            if self._vectors is None:
                self._vectors = index.Vectors(self._case)
            self._vectors.refresh()
            return self._vectors

    def embedded(self, text: str) -> Vector:
        """A question's vectors: by the full model where it has embedded anything, by the static one where it has not all."""
        passages, embedded = index.counts(self._case.reader())
        with self._lock:
            full = self._encode("question", text) if embedded else None
            return Vector(full, self._encode("static", text) if embedded < passages else None)

    @cached_property
    def unrelated(self) -> float:
        """The likeness of two texts without a common subject, as the model usually finds it and one deviation more."""
        from evidence_triage.embedding import usual_likeness

        return sum(usual_likeness())

    def _encode(self, speed: Speed, text: str) -> Scores:
        if speed not in self._embedders:
            from evidence_triage.embedding import load

            self._embedders[speed] = load(speed)
        vector: Scores = self._embedders[speed].encode([text])[0]
        return vector

    def _known_people(self) -> Sequence[tuple[int, str]]:
        with self._lock:
            if self._people is None:
                self._people = people(self._case.reader())
            return self._people

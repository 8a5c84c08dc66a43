"""The vectors of a case, loaded from the database and searched: full ones where an input has one, static ones for the rest.

The two kinds live in different spaces, and their cosines are not alike. A static cosine is therefore moved and stretched
to where the full model's cosines of the same question lie, by mean and deviation (docs/decisions, "Two kinds of vectors").
"""

import threading
from typing import TYPE_CHECKING, Any

import numpy as np

from evidence_triage.embedding import DEFAULT_MODEL, usual_likeness
from evidence_triage.index.segments import Inputs, inputs_of, rows_of
from evidence_triage.index.space import Scores, Space

if TYPE_CHECKING:
    from evidence_triage.case import Case, Reader

TRUSTED = 200  # full vectors from which on their own mean and deviation weigh more than the model's usual ones


class Vectors:
    """What is near a question. Safe to share between threads; `refresh` takes up what was committed since."""

    def __init__(self, case: "Case", model: str = DEFAULT_MODEL) -> None:
        self._case, self._model = case, model
        self._guard = threading.RLock()
        self._usual: tuple[float, float] | None = None
        self._begin()

    def _begin(self, generation: int = 0) -> None:
        self._generation, self._last = generation, 0
        self._spaces: dict[str, Space] = {}

    def refresh(self) -> None:
        """Loads the segments written since; everything anew where vectors were taken away."""
        reader = self._case.reader()
        with self._guard:
            generation = int(reader.value("SELECT generation FROM vector_generation") or 0)
            if generation != self._generation:
                self._begin(generation)
            for segment in _segments(reader, self._model, self._last):
                self._take(*segment)

    def _take(self, number: int, speed: str, dimensions: int, stored: bytes, vectors: bytes) -> None:
        inputs, rows = inputs_of(stored), rows_of(vectors, dimensions)
        full, static = self._spaces.get("full"), self._spaces.get("static")
        space = self._spaces.setdefault(speed, Space(dimensions))
        space.add(inputs, rows)
        if speed == "full" and static is not None:
            static.drop(inputs)
        elif speed == "static" and full is not None:
            space.drop(full.inputs)
        self._last = number

    def search(
        self, vector_static: Scores | None, vector_full: Scores | None, k: int, inputs_allowed: Inputs | None = None
    ) -> list[tuple[int, float]]:
        """The `k` inputs nearest to a question and their likeness as the full model would say it, nearest first.

        The vectors are the question's in each space (None where it was not embedded there); with `inputs_allowed` only
        those inputs are looked at.
        """
        with self._guard:
            found = [
                *self._nearest("full", vector_full, k, inputs_allowed),
                *self._nearest("static", vector_static, k, inputs_allowed, line=self._line(vector_static, vector_full)),
            ]
        found.sort(key=lambda each: (-each[1], each[0]))
        return found[:k]

    def _nearest(
        self, speed: str, vector: Scores | None, k: int, allowed: Inputs | None, line: tuple[float, float] = (0.0, 1.0)
    ) -> list[tuple[int, float]]:
        space = self._spaces.get(speed)
        if space is None or vector is None:
            return []
        inputs, scores = space.nearest(vector, k, allowed)
        return list(zip(inputs.tolist(), (line[0] + line[1] * scores).tolist(), strict=True))

    def _line(self, vector_static: Scores | None, vector_full: Scores | None) -> tuple[float, float]:
        """(offset, slope) by which a static cosine becomes one of the full model's."""
        static = self._spaces.get("static")
        if static is None or vector_static is None or not len(static):
            return 0.0, 1.0
        _, mean_static, deviation_static = static.likeness(vector_static)
        mean, deviation = self._full_likeness(vector_full)
        slope = deviation / deviation_static if deviation_static > 0 else 1.0
        return mean - slope * mean_static, slope

    def _full_likeness(self, vector: Scores | None) -> tuple[float, float]:
        """Mean and deviation of the full cosines with this question; the fewer there are, the more the model's usual ones."""
        self._usual = self._usual or usual_likeness(self._model)
        full = self._spaces.get("full")
        seen, mean, deviation = full.likeness(vector) if full is not None and vector is not None else (0, 0.0, 0.0)
        weights: Any = (seen, TRUSTED)
        return (
            float(np.average((mean, self._usual[0]), weights=weights)),
            float(np.average((deviation, self._usual[1]), weights=weights)),
        )


def _segments(reader: "Reader", model: str, after: int) -> list[tuple[Any, ...]]:
    sql = "SELECT id, speed, dimensions, inputs, vectors FROM vector_segment WHERE id > ? AND model = ? ORDER BY id"
    return reader.rows(sql, (after, model))

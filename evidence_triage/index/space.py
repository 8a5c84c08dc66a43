"""One space of vectors, searched exactly by FAISS: the inner product of unit vectors is their cosine."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from evidence_triage.index.segments import Inputs, Rows

Scores = NDArray[np.float32]


class Space:
    """Vectors by input. Kept in FAISS as the float16 that they were stored as, so nothing is lost and memory is halved."""

    def __init__(self, dimensions: int) -> None:
        import faiss

        faiss.omp_set_num_threads(
            1
        )  # a scan is bound by memory: two threads are no faster, and 10 ms slower beside an intake
        self._faiss = faiss
        self.dimensions = dimensions
        self.inputs: Inputs = np.empty(0, np.int64)
        self._index: Any = faiss.IndexScalarQuantizer(
            dimensions, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
        )
        self._seen = 0
        self._sum = np.zeros(dimensions)
        self._squares = np.zeros((dimensions, dimensions))

    def __len__(self) -> int:
        return len(self.inputs)

    def add(self, inputs: Inputs, rows: Rows) -> None:
        """Adds vectors of inputs that are not in it."""
        wide = rows.astype(np.float32)
        self._index.add(wide)
        self.inputs = np.concatenate([self.inputs, inputs])
        self._seen += len(wide)
        self._sum += wide.sum(axis=0)
        self._squares += wide.T @ wide

    def drop(self, inputs: Inputs) -> None:
        """Removes inputs, as far as they are in it."""
        gone = np.flatnonzero(np.isin(self.inputs, inputs))
        if len(gone):
            self._index.remove_ids(self._faiss.IDSelectorBatch(gone))
            self.inputs = np.delete(self.inputs, gone)

    def nearest(self, vector: Scores, k: int, allowed: Inputs | None = None) -> tuple[Inputs, Scores]:
        """The inputs nearest to a unit vector and their cosines, nearest first; only those `allowed`, where given."""
        if not len(self):
            return np.empty(0, np.int64), np.empty(0, np.float32)
        with_filter, bits = self._filter(allowed)
        scores, places = self._index.search(
            vector.reshape(1, -1).astype(np.float32), min(k, len(self)), params=with_filter
        )
        del bits  # FAISS holds a bare pointer to them until here
        found = places[0] >= 0
        return self.inputs[places[0][found]], scores[0][found]

    def _filter(self, allowed: Inputs | None) -> tuple[Any, Any]:
        if allowed is None:
            return None, None
        bits = np.packbits(np.isin(self.inputs, allowed), bitorder="little")
        selector = self._faiss.IDSelectorBitmap(bits)
        return self._faiss.SearchParameters(sel=selector), (bits, selector)

    def likeness(self, vector: Scores) -> tuple[int, float, float]:
        """How like the vector all that was ever put into this space is: count, mean and standard deviation of the cosines."""
        seen, wide = max(1, self._seen), vector.astype(np.float64)
        mean = float(wide @ self._sum) / seen
        spread = float(wide @ self._squares @ wide) / seen - mean * mean
        return self._seen, mean, float(np.sqrt(max(spread, 0.0)))

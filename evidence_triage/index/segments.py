"""Vectors as they lie in the database: segments of float16 rows, each with the inputs they stand for."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from evidence_triage.case import Change
    from evidence_triage.embedding import Embedder, Vectors

Inputs = NDArray[np.int64]
Rows = NDArray[np.float16]


def write_segment(
    change: "Change", embedder: "Embedder", speed: Literal["static", "full"], inputs: Sequence[int], vectors: "Vectors"
) -> None:
    """One segment: a row of `vectors` for each of `inputs`."""
    change.insert(
        "vector_segment",
        model=embedder.name,
        backend=embedder.backend,
        dimensions=embedder.dimensions,
        speed=speed,
        inputs=np.asarray(inputs, "<i8").tobytes(),
        vectors=np.asarray(vectors, "<f2").tobytes(),
    )


def inputs_of(stored: bytes) -> Inputs:
    """The inputs of a segment."""
    return np.frombuffer(stored, "<i8")


def rows_of(stored: bytes, dimensions: int) -> Rows:
    """The vectors of a segment."""
    return np.frombuffer(stored, "<f2").reshape(-1, dimensions)


def take_out(change: "Change", inputs: set[int]) -> None:
    """Removes inputs' vectors from every segment. What other processes have loaded is stale from the commit on."""
    gone = np.fromiter(inputs, np.int64)
    for number, stored, dimensions in change.rows("SELECT id, inputs, dimensions FROM vector_segment"):
        kept = ~np.isin(inputs_of(stored), gone)
        if not kept.all():
            _rewrite(change, number, inputs_of(stored), dimensions, kept)
    outdate(change)


def _rewrite(change: "Change", number: int, inputs: Inputs, dimensions: int, kept: NDArray[np.bool_]) -> None:
    if not kept.any():
        change.delete("vector_segment", id=number)
        return
    vectors = rows_of(change.value("SELECT vectors FROM vector_segment WHERE id = ?", (number,)), dimensions)
    change.update("vector_segment", {"id": number}, inputs=inputs[kept].tobytes(), vectors=vectors[kept].tobytes())


def outdate(change: "Change") -> None:
    """Tells every process that what it has loaded of the vectors is to be loaded anew."""
    change.execute("INSERT INTO vector_generation VALUES (1, 1) ON CONFLICT DO UPDATE SET generation = generation + 1")

"""Which precision is used on this processor: the fastest of those that agree with the original. Measured, never assumed."""

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from evidence_triage.embedding.embedder import Embedder, Vectors
from evidence_triage.embedding.sentences import passages, sentences

LEAST_COSINE = 0.99  # mean over the bundled texts; below it, speed counts for nothing
ROUNDS = 3


@dataclass(frozen=True)
class Measured:
    """`cosine`: mean likeness to the original; the others are texts a second."""

    numbers: str
    cosine: float
    passages_per_second: float
    sentences_per_second: float

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def measure(embedder: Embedder, numbers: str, originals: Vectors) -> Measured:
    """`originals` are the reference's rows for the bundled passages, then the sentences."""
    rows = np.concatenate([embedder.encode(passages()), embedder.encode(sentences())])
    return Measured(
        numbers=numbers,
        cosine=round(float(np.sum(rows * originals, axis=1).mean()), 5),
        passages_per_second=round(len(passages()) / quickest(lambda: embedder.encode(passages())), 1),
        sentences_per_second=round(len(sentences()) / quickest(lambda: embedder.encode(sentences())), 1),
    )


def choose(measured: Sequence[Measured]) -> str:
    """The precision with the most passages a second (they are nearly all of the work) among those like enough."""
    able = [each for each in measured if each.cosine >= LEAST_COSINE]
    return max(able or measured[:1], key=lambda each: each.passages_per_second).numbers


def quickest(run: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Seconds of the quickest of several runs: what else the machine does only ever adds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - start)
    return best


def likeness(rows: Vectors) -> NDArray[np.float32]:
    """The cosine of every pair of rows, each pair once."""
    result: NDArray[np.float32] = (rows @ rows.T)[np.triu_indices(len(rows), 1)]
    return result

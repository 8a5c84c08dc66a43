"""How fast this machine embeds, as ratios to the stock way in the same run, and how near that is to what it can do."""

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np

from evidence_triage.embedding.loading import load
from evidence_triage.embedding.measuring import quickest
from evidence_triage.embedding.sentences import passages, sentences

if TYPE_CHECKING:
    from evidence_triage.embedding.embedder import Embedder

LAYERS, WIDTH, INNER = 6, 384, 1536  # of the default model: two matrices of attention and feed-forward a layer
PEAK_SIDE, PEAK_SECONDS = 2048, 0.5
QUICK_TEXTS = 24


@dataclass(frozen=True)
class Compared:
    """Ratios of texts a second to the stock encoder; `peak_share`: arithmetic done over the processor's measured peak."""

    passages_ratio: float
    messages_ratio: float
    static_ratio: float
    backend: str
    peak_share: float

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def compare(*, quick: bool = False) -> Compared:
    """Embeds the bundled passages and sentences with the published model, the derived ones, and the static one.

    Raises:
        ModelMissing, ModelChanged: a file of the model is not there, or not the one its manifest names.
    """
    long, short = (passages()[:QUICK_TEXTS], sentences()[: QUICK_TEXTS * 4]) if quick else (passages(), sentences())
    rounds = 1 if quick else 3
    stock, full, static = load("reference", device="cpu"), load("full"), load("static")
    seconds = _seconds(full, long, rounds)
    stock_seconds = _seconds(stock, long, rounds)
    return Compared(
        passages_ratio=round(stock_seconds / seconds, 2),
        messages_ratio=round(_seconds(stock, short, rounds) / _seconds(full, short, rounds), 2),
        static_ratio=round(stock_seconds / _seconds(static, long, rounds), 1),
        backend=full.backend,
        peak_share=round(_arithmetic(full.lengths(long)) / seconds / _peak(whole="int8" in full.backend), 3),
    )


def _seconds(embedder: "Embedder", texts: Sequence[str], rounds: int) -> float:
    embedder.encode(texts[:2])
    return quickest(lambda: embedder.encode(texts), rounds)


def _arithmetic(lengths: Sequence[int]) -> float:
    """Multiplications and additions that the model's matrices take for texts of these lengths (in word pieces)."""
    pieces = np.asarray(lengths, np.float64)
    matrices = 2 * (4 * WIDTH**2 + 2 * WIDTH * INNER) * pieces
    attention = 4 * WIDTH * pieces**2
    return float(LAYERS * (matrices + attention).sum())


def _peak(*, whole: bool) -> float:
    """The most arithmetic a second that a large product of matrices reaches here, in whole numbers or in fp32."""
    import torch

    if whole:
        left = torch.ones((PEAK_SIDE, PEAK_SIDE), dtype=torch.int8)
        return _best(lambda: torch._int_mm(left, left))
    many = torch.rand((PEAK_SIDE, PEAK_SIDE))
    return _best(lambda: many @ many)


def _best(product: Callable[[], object]) -> float:
    product()
    begun, rounds = time.perf_counter(), 0
    while time.perf_counter() - begun < PEAK_SECONDS:
        product()
        rounds += 1
    return 2 * PEAK_SIDE**3 * rounds / (time.perf_counter() - begun)

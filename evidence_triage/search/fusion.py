"""One order from two: by words (BM25) and by meaning (likeness). Why a weighted sum: docs/decisions, "Fusion"."""

import numpy as np

from evidence_triage.search.results import Scores

MEANING_WEIGHT = 0.6


def fused(words: Scores, likeness: Scores, told: float = 1.0) -> Scores:
    """A score from 0 to 1 for each item: both columns stretched to 0 … 1 over what was found, and weighed.

    `told` (0 to 1) is how much of what the question's words tell its best hit by words holds: where that holds only
    "in" and "for", the words decide that much less.
    """
    score: Scores = (1 - MEANING_WEIGHT) * told * _stretched(words) + MEANING_WEIGHT * _stretched(likeness)
    return score


def _stretched(column: Scores) -> Scores:
    """The lowest found becomes 0 and the highest 1; what was not found (0) stays 0."""
    found = column[column > 0]
    if not len(found):
        return np.zeros_like(column)
    low, high = float(found.min()), float(found.max())
    stretched: Scores = (
        np.clip((column - low) / max(high - low, 1e-9), 0, 1) if high > low else (column > 0).astype(np.float32)
    )
    return stretched

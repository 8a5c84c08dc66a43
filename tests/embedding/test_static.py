"""Static vectors: there at once, coarse, and near where the words are near."""

import numpy as np

from evidence_triage.embedding import load


def test_near_texts_are_nearer_than_far_ones() -> None:
    static = load("static")
    asked, near, far = static.encode(
        ["payment to the supplier", "the supplier was paid by transfer", "the choir rehearses on Tuesdays"]
    )
    assert asked @ near > asked @ far


def test_a_text_without_a_word_is_near_nothing() -> None:
    rows = load("static").encode(["", "   ", "paid"])
    assert np.allclose(rows[:2], 0)
    assert np.isfinite(rows).all()


def test_texts_are_measured_as_the_full_model_counts() -> None:
    texts = ["café", "a b c", "x" * 300]
    assert load("static").lengths(texts) == load("question").lengths(texts)

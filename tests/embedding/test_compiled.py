"""The derived models say what the published one says, whatever the order and the length of the texts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_triage.embedding import Embedder, load, sentences
from evidence_triage.embedding.compiled import BATCH_PIECES, BATCH_TEXTS, batches
from evidence_triage.embedding.measuring import LEAST_COSINE

TEXTS = [*sentences()[:40], "", " ".join(sentences()[:12]), "grateful"]


@pytest.fixture(scope="module")
def question() -> Embedder:
    return load("question")


@pytest.fixture(scope="module")
def full() -> Embedder:
    return load("full", device="cpu")


def test_derived_vectors_agree_with_the_published_model(question: Embedder, full: Embedder) -> None:
    originals = load("reference", device="cpu").encode(TEXTS)
    assert np.sum(question.encode(TEXTS) * originals, axis=1).min() > 0.9999
    assert np.sum(full.encode(TEXTS) * originals, axis=1).mean() >= LEAST_COSINE


def test_a_question_is_always_in_full_precision(question: Embedder) -> None:
    assert question.backend == "openvino fp32"


@pytest.mark.parametrize("speed", ["question", "full", "static"])
def test_rows_are_of_unit_length_and_in_the_order_of_the_texts(speed: str) -> None:
    embedder = load(speed)  # type: ignore[arg-type]
    rows = embedder.encode(TEXTS[:20])
    assert rows.shape == (20, embedder.dimensions)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-3)
    backwards = embedder.encode(TEXTS[:20][::-1])[::-1]
    assert np.sum(rows * backwards, axis=1).min() > 0.98  # whole numbers depend a little on what is in the batch


def test_no_texts_give_no_rows(full: Embedder) -> None:
    assert full.encode([]).shape == (0, 384)


def test_a_text_is_as_long_as_it_is_however_much_is_read(full: Embedder) -> None:
    assert full.lengths(["word " * 1000, "", "grateful"]) == [1002, 2, 3]
    long, cut = full.encode(["word " * 1000, "word " * 254])
    assert long @ cut > 0.99


@given(st.lists(st.integers(2, 256), max_size=400))
def test_every_text_is_in_one_batch_and_no_batch_is_too_large(lengths: list[int]) -> None:
    groups = list(batches(lengths))
    assert sorted(n for group in groups for n in group) == list(range(len(lengths)))
    for group in groups:
        assert len(group) == 1 or max(lengths[n] for n in group) * len(group) <= BATCH_PIECES
        assert len(group) <= BATCH_TEXTS

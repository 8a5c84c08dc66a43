"""Searching vectors is exact, obeys its filter, and is never staler than the last commit."""

import numpy as np
import pytest

from evidence_triage import index
from evidence_triage.embedding import sentences
from evidence_triage.index.space import Space
from tests.index.shelf import Shelf, full, static

QUESTION = "who gave the contract to a friend"


@pytest.fixture
def filled(shelf: Shelf) -> Shelf:
    for n, sentence in enumerate(sentences()[:60]):
        shelf.puts(f"{n}.txt", sentence)
    return shelf


def rows(count: int, seed: int = 0) -> np.ndarray:
    drawn = np.random.default_rng(seed).normal(size=(count, 384)).astype(np.float32)
    return (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float16)


def test_the_search_is_exact() -> None:
    space, stored = Space(384), rows(500)
    numbers = np.arange(1000, 1500)
    space.add(numbers, stored)
    asked = rows(1, seed=1)[0].astype(np.float32)
    found, scores = space.nearest(asked, 500)
    exact = stored.astype(np.float32) @ asked
    assert found.tolist() == numbers[np.argsort(-exact)].tolist()
    assert np.allclose(scores, np.sort(exact)[::-1], atol=1e-5)


def test_a_filter_and_a_removal_leave_the_rest_exact() -> None:
    space, stored = Space(384), rows(300)
    space.add(np.arange(300), stored)
    space.drop(np.arange(0, 300, 3))
    allowed = np.array([1, 2, 3, 4, 299, 5000])
    asked = rows(1, seed=1)[0].astype(np.float32)
    found, _ = space.nearest(asked, 10, allowed)
    assert sorted(found.tolist()) == [1, 2, 4, 299]
    assert np.argmax(stored[found].astype(np.float32) @ asked) == 0


def test_moments_are_those_of_all_cosines() -> None:
    space, stored = Space(384), rows(300)
    space.add(np.arange(300), stored)
    asked = rows(1, seed=1)[0].astype(np.float32)
    exact = stored.astype(np.float32) @ asked
    assert space.likeness(asked) == pytest.approx((300, exact.mean(), exact.std()), abs=1e-5)


def test_an_empty_case_answers_with_nothing(shelf: Shelf) -> None:
    assert shelf.nearest(QUESTION) == []


def test_filters_hold_in_both_kinds_of_vectors(filled: Shelf) -> None:
    filled.embeds(should_stop=lambda: index.counts(filled.case.reader())[1] > 0, batch=30)
    allowed = np.array([1, 2, 40, 59])
    assert {number for number, _ in filled.nearest(QUESTION, inputs_allowed=allowed)} == set(allowed.tolist())
    assert filled.nearest(QUESTION, inputs_allowed=np.array([], np.int64)) == []


def test_each_input_is_there_once_and_by_its_full_vector_where_it_has_one(filled: Shelf) -> None:
    filled.embeds(should_stop=lambda: index.counts(filled.case.reader())[1] > 0, batch=30)
    found = dict(filled.nearest(QUESTION, k=99))
    assert len(found) == 60
    text = dict(filled.case.unguarded().rows("SELECT id, text FROM embedder_input WHERE full = 1"))
    exact = full().encode([QUESTION])[0] @ full().encode(list(text.values())).T
    assert [found[number] for number in text] == pytest.approx(exact.tolist(), abs=0.02)


def test_static_likeness_is_said_on_the_scale_of_the_full_model(filled: Shelf) -> None:
    coarse = np.array([score for _, score in filled.nearest(QUESTION, k=99)])
    filled.embeds()
    fine = np.array([score for _, score in filled.nearest(QUESTION, k=99)])
    assert abs(coarse.mean() - fine.mean()) < 0.1
    assert abs(coarse.max() - fine.max()) < 0.25


def test_what_is_loaded_follows_every_commit(filled: Shelf) -> None:
    vectors = index.Vectors(filled.case)
    vectors.refresh()
    marker = filled.puts("late.txt", "The xylophonist was paid in cash by the bidder.")
    asked = static().encode(["xylophonist paid in cash"])[0], full().encode(["xylophonist paid in cash"])[0]
    assert vectors.search(*asked, 1)[0][0] not in filled.inputs(marker)
    vectors.refresh()
    assert vectors.search(*asked, 1)[0][0] in filled.inputs(marker)
    filled.embeds()
    vectors.refresh()
    assert vectors.search(*asked, 1)[0][0] in filled.inputs(marker)
    gone = filled.inputs(marker)[0]
    filled.seals(marker)
    vectors.refresh()
    assert gone not in {number for number, _ in vectors.search(*asked, 99)}

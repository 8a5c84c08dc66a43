"""Filters and words against brute force: what the index finds is what reading everything finds."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence_triage.search import Engine
from evidence_triage.words import Mode
from tests.searching import Shelf, shelf

WORDS = st.sampled_from(
    ["panel", "lot", "the", "4", "grat", "gratitude", "cafe", "Harwell", "noon", "12:30", "ward", "quokka"]
)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return shelf(tmp_path_factory.mktemp("held") / "case")


@pytest.fixture(scope="module")
def engine(held: Shelf) -> Engine:
    return Engine(held.case)


def found(engine: Engine, question: str, *, mode: Mode = Mode.WORDS, plain: bool = False) -> set[int]:
    return set(engine.matching(question, mode=mode, plain=plain).tolist())


def paths(engine: Engine, question: str) -> set[str]:
    return {hit.path for hit in engine.search(question, mode=Mode.WORDS, log=False).hits}


@pytest.mark.parametrize(
    "word",
    ["panel", "the", "cafe", "CAFÉ", "12:30", "lot 4", "score", "quokka", "minutes.txt", "osei@example.test", "jose"],
)
def test_a_word_is_found_wherever_it_stands(held: Shelf, engine: Engine, word: str) -> None:
    assert found(engine, f'"{word}"') == held.holding(word)


@given(st.lists(WORDS, min_size=1, max_size=4))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_words_side_by_side_must_all_occur(held: Shelf, engine: Engine, words: list[str]) -> None:
    expected = set.intersection(*(held.holding(word) for word in words))
    assert found(engine, " ".join(words)) == expected
    assert found(engine, " ".join(words), plain=True) == expected


@given(
    st.recursive(WORDS, lambda inner: st.tuples(st.sampled_from(["AND", "OR", "NOT", ""]), inner, inner), max_leaves=6)
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_operators_are_those_of_sets(held: Shelf, engine: Engine, tree: object) -> None:
    assert found(engine, written(tree)) == expected(held, tree)


def written(tree: object) -> str:
    if isinstance(tree, str):
        return tree
    sign, left, right = tree
    return (
        f"({written(left)} AND NOT {written(right)})" if sign == "NOT" else f"({written(left)} {sign} {written(right)})"
    )


def expected(held: Shelf, tree: object) -> set[int]:
    if isinstance(tree, str):
        return held.holding(tree)
    sign, left, right = tree
    one, other = expected(held, left), expected(held, right)
    return {"AND": one & other, "": one & other, "OR": one | other, "NOT": one - other}[sign]


def test_a_prefix_finds_every_word_that_begins_so(held: Shelf, engine: Engine) -> None:
    assert found(engine, "grat*") == held.holding("grat", prefix=True)
    assert found(engine, "grat") == set()


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("from:ward", {"0.eml", "1.eml", "2.eml"}),
        ("from:WARD@example.test AND subject:lot", {"0.eml", "2.eml"}),
        ("to:jose", {"0.eml", "1.eml", "2.eml"}),
        ("cc:ward", set()),
        ("cc:ward*", {"1.eml"}),
        ("cc:osei,park.test", {"1.eml"}),
        ('subject:"lot 4"', {"0.eml", "2.eml"}),
        ("date:2026-03-01", {"0.eml"}),
        ("date:2026-03", {"0.eml", "1.eml"}),
        ("date:2026-03-02..2026", {"1.eml", "2.eml"}),
        ("date:..2025", {"old minutes.txt"}),
        ("kind:table,picture", {"scores.csv"}),
        ("exhibit:abc/2", {"minutes.txt", "old minutes.txt"}),
        ("exhibit:ABC", set()),
        ("exhibit:ABC/*", {"0.eml", "1.eml", "2.eml", "scores.csv", "minutes.txt", "old minutes.txt"}),
        ("source:drive", {"scores.csv", "minutes.txt", "old minutes.txt"}),
        ("name:minutes", {"minutes.txt", "old minutes.txt"}),
        ("name:scores.csv OR subject:lunch", {"scores.csv", "1.eml"}),
        ("panel kind:email", {"0.eml"}),
        ("NOT kind:email panel", {"minutes.txt", "old minutes.txt"}),
        ("is:duplicate", {"1.eml"}),
        ("is:unseen kind:table", {"scores.csv"}),
        ("is:seen,coded", set()),
        ("(from:ward OR exhibit:ABC/2) NOT date:2026-03", {"2.eml", "minutes.txt", "old minutes.txt"}),
        ("*", {"0.eml", "1.eml", "2.eml", "scores.csv", "minutes.txt", "old minutes.txt"}),
        ("* kind:table", {"scores.csv"}),
    ],
)
def test_fields(engine: Engine, question: str, names: set[str]) -> None:
    assert {re.split(r"/", path)[-1] for path in paths(engine, question)} == names


def test_copies_fold_into_one_hit_with_their_number(engine: Engine) -> None:
    (hit,) = engine.search("sandwiches", mode=Mode.WORDS, log=False).hits
    assert (hit.path, hit.duplicates) == ("box/1.eml", 1)
    assert len(engine.matching("sandwiches", mode=Mode.WORDS)) == 2


def test_copies_share_the_best_score_so_that_the_list_stays_in_order(held: Shelf, engine: Engine) -> None:
    results = engine.search("copy of lunch noon", mode=Mode.HYBRID, plain=True, log=False)
    scores = [hit.score for hit in results.hits]
    assert scores == sorted(scores, reverse=True)
    assert results.hits[0].path == "box/1.eml"


def test_without_words_the_latest_stands_first_and_the_undated_last(engine: Engine) -> None:
    names = [hit.path.split("/")[-1] for hit in engine.search("*", mode=Mode.WORDS, log=False).hits]
    assert names == ["2.eml", "1.eml", "0.eml", "old minutes.txt", "scores.csv", "minutes.txt"]


def test_pages_of_a_frozen_list(engine: Engine) -> None:
    whole = engine.search("panel", mode=Mode.WORDS, log=False)
    assert [hit.item for hit in engine.search("panel", mode=Mode.WORDS, limit=1, offset=1, log=False).hits] == [
        whole.hits[1].item
    ]
    assert [hit.item for hit in engine.page(whole, 2, 1)] == [hit.item for hit in whole.hits[1:3]]


def test_a_hit_says_why_and_marks_it(engine: Engine) -> None:
    (hit,) = engine.search("grateful café", mode=Mode.WORDS, log=False).hits
    assert hit.why.words == ("grateful", "café")
    assert [hit.snippet.text[mark.start : mark.stop] for mark in hit.snippet.marks] == ["grateful", "café"]


def test_a_question_that_finds_nothing_has_an_empty_list(engine: Engine) -> None:
    results = engine.search("zebra crossing quokka", mode=Mode.WORDS, log=False)
    assert (list(results.hits), results.total) == ([], 0)

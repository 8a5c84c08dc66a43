"""Searches are on record: one event each, their words apart from it, and what was shown."""

import json
from pathlib import Path

import pytest

from evidence_triage.case import add_person, create, open_case
from evidence_triage.errors import NotAllowed, NotUnderstood, UsageError
from evidence_triage.review import Draft, decide, mark_seen
from evidence_triage.search import Engine, by_stem, read_questions, read_terms, run_lines, run_terms
from evidence_triage.words import Mode, Relevance, Role
from tests.searching import Shelf, shelf


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return shelf(tmp_path_factory.mktemp("held") / "case")


@pytest.fixture(scope="module")
def engine(held: Shelf) -> Engine:
    return Engine(held.case)


def events(held: Shelf, act: str) -> int:
    return int(held.case.unguarded().value("SELECT count(*) FROM event WHERE act = ?", (act,)))


def test_r28_a_search_is_one_event_and_its_lines_are_kept(held: Shelf, engine: Engine) -> None:
    before = events(held, "search")
    results = engine.search("panel", mode=Mode.WORDS, limit=2)
    assert events(held, "search") == before + 1
    reader = held.case.reader()
    assert reader.one("SELECT question FROM search_words WHERE search = ?", (results.search,)) == ("panel",)
    shown = reader.rows("SELECT item, place FROM search_shown WHERE search = ? ORDER BY place", (results.search,))
    assert shown == [(hit.item, place) for place, hit in enumerate(results.hits)]
    engine.page(results, 50, 2)
    assert reader.value("SELECT count(*) FROM search_shown WHERE search = ?", (results.search,)) == results.total


def test_r29_no_event_holds_a_word_of_the_question(held: Shelf, engine: Engine) -> None:
    engine.search("zanzibar", mode=Mode.WORDS)
    rows = held.case.unguarded().rows("SELECT * FROM event")
    assert not any("zanzibar" in str(value) for row in rows for value in row)


def test_typing_leaves_no_event(held: Shelf, engine: Engine) -> None:
    before = events(held, "search")
    engine.search("pan", mode=Mode.WORDS, log=False)
    with pytest.raises(NotUnderstood):
        engine.search('"pan', mode=Mode.WORDS)
    assert events(held, "search") == before


def test_who_may_not_search_is_refused_and_it_is_logged(tmp_path: Path) -> None:
    with create(tmp_path / "case", title="T", person="Jo", role=Role.SUPERVISOR, passphrase="x") as made:
        add_person(made, "Ad Min", Role.ADMINISTRATOR, "other")
    case = open_case(tmp_path / "case", "other", "Ad Min")
    with pytest.raises(NotAllowed):
        Engine(case).search("lot", mode=Mode.WORDS, log=False)


def test_what_was_not_searched_is_the_same_for_every_question(engine: Engine) -> None:
    assert (
        engine.search("panel", mode=Mode.WORDS, log=False).not_searched
        == engine.search("quokka", mode=Mode.WORDS, log=False).not_searched
    )


def test_a_sealed_item_is_gone_at_once_and_only_counted(tmp_path: Path) -> None:
    own = shelf(tmp_path / "case")
    engine = Engine(own.case)
    assert 1 in engine.matching("panel", mode=Mode.WORDS)
    own.desk.marks("ledger", 1, hidden=1)
    assert 1 not in engine.matching("panel", mode=Mode.WORDS)
    assert 1 not in engine.matching("NOT quokka", mode=Mode.WORDS)
    assert engine.search("quokka", mode=Mode.WORDS, log=False).not_searched.sealed == 1


def test_facets_count_what_each_value_would_bring(held: Shelf, engine: Engine) -> None:
    member = held.case.member
    decide(held.case, [1], Draft(relevance=Relevance.RELEVANT, issues_added=("Lot 4",)), by=member)
    mark_seen(held.case, [1], by=member)
    facets = engine.facets("panel kind:email", mode=Mode.WORDS)
    assert {(value.label, value.count, value.chosen) for value in facets.kind} == {
        ("email", 1, True),
        ("document", 2, False),
    }
    assert [(value.term, value.count) for value in facets.source] == [("exhibit:ABC/1", 1)]
    assert [(value.term, value.count) for value in facets.date] == [("date:2026-03", 1)]
    assert ('tag:"Lot 4"', 1) in [(value.term, value.count) for value in facets.tags]
    assert {value.label: value.count for value in facets.state} == {"seen": 1, "coded": 1, "readable": 1}
    assert [value.label for value in facets.people] == ["ward@example.test"]
    brought = {value: f"panel {value.term}" for value in facets.kind}
    brought |= {
        value: f"panel kind:email {value.term}" for value in (*facets.tags, *facets.state, *facets.people, *facets.date)
    }
    assert {value.term: len(engine.matching(asked, mode=Mode.WORDS)) for value, asked in brought.items()} == {
        value.term: value.count for value in brought
    }


def test_r7_term_lists_count_hits_alone_families_and_overlap(engine: Engine) -> None:
    asked = read_terms("\ufeff# agreed\npanel\nlot AND 4\n\npanel\n(lot\nquokka\n")
    assert asked == ["panel", "lot AND 4", "(lot", "quokka"]
    panel, lot, broken, none = run_terms(engine, asked)
    assert (panel.hits, panel.unique, panel.overlap) == (3, 1, {"lot AND 4": 2})
    assert (lot.hits, lot.unique, lot.families) == (3, 1, 3)
    assert broken.error is not None
    assert "position 1" in broken.error
    assert (none.hits, none.overlap) == (0, {})


def test_a_file_of_questions_is_answered_line_by_line(engine: Engine) -> None:
    questions = read_questions("1\tsandwiches\n2\tmeeting (panel\n")
    lines = [line.split() for line in run_lines(engine, questions, Mode.WORDS, 3, by_stem)]
    assert [line[:4] for line in lines] == [["1", "Q0", "1", "1"], ["2", "Q0", "minutes", "1"]]
    with pytest.raises(UsageError):
        read_questions("1 no tab\n")


def test_what_was_not_searched_is_kept_with_the_search(held: Shelf, engine: Engine) -> None:
    results = engine.search("panel", mode=Mode.WORDS)
    kept = held.case.reader().value("SELECT not_searched FROM search WHERE id = ?", (results.search,))
    assert json.loads(kept) == {"unreadable": 0, "no_text": 0, "sealed": 0, "waiting": 0}


def test_the_box_offers_what_the_case_holds(held: Shelf, engine: Engine) -> None:
    decide(held.case, [2], Draft(issues_added=("Expenses",)), by=held.case.member)
    offered = engine.completions()
    assert offered["from"] == ["office@park.test", "osei@example.test", "ward@example.test"]
    assert offered["exhibit"] == ["ABC/1", "ABC/2"]
    assert "Expenses" in offered["tag"]
    assert offered["kind"][0] == "email"
    assert offered["subject"] == []

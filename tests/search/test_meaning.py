"""By meaning: what nobody wrote is found, what holds the words is not lost, and where the list ends is said."""

from pathlib import Path

import numpy as np
import pytest

from evidence_triage import embedding
from evidence_triage.errors import NoSuchRecord
from evidence_triage.search import Engine, records, run_record, save_record
from evidence_triage.search.fusion import fused
from evidence_triage.search.meaning import FEWEST, FLOOR, floor_of
from evidence_triage.search.words import WordMatch
from evidence_triage.words import Kind, Mode
from tests.searching import WARD, Shelf, shelf


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    made = shelf(tmp_path_factory.mktemp("held") / "case")
    made.puts("drive/weather.txt", "It will rain in the valley tomorrow, with strong winds from the west.")
    made.puts(
        "drive/holiday.txt", "The contractor paid for the councillor's trip to Marbella, hotel and flights included."
    )
    made.puts(
        "drive/copy of holiday.txt",
        "The contractor paid for the councillor's trip to Marbella, hotel and flights included.",
    )
    made.embeds()
    return made


@pytest.fixture(scope="module")
def engine(held: Shelf) -> Engine:
    return Engine(held.case)


def best(engine: Engine, question: str, mode: Mode) -> str:
    return engine.search(question, mode=mode, log=False).hits[0].path


@pytest.mark.parametrize("mode", [Mode.HYBRID, Mode.MEANING])
def test_what_nobody_wrote_is_found(engine: Engine, mode: Mode) -> None:
    assert best(engine, "bribery of a politician by a company", mode) == "drive/holiday.txt"
    assert best(engine, "is it going to be stormy?", mode) == "drive/weather.txt"


def test_a_hit_by_meaning_says_how_near_and_shows_the_passage(engine: Engine) -> None:
    hit = engine.search("bribery of a politician", mode=Mode.MEANING, log=False).hits[0]
    assert hit.why.meaning is not None
    assert hit.why.words == ()
    assert hit.passage is not None
    assert [mark.sort for mark in hit.snippet.marks] == ["meaning"]
    assert hit.duplicates == 1


def test_the_numbers_at_the_head_add_up(engine: Engine) -> None:
    results = engine.search("minutes of the panel", log=False)
    assert results.total == results.holding_words + results.holding_some + results.near_in_meaning
    assert results.holding_words == engine.search("minutes of the panel", mode=Mode.WORDS, log=False).total == 2
    assert results.floor is not None
    assert all(hit.why.meaning is None or hit.why.words or hit.why.meaning >= results.floor for hit in results.hits)


def test_words_side_by_side_only_rank_and_fields_filter(engine: Engine) -> None:
    found = {hit.path for hit in engine.search("panel quokka", log=False).hits}
    assert {"box/0.eml", "drive/minutes.txt", "drive/old minutes.txt"} <= found
    assert {hit.kind for hit in engine.search("panel quokka kind:email", log=False).hits} == {"email"}
    assert engine.search("panel AND quokka", log=False).total == 0
    assert {hit.path for hit in engine.search('rain "the panel"', log=False).hits} == {
        "drive/minutes.txt",
        "drive/old minutes.txt",
    }


def test_what_passes_an_explicit_filter_of_words_is_always_on_the_list(engine: Engine) -> None:
    both = engine.search("harwell OR sandwiches", log=False)
    assert {hit.path for hit in both.hits} == {"drive/scores.csv", "box/1.eml"}
    assert both.holding_words == both.total


def test_a_lower_floor_shows_further(engine: Engine) -> None:
    short, long = (engine.search("stormy", mode=Mode.MEANING, floor=floor, log=False) for floor in (0.9, -1.0))
    assert short.total < long.total == len({hit.item for hit in long.hits})


def test_the_floor_sinks_until_a_hundred_are_near_and_no_further_than_the_unrelated() -> None:
    likeness = np.linspace(0, 0.5, 1000, dtype=np.float32)
    assert floor_of(likeness, 0.2) == FLOOR
    assert floor_of(likeness / 2, 0.1) == pytest.approx(np.sort(likeness / 2)[-FEWEST], abs=1e-6)
    assert floor_of(likeness / 10, 0.2) == 0.2
    assert floor_of(likeness[:5], 0.2) == 0.2


def test_fusion_prefers_what_both_say() -> None:
    words, likeness = np.array([0, 8, 2, 9], np.float32), np.array([0.9, 0.8, 0.2, 0], np.float32)
    assert np.argsort(-fused(words, likeness)).tolist() == [1, 0, 3, 2]
    assert (fused(np.zeros(3, np.float32), np.zeros(3, np.float32)) == 0).all()


def test_words_that_tell_little_decide_little() -> None:
    words, likeness = np.array([3, 1, 0.5], np.float32), np.array([0.2, 0.5, 0.1], np.float32)
    assert np.argmax(fused(words, likeness)) == 1 and fused(words, likeness, 0.1)[0] < fused(words, likeness, 1.0)[0]
    holds = np.array([[True, True, True, True], [False, False, False, True]])
    assert WordMatch((), holds, words).told() == 1.0
    held_apart = np.array([[True] * 99 + [False], [False] * 99 + [True]])
    assert WordMatch((), held_apart[:, :99], words).told() < 0.1, (
        "only the word that stands everywhere is held by one item"
    )


def test_other_forms_of_a_word_rank_and_are_not_held(engine: Engine) -> None:
    asked = engine.search("panel expressing", log=False)
    held = {hit.path: (hit.score, hit.why.words) for hit in asked.hits}
    assert held["drive/old minutes.txt"][1] == held["drive/minutes.txt"][1] == ("panel",)
    assert held["drive/old minutes.txt"][0] > held["drive/minutes.txt"][0]


def test_r6_a_record_run_again_is_the_same_until_the_case_changes(held: Shelf, engine: Engine) -> None:
    number, results = save_record(engine, "who paid for the trip? kind:document")
    (kept,) = records(held.case.reader())
    assert (kept.record, kept.question, kept.found, kept.member) == (
        number,
        "who paid for the trip? kind:document",
        len(results.items),
        held.case.member.id,
    )
    assert kept.basis["exhibits"] == ["ABC/1", "ABC/2"]
    assert kept.basis["models"]
    again = run_record(Engine(held.case), number)
    assert again.same
    assert again.results.items.tolist() == results.items.tolist()
    held.puts(
        "drive/invoice.txt",
        "Invoice: flights and hotel, paid by the contractor for the trip.",
        people=(WARD,),
        kind=Kind.DOCUMENT,
    )
    held.embeds()
    assert not run_record(engine, number).same
    with pytest.raises(NoSuchRecord):
        run_record(engine, 99)


def test_static_vectors_answer_before_the_full_ones_are_there(tmp_path: Path) -> None:
    made = shelf(tmp_path / "case", static=embedding.load("static"))
    made.puts("drive/trip.txt", "The contractor paid for the councillor's holiday trip.")
    assert best(Engine(made.case), "vacation of the council member", Mode.MEANING) == "drive/trip.txt"

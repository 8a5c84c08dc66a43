"""Served references: given once, the same for good, and counting only what went out in their series (R18, R26)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence_triage.disclosure import Series, keep_references
from evidence_triage.disclosure.references import Reference, references
from evidence_triage.errors import JobFailed
from evidence_triage.words import Act
from tests.handing import Desk, desk

OPEN, SENSITIVE = Series.OPEN, Series.SENSITIVE


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Desk]:
    made = desk(tmp_path / "case")
    for number in range(4):
        made.writes(f"{number}.txt", str(number), exhibit="ABC/1" if number < 3 else "DEF/2")
    yield made
    made.case.lock()


def proposed(office: Desk, *order: int, series: Series = OPEN) -> list[Reference]:
    exhibits = {1: "ABC/1", 2: "ABC/1", 3: "ABC/1", 4: "DEF/2"}
    return list(references(office.case.reader(), exhibits, order, series).values())


def keep(office: Desk, made: list[Reference]) -> None:
    with office.case.change(Act.EXPORT, by=office.case.member) as change:
        keep_references(change, made)


def test_each_exhibit_counts_by_itself_in_the_order_of_handing_over(office: Desk) -> None:
    assert [str(each) for each in proposed(office, 3, 4, 1)] == ["ABC/1-1", "DEF/2-1", "ABC/1-2"]


def test_a_reference_on_record_stays_and_the_next_goes_on_from_it(office: Desk) -> None:
    keep(office, proposed(office, 3, 1))
    assert [str(each) for each in proposed(office, 1, 2, 3)] == ["ABC/1-2", "ABC/1-3", "ABC/1-1"]


def test_what_was_only_proposed_is_not_on_record(office: Desk) -> None:
    proposed(office, 1, 2)
    assert [str(each) for each in proposed(office, 3)] == ["ABC/1-1"]


def test_sensitive_items_leave_no_gap_in_the_open_series(office: Desk) -> None:
    keep(office, proposed(office, 1, 2, series=SENSITIVE))
    assert [str(each) for each in proposed(office, 1, 2, series=SENSITIVE)] == ["ABC/1-S1", "ABC/1-S2"]
    assert [str(each) for each in proposed(office, 3)] == ["ABC/1-1"]


def test_of_two_exports_at_the_same_time_the_later_is_refused(office: Desk) -> None:
    first, second = proposed(office, 1), proposed(office, 2)
    keep(office, first)
    with pytest.raises(JobFailed, match="same references"):
        keep(office, second)
    keep(office, proposed(office, 2))

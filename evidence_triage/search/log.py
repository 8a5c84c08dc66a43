"""Searches on record: one event each, the question's words apart from it, and which lines were shown (R28, R29)."""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from evidence_triage.search.results import Hit, Results
from evidence_triage.words import Act

if TYPE_CHECKING:
    from evidence_triage.case import Case, Change


def put_on_record(case: "Case", results: Results) -> Results:
    """Writes the search and the lines it showed; gives the results with their number."""
    return put_all_on_record(case, [results])[0]


def put_all_on_record(case: "Case", searches: Sequence[Results]) -> list[Results]:
    """Several searches run at once are one act."""
    with case.change(Act.SEARCH, by=case.member) as change:
        numbers = [write(case, change, results) for results in searches]
    return [replace(results, search=number) for results, number in zip(searches, numbers, strict=True)]


def write(case: "Case", change: "Change", results: Results) -> int:
    """The rows of one search, in a change that is open already; gives its number."""
    number = change.insert(
        "search",
        member=case.member.id,
        time=change.time,
        mode=results.mode.value,
        plain=int(results.question.plain),
        found=len(results.items),
        not_searched=json.dumps(asdict(results.not_searched)),
    )
    understood = "; ".join(chip.words for chip in results.question_understood)
    change.insert("search_words", search=number, question=results.question.text, understood=understood)
    _insert_shown(change, number, results.hits, 0)
    return number


def note_shown(case: "Case", search: int, hits: Sequence[Hit], first: int) -> None:
    """Further lines of a list on record that a person was shown, from place `first`; no event of its own."""
    with case.derive() as change:
        _insert_shown(change, search, hits, first)


def _insert_shown(change: "Change", search: int, hits: Sequence[Hit], first: int) -> None:
    for place, hit in enumerate(hits, first):
        change.execute(
            "INSERT OR IGNORE INTO search_shown (search, item, place) VALUES (?, ?, ?)", (search, hit.item, place)
        )

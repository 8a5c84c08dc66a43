"""Putting a source on record and everything in it into the ledger, before any of it is read."""

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from evidence_triage.intake.walk import Found, root_of, shown, walk
from evidence_triage.items.concluded import Conclusion, conclude
from evidence_triage.items.found import Finding, insert_found
from evidence_triage.items.source import Continuity, NewSource, add_source
from evidence_triage.words import Act, State

if TYPE_CHECKING:
    from evidence_triage.case import Case, Change

PAGE = 500


def register(
    case: "Case", paths: list[Path], exhibit: str, said: Continuity, storage: str = "copy"
) -> list[tuple[int, bytes]]:
    """Puts one source a path on record, in one event; gives each with its location.

    Raises:
        SourceMissing: one of the paths is not there; nothing is written for any.
    """
    locations = [root_of(path) for path in paths]
    with case.change(Act.ADD_SOURCE, by=case.member) as change:
        return [(add_source(case, change, NewSource(exhibit, shown(each), said, storage)), each) for each in locations]


def find(case: "Case", source: int, location: bytes, wanted: Callable[[], bool]) -> int:
    """Everything below the location goes into the ledger as waiting; gives how many were new.

    `wanted` is asked between pages; what was found by then is kept.
    """
    new, found = 0, walk(location)
    for page in iter(lambda: list(islice(found, PAGE)), []):
        with case.change(Act.READ, by=case.member) as change:
            new += _keep(case, change, source, page)
        if not wanted():
            break
    return new


def _keep(case: "Case", change: "Change", source: int, page: list[Found]) -> int:
    numbers = insert_found(case, change, [_finding(source, each, n) for n, each in enumerate(page)])
    fresh = [(item, each) for item, each in zip(numbers, page, strict=True) if item is not None]
    problems = [(item, each) for item, each in fresh if each.problem is not None]
    conclude(case, change, list(_concluded(source, problems)))
    return len(fresh)


def _finding(source: int, found: Found, ordinal: int) -> Finding:
    times = {
        "modified": found.modified,
        "accessed": found.accessed,
        "changed": found.changed,
        "size": found.size,
        "mode": found.mode,
    }
    return Finding(source, found.path, found.name, ordinal=ordinal, file_times=times)


def _concluded(source: int, problems: list[tuple[int, Found]]) -> Iterator[Conclusion]:
    for item, found in problems:
        yield Conclusion(item, source, None, State.UNREADABLE, reason=found.problem, rung="none", detail=found.detail)

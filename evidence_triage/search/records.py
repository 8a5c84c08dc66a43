"""Search records: searches that are kept with all it takes to run them again and get the same (R6)."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from evidence_triage import index
from evidence_triage.errors import NoSuchRecord
from evidence_triage.search import log
from evidence_triage.search.fusion import MEANING_WEIGHT
from evidence_triage.search.meaning import FLOOR, QUOTED_WEIGHT
from evidence_triage.search.query import understand
from evidence_triage.search.results import Items, Results, Scores, Vector
from evidence_triage.search.words import WEIGHTS
from evidence_triage.words import Act, Mode

if TYPE_CHECKING:
    from evidence_triage.case import Reader
    from evidence_triage.search.engine import Engine

FUSION = {
    "meaning_weight": MEANING_WEIGHT,
    "floor": FLOOR,
    "quoted_weight": QUOTED_WEIGHT,
    "column_weights": list(WEIGHTS),
}


@dataclass(frozen=True)
class SearchRecord:
    """One record; `basis` names the sources in scope, items, passages, model and weights it was run with."""

    record: int
    question: str
    understood: str
    mode: Mode
    plain: bool
    time: str
    member: int
    found: int
    not_searched: Mapping[str, int]
    basis: Mapping[str, object]


@dataclass(frozen=True)
class Rerun:
    """A record run again; `same`: the very same items in the very same order."""

    record: SearchRecord
    results: Results
    same: bool


def save(engine: "Engine", typed: str, *, mode: Mode = Mode.HYBRID, plain: bool = False) -> tuple[int, Results]:
    """Runs a search and keeps it; gives the number of its record."""
    results = engine.search(typed, mode=mode, plain=plain, log=False)
    case, vector = engine.case, results.vector
    basis = json.dumps(_basis(case.reader()))
    with case.change(Act.SEARCH, by=case.member) as change:
        search = log.write(case, change, results)
        number = change.insert("search_record", search=search, basis=basis, result=_digest(results.items))
        change.insert(
            "search_record_vector", record=number, full_vector=_bytes(vector.full), static_vector=_bytes(vector.static)
        )
    return number, results


def run(engine: "Engine", number: int) -> Rerun:
    """Runs a record again with the question's own vectors.

    Raises:
        NoSuchRecord: there is none of that number.
    """
    record = next((each for each in list_all(engine.case.reader()) if each.record == number), None)
    if record is None:
        raise NoSuchRecord(record=number)
    kept = engine.case.reader().one(_KEPT, (number,)) or (b"", None, None)
    question = understand(record.question, plain=record.plain)
    results = engine.answer(question, record.mode, Vector(_array(kept[1]), _array(kept[2])))
    return Rerun(record, log.put_on_record(engine.case, results), _digest(results.items) == kept[0])


_KEPT = """SELECT r.result, v.full_vector, v.static_vector FROM search_record AS r
             JOIN search_record_vector AS v ON v.record = r.id WHERE r.id = ?"""
_LIST = """SELECT r.id, coalesce(w.question, ''), coalesce(w.understood, ''), s.mode, s.plain, s.time, s.member, s.found,
                  s.not_searched, r.basis
             FROM search_record AS r JOIN search AS s ON s.id = r.search JOIN search_words AS w ON w.search = s.id ORDER BY r.id"""


def list_all(reader: "Reader") -> list[SearchRecord]:
    """Every search record of the case, in the order in which they were kept."""
    return [_record(*row) for row in reader.rows(_LIST)]


def _record(number: int, question: str, understood: str, mode: str, plain: int, *rest: Any) -> SearchRecord:
    time, member, found, not_searched, basis = rest
    return SearchRecord(
        record=number,
        question=question,
        understood=understood,
        mode=Mode(mode),
        plain=bool(plain),
        time=time,
        member=member,
        found=found,
        not_searched=json.loads(not_searched),
        basis=json.loads(basis),
    )


def _basis(reader: "Reader") -> dict[str, object]:
    passages, embedded = index.counts(reader)
    return {
        "exhibits": [row[0] for row in reader.rows("SELECT DISTINCT exhibit FROM source ORDER BY exhibit")],
        "items": reader.value("SELECT count(*) FROM visible_item"),
        "passages": passages,
        "embedded": embedded,
        "models": [
            list(row)
            for row in reader.rows("SELECT DISTINCT model, backend, speed FROM vector_segment ORDER BY 1, 2, 3")
        ],
        "fusion": FUSION,
    }


def _digest(items: Items) -> bytes:
    return hashlib.sha256(items.astype("<i8").tobytes()).digest()


def _bytes(vector: Scores | None) -> bytes | None:
    return None if vector is None else vector.astype("<f4").tobytes()


def _array(kept: bytes | None) -> Scores | None:
    return None if kept is None else np.frombuffer(kept, dtype="<f4")

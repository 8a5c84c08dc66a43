"""Full vectors in the background, most promising first. A kill at any moment loses a batch, and nothing is done twice."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from evidence_triage.index.segments import outdate, write_segment

if TYPE_CHECKING:
    from evidence_triage.case import Case, Change, Reader
    from evidence_triage.embedding import Embedder

BATCH = 256

# What stands first in an item tells most of it; what is only quoted was said elsewhere.
_ORDER = """SELECT e.id FROM embedder_input AS e JOIN passage AS p ON p.input = e.id
             WHERE e.full = 0 GROUP BY e.id ORDER BY min(p.role = 'quoted'), min(p.ordinal), e.id"""


def embed_waiting(
    case: "Case",
    embedder: "Embedder",
    *,
    on_progress: Callable[[int, int], None] = lambda *_: None,
    should_stop: Callable[[], bool] = lambda: False,
    batch: int = BATCH,
) -> int:
    """Embeds every input that has no full vector yet and gives how many it did; `on_progress` hears (done, of).

    Each batch is one transaction. When nothing waits any more, static vectors are let go.
    """
    done = 0
    while waiting := order_of_promise(case.unguarded()):
        for start in range(0, len(waiting), batch):
            if should_stop():
                return done
            done += _embed(case, embedder, waiting[start : start + batch])
            on_progress(min(len(waiting), start + batch), len(waiting))
    with case.derive() as change:
        _let_static_go(change)
    return done


def order_of_promise(reader: "Reader") -> list[int]:
    """The inputs without a full vector, in the order in which they are worth having."""
    return [int(number) for (number,) in reader.rows(_ORDER)]


def is_embedded(reader: "Reader") -> bool:
    """Whether every input has its full vector."""
    return reader.value("SELECT 1 FROM embedder_input WHERE full = 0 LIMIT 1") is None


def counts(reader: "Reader") -> tuple[int, int]:
    """How many passages there are, and how many of them have their full vector."""
    passages = int(reader.value("SELECT count(*) FROM passage"))
    waiting = int(
        reader.value("SELECT count(*) FROM passage WHERE input IN (SELECT id FROM embedder_input WHERE full = 0)")
    )
    return passages, passages - waiting


def _embed(case: "Case", embedder: "Embedder", numbers: list[int]) -> int:
    """The arithmetic is done outside the transaction; what was taken out of the index meanwhile stays out."""
    texts = dict(_waiting(case.unguarded(), numbers))
    if not texts:
        return 0
    vectors = dict(zip(texts, embedder.encode(list(texts.values())), strict=True))
    with case.derive() as change:
        kept = [number for number, _ in _waiting(change, list(texts))]
        if kept:
            write_segment(change, embedder, "full", kept, np.stack([vectors[number] for number in kept]))
            change.execute(
                "UPDATE embedder_input SET full = 1 WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(kept),)
            )
    return len(kept)


def _waiting(source: "Reader | Change", numbers: list[int]) -> list[tuple[int, str]]:
    sql = "SELECT id, text FROM embedder_input WHERE full = 0 AND id IN (SELECT value FROM json_each(?)) ORDER BY id"
    return source.rows(sql, (json.dumps(numbers),))


def _let_static_go(change: "Change") -> None:
    if change.value("SELECT 1 FROM embedder_input WHERE full = 0 LIMIT 1") is None:
        change.execute("DELETE FROM vector_segment WHERE speed = 'static'")
        outdate(change)

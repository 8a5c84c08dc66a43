"""What the vectors say of a question: how near each item's best passage is to it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

from evidence_triage.search.catalogue import Catalogue
from evidence_triage.search.results import Items, Scores, Vector

if TYPE_CHECKING:
    from evidence_triage.case import Reader

NEAREST = 2_000  # passages looked at
FLOOR = 0.3  # every text is near every other to some degree; what is at least as like as this is near in meaning
FEWEST = (
    100  # where fewer are, the floor sinks until so many are near, or to what two texts without a common subject are
)
QUOTED_WEIGHT = 0.9  # what a mail only quotes stands behind the mail that said it


class Nearest(Protocol):
    """The index of vectors: (embedder input, likeness), nearest first, among `inputs_allowed` where given."""

    def search(
        self, vector_static: Scores | None, vector_full: Scores | None, k: int, inputs_allowed: Items | None = None
    ) -> Sequence[tuple[int, float]]: ...


class Passage(NamedTuple):
    """Where in a content's text (characters) it is nearest."""

    start: int
    stop: int


@dataclass(frozen=True)
class MeaningMatch:
    """`likeness` is a column over the catalogue (cosine; 0 where nothing near was found), `passages` go by content.

    `reached` is the likeness of the last passage looked at: nothing below it is known.
    """

    likeness: Scores
    passages: Mapping[int, Passage]
    reached: float = 0.0


def match_meaning(
    reader: "Reader", items: Catalogue, index: Nearest, vector: Vector, allowed: Items | None
) -> MeaningMatch:
    """The likeness of each item's best passage, among the items allowed (null: all of them)."""
    inputs = None if allowed is None else _inputs_of(reader, items, allowed)
    near = dict(index.search(vector.static, vector.full, NEAREST, inputs))
    best: dict[int, float] = {}
    passages: dict[int, Passage] = {}
    for content, start, stop, role, number in _passages(reader, near):
        likeness = near[number] * (QUOTED_WEIGHT if role == "quoted" else 1)
        if likeness > best.get(content, 0):
            best[content], passages[content] = likeness, Passage(start, stop)
    return MeaningMatch(_spread(items, best), passages, min(near.values()) if len(near) == NEAREST else 0.0)


def floor_of(likeness: Scores, unrelated: float) -> float:
    """Down to which likeness something is near: there is no natural end, so the floor is always stated with the list."""
    if len(likeness) <= FEWEST:
        return unrelated
    wanted = float(np.partition(likeness, -FEWEST)[-FEWEST])
    return min(FLOOR, max(unrelated, wanted))


def _passages(reader: "Reader", near: Mapping[int, float]) -> list[tuple[int, int, int, str, int]]:
    numbers = json.dumps(list(near))
    sql = "SELECT content, start, stop, role, input FROM passage WHERE input IN (SELECT value FROM json_each(?))"
    return reader.rows(sql, (numbers,))


def _inputs_of(reader: "Reader", items: Catalogue, allowed: Items) -> Items:
    """The embedder's inputs of the items that pass the filter."""
    contents = np.unique(items.content[items.places(allowed)])
    sql = "SELECT group_concat(DISTINCT input) FROM passage WHERE content IN (SELECT value FROM json_each(?))"
    found: Items = np.fromstring(reader.value(sql, (json.dumps(contents.tolist()),)) or "", dtype=np.int64, sep=",")
    return found


def _spread(items: Catalogue, best: Mapping[int, float]) -> Scores:
    """From contents to all their places."""
    likeness = np.zeros(len(items.items), dtype=np.float32)
    contents = np.array(sorted(best), dtype=np.int64)
    if len(contents) and len(items.items):
        values = np.array([best[int(content)] for content in contents], dtype=np.float32)
        at = np.minimum(np.searchsorted(contents, items.content), len(contents) - 1)
        known = contents[at] == items.content
        likeness[known] = values[at[known]]
    return likeness

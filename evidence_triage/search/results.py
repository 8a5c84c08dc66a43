"""What a search gives: a frozen list, its first page, and the numbers at the head of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from evidence_triage.search.query import Chip, Question
from evidence_triage.words import Mode

Items = NDArray[np.int64]
Scores = NDArray[np.float32]
Marks = NDArray[np.bool_]


class Mark(NamedTuple):
    """A stretch of a text, in characters: `word` a word of the question, `meaning` a passage near to it."""

    start: int
    stop: int
    sort: str


@dataclass(frozen=True)
class Snippet:
    """A piece of an item's text, white space folded; `at` is where it begins in the item's text."""

    text: str = ""
    marks: tuple[Mark, ...] = ()
    at: int = 0


@dataclass(frozen=True)
class Why:
    """Why an item was found: its likeness to the question (cosine, null where it was not near), and the words it holds."""

    meaning: float | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hit:
    """One line of the list. `source` is the exhibit; `duplicates` counts its other places in the case.

    `passage` is where its text (characters) is nearest to the question, null where it is not near.
    """

    item: int
    title: str
    kind: str
    date: str | None
    source: str
    path: str
    score: float
    why: Why
    duplicates: int
    snippet: Snippet = Snippet()
    passage: tuple[int, int] | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class NotSearched:
    """What no question can find, counted over the case whatever is asked."""

    unreadable: int = 0
    no_text: int = 0
    sealed: int = 0
    waiting: int = 0


@dataclass(frozen=True)
class Vector:
    """A question embedded; null where that model was not asked."""

    full: Scores | None = None
    static: Scores | None = None


@dataclass(frozen=True)
class Results:
    """A search's result, frozen: `order` are the items of the list, best first, `items` the same with all copies.

    `total` = `holding_words` (every word occurs) + `holding_some` (some of the telling ones do) + `near_in_meaning`
    (neither, but a passage is as near as `floor`; there is no natural end). Of a question without words to rank by, all
    are counted in `total` alone. `search` is the number on record, null where the search was not put on record.
    """

    question: Question
    mode: Mode
    question_understood: Sequence[Chip]
    hits: Sequence[Hit]
    order: Items
    items: Items
    holding_words: int
    holding_some: int
    near_in_meaning: int
    floor: float | None
    not_searched: NotSearched
    seconds: float
    vector: Vector = field(default_factory=Vector)
    search: int | None = None

    @property
    def total(self) -> int:
        return len(self.order)


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet: `term` is what to add to the question, `count` what it would bring, `chosen` whether it is asked."""

    term: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facets:
    """Counts of what a question finds, by value; each facet leaves its own field of the question out of account."""

    source: Sequence[FacetValue]
    kind: Sequence[FacetValue]
    date: Sequence[FacetValue]
    people: Sequence[FacetValue]
    tags: Sequence[FacetValue]
    state: Sequence[FacetValue]

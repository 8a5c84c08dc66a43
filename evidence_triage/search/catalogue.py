"""The visible items of a case as columns in memory, so that a question only marks and counts. Made anew when the case changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from evidence_triage.search.query import tokens
from evidence_triage.search.results import Items

if TYPE_CHECKING:
    from evidence_triage.case import Reader

_COLUMNS = "id, coalesce(content, -id), message_key, instant, kind, exhibit, state, no_text"


@dataclass(frozen=True)
class Column:
    """A column of few values: `codes` of the items and what each code stands for."""

    codes: NDArray[np.int32]
    values: Sequence[str]


@dataclass(frozen=True)
class Catalogue:
    """Columns over the visible items in the order of their numbers.

    `twin` is the lowest number among an item's copies (same bytes or same message). `instant` is NaN where an item bears
    no date. A content of less than 0 stands for none.
    """

    items: Items
    content: Items
    twin: Items
    twins: Items
    instant: NDArray[np.float64]
    kind: Column
    exhibit: Column
    state: Column
    no_text: NDArray[np.bool_]

    def places(self, items: Items) -> NDArray[np.intp]:
        """Where these items stand in the columns; those that are not visible are left out."""
        at = np.searchsorted(self.items, items)
        known = at < len(self.items)
        known[known] = self.items[at[known]] == items[known]
        return at[known]

    def mask(self, items: Items) -> NDArray[np.bool_]:
        """One mark an item: whether it is among these."""
        marks = np.zeros(len(self.items), dtype=np.bool_)
        marks[self.places(items)] = True
        return marks


def catalogue(reader: "Reader") -> Catalogue:
    """Reads the columns of everything that may be seen."""
    rows = reader.rows(f"SELECT {_COLUMNS} FROM visible_item ORDER BY id")
    items, content, keys, instant, kind, exhibit, state, no_text = zip(*rows, strict=True) if rows else ((),) * 8
    numbers, contents = np.array(items, dtype=np.int64), np.array(content, dtype=np.int64)
    twin = _twins(numbers, contents, keys)
    return Catalogue(
        items=numbers,
        content=contents,
        twin=twin,
        twins=_sizes(twin),
        instant=np.array([np.nan if value is None else value for value in instant], dtype=np.float64),
        kind=_column(kind),
        exhibit=_column(exhibit),
        state=_column(state),
        no_text=np.array(no_text, dtype=np.bool_),
    )


def _column(values: Sequence[str]) -> Column:
    known = sorted(set(values))
    codes = {value: code for code, value in enumerate(known)}
    return Column(np.array([codes[value] for value in values], dtype=np.int32), known)


def _twins(items: Items, content: Items, keys: Sequence[bytes | None]) -> Items:
    """The lowest number among the items joined by content or message key, through any number of steps."""
    numbers: dict[bytes | int, int] = {}
    message = np.array(
        [numbers.setdefault(-i if key is None else key, len(numbers)) for i, key in enumerate(keys)], dtype=np.int64
    )
    groups = [np.unique(column, return_inverse=True)[1] for column in (content, message)]
    twin = items.copy()
    while True:
        before = twin
        for group in groups:
            lowest = np.full(len(items), np.iinfo(np.int64).max)
            np.minimum.at(lowest, group, twin)
            twin = lowest[group]
        if np.array_equal(before, twin):
            return twin


def _sizes(twin: Items) -> Items:
    _, group, counts = np.unique(twin, return_inverse=True, return_counts=True)
    sizes: Items = counts[group]
    return sizes


def people(reader: "Reader") -> list[tuple[int, str]]:
    """The parties on record, their words folded with a space on either side, name and address apart."""
    rows = reader.rows("SELECT id, name, address FROM party")
    return [(number, f" {' '.join(tokens(name))}  {' '.join(tokens(address))} ") for number, name, address in rows]

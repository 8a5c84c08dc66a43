"""What the box offers behind each field: the closed words, and what this case holds that may be seen."""

from typing import TYPE_CHECKING

from evidence_triage.search.query import FIELDS

if TYPE_CHECKING:
    from evidence_triage.case import Reader

MOST = 2_000  # values of one field


def completions(reader: "Reader") -> dict[str, list[str]]:
    """Every field with the values known for it, in order; a field whose values have no list has none."""
    return {name: _values(reader, row.completion) for name, row in FIELDS.items()}


def _values(reader: "Reader", known: str | tuple[str, ...]) -> list[str]:
    if isinstance(known, tuple):
        return [str(value) for value in known]
    return [row[0] for row in reader.rows(f"{known} ORDER BY 1 LIMIT {MOST}")]

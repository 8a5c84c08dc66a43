"""What is hashed is canonical JSON as RFC 8785 has it, and tells apart what differs."""

import os

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from evidence_triage.verify import RowMark, Value, canonical, fingerprint, row_digest, rows_digest, signed_bytes

names = st.text("abcdefghijklmnopqrstuvwxyz_0123456789", min_size=1)
texts = st.text(st.characters(codec="utf-8"))
values = st.recursive(
    st.none() | texts | st.integers(-(2**53) + 1, 2**53 - 1),
    lambda inner: st.lists(inner) | st.dictionaries(names, inner),
    max_leaves=20,
)
cells = st.none() | texts | st.integers(-(2**63), 2**63 - 1) | st.binary() | st.floats(allow_nan=False)


@given(values)
def test_canonical_json_is_that_of_the_rfc(value: object) -> None:
    assert canonical(value) == rfc8785.dumps(value)  # type: ignore[arg-type]


@given(st.dictionaries(names, cells))
def test_any_row_can_be_hashed(row: dict[str, Value]) -> None:
    assert len(row_digest(b"salt", "t", row)) == 32


@given(row=st.dictionaries(names, cells, min_size=1), other=cells)
def test_another_value_gives_another_digest(row: dict[str, Value], other: Value) -> None:
    name = next(iter(row))
    same = type(other) is type(row[name]) and repr(other) == repr(row[name])
    assert (row_digest(b"s", "t", {**row, name: other}) == row_digest(b"s", "t", row)) == same


@pytest.mark.parametrize(
    ("one", "two"),
    [({"a": b"ab"}, {"a": "6162"}), ({"a": 1}, {"a": "1"}), ({"a": 2**60}, {"a": str(2**60)}), ({"a": 1.0}, {"a": 1})],
)
def test_types_are_told_apart(one: dict[str, Value], two: dict[str, Value]) -> None:
    assert row_digest(b"s", "t", one) != row_digest(b"s", "t", two)


def test_a_column_added_later_and_empty_changes_nothing() -> None:
    assert row_digest(b"s", "t", {"a": 1}) == row_digest(b"s", "t", {"a": 1, "added": None})


def test_a_removed_row_is_no_empty_row() -> None:
    assert row_digest(b"s", "t", None) != row_digest(b"s", "t", {})


def test_rows_are_hashed_in_one_order() -> None:
    marks = [RowMark(table, key, 1, os.urandom(32)) for table in ("b", "a") for key in (10, 9, "x\ny")]
    assert rows_digest(marks) == rows_digest(reversed(marks))
    assert rows_digest(marks[1:]) != rows_digest(marks)


def test_domains_cannot_run_into_each_other() -> None:
    assert signed_bytes("ab", b"c", b"d") != signed_bytes("a", b"bc", b"d") != signed_bytes("a", b"b", b"cd")


def test_a_fingerprint_can_be_read_aloud() -> None:
    assert len(fingerprint(bytes(32)).split()) == 10

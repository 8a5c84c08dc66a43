"""Items as they are found: each place once, whoever finds it again."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evidence_triage.words import Kind, Place, State

if TYPE_CHECKING:
    from evidence_triage.case import Case, Change

MEMBER_SIGN = "!/"


@dataclass(frozen=True)
class Finding:
    """Something found: its place in the source, and in what it was found.

    `family` is the item at the head of its family (null: itself), `container` the nearest container above it.
    """

    source: int
    path: str
    name: str
    place: Place = Place.FILE
    parent: int | None = None
    ordinal: int = 0
    family: int | None = None
    container: int | None = None
    file_times: dict[str, float | int | None] | None = None


def insert_found(case: "Case", change: "Change", findings: Sequence[Finding]) -> list[int | None]:
    """Puts the new ones into the ledger as waiting; gives the number of each, null for a place already on record."""
    keys = [case.keyed("path", str(each.source), each.path) for each in findings]
    fresh = _unknown(change, keys)
    number = int(change.value("SELECT coalesce(max(id), 0) FROM item") or 0)
    numbers: list[int | None] = []
    for key in keys:
        new = key in fresh
        fresh.discard(key)
        number += new
        numbers.append(number if new else None)
    made = [(item, key, each) for item, key, each in zip(numbers, keys, findings, strict=True) if item is not None]
    _write(change, made)
    return numbers


def _unknown(change: "Change", keys: Sequence[bytes]) -> set[bytes]:
    """The keys that no item has yet."""
    wanted = json.dumps([key.hex() for key in keys])
    known = change.rows(
        "SELECT path_key FROM item WHERE path_key IN (SELECT unhex(value) FROM json_each(?))", (wanted,)
    )
    return set(keys) - {bytes(row[0]) for row in known}


def _write(change: "Change", made: Sequence[tuple[int, bytes, Finding]]) -> None:
    change.insert_many(
        "item",
        ("id", "source", "parent", "place", "ordinal", "path_key", "time"),
        [
            (item, each.source, each.parent, each.place.value, each.ordinal, key, change.time)
            for item, key, each in made
        ],
    )
    change.insert_many(
        "item_name",
        ("item", "path", "name", "file_times"),
        [
            (item, each.path, each.name, json.dumps(each.file_times) if each.file_times else None)
            for item, _, each in made
        ],
    )
    change.insert_many(
        "ledger",
        ("item", "source", "state"),
        [(item, each.source, State.WAITING.value) for item, _, each in made],
    )
    change.insert_many(
        "fact",
        ("item", "kind", "format", "title", "family", "container"),
        [(item, Kind.OTHER.value, "", each.name, each.family or item, each.container) for item, _, each in made],
    )

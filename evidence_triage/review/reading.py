"""Reading what was decided: the present coding, the history, versions, drafts."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from evidence_triage.errors import NoSuchItem
from evidence_triage.review.coding import Coding, Decision, TestDecided, fold
from evidence_triage.review.draft import Draft
from evidence_triage.words import Evidence, Relevance, Sensitivity, Test

if TYPE_CHECKING:
    from evidence_triage.case import Change, Reader

_AMONG = "IN (SELECT value FROM json_each(?))"
_VISIBLE = "IN (SELECT id FROM visible_item)"


@dataclass(frozen=True)
class Entry:
    """A line of an item's history; `undone_by` is the decision that took it back."""

    decision: Decision
    undone_by: int | None


def coding(reader: "Reader", items: Iterable[int]) -> dict[int, Coding]:
    """The present coding of the items that were decided about and may be seen."""
    numbers = json.dumps(list(items))
    tests: dict[int, dict[int, TestDecided]] = {}
    for item, accused, test, reason in reader.rows(f"SELECT * FROM coding_test WHERE item {_AMONG}", (numbers,)):
        tests.setdefault(item, {})[accused] = TestDecided(Test(test), reason)
    rows = reader.rows(f"SELECT {_CODING} FROM coding WHERE item {_AMONG} AND item {_VISIBLE}", (numbers,))
    return {row[0]: _coding(row, tests.get(row[0], {})) for row in rows}


_CODING = """item, decision, member, time, relevance, evidence, presumption, sensitive, sensitive_category, issues,
  description, note"""


def _coding(row: Sequence[Any], tests: dict[int, TestDecided]) -> Coding:
    item, decision, member, time, relevance, evidence, presumption, sensitive, category, issues, description, note = row
    return Coding(
        item=item,
        decision=decision,
        member=member,
        time=time,
        relevance=Relevance(relevance) if relevance else None,
        evidence=Evidence(evidence) if evidence else None,
        tests=tests,
        presumption=presumption,
        sensitive=sensitive,
        sensitive_category=Sensitivity(category) if category else None,
        issues=tuple(json.loads(issues)),
        description=description,
        note=note,
    )


def decisions(reader: "Reader | Change", items: Iterable[int]) -> dict[int, list[Decision]]:
    """Every decision about each of these items, in order."""
    numbers = json.dumps(list(items))
    texts: dict[int, dict[str, str | None]] = {}
    for decision, name, text in reader.rows(_TEXTS, (numbers,)):
        texts.setdefault(decision, {})[name] = text
    found = (_decision(row, texts.get(row[0], {})) for row in reader.rows(_DECISIONS, (numbers,)))
    return {item: list(made) for item, made in groupby(found, key=lambda decision: decision.item)}


_DECISIONS = f"""SELECT id, item, previous, batch, member, role, time, origin, undoes, seen, fields FROM decision
  WHERE item {_AMONG} ORDER BY item, id"""
_TEXTS = f"""SELECT w.decision, w.field, w.text FROM decision_words AS w JOIN decision AS d ON d.id = w.decision
  WHERE d.item {_AMONG}"""


def _decision(row: Sequence[Any], texts: dict[str, str | None]) -> Decision:
    number, item, previous, batch, member, role, time, origin, undoes, seen, fields = row
    return Decision(
        id=number,
        item=item,
        previous=previous,
        batch=batch,
        member=member,
        role=role,
        time=time,
        origin=origin,
        undoes=undoes,
        seen=json.loads(seen),
        fields=json.loads(fields),
        texts=texts,
    )


def history(reader: "Reader", item: int) -> list[Entry]:
    """Every decision about an item, the first first; what was taken back stays and says so (R10).

    Raises:
        NoSuchItem: there is none, or it may not be seen.
    """
    if reader.value("SELECT 1 FROM visible_item WHERE id = ?", (item,)) is None:
        raise NoSuchItem(item=item)
    made = decisions(reader, [item]).get(item, [])
    undone = {decision.undoes: decision.id for decision in made if decision.undoes is not None}
    return [Entry(decision, undone.get(decision.id)) for decision in made]


def versions(reader: "Reader | Change", items: Iterable[int]) -> dict[int, int]:
    """The number of the latest decision about each item that has one: what a person saw when they began to decide."""
    sql = f"SELECT item, max(id) FROM decision WHERE item {_AMONG} GROUP BY item"
    return dict(reader.rows(sql, (json.dumps(list(items)),)))


def load_draft(reader: "Reader", item: int, member: int) -> Draft | None:
    """What a person set about an item and has not saved."""
    kept = reader.value(f"SELECT fields FROM draft WHERE member = ? AND item = ? AND item {_VISIBLE}", (member, item))
    return None if kept is None else Draft.from_json(kept)


def seen(reader: "Reader", member: int, items: Iterable[int]) -> set[int]:
    """Those of the items that this person has seen."""
    sql = f"SELECT item FROM seen WHERE member = ? AND item {_AMONG} AND item {_VISIBLE}"
    return {row[0] for row in reader.rows(sql, (member, json.dumps(list(items))))}


def issues(reader: "Reader") -> list[str]:
    """The issues that items of the case bear so far, for completion."""
    sql = f"SELECT DISTINCT each.value FROM coding, json_each(coding.issues) AS each WHERE item {_VISIBLE} ORDER BY 1"
    return [row[0] for row in reader.rows(sql)]


def check(reader: "Reader") -> list[int]:
    """The items whose coding is not what their decisions give; none in a case that is intact."""
    numbers = [
        row[0] for row in reader.rows(f"SELECT item FROM decision UNION SELECT item FROM coding WHERE item {_VISIBLE}")
    ]
    held, made = coding(reader, numbers), decisions(reader, numbers)
    visible = {row[0] for row in reader.rows("SELECT id FROM visible_item")}
    return [item for item in numbers if item in visible and fold(made.get(item, [])) != held.get(item)]

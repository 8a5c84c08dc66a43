"""Deciding: decisions are written and never changed; the present state is derived from them in the same transaction."""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from evidence_triage.case import RIGHTS, Changed
from evidence_triage.errors import DecidedMeanwhile, NoSuchItem, ReasonNeeded
from evidence_triage.review.derived import refold
from evidence_triage.review.draft import Draft
from evidence_triage.review.reading import versions
from evidence_triage.review.scope import spread_over
from evidence_triage.words import Act, Spread

if TYPE_CHECKING:
    from evidence_triage.case import Case, Change, Member, Reader


@dataclass(frozen=True)
class Save:
    """What is the same for all decisions of one save."""

    member: int
    role: str
    batch: bytes

    @staticmethod
    def of(by: "Member", act: Act) -> "Save":
        return Save(by.id, next(iter(sorted(by.roles & RIGHTS[act])), ""), secrets.token_bytes(16))


def decide(
    case: "Case",
    items: Sequence[int],
    draft: Draft,
    *,
    by: "Member",
    spread: Spread | None = None,
    seen_version: Mapping[int, int | None] | None = None,
) -> Changed:
    """One decision of one person over the items, and over families or copies where they say so (R5, R9, R10).

    `seen_version` gives the latest decision that the person saw of each item (null: none); what is not named is not
    checked. A draft with nothing set writes nothing.

    Raises:
        NotAllowed: the member's role may not set a field of the draft; the refusal is logged.
        DecidedMeanwhile: somebody decided after the version that was seen; nothing is written.
        NoSuchItem: one of them may not be seen; nothing is written.
        ReasonNeeded: the draft says that something is sensitive and not why.
    """
    if draft.is_empty:
        return Changed()
    if isinstance(draft.sensitive, str) and not draft.sensitive.strip():
        raise ReasonNeeded(field="sensitive")
    with case.change(draft.act, by=by) as change:
        _check_versions(change, seen_version or {})
        origins = spread_over(case.reader(), items, spread, draft)
        seen = _seen(case.reader(), origins, by.id)
        save = Save.of(by, draft.act)
        for item, origin in origins.items():
            _insert(change, item, draft, save, origin=origin, seen=seen[item])
        refold(change, origins)
        for item in items:
            change.delete("draft", member=by.id, item=item)
    return change.changed


def _check_versions(change: "Change", seen: Mapping[int, int | None]) -> None:
    latest = versions(change, seen)
    if any(latest.get(item) != version for item, version in seen.items()):
        raise DecidedMeanwhile


def _seen(reader: "Reader", items: Mapping[int, str], member: int) -> dict[int, str]:
    """What the person had before them: the item's latest reading, and how much of it they saw (R10)."""
    rows = reader.rows(_SEEN, {"items": json.dumps(list(items)), "member": member})
    seen = {item: json.dumps({"reading": reading, "extent": json.loads(extent)}) for item, reading, extent in rows}
    for item in items:
        if item not in seen:
            raise NoSuchItem(item=item)
    return seen


_SEEN = """SELECT v.id, v.reading, coalesce(s.extent, 'null') FROM visible_item AS v
  LEFT JOIN seen AS s ON s.item = v.id AND s.member = :member WHERE v.id IN (SELECT value FROM json_each(:items))"""


def _insert(change: "Change", item: int, draft: Draft, save: Save, **record: Any) -> None:
    decision = change.insert(
        "decision",
        item=item,
        previous=versions(change, [item]).get(item),
        batch=save.batch,
        member=save.member,
        role=save.role,
        time=change.time,
        fields=json.dumps(draft.closed()),
        **record,
    )
    for name, text in draft.texts().items():
        change.insert("decision_words", decision=decision, field=name, text=text)

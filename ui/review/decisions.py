"""Decisions between panel and engine: what stands, drafts, writing, taking back, sealing. All of it runs on workers."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.itemlist.row import kind_words
from ui.review.fields import Saved, Values, summary
from ui.session import Session
from ui.text import isolated, one_line
from ui.translate import number, tr

if TYPE_CHECKING:
    from evidence_triage.case import Case
    from evidence_triage.review import Coding, Draft, Entry
    from ui.viewer.opened import Opened

_ORIGINS = {"own-reading": "", "family": "with its family", "duplicates": "with an exact copy", "undo": "taken back"}


@dataclass(frozen=True)
class Decided:
    """A decision written: over which items, how many besides those chosen, and how the first is called."""

    items: list[int]
    spread: int
    reference: str
    changed: object


@dataclass(frozen=True)
class Undone:
    """A decision taken back, with the values it had set."""

    items: list[int]
    reference: str
    values: Values
    changed: object


def saved(session: Session, item: int) -> Saved:
    """What stands decided of an item."""
    from evidence_triage import review

    reader = session.case.reader()
    version = review.versions(reader, [item]).get(item)
    coding = review.coding(reader, [item]).get(item)
    if coding is None:
        return Saved({}, version)
    return Saved(
        _values(coding), version, _name(session.case, coding.member), coding.time, coding.member == session.member.id
    )


def draft_of(values: Values, held: Saved) -> "Draft":
    """The panel's values as a draft: issues as those added to and removed from what stands."""
    from evidence_triage.review import Draft
    from evidence_triage.words import Relevance, Test

    made: dict[str, object] = {
        name: values[name] for name in ("test_reason", "sensitive", "description", "note") if name in values
    }
    if "relevance" in values:
        made["relevance"] = Relevance(str(values["relevance"]))
    if "test" in values:
        made["test"] = Test(str(values["test"]))
    if "issues" in values:
        before, after = _issues(held.values), _issues(values)
        made["issues_added"] = tuple(issue for issue in after if issue not in before)
        made["issues_removed"] = tuple(issue for issue in before if issue not in after)
    return Draft(**made)  # type: ignore[arg-type]  # the fields above are those of Draft


def values_of(draft: "Draft", held: Saved) -> Values:
    """A kept draft as the panel's values."""
    values: Values = {name: getattr(draft, name) for name in draft.set_fields if not name.startswith("issues")}
    values = {name: str(value) for name, value in values.items() if value is not None}
    if draft.issues_added or draft.issues_removed:
        kept = [issue for issue in _issues(held.values) if issue not in draft.issues_removed]
        values["issues"] = (*kept, *(issue for issue in draft.issues_added if issue not in kept))
    return values


def keep_draft(session: Session, item: int, values: Values) -> None:
    """Keeps what was set but not saved; nothing set keeps nothing."""
    from evidence_triage import review

    review.save_draft(session.case, item, draft_of(values, saved(session, item)), by=session.member)


def decide(session: Session, items: list[int], values: Values, spread: str | None, version: int | None) -> Decided:
    """Writes one decision over the items; `version` is the one that was seen, where one item is decided."""
    from evidence_triage import items as kept
    from evidence_triage import review

    case = session.case
    seen = {items[0]: version} if len(items) == 1 else {}
    draft = draft_of(values, saved(session, items[0]))
    changed = review.decide(case, items, draft, by=session.member, spread=spread, seen_version=seen)
    row = next(iter(kept.rows(case.reader(), items[:1])))
    return Decided(
        [*changed.items], max(0, len(changed.items) - len(items)), f"{row.exhibit} · {number(row.id)}", changed
    )


def undo(session: Session, since: str) -> Undone:
    """Takes back this person's last decision of this sitting.

    Raises:
        NothingToUndo: there is none.
    """
    from evidence_triage import items as kept
    from evidence_triage import review

    case = session.case
    changed = review.undo(case, by=session.member, since=since)
    reader = case.reader()
    entries = {item: review.history(reader, item) for item in sorted(changed.items)}
    first = next(
        (item for item, made in entries.items() if _taken(made) and _taken(made).decision.origin == "own-reading"),
        min(entries),
    )  # type: ignore[union-attr]
    taken = _taken(entries[first])
    row = next(iter(kept.rows(reader, [first])))
    values = _of_entry(taken, saved(session, first)) if taken else {}
    return Undone(
        [first, *(item for item in entries if item != first)], f"{row.exhibit} · {number(row.id)}", values, changed
    )


def next_undecided(session: Session, after: Sequence[int]) -> int | None:
    """The next item of a list that this person has not decided, or none."""
    from evidence_triage import review

    reader, member = session.case.reader(), session.member.id
    for start in range(0, len(after), 500):
        part = [int(item) for item in after[start : start + 500]]
        coded = review.coding(reader, part)
        for item in part:
            if item not in coded or coded[item].member != member:
                return item
    return None


def seal_scope(case: "Case", item: int) -> tuple[int, int]:
    """How many items a seal takes for certain, and how many as potential."""
    from evidence_triage import privilege

    found = privilege.would_seal(case, [item])
    potential = found.count(privilege.Ground.THREAD, privilege.Ground.NEIGHBOUR)
    return len(found.items) - potential, potential


def seal(case: "Case", item: int, reason: str) -> list[int]:
    """Seals the item with all that goes with it; gives every item that is gone from sight."""
    from evidence_triage import privilege

    return list(privilege.seal(case, [item], reason, by=case.member).items)


def history(case: "Case", item: int) -> tuple[tuple[str, str], ...]:
    """Every decision about an item as time and words, the first first."""
    from evidence_triage import review

    return tuple(_words(case, entry) for entry in review.history(case.reader(), item))


def proposed(opened: "Opened") -> str:
    """A description from facts alone: kind, who to whom, date, what it calls itself (R19). Nothing is invented."""
    row = opened.detail.row
    noun = kind_words(row.kind)
    who = tr(" from {sender}", sender=isolated(row.sender)) if row.sender else ""
    who += tr(" to {recipients}", recipients=isolated(row.recipients)) if row.recipients else ""
    when = f", {row.date[:10]}" if row.date else tr(", undated")
    about = f": {one_line(row.title)}" if row.title and row.place != "message" else ""
    return f"{noun[:1].upper()}{noun[1:]}{who}{when}{about}"


def _words(case: "Case", entry: "Entry") -> tuple[str, str]:
    decision = entry.decision
    origin = tr(_ORIGINS.get(decision.origin, decision.origin))
    what = tr("took back an earlier decision") if decision.undoes is not None else summary(_of_decision(entry))
    parts = [
        isolated(_name(case, decision.member)),
        what,
        *([origin] if origin and decision.undoes is None else []),
        *([tr("taken back since")] if entry.undone_by else []),
    ]
    return decision.time[:16].replace("T", " "), ": ".join(parts[:2]) + "".join(f" ({part})" for part in parts[2:])


def _taken(entries: "list[Entry]") -> "Entry | None":
    """The decision that the last one took back."""
    last = entries[-1].decision.undoes if entries else None
    return next((entry for entry in entries if entry.decision.id == last), None)


def _of_entry(entry: "Entry", held: Saved) -> Values:
    return {name: value for name, value in _of_decision(entry).items() if held.values.get(name) != value}


def _of_decision(entry: "Entry") -> Values:
    decision = entry.decision
    values: Values = {name: decision.fields[name] for name in ("relevance", "test") if decision.fields.get(name)}
    values |= {name: text for name, text in decision.texts.items() if text and not name.startswith("issues")}
    added = json.loads(decision.texts.get("issues_added") or "[]")
    return values | ({"issues": tuple(added)} if added else {})


def _values(coding: "Coding") -> Values:
    found: Values = {
        "relevance": coding.relevance,
        "test": coding.test,
        "test_reason": coding.test_reason,
        "sensitive": coding.sensitive,
        "issues": coding.issues,
        "description": coding.description,
        "note": coding.note,
    }
    return {name: value for name, value in found.items() if value}


def _issues(values: Values) -> tuple[str, ...]:
    held = values.get("issues")
    return tuple(map(str, held)) if isinstance(held, tuple | list) else ()


def _name(case: "Case", member: int) -> str:
    return next((each.name for each in case.members() if each.id == member), tr("somebody who has left"))

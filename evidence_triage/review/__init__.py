"""Deciding about items: who decided what, when, on what they saw; nothing is overwritten, only followed by another.

- `Draft` is what a person set (`UNSET`: not touched; None: cleared); `save_draft` and `load_draft` keep it until it is saved
- `scope` says what a decision could be spread over, before anybody says so
- `decide` writes a decision, `undo` takes the person's last one back
- `coding` is the present state (`Coding`), `history` every decision, `versions` the latest that there is to see
- `open_items` puts an opening on record, `mark_seen` and `seen` are a person's own; `issues` are the case's so far
- `check` folds all decisions anew and compares
"""

from evidence_triage.review.coding import Coding, Decision, TestDecided
from evidence_triage.review.deciding import decide
from evidence_triage.review.draft import UNSET, Draft
from evidence_triage.review.reading import Entry, check, coding, history, issues, load_draft, seen, versions
from evidence_triage.review.scope import Scope, scope
from evidence_triage.review.seeing import mark_seen, open_items, save_draft
from evidence_triage.review.undoing import undo

__all__ = [
    "UNSET",
    "Coding",
    "Decision",
    "Draft",
    "Entry",
    "Scope",
    "TestDecided",
    "check",
    "coding",
    "decide",
    "history",
    "issues",
    "load_draft",
    "mark_seen",
    "open_items",
    "save_draft",
    "scope",
    "seen",
    "undo",
    "versions",
]

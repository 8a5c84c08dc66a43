"""Taking back: a person's last decision, with all that one save wrote, as a decision of its own."""

import json
import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING

from evidence_triage.case import RIGHTS, Changed
from evidence_triage.errors import NothingToUndo
from evidence_triage.review.derived import refold
from evidence_triage.review.reading import versions
from evidence_triage.words import Act

if TYPE_CHECKING:
    from evidence_triage.case import Case, Change, Member


def undo(case: "Case", *, by: "Member", since: str = "") -> Changed:
    """Takes back the person's latest save that stands, spread and all; again, the one before it.

    What others decided meanwhile about the same items stays. `since` (ISO time) keeps to this sitting.

    Raises:
        NothingToUndo: no decision of theirs stands.
        NotAllowed: the role does not permit it; the refusal is logged.
    """
    with case.change(Act.UNDO, by=by) as change:
        batch = change.value(
            f"SELECT batch FROM decision AS d WHERE {_STANDS} ORDER BY id DESC LIMIT 1", (by.id, since)
        )
        if batch is None:
            raise NothingToUndo
        made = change.rows(f"SELECT id, item FROM decision AS d WHERE {_STANDS} AND batch = ?", (by.id, since, batch))
        _take_back(change, made, by)
        refold(change, {item for _, item in made})
    return change.changed


_STANDS = """d.member = ? AND d.time >= ? AND d.undoes IS NULL
  AND NOT EXISTS (SELECT 1 FROM decision AS u WHERE u.undoes = d.id)
  AND EXISTS (SELECT 1 FROM ledger AS l WHERE l.item = d.item AND l.hidden = 0)"""


def _take_back(change: "Change", made: Sequence[tuple[int, int]], by: "Member") -> None:
    batch, role = secrets.token_bytes(16), next(iter(sorted(by.roles & RIGHTS[Act.UNDO])), "")
    latest = versions(change, [item for _, item in made])
    for decision, item in made:
        change.insert(
            "decision",
            item=item,
            previous=latest[item],
            batch=batch,
            member=by.id,
            role=role,
            time=change.time,
            origin="undo",
            undoes=decision,
            fields=json.dumps({}),
        )

"""Handing over: from items to a signed bundle that anyone can verify.

`need_right` and `check_place` refuse before any work. `preview` says what would go and what would be held back;
`export` makes the bundle and gives the internal receipt. What a recipient checks it with is `verify.verify_bundle`.
`formats` holds the writers, a file a format; `job` is the same work in a process of its own.
"""

from evidence_triage.disclosure import Families
from evidence_triage.export.handing import check_place, export, need_right
from evidence_triage.export.preview import Going, Preview, preview
from evidence_triage.export.receipts import Receipt

__all__ = ["Families", "Going", "Preview", "Receipt", "check_place", "export", "need_right", "preview"]

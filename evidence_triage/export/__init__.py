"""Handing over: from items to a signed bundle that anyone can verify.

`preview` says what would go and what would be held back; `export` makes the bundle and gives the internal receipt.
What a recipient checks it with is `verify.verify_bundle`. `formats` holds the writers, a file a format.
"""

from evidence_triage.disclosure import Families
from evidence_triage.export.handing import export
from evidence_triage.export.preview import Going, Preview, preview
from evidence_triage.export.receipts import Receipt

__all__ = ["Families", "Going", "Preview", "Receipt", "export", "preview"]

"""The log: each act is one event, chained, signed, and anchored outside the folder.

`append` writes an event in the transaction of its act; `events` and `head` read; `Anchors` remembers heads and compares;
what is hashed and signed is said in `evidence_triage.verify`.
"""

from evidence_triage.audit.anchors import Anchor, Anchors
from evidence_triage.audit.log import Head, RowMarks, Signer, append, event_at, events, head

__all__ = ["Anchor", "Anchors", "Head", "RowMarks", "Signer", "append", "event_at", "events", "head"]

"""The workstation's own memory of where each case's log ended, outside every case folder.

Written after the commit is durable, so an anchor may lag and never leads: a case that ends before its anchor has lost
acts, one whose log differs from it is another history.
"""

import json
import os
import threading
from dataclasses import dataclass

from evidence_triage import data
from evidence_triage.audit.log import Head, event_at, head
from evidence_triage.errors import BehindAnchor, Forked
from evidence_triage.store import Reader

KEPT = 40


@dataclass(frozen=True, slots=True)
class Anchor:
    """One head that this workstation saw, and when (ISO 8601)."""

    sequence: int
    hash: str
    time: str


class Anchors:
    """The heads seen of one chain (`case` or `people`) of one case: the last ones, oldest first."""

    def __init__(self, case_id: bytes, chain: str) -> None:
        self._path = data.anchors() / f"{case_id.hex()}.{chain}.json"
        self._last = 0

    def seen(self) -> list[Anchor]:
        """What is remembered; an unreadable file is as good as none."""
        try:
            return [Anchor(*entry) for entry in json.loads(self._path.read_text(encoding="ascii"))]
        except (FileNotFoundError, ValueError, TypeError):
            return []

    def note(self, head: Head, time: str) -> None:
        """Remembers a head, unless a later one is known."""
        known = self.seen() if head.sequence > self._last else []
        if head.sequence <= self._last or (known and known[-1].sequence >= head.sequence):
            return
        self._write([*known, Anchor(head.sequence, head.hash.hex(), time)])
        self._last = head.sequence

    def replace(self, reader: Reader) -> None:
        """Begins anew from where a chain ends now, after a gap was knowingly accepted."""
        end = head(reader)
        event = event_at(reader, end.sequence)
        self._write([Anchor(end.sequence, end.hash.hex(), event.time)] if event else [])
        self._last = end.sequence

    def _write(self, anchors: list[Anchor]) -> None:
        part = self._path.with_suffix(f".{os.getpid()}-{threading.get_ident()}.part")
        part.write_text(json.dumps([[a.sequence, a.hash, a.time] for a in anchors[-KEPT:]]), encoding="ascii")
        part.replace(self._path)

    def check(self, reader: Reader) -> None:
        """Compares a chain with what is remembered of it.

        Raises:
            BehindAnchor: acts that this workstation has seen are missing at the end.
            Forked: an act is another than the one this workstation has seen.
        """
        seen, end = self.seen(), head(reader)
        for anchor in seen:
            event = event_at(reader, anchor.sequence) if anchor.sequence <= end.sequence else None
            if event is not None and event.hash.hex() != anchor.hash:
                raise Forked(sequence=anchor.sequence)
        if seen and seen[-1].sequence > end.sequence:
            since = next((a.time for a in seen if a.sequence > end.sequence), seen[-1].time)
            raise BehindAnchor(missing=seen[-1].sequence - end.sequence, since=since)

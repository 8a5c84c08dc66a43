"""The gate that every reading passes before it becomes visible: screens of all sources, match list, sealed families.

What the gate holds is born sealed in the same transaction: its text and words are never written, and what belongs to
it and was visible already is hidden with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evidence_triage.privilege.grounds import Ground, scope
from evidence_triage.privilege.hide import is_remembered, write
from evidence_triage.privilege.screen import Screen, parse

if TYPE_CHECKING:
    from evidence_triage.case import Case, Change

SCREEN_REASON = "Held by the privilege screen when it was read."


@dataclass(frozen=True)
class Marks:
    """By what an item is known again: SHA-256 of its content, keyed message key, keyed thread."""

    sha256: bytes
    message_key: bytes | None
    thread: bytes | None


class Gate:
    """One run's gate; `screens` are the texts of every source's screen."""

    def __init__(self, case: "Case", screens: Sequence[str]) -> None:
        self._case = case
        self._screens: list[Screen] = [parse(text) for text in screens]
        self._held: dict[int, Ground] = {}

    def born(self, change: "Change", item: int, family: int | None) -> None:
        """A child was found: where the head of its family is sealed, it is sealed before it is read."""
        if family is not None and self._is_hidden(change, family):
            self._held[item] = Ground.FAMILY

    def holds(self, change: "Change", item: int, marks: "Marks", texts: Sequence[str]) -> bool:
        """Whether the item is to be sealed before anyone can see it; `texts` are its title, names, parties and text."""
        ground = self._ground(change, item, marks, texts)
        if ground is not None:
            self._held[item] = ground
        return ground is not None

    def _ground(self, change: "Change", item: int, marks: "Marks", texts: Sequence[str]) -> Ground | None:
        if item in self._held or self._is_hidden(change, item):
            return self._held.get(item, Ground.FAMILY)
        if is_remembered(self._case, change, [value for value in (marks.sha256, marks.message_key) if value]):
            return Ground.MATCH
        if any(screen.holds(texts) for screen in self._screens):
            return Ground.SCREEN
        return Ground.THREAD if self._thread_is_sealed(change, marks.thread) else None

    def _thread_is_sealed(self, change: "Change", thread: bytes | None) -> bool:
        sql = """SELECT 1 FROM fact AS f JOIN ledger AS l ON l.item = f.item JOIN seal AS s ON s.item = f.item
                  WHERE f.thread = ? AND l.hidden = 1 AND s.ground <> 'thread' LIMIT 1"""
        return thread is not None and change.value(sql, (thread,)) is not None

    def _is_hidden(self, change: "Change", item: int) -> bool:
        return bool(change.value("SELECT hidden FROM ledger WHERE item = ?", (item,)))

    def close(self, change: "Change") -> None:
        """Writes the seals of what was held, and hides what belongs to it."""
        for ground in dict.fromkeys(self._held.values()):
            held = [item for item, why in self._held.items() if why is ground]
            write(self._case, change, scope(change, held, ground), SCREEN_REASON)
        self._held.clear()

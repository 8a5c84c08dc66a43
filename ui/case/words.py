"""How the case's closed words are said to people."""

from PySide6.QtCore import QDate, QLocale

from ui.translate import tr

_REASONS = {
    "encrypted": "password needed",
    "damaged": "damaged",
    "unknown-kind": "kind not known",
    "too-large": "too large",
    "timed-out": "took too long",
    "reader-failed": "reader failed",
    "skipped": "skipped by a person",
    "special": "no ordinary file",
    "vanished": "vanished while it was read",
}


def reason_words(reason: str) -> str:
    """Why an item could not be read."""
    return tr(_REASONS.get(reason, reason))


_STATES = {
    "seen": "seen by me",
    "unseen": "not seen by me",
    "coded": "decided",
    "uncoded": "not decided",
    "unreadable": "could not be read",
    "waiting": "not read yet",
    "known": "known file",
    "out-of-scope": "out of scope",
    "no-text": "without text",
}


def state_words(state: str) -> str:
    """How an item stands."""
    return tr(_STATES.get(state, state))


def month_words(month: str) -> str:
    """A month or a year as it stands under a histogram: `2026-03` is "Mar 2026"."""
    day = QDate.fromString(f"{month}-01", "yyyy-MM-dd")
    return QLocale().toString(day, "MMM yyyy") if day.isValid() else month

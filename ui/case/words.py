"""How the case's closed words are said to people."""

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

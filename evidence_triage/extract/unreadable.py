"""Why a reader could not go to the end of a file. What it gave before stays given.

A detail goes into the ledger and the log: it tells of the format and never repeats the material (no name, no text).
"""

from typing import ClassVar

from evidence_triage.words import Reason


class Unreadable(Exception):
    """A reader stops. `detail` says what it met, in words of the format."""

    reason: ClassVar[Reason] = Reason.READER_FAILED

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail


class Damaged(Unreadable):
    """The bytes are not what the format promises."""

    reason = Reason.DAMAGED


class Encrypted(Unreadable):
    """The bytes cannot be read without a password or a key."""

    reason = Reason.ENCRYPTED


class TooLarge(Unreadable):
    """More would come than one item may give; what came before the limit is kept."""

    reason = Reason.TOO_LARGE


class UnknownKind(Unreadable):
    """No reader knows this kind of file."""

    reason = Reason.UNKNOWN_KIND

"""Comparing a case's log with what this workstation saw of it, and going on knowingly where it differs."""

from evidence_triage.audit import Signer
from evidence_triage.case.case import Case
from evidence_triage.errors import BehindAnchor, Forked
from evidence_triage.words import Act


def check_log(case: Case) -> BehindAnchor | Forked | None:
    """What is missing or other in one of the two chains, or None."""
    for book in case.books():
        try:
            book.anchors.check(book.database.reader())
        except (BehindAnchor, Forked) as fault:
            return fault
    return None


def go_on(case: Case, reason: str) -> None:
    """Records that a person goes on with a log that is behind or another; from here on it is the known one."""
    role = sorted(case.member.roles)[0]
    with case.acting(case.log, Act.ACCEPT_GAP, Signer(case.held.person, role, case.held.signing)) as change:
        change.because(reason)
    for book in case.books():
        book.anchors.replace(book.database.reader())

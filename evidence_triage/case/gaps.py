"""Comparing a case's log with what this workstation saw of it, and going on knowingly where it differs."""

from evidence_triage.audit import event_at, events
from evidence_triage.case.acting import acting
from evidence_triage.case.authority import authority
from evidence_triage.case.case import Case
from evidence_triage.errors import Damaged, TriageError
from evidence_triage.verify import link_fault, signature_fault
from evidence_triage.words import Act

WHOLLY_CHECKED = 2_000  # acts whose signatures are checked on opening; `verify` checks all


def check_log(case: Case) -> TriageError | None:
    """What is missing, other or wrong in the log since this workstation last saw it, or None."""
    try:
        for book in case.books():
            book.anchors.check(book.database.reader())
        _check_new_acts(case)
    except TriageError as fault:
        return fault
    return None


def _check_new_acts(case: Case) -> None:
    """Links of every act of the material that this workstation has not seen, and signatures of the last of them.

    Raises:
        Damaged: it names the first act that is wrong.
    """
    if case.material is None:
        return
    reader, chain = case.material.database.reader(), case.material.chain
    seen = case.material.anchors.seen()
    after = seen[-1].sequence if seen else 0
    before = event_at(reader, after)
    last = int(reader.value("SELECT max(sequence) FROM event") or 0)
    signer = authority(case.roster())
    for event in events(reader, after):
        fault = link_fault(chain, before, event)
        if fault is None and event.sequence > last - WHOLLY_CHECKED:
            public, right = signer(event)
            fault = signature_fault(chain, event, public) or right
        if fault:
            raise Damaged(what=f"in its log, {fault}")
        before = event


def go_on(case: Case, reason: str) -> None:
    """Records that a person goes on with a log that is behind or another; from here on it is the known one."""
    with acting(case, case.log, Act.ACCEPT_GAP) as change:
        change.because(reason)
    for book in case.books():
        book.anchors.replace(book.database.reader())

"""The case: made, opened, changed and locked; its members and what they may do.

`create` makes one, `check_folder` says whether a folder is one, `open_case` opens it, `adopt` takes it over in a job's
process. A `Case` gives readers and changes; a `Change` writes; `Changed` says what was written. `RIGHTS` is the one
table of acts and roles. On people: `add_person`, `invite` with `accept_invitation`, `waiting` and `admit`, `set_role`,
`change_passphrase`, `revoke`. `make_recovery_keys` and `recover` are for lost passphrases; `back_up` copies a case;
`check_case` verifies one; `read_log` reads what was done.
"""

from evidence_triage.case.backup import Backup, back_up
from evidence_triage.case.case import Case
from evidence_triage.case.case_file import check_folder
from evidence_triage.case.change import Change, Changed
from evidence_triage.case.checking import Report, check_case
from evidence_triage.case.creating import create
from evidence_triage.case.held import Blobs
from evidence_triage.case.inviting import accept_invitation, admit, invite, waiting
from evidence_triage.case.log_reading import LogEntry, read_log
from evidence_triage.case.opening import adopt, open_case
from evidence_triage.case.people import add_person, change_passphrase, revoke, set_role
from evidence_triage.case.recovering import recover
from evidence_triage.case.recovery_keys import make_recovery_keys
from evidence_triage.case.rights import RIGHTS
from evidence_triage.case.roster import Member
from evidence_triage.store import Reader, Stored

__all__ = [
    "RIGHTS",
    "Backup",
    "Blobs",
    "Case",
    "Change",
    "Changed",
    "LogEntry",
    "Member",
    "Reader",
    "Report",
    "Stored",
    "accept_invitation",
    "add_person",
    "admit",
    "adopt",
    "back_up",
    "change_passphrase",
    "check_case",
    "check_folder",
    "create",
    "invite",
    "make_recovery_keys",
    "open_case",
    "read_log",
    "recover",
    "revoke",
    "set_role",
    "waiting",
]

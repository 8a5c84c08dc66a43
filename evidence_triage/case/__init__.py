"""The case: made, opened, changed and locked; its members and what they may do.

`create` makes one, `check_folder` says whether a folder is one, `open_case` opens it, `adopt` takes it over in a job's
process. A `Case` gives readers and changes; a `Change` writes; `Changed` says what was written. `RIGHTS` is the one
table of acts and roles.
"""

from evidence_triage.case.case import Blobs, Case
from evidence_triage.case.change import Change, Changed
from evidence_triage.case.case_file import check_folder
from evidence_triage.case.creating import create
from evidence_triage.case.opening import adopt, open_case
from evidence_triage.case.rights import RIGHTS
from evidence_triage.case.roster import Member
from evidence_triage.store import Reader, Stored

__all__ = ["RIGHTS", "Blobs", "Case", "Change", "Changed", "Member", "Reader", "Stored", "adopt", "check_folder", "create", "open_case"]

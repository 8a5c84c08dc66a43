"""Sources to items: finding every file, hashing it, keeping the ledger.

`register` puts a source on record and `find` everything in it into the ledger, waiting. `read_scope` checks a scope
file and `Scope` holds or leaves out (R35). `opened.open_original` opens a file that is never written to; `gather` turns
what the sandbox says of one into parts that can be kept.
"""

from evidence_triage.intake.adding import find, register
from evidence_triage.intake.scope import Scope, read_scope

__all__ = ["Scope", "find", "read_scope", "register"]

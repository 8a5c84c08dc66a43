"""Legal professional privilege (R11): what must not be seen by the investigation is sealed before or the moment it is known.

`Gate` holds back what a screen, the match list or a sealed family names, in the transaction that would show it.
`scope` says what one suspicion takes with it; `would_seal` tells the person before they seal.
`seal` hides that scope at once and then takes it out of everything; `take_out` goes on with what was left.
`sealed_count` is the one number about them that everybody sees.
`read_screen` checks a screen file; `parse` understands it.
"""

from evidence_triage.privilege.gate import Gate, Marks
from evidence_triage.privilege.grounds import Ground, SealScope, scope, would_seal
from evidence_triage.privilege.hide import sealed_count
from evidence_triage.privilege.screen import Screen, parse, read_screen
from evidence_triage.privilege.takeout import seal, take_out

__all__ = [
    "Gate",
    "Ground",
    "Marks",
    "Screen",
    "SealScope",
    "parse",
    "read_screen",
    "scope",
    "seal",
    "sealed_count",
    "take_out",
    "would_seal",
]

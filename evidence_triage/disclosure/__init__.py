"""What may be handed over, to whom, and under which references.

`prepare` decides over what a person chose: it gives a `Release` (all that a recipient is given, in served references
alone) and, apart from it, `HeldBack` (for the internal eye). `keep_references` puts the references used on record.
"""

from evidence_triage.disclosure.chosen import Chosen, Families
from evidence_triage.disclosure.holding import Held, HeldBack
from evidence_triage.disclosure.preparing import Prepared, prepare
from evidence_triage.disclosure.references import Reference, Series, keep_references
from evidence_triage.disclosure.release import AsFound, Part, Release, ReleasedItem, Text, Way

__all__ = [
    "AsFound",
    "Chosen",
    "Families",
    "Held",
    "HeldBack",
    "Part",
    "Prepared",
    "Reference",
    "Release",
    "ReleasedItem",
    "Series",
    "Text",
    "Way",
    "keep_references",
    "prepare",
]

"""What is reviewed and who may see it: sources, items, families, conversations, rows by the page.

Writing: `add_source` puts a source on record; `insert_found` what was found in it; `insert_texts` and `conclude` how
its reading ended. Reading, always through what a member may see: `sources`, `rows`, `detail`, `original`, and the kin
of an item: `family`, `copies`, `same_message`, `thread`, `members`, `conversation`.
"""

from evidence_triage.items.concluded import Conclusion, Facts, NewText, Party, conclude, insert_texts, spoken
from evidence_triage.items.detail import Detail, detail, original, people
from evidence_triage.items.found import MEMBER_SIGN, Finding, insert_found
from evidence_triage.items.kin import Stretch, conversation, copies, family, members, same_message, thread
from evidence_triage.items.rows import Row, rows
from evidence_triage.items.source import Continuity, NewSource, Source, add_source, sources

__all__ = [
    "MEMBER_SIGN",
    "Conclusion",
    "Continuity",
    "Detail",
    "Facts",
    "Finding",
    "NewSource",
    "NewText",
    "Party",
    "Row",
    "Source",
    "Stretch",
    "add_source",
    "conclude",
    "conversation",
    "copies",
    "detail",
    "family",
    "insert_found",
    "insert_texts",
    "members",
    "original",
    "people",
    "rows",
    "same_message",
    "sources",
    "spoken",
    "thread",
]

"""Writers of formats: functions from a Release to files. They see a Release and nothing else of the case."""

from evidence_triage.export.formats.natives import write_natives
from evidence_triage.export.formats.pages import Volume, write_pages
from evidence_triage.export.formats.table import write_table

__all__ = ["Volume", "write_natives", "write_pages", "write_table"]

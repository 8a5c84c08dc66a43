"""Formats that share one container: ZIP (Office, OpenDocument, books, apps), OLE (old Office, mail), XML."""

from evidence_triage.extract.source import Source
from evidence_triage.words import Kind


def inside(source: Source, form: str, kind: Kind) -> tuple[str, Kind]:
    """The format that a container holds, where it is one of those."""
    return form, kind

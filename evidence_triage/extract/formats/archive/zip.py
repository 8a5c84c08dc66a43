"""ZIP archives (APPNOTE 6.3): every member, also of a damaged one; encrypted members are named and left."""

from evidence_triage.extract.formats.archive.handing import hand_over
from evidence_triage.extract.formats.archive.zipped import Zipped
from evidence_triage.extract.output import Output
from evidence_triage.extract.readers import reader
from evidence_triage.extract.source import Source
from evidence_triage.extract.unreadable import Damaged
from evidence_triage.words import Kind, Reason


@reader("archive/zip", formats=("zip", "jar", "apk"), kind=Kind.ARCHIVE, native=True)
def read(source: Source, out: Output) -> None:
    """Gives the members in the order of the directory.

    Raises:
        Damaged: its directory is; members were found by searching.
    """
    archive = Zipped(source.file)
    out.head(
        properties=[
            ("members", str(len(archive.members))),
            *([("comment", archive.comment)] if archive.comment else []),
        ]
    )
    for member in archive.members:
        if member.is_folder:
            continue
        told = [("modified", member.date or ""), ("packed as", member.method)]
        hand_over(
            out,
            member.name,
            None if member.encrypted else archive.blocks(member),
            reason=Reason.ENCRYPTED,
            properties=told,
        )
    if archive.recovered:
        raise Damaged("its directory is missing or damaged; members were found by searching")

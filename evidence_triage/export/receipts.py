"""The two receipts of an export: the served one, which tells of nothing held back, and the internal one."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evidence_triage.disclosure import HeldBack, Release
from evidence_triage.disclosure.description import shown_date
from evidence_triage.export.formats.pages import Volume
from evidence_triage.export.formats.table import NOTE


@dataclass(frozen=True)
class Receipt:
    """The internal receipt: what was handed over, and what of the choice was not. `pages` counts the indexes too.

    `slips` are items that have a slip sheet alone; `unreachable` counts files of sources that could not be hashed again.
    """

    folder: Path
    recipient: str
    date: str
    items: int
    pages: int
    slips: int
    natives: int
    files: int
    bytes_written: int
    fingerprint: str
    listing: str
    held: HeldBack
    unreachable: int

    def as_json(self) -> dict[str, object]:
        """As scripts get it; `held` counts by reason, `natives_held` files that hold something held back."""
        return {
            "folder": str(self.folder),
            "recipient": self.recipient or None,
            "date": self.date,
            "items": self.items,
            "pages": self.pages,
            "slips": self.slips,
            "natives": self.natives,
            "files": self.files,
            "bytes": self.bytes_written,
            "fingerprint": self.fingerprint,
            "held": self.held.counts,
            "natives_held": len(self.held.natives),
            "unreachable": self.unreachable,
        }


def served_receipt(release: Release, volumes: Sequence[Volume], natives: int, fingerprint: str) -> str:
    """The text that goes with the bundle: what it holds, who made it for whom, and how to check it."""
    pdfs = [f"  {volume.file}: {volume.title}, {len(volume.sheets)} items, {volume.pages} pages" for volume in volumes]
    recipient = f"the {release.recipient}" if release.recipient else "nobody named yet"
    lines = [
        release.title,
        "",
        f"Prepared for {recipient} by {release.prepared_by} ({release.role})",
        f"on {shown_date(release.date, release.zone)} ({release.zone}). Not served: serving needs a second person's check.",
        "",
        *pdfs,
        f"  natives: {natives} files as they were found",
        f"  index.csv: the index as a table. {NOTE}",
        "",
        "To check that nothing was changed, on any machine with Python and its package `cryptography`:",
        "  python verify.py",
        "or without the signature, with common tools, in this bundle's folder:",
        "  sha256sum -c manifest-sha256.txt",
        "",
        f"Signed by the key {fingerprint}.",
        "Compare this fingerprint with one that came to you another way.",
    ]
    return "\n".join(lines) + "\n"
